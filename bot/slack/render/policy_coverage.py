"""What covers what: rules and clauses that stand alone, what is said twice, or in one language only."""

from collections.abc import Iterator, Sequence

from bot.domain.clauses import Clause
from bot.domain.coverage import Coverage, OneLanguage, Twins
from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.render.fitting import Room, fit
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
from bot.usecases.policy_views import PolicyCoverage

_NAMED = 30
_SIDE_BY_SIDE = 4


def draw_policy_coverage(view: PolicyCoverage, language: Language) -> Message:
    """Four paragraphs, the gaps first."""
    text = say("policy.coverage", language)
    return Message(text, fit(lambda room: list(_coverage(view, text, language, room))))


def _coverage(view: PolicyCoverage, text: str, language: Language, room: Room) -> Iterator[Block]:
    coverage = view.coverage
    yield paragraph(text, "bold")
    gaps = [one_line(view.titles.get(each, each)) for each in coverage.gaps]
    yield _counted("gaps", len(gaps), ", ".join(gaps[:_NAMED]), language, room)
    yield _counted("unused", len(coverage.unused), "", language, room)
    if coverage.unused:
        yield rich_text(bullets(section(data(each, room.words)) for each in _by_document(coverage.unused)))
    yield _counted("twins", len(coverage.twins), "", language, room)
    for pair in coverage.twins[: min(_SIDE_BY_SIDE, room.headings)]:
        yield rich_text(*_twins(pair, room))
    yield from _one_language(coverage, language, room)


def _counted(what: str, count: int, names: str, language: Language, room: Room) -> Block:
    if not count:
        return paragraph(say(f"policy.coverage.no-{what}", language))
    parts = [said(say(f"policy.coverage.{what}", language, count=count), "bold")]
    if names:
        parts.append(data(f"\n{names}", 2 * room.words))
    return rich_text(section(*parts))


def _by_document(clauses: Sequence[Clause]) -> Iterator[str]:
    """A document's clauses a line, by their numbers."""
    of: dict[str, list[str]] = {}
    for each in clauses:
        of.setdefault(f"{each.document}/{each.language}", []).append(each.shown)
    for name, numbers in list(of.items())[:_NAMED]:
        more = "…" if len(numbers) > _NAMED else ""
        yield one_line(f"{name} ({len(numbers)}): {', '.join(numbers[:_NAMED])}{more}")


def _twins(pair: Twins, room: Room) -> Iterator[Element]:
    for clause in (pair.one, pair.two):
        name = one_line(f"{clause.document}/{clause.language} {clause.shown} {clause.title}")
        words = room.words // 2
        yield quotation(data(name, words, "bold"), said("\n"), data(clause.text, words))


def _one_language(coverage: Coverage, language: Language, room: Room) -> Iterator[Block]:
    found = coverage.one_language
    yield _counted("one-language", len(found), "", language, room)
    if found:
        yield rich_text(bullets(section(*_alone(each, language, room)) for each in found[: room.headings]))


def _alone(each: OneLanguage, language: Language, room: Room) -> Iterator[list[Element]]:
    spoken = say(f"policy.only.{each.language}", language)
    yield data(f"{one_line(each.document)}: {spoken}", room.words // 3)
    if each.clauses:
        numbers = ", ".join(one_line(clause.shown) for clause in each.clauses[:_NAMED])
        yield data(f" ({numbers})", room.words // 2)
