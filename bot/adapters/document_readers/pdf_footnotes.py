"""Footnotes: they stand below the text of a page, smaller, under a short line, and are no part of it."""

import re
from collections.abc import Sequence

from bot.adapters.document_readers.pdf_page import Page, Word

_SMALLER = 0.95
_SHORTEST, _LONGEST = 30.0, 0.5
"""The line above: points, and the share of the width of the page."""
_BEGINS = re.compile(r"(?:\d{1,3}|[*†‡]{1,3}|\[\d{1,3}\]|\(\d{1,3}\))\.?(?=\s|$|[^\W\d_])")


def footnotes_of(page: Page, rows: Sequence[list[Word]], body: float) -> list[list[Word]]:
    """The rows, from the top, that are footnotes; `body` is the size of the letters of the text."""
    first = len(rows)
    while first and max(word.size for word in rows[first - 1]) <= _SMALLER * body:
        first -= 1
    for at in range(first, len(rows)):
        above = rows[at - 1][0].y if at else page.height
        text = " ".join(word.text for word in rows[at])
        if _BEGINS.match(text) and _is_under_a_line(page, rows[at], above):
            return list(rows[at:])
    return []


def _is_under_a_line(page: Page, row: list[Word], above: float) -> bool:
    highest = row[0].y + 0.5 * row[0].size
    return any(
        each.across
        and highest <= each.at <= above
        and _SHORTEST <= each.ends - each.begins <= _LONGEST * page.width
        and each.begins <= row[0].x0 + row[0].size
        for each in page.strokes
    )
