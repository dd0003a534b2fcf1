"""A table of contents as a PDF has it: titles, dots, numbers of pages. It repeats what is read anyway."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.adapters.document_readers.pdf_lines import Line

_DOTTED = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$|…{2,}\s*\d{0,4}\s*$|_{4,}\s*\d{1,4}\s*$")
_LEADERS = ("...", ". .", "…", "___")
_HEADING = re.compile(
    r"(?:\S*\d\S*\s+)?(?:table\s+(?:des\s+mati[èe]res|of\s+contents)|sommaire|contents|index)\s*:?",
    re.IGNORECASE,
)
_FEWEST = 3
_BETWEEN = 2
"""Lines: a title too long for one line has its dots on the last."""


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without those of a table of contents and without its heading."""
    dotted = [at for at, line in enumerate(lines) if not line.rows and _is_dotted(line.text)]
    if len(dotted) < _FEWEST:
        return list(lines)
    gone = set(dotted)
    for before, after in pairwise(dotted):
        if after - before <= _BETWEEN + 1:
            gone.update(range(before, after))
    for at in range(max(0, dotted[0] - _BETWEEN - 1), dotted[0]):
        if _HEADING.fullmatch(lines[at].text.strip()):
            gone.update(range(at, dotted[0]))
            break
    return [line for at, line in enumerate(lines) if at not in gone]


def _is_dotted(text: str) -> bool:
    return any(leader in text for leader in _LEADERS) and bool(_DOTTED.search(text))
