"""Rows of tables as text; a table that goes on, on the next page, is one table."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.adapters.document_readers.pdf_lines import Line
from bot.adapters.document_readers.pdf_page import Row
from bot.adapters.document_readers.spaces import plain

CELLS = " | "
_ENDS_A_CELL = (".", "!", "?", ";", ":", "»", "”", '"')


def rows_as_text(tables: Sequence[Line]) -> Iterator[str]:
    """The rows of tables that follow one another, none empty.

    A header that is printed again is left out; a row that a page end cut is put together.
    """
    rows: list[Row] = []
    before: Line | None = None
    for table in tables:
        own = list(table.rows)
        if before is not None and len(own) > 1 and own[0] == before.rows[0]:
            own = own[1:]
        if before is not None and table.page != before.page and _goes_on(rows[-1], own[0]):
            rows[-1] = _joined(rows[-1], own.pop(0))
        rows += own
        before = table
    for row in rows:
        text = CELLS.join(cell for each in row if (cell := plain(each)))
        if text:
            yield text


def _goes_on(cut: Row, rest: Row) -> bool:
    """Whether every cell of the second begins in the middle of a sentence of the first."""
    cells = [(one, two) for one, two in zip_longest(cut, rest, fillvalue="") if two]
    return len(cut) == len(rest) and all(
        two[0].islower() and one and not one.endswith(_ENDS_A_CELL) for one, two in cells
    )


def _joined(cut: Row, rest: Row) -> Row:
    return tuple(f"{one} {two}".strip() for one, two in zip(cut, rest, strict=True))
