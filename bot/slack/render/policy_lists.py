"""What is in the library: documents, clauses, what was done to it, what covers what."""

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from bot.domain.draft import Language
from bot.domain.policy_commands import PolicyVerb
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
from bot.usecases.library_ports import PackVersion, VersionChange
from bot.usecases.policy_views import NoSuchPolicy, PolicyClauses, PolicyFound, PolicyHistory, PolicyList
from bot.usecases.ports import DocumentVersion

_LISTED = 40
_ID = re.compile(r"\s*\([UW][A-Z0-9]+\)$")
_DEEDS = (*get_args(PolicyVerb), "preview", "withdraw")


def draw_policy_list(view: PolicyList, language: Language) -> Message:
    """Every document, its version in force first, and its drafts."""
    drafts = "draft" in {*(each.state for each in view.documents), *(each.state for each in view.packs)}
    text = say("policy.list.and-drafts" if drafts else "policy.list", language)
    documents = [section(*_document(each, language)) for each in view.documents[:_LISTED]]
    packs = [section(*_pack(each, language)) for each in view.packs[:_LISTED]]
    if left := len(view.documents) - len(documents):
        documents.append(section(said(say("slack.and-more", language, count=left))))
    blocks = [paragraph(text, "bold"), rich_text(bullets([*documents, *packs]))]
    if view.documents:
        first = view.documents[0]
        hint = say("policy.list.hint", language, name=f"{first.document}/{first.language}")
        blocks.append(paragraph(hint))
    return Message(text, blocks)


def _document(version: DocumentVersion, language: Language) -> Iterator[list[Element]]:
    yield data(one_line(version.title), 200, "bold")
    yield said(
        f" · {version.document}/{version.language}@{version.number}{_draft(version.state, language)}\n"
    )
    count = say("policy.clauses", language, count=version.clauses)
    owner, effective = who(version.owner), one_line(version.effective)
    yield data(say("policy.owned", language, clauses=count, owner=owner, effective=effective), 300)


def _pack(pack: PackVersion, language: Language) -> Iterator[list[Element]]:
    yield said(say("policy.rules", language), "bold")
    count = say("policy.rule-count", language, count=pack.rules)
    yield said(f" · rules@{pack.number}{_draft(pack.state, language)}\n{count}")


def _draft(state: str, language: Language) -> str:
    return f" ({say('policy.state.draft', language)})" if state == "draft" else ""


def who(by: str) -> str:
    """Their name, without the id that the record keeps beside it."""
    return one_line(_ID.sub("", by))


def version_change(change: VersionChange, language: Language) -> str:
    """What is in force of a document now, and what was."""
    was, now = change
    if now is None:
        return say("policy.news.gone", language, version=was)
    return f"{was} → {now}" if was else str(now)


def draw_policy_clauses(view: PolicyClauses, language: Language) -> Message:
    """Clauses to the letter, as many as fit; the others by number and title."""
    text = say(f"policy.show.{view.state}", language)
    return Message(text, fit(lambda room: list(_clauses(view, text, language, room))))


def _clauses(view: PolicyClauses, text: str, language: Language, room: Room) -> Iterator[Block]:
    yield rich_text(section(data(one_line(view.name), room.words // 3, "bold")), section(said(text)))
    most = room.for_each(len(view.clauses))
    for clause in view.clauses[: room.headings]:
        yield rich_text(
            quotation(
                data(one_line(f"{clause.shown} {clause.title}"), room.words // 3, "bold"),
                said("\n"),
                data(clause.text, most),
            )
        )
    left = view.clauses[room.headings :]
    if left:
        names = ", ".join(one_line(each.shown) for each in left)
        more = say("policy.more-clauses", language, count=len(left), numbers=names)
        yield rich_text(section(data(more, room.words)))
    if left and view.state == "published":  # a clause that is asked for by its number is the one in force
        hint = say("policy.more-clauses.hint", language, one=one_line(left[0].shown))
        yield rich_text(section(data(hint, room.words)))


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
    text = say(f"policy.no-such.{view.why}", language, name=one_line(view.name))
    parts = [data(text, Room().words)]
    if view.choices:
        choices = say("policy.choices", language, choices=", ".join(map(one_line, view.choices[:_LISTED])))
        parts.append(data(f"\n{choices}", Room().words * 2))
    return Message(say("policy.no-such.which", language), [rich_text(section(*parts))])


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
    earlier = next((each.act.before for each in done if each.changes and each.act.before), "")
    if earlier:
        yield paragraph(say("policy.history.back", language, library=earlier))


def act_line(done: Done, language: Language) -> str:
    """Who did what."""
    act = done.act
    deed = say(f"policy.deed.{act.detail}", language) if act.detail in _DEEDS else act.detail
    version = f"({act.version})" if act.version and act.kind == "refused" else act.version or ""
    what = say(
        f"policy.act.{act.kind}",
        language,
        version=version,
        deed=deed,
        changes=", ".join(version_change(each, language) for each in done.changes),
    )
    after = say("policy.act.library", language, library=act.library) if done.changes else ""
    return one_line(f"{who(act.by)} {what.strip()} {after}")
