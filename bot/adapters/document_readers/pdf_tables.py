"""Tables of a page: those whose lines are drawn, and rows that only stand in columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.adapters.document_readers.markers import begins_item
from bot.adapters.document_readers.pdf_lines import Line, rows_of
from bot.adapters.document_readers.pdf_page import Page, Stroke, Word

_TOUCHING = 4.0
_LONG_ENOUGH = 6.0
_MOST_STROKES = 4_000
"""A page with more is a drawing."""
_ACROSS = 0.7
"""A line that is drawn over so much of the table parts its rows."""
_WIDE_GAP = 12.0
_ALIGNED = 6.0


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    """From the top."""


def tabled(page: Page) -> Page:
    """The page with one word in the place of each table that is drawn: its rows, cells joined."""
    words = list(page.words)
    for grid in _grids(page.strokes):
        inside = [word for word in words if _is_inside(word, grid)]
        if inside:
            kept = {id(word) for word in inside}
            words = [word for word in words if id(word) not in kept] + [_as_word(inside, grid)]
    return replace(page, words=tuple(words))


def _grids(strokes: Sequence[Stroke]) -> Iterator[_Grid]:
    """Lines along x that the same lines along y touch: at least two columns and a row."""
    long = [each for each in strokes if each.ends - each.begins >= _LONG_ENOUGH]
    if len(long) > _MOST_STROKES:
        return
    across, along = [each for each in long if each.across], [each for each in long if not each.across]
    for group in _touching(along):
        top, bottom = max(each.ends for each in group), min(each.begins for each in group)
        columns = _distinct(each.at for each in group)
        wide = columns[-1] - columns[0]
        if len(columns) < 3:
            continue
        inside = [each for each in across if bottom - _TOUCHING <= each.at <= top + _TOUCHING]
        rows = [
            height
            for height in _distinct(each.at for each in inside)
            if _covered(inside, height, columns) >= _ACROSS * wide
        ]
        if len(rows) >= 2:
            yield _Grid(tuple(columns), tuple(reversed(rows)))


def _touching(along: Sequence[Stroke]) -> list[list[Stroke]]:
    """Lines along y that overlap in height, or touch: one table each."""
    groups: list[list[Stroke]] = []
    lowest = 0.0
    for stroke in sorted(along, key=lambda each: -each.ends):
        if groups and stroke.ends >= lowest - _TOUCHING:
            groups[-1].append(stroke)
            lowest = min(lowest, stroke.begins)
        else:
            groups.append([stroke])
            lowest = stroke.begins
    return groups


def _distinct(places: Iterator[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _TOUCHING:
            distinct.append(place)
    return distinct


def _covered(inside: Sequence[Stroke], height: float, columns: Sequence[float]) -> float:
    total, reached = 0.0, columns[0]
    for each in sorted(
        (each for each in inside if abs(each.at - height) <= _TOUCHING), key=lambda it: it.begins
    ):
        begins, ends = max(each.begins, reached), min(each.ends, columns[-1])
        if ends > begins:
            total, reached = total + ends - begins, ends
    return total


def _is_inside(word: Word, grid: _Grid) -> bool:
    middle, height = (word.x0 + word.x1) / 2, word.y + word.size / 3
    return grid.columns[0] <= middle <= grid.columns[-1] and grid.rows[-1] <= height <= grid.rows[0]


def _as_word(words: Sequence[Word], grid: _Grid) -> Word:
    cells: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        height, middle = word.y + word.size / 3, (word.x0 + word.x1) / 2
        row = sum(each > height for each in grid.rows[1:])
        column = sum(each <= middle for each in grid.columns[1:])
        cells.setdefault((row, column), []).append(word)
    columns = range(len(grid.columns))
    rows = [
        tuple(_cell_text(cells.get((row, column), ())) for column in columns)
        for row in sorted({row for row, _ in cells})
    ]
    size = max(word.size for word in words)
    return Word(
        "", grid.columns[0], grid.columns[-1], grid.rows[0] - size, size, False,
        tuple(rows),
    )  # fmt: skip


def _cell_text(words: Sequence[Word]) -> str:
    return " ".join(" ".join(word.text for word in row) for row in rows_of(words))


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those that stand in the same columns one below the other made rows of a table."""
    done: list[Line] = []
    at = 0
    while at < len(lines):
        starts = _starts(lines[at])
        end = at + 1
        while starts and end < len(lines) and _belongs(lines[end], lines[at], starts):
            end += 1
        if sum(len(_starts(each)) > 1 for each in lines[at:end]) >= 2:
            done.append(_as_line(lines[at:end], starts))
            at = end
        else:
            done.append(lines[at])
            at += 1
    return done


def _chunks(line: Line) -> list[list[Word]]:
    chunks = [[line.words[0]]]
    for before, after in pairwise(line.words):
        if after.x0 - before.x1 >= max(_WIDE_GAP, 1.3 * after.size):
            chunks.append([])
        chunks[-1].append(after)
    return chunks


def _starts(line: Line) -> list[float]:
    """Where the cells of a line begin; none for an item with its number, and for a line of prose."""
    if line.rows or begins_item(line.text):
        return []
    chunks = _chunks(line)
    return [chunk[0].x0 for chunk in chunks] if len(chunks) > 1 else []


def _belongs(line: Line, first: Line, starts: Sequence[float]) -> bool:
    if line.rows or line.column != first.column or begins_item(line.text):
        return False
    own = [chunk[0].x0 for chunk in _chunks(line)]
    return all(any(abs(each - start) <= _ALIGNED for start in starts) for each in own) and (
        len(own) > 1 or own[0] > starts[0] + _ALIGNED
    )


def _as_line(lines: Sequence[Line], starts: Sequence[float]) -> Line:
    """A line without something in the first column goes on with the cells of the row above."""
    rows: list[dict[int, str]] = []
    for line in lines:
        chunks = _chunks(line)
        if chunks[0][0].x0 <= starts[0] + _ALIGNED or not rows:
            rows.append({})
        for chunk in chunks:
            column = min(range(len(starts)), key=lambda at: abs(starts[at] - chunk[0].x0))
            text = " ".join(word.text for word in chunk)
            rows[-1][column] = f"{rows[-1][column]} {text}" if column in rows[-1] else text
    cells = tuple(tuple(row.get(column, "") for column in range(len(starts))) for row in rows)
    first = lines[0]
    return replace(first, words=(replace(first.words[0], text="", x1=first.x1, rows=cells),))
