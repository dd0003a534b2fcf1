"""News for everybody who follows the policies: who changed what, in plain words."""

from collections.abc import Iterator

from bot.domain.clause_changes import ClauseChange
from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.render.fitting import Room, fit
from bot.slack.render.policy_diff import changed_words, clause_name, counts, rule_change
from bot.slack.render.policy_lists import version_change, who
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    bullets,
    data,
    paragraph,
    rich_text,
    said,
    section,
)
from bot.texts import say
from bot.usecases.compare_versions import Compared
from bot.usecases.policy_views import PolicyNews

_NAMED = 5
"""Clauses that are named, of each document."""
_WORDS = 300


def draw_policy_news(view: PolicyNews, language: Language) -> Message:
    """What is posted to the policy channel."""
    first = "first" if view.act.kind == "published" and not view.act.before else view.act.kind
    text = say(f"policy.news.{first}", language)
    return Message(text, fit(lambda room: list(_news(view, text, first == "first", language, room))))


def _news(view: PolicyNews, text: str, first: bool, language: Language, room: Room) -> Iterator[Block]:
    yield paragraph(text, "bold")
    for each in view.changes[: room.headings]:
        yield rich_text(*_document(each, first, language, room))
    if left := len(view.changes[room.headings :]):
        yield paragraph(say("slack.and-more", language, count=left))
    for gone in view.gone[: room.headings]:
        yield paragraph(say("policy.news.gone", language, version=gone))
    by = say("policy.news.by", language, by=who(view.act.by), at=f"{view.act.at:%Y-%m-%d %H:%M} UTC")
    yield rich_text(section(data(by, room.words, "italic")))


def _document(compared: Compared, first: bool, language: Language, room: Room) -> Iterator[Element]:
    title = one_line(compared.title) or say("policy.rules", language)
    versions = f" · {version_change((compared.in_force, compared.version), language)}"
    found = _clauses_of(compared, language) if first else counts(compared, language)
    yield section(data(title, room.words // 3, "bold"), said(versions), said(f"\n{found}" if found else ""))
    if first:
        return
    told = [each for each in compared.clauses if each.kind in ("added", "changed", "removed")]
    if told:
        yield bullets(section(*_clause(each, language, room)) for each in told[:_NAMED])
    if compared.rules:
        lines = [rule_change(each, language) for each in compared.rules[:_NAMED]]
        yield bullets(section(data(each, room.words)) for each in lines)


def _clauses_of(compared: Compared, language: Language) -> str:
    """How many there are, of what was not there before."""
    return "" if compared.version.is_pack else say("policy.clauses", language, count=len(compared.clauses))


def _clause(change: ClauseChange, language: Language, room: Room) -> Iterator[list[Element]]:
    yield said(f"{say(f'policy.kind.{change.kind}', language)}: ")
    yield data(clause_name(change), room.words // 3, "bold")
    if any(mark.kind != "same" for mark in change.marks):
        yield said("\n")
        yield _one_line_of(changed_words(change.marks, _WORDS))


def _one_line_of(parts: list[Element]) -> list[Element]:
    """The first changed words, as many as a line takes."""
    kept: list[Element] = []
    spent = 0
    for part in parts:
        spent += len(part["text"])
        if kept and spent > _WORDS:
            return [*kept, *said(" …")]
        kept.append(part | {"text": " ".join(part["text"].split("\n"))})
    return kept
