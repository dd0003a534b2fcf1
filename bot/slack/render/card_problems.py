"""The problems of a review, the most severe first, with the firm's clauses and the way to read them whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.draft import Language
from bot.domain.findings import Citation, Finding, Problem, problems_of
from bot.domain.library import PublishedPolicies
from bot.domain.showing import one_line
from bot.slack.ids import CLAUSE, CLAUSE_TOO
from bot.slack.render.fitting import Room, shortened
from bot.slack.render.quoting import clause_quotation
from bot.slack.render.rich_text import (
    Block,
    Element,
    actions,
    bullets,
    button,
    data,
    rich_text,
    said,
    section,
)
from bot.texts import say

_LABEL = 75
"""Characters of a button's label."""


@dataclass(frozen=True)
class _Drawing:
    """What drawing one problem needs of the review."""

    titles: Mapping[str, str]
    lessons: Mapping[str, str]
    numbers: Mapping[str, int]
    """By rule: the numbers that their words have in the draft above; none where it is not drawn."""
    clauses: Mapping[Finding, int]
    """The number of a finding's first clause among all that the review cites, in order, from 0."""
    card: str
    language: Language
    room: Room


def problems(
    findings: Sequence[Finding],
    policies: PublishedPolicies,
    language: Language,
    room: Room,
    taught: bool = False,
    *,
    numbered: bool = False,
    card: str = "",
) -> Iterator[Block]:
    """What was found, the most severe first, with the clauses; where `taught` also what the rules teach.

    `numbered`: as in the draft above; `card`: whose buttons open the clauses, "" for no buttons.
    """
    found = problems_of(findings)
    numbers = zip((each.worst.rule for each in found), numbers_of(found, room), strict=False)
    drawing = _Drawing(
        {rule.id: one_line(rule.title.in_language(language)) for rule in policies.rules},
        {rule.id: rule.lesson.in_language(language) for rule in policies.rules} if taught else {},
        {rule: number for rule, number in numbers if number and numbered},
        _places_of_clauses(findings),
        card,
        language,
        room,
    )
    for problem in found[: room.problems]:
        yield rich_text(*_problem(problem, drawing))
        yield from _to_read(problem, drawing)
    if found[room.problems :]:
        yield _others(found[room.problems :], drawing)


def numbers_of(found: Sequence[Problem], room: Room) -> list[int]:
    """The number of each problem that is named in the card; 0 where none of its words can be marked."""
    numbers: list[int] = []
    for problem in found[: room.problems + room.headings]:
        marked = any(not each.is_omission for each in problem.findings)
        numbers.append(max(numbers, default=0) + 1 if marked else 0)
    return numbers


def _places_of_clauses(findings: Sequence[Finding]) -> dict[Finding, int]:
    places: dict[Finding, int] = {}
    place = 0
    for finding in findings:
        places.setdefault(finding, place)
        place += len(finding.citations)
    return places


def _others(others: Sequence[Problem], drawing: _Drawing) -> Block:
    """The problems that are headings, with their words, and how many are not even that."""
    language, room = drawing.language, drawing.room
    listed = [
        section(*_title(each, drawing), said(" "), *_words(each, language, room))
        for each in others[: room.headings]
    ]
    if others[room.headings :]:
        listed.append(section(said(say("slack.and-more", language, count=len(others) - len(listed)))))
    return rich_text(section(said(say("more", language), "bold")), bullets(listed))


def _problem(problem: Problem, drawing: _Drawing) -> Iterator[Element]:
    finding, language, room = problem.worst, drawing.language, drawing.room
    lines = [*_title(problem, drawing), said("\n"), *_words(problem, language, room)]
    lines += [said("\n"), data(finding.message, room.words)]
    for more in _more(problem, drawing):
        lines += [said("\n"), more]
    yield section(*lines)
    lesson = drawing.lessons.get(finding.rule)
    if lesson:
        yield section(data(lesson, room.words))
    for citation in finding.citations[: room.citations]:
        yield clause_quotation(citation, language, room)


def _more(problem: Problem, drawing: _Drawing) -> Iterator[list[Element]]:
    """What else there is to say of it, a line each."""
    finding, language, words = problem.worst, drawing.language, drawing.room.words
    detail = one_line(finding.detail)
    if finding.why:
        yield data(say("model.explains", language, why=one_line(finding.why)), words, "italic")
    if finding.is_omission and finding.detail:
        yield data(say("missing-words", language, words=detail), words, "italic")
    if problem.others:
        others = ", ".join(drawing.titles.get(each.rule, each.rule) for each in problem.others)
        yield data(say("also", language, problems=others), words)
    if not finding.citations:
        yield said(say("no-clause", language), "italic")


def _to_read(problem: Problem, drawing: _Drawing) -> Iterator[Block]:
    """A button for each clause that is quoted, which opens it whole."""
    cited = problem.worst.citations[: drawing.room.citations]
    if not cited or not drawing.card:
        return
    first = drawing.clauses[problem.worst]
    row = [
        _read_button(action, clause, f"{drawing.card}|{first + place}", drawing.language)
        for place, (action, clause) in enumerate(zip((CLAUSE, CLAUSE_TOO), cited, strict=False))
    ]
    yield actions(*row)


def _read_button(action: str, clause: Citation, value: str, language: Language) -> Element:
    number, title = one_line(clause.clause), one_line(clause.title)
    label = shortened(say("card.button.clause", language, clause=number).strip(), _LABEL)
    aloud = shortened(say("card.aloud.clause", language, clause=number, title=title), _LABEL)
    return button(action, label, value, aloud=aloud)


def _title(problem: Problem, drawing: _Drawing) -> Iterator[list[Element]]:
    """Its number, the rule's title, and how bad it is."""
    worst, language = problem.worst, drawing.language
    number = drawing.numbers.get(worst.rule)
    if number:
        yield said(f"[{number}] ", "bold")
    yield data(drawing.titles.get(worst.rule, worst.rule), drawing.room.words, "bold")
    yield said(f" ({say(f'severity.{worst.severity.word}', language)})")


def _words(problem: Problem, language: Language, room: Room) -> Iterator[list[Element]]:
    """The words of the draft that are the problem, as they stand there."""
    if problem.worst.is_omission:
        yield said(say("omission", language), "italic")
        return
    for number, finding in enumerate(problem.findings[: room.quotes]):
        yield said(f"{' · ' if number else ''}{say('slack.quote-begins', language)}")
        yield data(finding.quote, room.words, "italic")
        yield said(say("slack.quote-ends", language))
    if problem.findings[room.quotes :]:
        count = len(problem.findings) - room.quotes
        yield said(f" · {say('slack.and-more', language, count=count)}")
