"""Rows for a spreadsheet: no cell is a formula, whatever somebody wrote."""

import csv
import io
from collections.abc import Iterable

from bot.domain.draft import Language
from bot.domain.showing import showable

_BEGIN_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_LONGEST = 32_000
"""Characters of a cell: a spreadsheet that meets more than 32,767 goes on in the next row."""


def table_row(cells: Iterable[str], language: Language, cut: str = "…") -> str:
    """A row for a spreadsheet in that language: every cell in quotes, none of them a formula. `cut` ends a
    cell that is too long for one."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";" if language == "fr" else ",", quoting=csv.QUOTE_ALL)
    writer.writerow([_harmless(cell, cut) for cell in cells])
    return written.getvalue()


def _harmless(cell: str, cut: str) -> str:
    """A cell that a spreadsheet shows as it is, and never works out."""
    shown = showable(cell)
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST] + cut
    begins = shown[:1] == "\t" or shown.lstrip().startswith(_BEGIN_FORMULAS)
    return f"'{shown}" if begins else shown
