"""The draft in its card, with the words that are a problem marked and numbered as the problems are."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.findings import problems_of
from bot.domain.marked_text import Extract, Mark, extracts
from bot.slack.render.card_problems import numbers_of
from bot.slack.render.fitting import Room
from bot.slack.render.rich_text import Block, Element, data, quotation, rich_text, said, section
from bot.texts import say
from bot.usecases.views import Reviewed

_MANY = 100_000
"""More than a piece of the extract can cost: it was cut before."""


def is_drawn(view: Reviewed) -> bool:
    """Whether the card shows the draft: where words of it are marked, or where it is nowhere else to be seen.

    What must be deleted is not written out once more.
    """
    marked = any(not each.is_omission for each in view.review.findings)
    return view.incident is None and (marked or view.aside or bool(view.from_file))


def draft_with_marks(view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """The draft, or of a long one the sentences that hold marks."""
    marks = _marks(view, room)
    text = view.review.draft.text
    parts = extracts(text, marks, room.draft)
    whole = "whole" if len(text) <= room.draft else "parts"
    about = say(f"card.draft.{whole}.marked" if marks else f"card.draft.{whole}", language)
    yield rich_text(section(said(about, "bold")), quotation(*_quoted(parts)))


def _marks(view: Reviewed, room: Room) -> list[Mark]:
    """Those of the problems that are named below."""
    problems = problems_of(view.review.findings)
    numbers = numbers_of(problems, room)
    found = [
        Mark(finding.start, finding.end, number)
        for problem, number in zip(problems, numbers, strict=False)
        for finding in problem.findings
        if number and finding.start is not None and finding.end is not None
    ]
    return sorted(found, key=lambda each: (each.start, each.end))[: room.marks]


def _quoted(parts: list[Extract]) -> Iterator[list[Element]]:
    for place, part in enumerate(parts):
        if place or part.cut_before:
            yield said("… ")
        for piece in part.pieces:
            yield data(piece.text, _MANY, *(("bold",) if piece.marked else ()))
            if piece.numbers:
                yield said(" " + "".join(f"[{number}]" for number in piece.numbers))
    if parts and parts[-1].cut_after:
        yield said(" …")
