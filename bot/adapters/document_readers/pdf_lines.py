"""Words of a page into lines in reading order: one column, two, or three, with what runs across between."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median
from typing import Literal

from bot.adapters.document_readers.pdf_page import Page, Row, Word

_SAME_LINE = 0.35
"""Of the size of the letters: words that stand so close to one height are on one line."""
_GUTTER = 6.0
_FEWEST_LINES = 5
_FEWEST_LIKE = 4
_NARROWEST = 0.2
"""A column is at least so much of the width: less holds numbers of items or of pages."""
_FILLED = 0.6
"""Prose fills its column; the cells of a table do not."""
_CANDIDATES = 8

Side = Literal["left", "right", "both", "across"]


@dataclass(frozen=True)
class Line:
    """A line as it is read. `right` is where the lines of its column end at the latest."""

    words: tuple[Word, ...]
    page: int
    column: int
    """Counted over the page: lines of one column follow one another."""
    left: float
    right: float

    @cached_property
    def text(self) -> str:
        """Its words with one space between."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def y(self) -> float:
        """The height that it stands on."""
        return self.words[0].y

    @cached_property
    def size(self) -> float:
        """Of most of its letters."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        return sizes.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all of its letters are."""
        return all(word.bold for word in self.words if any(map(str.isalnum, word.text)))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the table that stands here, if one does."""
        return self.words[0].rows


def lines_of(page: Page, number: int) -> list[Line]:
    """The lines of a page in reading order."""
    lines: list[Line] = []
    for column, rows in enumerate(_columns(rows_of(page.words))):
        if rows:
            left = min(row[0].x0 for row in rows)
            right = max(row[-1].x1 for row in rows)
            lines += (Line(tuple(row), number, column, left, right) for row in rows)
    return lines


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one height, from the top; each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: -each.y):
        last = rows[-1] if rows else None
        if last and abs(last[0].y - word.y) <= _SAME_LINE * max(word.size, last[0].size):
            last.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda each: each.x0) for row in rows]


def _columns(rows: list[list[Word]]) -> list[list[list[Word]]]:
    """The rows of each column, in the order in which columns are read."""
    gutter = _gutter(rows)
    if gutter is None:
        return [rows]
    columns: list[list[list[Word]]] = []
    for in_columns, run in _runs(rows, gutter):
        if not in_columns:
            columns.append(run)
            continue
        words = [word for row in run for word in row]
        columns += _columns(rows_of(word for word in words if word.x1 <= gutter + 1))
        columns += _columns(rows_of(word for word in words if word.x1 > gutter + 1))
    return columns


def _gutter(rows: list[list[Word]]) -> float | None:
    """Where the emptiness between two columns is; None on a page, or a part of one, that has one column."""
    best, most = None, 0
    for candidate in _candidates(rows):
        count = sum(len(run) for in_columns, run in _runs(rows, candidate) if in_columns)
        if count > most:
            best, most = candidate, count
    return best


def _candidates(rows: list[list[Word]]) -> list[float]:
    """Places where rows begin, or have a gap, again and again."""
    if len(rows) < _FEWEST_LINES:
        return []
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    margin = _NARROWEST * (right - left)
    places: Counter[int] = Counter()
    for row in rows:
        found = [row[0].x0, *(after.x0 for before, after in pairwise(row) if after.x0 - before.x1 >= _GUTTER)]
        places.update(round(each / 2) for each in found if left + margin < each < right - margin)
    likely = [(count, place) for place, count in places.items() if count >= _FEWEST_LIKE]
    return [place * 2 - _GUTTER / 2 for _, place in sorted(likely, reverse=True)[:_CANDIDATES]]


def _runs(rows: list[list[Word]], gutter: float) -> list[tuple[bool, list[list[Word]]]]:
    """Rows from the top, those in columns apart from those across the page."""
    runs: list[tuple[bool, list[list[Word]]]] = []
    for across, group in groupby(rows, lambda row: _side(row, gutter) == "across"):
        run = list(group)
        in_columns = not across and _are_columns(run, gutter)
        if runs and not in_columns and not runs[-1][0]:
            runs[-1][1].extend(run)
        else:
            runs.append((in_columns, run))
    return runs


def _side(row: Sequence[Word], gutter: float) -> Side:
    if row[-1].x1 <= gutter + 1:
        return "left"
    if row[0].x0 >= gutter - 1:
        return "right"
    for before, after in pairwise(row):
        if before.x1 <= gutter + 1 and after.x0 >= gutter - 1 and after.x0 - before.x1 >= _GUTTER:
            return "both"
    return "across"


def _are_columns(run: list[list[Word]], gutter: float) -> bool:
    lefts = [part for row in run if (part := [word for word in row if word.x1 <= gutter + 1])]
    rights = [part for row in run if (part := [word for word in row if word.x1 > gutter + 1])]
    if min(len(lefts), len(rights)) < _FEWEST_LINES:
        return False
    begins, ends = min(part[0].x0 for part in lefts), max(part[-1].x1 for part in rights)
    wide = ends - begins
    narrowest = min(gutter - begins, ends - gutter)
    return narrowest >= _NARROWEST * wide and _is_filled(lefts) and _is_filled(rights)


def _is_filled(parts: list[list[Word]]) -> bool:
    begins, ends = min(part[0].x0 for part in parts), max(part[-1].x1 for part in parts)
    return median(part[-1].x1 - part[0].x0 for part in parts) >= _FILLED * (ends - begins)
