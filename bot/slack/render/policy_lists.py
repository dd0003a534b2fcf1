"""What is in the library: documents, clauses, what was done to it, what covers what."""

from collections.abc import Iterator, Sequence

from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.render.fitting import Room, fit
from bot.slack.render.quoting import clause_quotation
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    bullets,
    data,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
)
from bot.texts import say
from bot.usecases.library_life import Done
from bot.usecases.library_ports import PackVersion
from bot.usecases.policy_views import NoSuchPolicy, PolicyClauses, PolicyFound, PolicyHistory, PolicyList
from bot.usecases.ports import DocumentVersion

_LISTED = 40


def draw_policy_list(view: PolicyList, language: Language) -> Message:
    """Every document, its version in force first, and its drafts."""
    text = say("policy.list", language, library=view.library)
    documents = [section(*_document(each, language)) for each in view.documents[:_LISTED]]
    packs = [section(*_pack(each, language)) for each in view.packs[:_LISTED]]
    if left := len(view.documents) - len(documents):
        documents.append(section(said(say("slack.and-more", language, count=left))))
    return Message(text, [paragraph(text, "bold"), rich_text(bullets([*documents, *packs]))])


def _document(version: DocumentVersion, language: Language) -> Iterator[list[Element]]:
    state = say(f"policy.state.{version.state}", language)
    yield data(one_line(version.title), 200, "bold")
    yield said(f" · {version.document}/{version.language}@{version.number} ({state})\n")
    count = say("policy.clauses", language, count=version.clauses)
    owner, effective = one_line(version.owner), one_line(version.effective)
    yield data(say("policy.owned", language, clauses=count, owner=owner, effective=effective), 300)


def _pack(pack: PackVersion, language: Language) -> Iterator[list[Element]]:
    state = say(f"policy.state.{pack.state}", language)
    yield said(say("policy.rules", language), "bold")
    yield said(f" · rules@{pack.number} ({state})\n{say('policy.rule-count', language, count=pack.rules)}")


def draw_policy_clauses(view: PolicyClauses, language: Language) -> Message:
    """Clauses to the letter, as many as fit; the others by number and title."""
    text = say(f"policy.show.{view.state}", language)
    return Message(text, fit(lambda room: list(_clauses(view, text, language, room))))


def _clauses(view: PolicyClauses, text: str, language: Language, room: Room) -> Iterator[Block]:
    yield rich_text(section(data(one_line(view.name), room.words // 3, "bold")), section(said(text)))
    for clause in view.clauses[: room.headings]:
        yield rich_text(
            quotation(
                data(one_line(f"{clause.shown} {clause.title}"), room.words // 3, "bold"),
                said("\n"),
                data(clause.text, min(room.words, room.clause)),
            )
        )
    left = view.clauses[room.headings :]
    if left:
        names = ", ".join(one_line(each.shown) for each in left)
        more = say("policy.more-clauses", language, count=len(left), numbers=names)
        yield rich_text(section(data(more, room.words)))


def draw_policy_found(view: PolicyFound, language: Language) -> Message:
    """The clauses nearest to some words."""
    text = say("policy.found" if view.clauses else "slack.answer.none", language)
    return Message(
        text,
        fit(
            lambda room: [
                paragraph(text, "bold"),
                *(rich_text(clause_quotation(each, language, room)) for each in view.clauses),
            ]
        ),
    )


def draw_no_such_policy(view: NoSuchPolicy, language: Language) -> Message:
    """That nothing has that name, and what has one."""
    text = say("policy.no-such" if view.name else "policy.say-which", language, name=one_line(view.name))
    parts = [data(text, Room().words)]
    if view.choices:
        choices = say("policy.choices", language, choices=", ".join(map(one_line, view.choices[:_LISTED])))
        parts.append(data(f"\n{choices}", Room().words * 2))
    return Message(say("policy.say-which", language), [rich_text(section(*parts))])


def draw_policy_history(view: PolicyHistory, language: Language) -> Message:
    """Who did what, and when, newest first."""
    text = say("policy.history" if view.done else "policy.history.none", language)
    return Message(text, fit(lambda room: list(_history(view.done, text, language, room))))


def _history(done: Sequence[Done], text: str, language: Language, room: Room) -> Iterator[Block]:
    yield paragraph(text, "bold")
    lines = [
        section(said(f"{each.act.at:%Y-%m-%d %H:%M} · "), data(act_line(each, language), room.words))
        for each in done[: room.headings]
    ]
    if left := len(done) - len(lines):
        lines.append(section(said(say("slack.and-more", language, count=left))))
    if lines:
        yield rich_text(bullets(lines))


def act_line(done: Done, language: Language) -> str:
    """Who did what."""
    act = done.act
    what = say(
        f"act.{act.kind}",
        language,
        version=act.version or "",
        library=act.library,
        before=act.before or "–",
        detail=act.detail,
        changes=", ".join(f"{was or '–'} → {now or '–'}" for was, now in done.changes),
    )
    return one_line(f"{act.by} {what}")


def clause_names(clauses: Sequence[Clause], most: int) -> str:
    """Their documents, numbers and titles in a row."""
    shown = ", ".join(one_line(f"{each.document}/{each.language} {each.shown}") for each in clauses[:most])
    return f"{shown}…" if len(clauses) > most else shown
