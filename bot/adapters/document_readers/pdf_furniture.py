"""What stands around the text of a page: headers, footers, numbers of pages, footnotes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.adapters.document_readers.pdf_footnotes import footnotes_of
from bot.adapters.document_readers.pdf_lines import rows_of
from bot.adapters.document_readers.pdf_page import Page, Word

_MARGIN = 0.14
"""Of the height of the page, at the top and at the bottom: furniture stands there."""
_ROWS = 4
"""At each end: no header has more."""
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|folio)?\s*\d{1,4}\s*(?:(?:/|de|of|sur|\|)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_OUTER = 0.075
"""Of the height: smaller letters than those of the text, so far out, are furniture even if seen once."""
_SMALLER = 0.9
_MOST_NUMBERS = 4
_NEAR = 3.0


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without what repeats at the same height, word for word or with the page's own number.

    And without footnotes.
    """
    ends = [list(_ends(page)) for page in pages]
    seen: Counter[tuple[int, str]] = Counter()
    for number, rows in enumerate(ends):
        seen.update({key for row in rows for key in _keys(row, number)})
    enough = 2 if len(pages) <= 5 else 3
    body = _usual_size(pages)
    kept = [
        _without(
            page,
            [row for row in rows if _is_furniture(row, number, seen, enough) or _is_far_out(row, page, body)],
        )
        for number, (page, rows) in enumerate(zip(pages, ends, strict=True))
    ]
    return [_without(page, footnotes_of(page, rows_of(page.words), body)) for page in kept]


def _ends(page: Page) -> Iterator[list[Word]]:
    rows = rows_of(page.words)
    top, bottom = page.height * (1 - _MARGIN), page.height * _MARGIN
    yield from (row for row in rows[:_ROWS] if row[0].y > top)
    yield from (row for row in rows[_ROWS:][-_ROWS:] if row[0].y < bottom)
    if len(rows) <= _ROWS:
        yield from (row for row in rows if row[0].y < bottom)


def _keys(row: list[Word], page: int) -> Iterator[tuple[int, str]]:
    """The row as it is, and with its numbers counted from the page's."""
    text = _text(row)
    height = round(row[0].y / _NEAR)
    for key in {text, *_relative(text, page)}:
        yield height, key
        yield height + 1, key


def _relative(text: str, page: int) -> Iterator[str]:
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) > _MOST_NUMBERS:
        return
    for each in numbers:
        yield f"{text[: each.start()]}\x00{int(each[0]) - page}{text[each.end() :]}"


def _is_furniture(row: list[Word], number: int, seen: Counter[tuple[int, str]], enough: int) -> bool:
    return any(seen[key] >= enough for key in _keys(row, number))


def _is_far_out(row: list[Word], page: Page, body: float) -> bool:
    below = row[0].y < page.height * _OUTER
    small = max(word.size for word in row) <= _SMALLER * body
    if below and _PAGE_NUMBER.fullmatch(_text(row)):
        return True
    return small and (below or row[0].y > page.height * (1 - _OUTER))


def _usual_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _text(row: list[Word]) -> str:
    return " ".join(word.text for word in row)


def _without(page: Page, rows: list[list[Word]]) -> Page:
    gone = {id(word) for row in rows for word in row}
    return replace(page, words=tuple(word for word in page.words if id(word) not in gone)) if gone else page
