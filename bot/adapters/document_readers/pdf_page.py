"""What the PDF engine says of one page: words with their places, lines that are drawn, pictures.

Places are points from the lower left corner of the page as its text is read: a page that lies on its side is
turned first.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

_HYPHENS = "\x02\ufffe"
"""What the engine gives for a hyphen at the end of a line, before the rest of the word."""
_LETTERS = re.compile(rf"[^\s\x00{_HYPHENS}]*[{_HYPHENS}]|[^\s\x00{_HYPHENS}]+")
_SIGN = re.compile(
    r"(?P<word>[^\W\d_]{3,}.{0,60}?|[^\W\d_]*[»”)\"'.,;:])(?P<number>\d{1,3})(?P<end>[.,;:!?)»”\"]*)"
)
"""A word with the sign of a note at its end."""
_SMALL, _ABOVE = 0.85, 0.1
"""Of the size of the letters beside it."""
_END_OF_UNICODE = 0x110000
_THIN = 3.0
_QUARTER = math.pi / 2
_NAMED_BOLD = (b"bold", b"black", b"heavy", b"demi")
_BOLD = 600

# Where the engine writes its answers: made once, read at once, in a process of one thread.
_BOX, _MATRIX = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
_X, _Y = ctypes.c_double(), ctypes.c_double()


Row = tuple[str, ...]
"""The cells of a row of a table, from left to right; "" where one is empty."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them, on one line. `y` is the line that they stand on."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    rows: tuple[Row, ...] = ()
    """A table that was drawn stands where its words stood: its rows, and no text."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that is drawn, or an edge of a box: along x at `at` = y, or along y at `at` = x."""

    across: bool
    at: float
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: words in the order of the file."""

    width: float
    height: float
    words: tuple[Word, ...]
    strokes: tuple[Stroke, ...] = ()
    pictured: float = 0.0
    """The share of the page that pictures cover, at most 1."""
    characters: int = 0
    unreadable: int = 0
    """Characters that the engine itself could not map to text."""


@dataclass(slots=True)
class _Letters:
    """A word while it is being gathered."""

    first: int
    last: int
    text: str


def read_page(document: Any, number: int) -> Page:
    """Page `number` (from 0). Raises `ValueError` where the engine cannot load it."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise ValueError("this page cannot be loaded")
    try:
        return _PageReading(page).page()
    finally:
        pdfium.FPDF_ClosePage(page)


class _PageReading:
    """The calls to the engine for one page."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._width, self._height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self._fonts: dict[int, bool] = {}
        self._settings: dict[int, tuple[int | None, float, bool]] = {}
        self._unreadable = 0
        self._characters = 0

    def page(self) -> Page:
        """Everything of the page, upright."""
        text = pdfium.FPDFText_LoadPage(self._page)
        if not text:
            raise ValueError("the text of this page cannot be loaded")
        try:
            turned = [each for letters in self._letters(text) for each in self._words(text, letters)]
        finally:
            pdfium.FPDFText_ClosePage(text)
        turn = Counter(each for _, each in turned).most_common(1)[0][0] if turned else 0
        words = tuple(word for word, its_turn in turned if its_turn == turn)
        strokes, pictured = self._drawn()
        read = Page(self._width, self._height, words, strokes, pictured, self._characters, self._unreadable)
        return read if turn == 0 else _upright(read, turn)

    def _letters(self, text: Any) -> Iterator[_Letters]:
        for found in _LETTERS.finditer(_characters(text)):
            letters = found[0]
            self._characters += len(letters)
            last = found.end() - 1
            if letters[-1] in _HYPHENS:
                letters = f"{letters[:-1]}-"
            elif (sign := _SIGN.fullmatch(letters)) and self._is_raised(text, found.start(), sign):
                last = last if sign["end"] else found.start() + sign.end("word") - 1
                letters = sign["word"] + sign["end"]
            yield _Letters(found.start(), last, letters)

    def _words(self, text: Any, letters: _Letters) -> Iterator[tuple[Word, int]]:
        """The word with how many quarters of a turn it lies; several where a line end hides in it."""
        if pdfium.FPDFText_HasUnicodeMapError(text, letters.first) == 1:
            self._unreadable += len(letters.text)
        turn, size, bold = self._setting(text, letters.first)
        if turn is None:
            return
        first, last = _box(text, letters.first), _box(text, letters.last)
        x, y = _origin(text, letters.first)
        apart = first[0] - last[0] if turn % 2 else first[2] - last[2]
        if abs(apart) < size / 2 or letters.first == letters.last:
            x0, x1 = min(first[0], last[0]), max(first[1], last[1])
            if turn % 2:
                x0, x1, y = min(first[2], last[2]), max(first[3], last[3]), x
            yield Word(letters.text, x0, x1, y, size, bold), turn
            return
        middle = self._line_end(text, letters)
        cut = max(1, min(len(letters.text) - 1, middle - letters.first))
        yield from self._words(text, _Letters(letters.first, middle - 1, letters.text[:cut]))
        yield from self._words(text, _Letters(middle, letters.last, letters.text[cut:]))

    def _line_end(self, text: Any, letters: _Letters) -> int:
        """The first character that does not stand on the line of the first."""
        _, y = _origin(text, letters.first)
        for at in range(letters.first + 1, letters.last):
            if abs(_origin(text, at)[1] - y) > 1:
                return at
        return letters.last

    def _is_raised(self, text: Any, first: int, sign: re.Match[str]) -> bool:
        """Whether the number at the end of a word stands above the line, as the sign of a note does."""
        at = first + sign.start("number")
        size, own = _size(text, first), _size(text, at)
        line, last = _origin(text, first)[1], _origin(text, first + sign.end() - 1)[1]
        above = _origin(text, at)[1] > line + _ABOVE * size
        return above and own <= _SMALL * size and (not sign["end"] or abs(last - line) < 1)

    def _setting(self, text: Any, at: int) -> tuple[int | None, float, bool]:
        """(quarters of a turn, size, bold) of what was drawn at once; no turn for a watermark across."""
        drawn = pdfium.FPDFText_GetTextObject(text, at)
        key = ctypes.addressof(drawn.contents) if drawn else 0
        if key not in self._settings or not key:
            angle = pdfium.FPDFText_GetCharAngle(text, at)
            turn = round(angle / _QUARTER)
            across = angle >= 0 and abs(angle - turn * _QUARTER) > 0.1
            self._settings[key] = (
                None if across else turn % 4,
                _size(text, at),
                self._is_bold(drawn, text, at),
            )
        return self._settings[key]

    def _is_bold(self, drawn: Any, text: Any, at: int) -> bool:
        font = pdfium.FPDFTextObj_GetFont(drawn) if drawn else None
        if not font:
            return bool(pdfium.FPDFText_GetFontWeight(text, at) >= _BOLD)
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            name = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, name, 256)
            named = name.value.lower()
            self._fonts[key] = any(each in named for each in _NAMED_BOLD) or (
                pdfium.FPDFFont_GetWeight(font) >= _BOLD and b"regular" not in named
            )
        return self._fonts[key]

    def _drawn(self) -> tuple[tuple[Stroke, ...], float]:
        strokes: list[Stroke] = []
        pictured = 0.0
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        for at in range(pdfium.FPDFPage_CountObjects(self._page)):
            drawn = pdfium.FPDFPage_GetObject(self._page, at)
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                continue
            if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
                continue
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                pictured += (right.value - left.value) * (top.value - bottom.value)
            else:
                strokes += _edges(left.value, bottom.value, right.value, top.value)
        area = max(1.0, self._width * self._height)
        return tuple(strokes), min(1.0, pictured / area)


def _characters(text: Any) -> str:
    """Every character of the page at the place by which the engine knows it."""
    count = pdfium.FPDFText_CountChars(text)
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text, 0, count, buffer)
    at_once = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(at_once) == count and "\x00" not in at_once:
        return at_once
    codes = (pdfium.FPDFText_GetUnicode(text, at) for at in range(count))  # some have no character, or two
    return "".join(chr(code) if code < _END_OF_UNICODE else "\ufffd" for code in codes)


def _edges(left: float, bottom: float, right: float, top: float) -> Iterator[Stroke]:
    thin_high, thin_wide = top - bottom <= _THIN, right - left <= _THIN
    if thin_high and thin_wide:
        return
    if thin_high:
        yield Stroke(True, (top + bottom) / 2, left, right)
    elif thin_wide:
        yield Stroke(False, (left + right) / 2, bottom, top)
    else:
        yield Stroke(True, bottom, left, right)
        yield Stroke(True, top, left, right)
        yield Stroke(False, left, bottom, top)
        yield Stroke(False, right, bottom, top)


def _size(text: Any, at: int) -> float:
    """As it shows: many files write every font at 1 point and scale it."""
    matrix = _MATRIX
    size = float(pdfium.FPDFText_GetFontSize(text, at))
    if pdfium.FPDFText_GetMatrix(text, at, matrix):
        scale = math.hypot(matrix.c, matrix.d)
        size *= scale if scale > 0 else 1.0
    return max(1.0, round(size * 2) / 2)


def _box(text: Any, at: int) -> tuple[float, float, float, float]:
    """Left, right, bottom, top."""
    box = _BOX
    pdfium.FPDFText_GetLooseCharBox(text, at, box)
    return box.left, box.right, box.bottom, box.top


def _origin(text: Any, at: int) -> tuple[float, float]:
    pdfium.FPDFText_GetCharOrigin(text, at, _X, _Y)
    return _X.value, _Y.value


def _upright(page: Page, turn: int) -> Page:
    """The page turned so that its lines run from left to right."""

    def turned(word: Word) -> Word:
        if turn == 3:  # the engine turns clockwise: this text runs up the page
            return replace(word, y=page.width - word.y)
        if turn == 1:
            return replace(word, x0=page.height - word.x1, x1=page.height - word.x0)
        return replace(word, x0=page.width - word.x1, x1=page.width - word.x0, y=page.height - word.y)

    words = tuple(turned(word) for word in page.words)
    wide, high = (page.height, page.width) if turn % 2 else (page.width, page.height)
    return replace(page, width=wide, height=high, words=words, strokes=())
