"""Plain text that was printed on pages: what stands at the end of every page is no part of it."""

import re
from collections import Counter
from collections.abc import Sequence

_ENDS = 2
"""Lines at each end of a page: no header has more in a text."""
_FEWEST = 3
"""Pages on which a line stands before it is known to be furniture; all of them where there are fewer."""
_DIGITS = re.compile(r"\d+|\b[ivxl]+\b")
_SENTENCE_END = re.compile(r"[.;:!?…][)\"”»’\s]*$")


def without_pages(text: str) -> list[str]:
    """The lines of a text without its page ends; a sentence that a page end cut goes on."""
    pages = [[line.strip() for line in page.split("\n")] for page in text.split("\f")]
    if len(pages) == 1:
        return pages[0]
    ends = [_ends(page) for page in pages]
    times = Counter(key for page, places in zip(pages, ends, strict=True) for key in _keys(page, places))
    enough = min(_FEWEST, sum(any(page) for page in pages))
    lines: list[str] = []
    for page, places in zip(pages, ends, strict=True):
        gone = {at for at in places if enough > 1 and times[_key(page[at])] >= enough}
        kept = _trimmed([line for at, line in enumerate(page) if at not in gone])
        if lines and kept and not _goes_on(lines[-1], kept[0]):
            lines.append("")
        lines += kept
    return lines


def _ends(page: Sequence[str]) -> set[int]:
    written = [at for at, line in enumerate(page) if line]
    return {*written[:_ENDS], *written[-_ENDS:]}


def _keys(page: Sequence[str], places: set[int]) -> set[str]:
    return {_key(page[at]) for at in places}


def _key(line: str) -> str:
    return " ".join(_DIGITS.sub("#", line.lower()).split())


def _trimmed(lines: list[str]) -> list[str]:
    written = [at for at, line in enumerate(lines) if line]
    return lines[written[0] : written[-1] + 1] if written else []


def _goes_on(before: str, after: str) -> bool:
    return after[:1].islower() and not _SENTENCE_END.search(before)
