"""Plain text: paragraphs between empty lines, headings in capitals or underlined."""

import re
from collections.abc import Iterator

from bot.adapters.document_readers.decoding import decoded
from bot.adapters.document_readers.limits import Limits
from bot.adapters.document_readers.markers import begins_item
from bot.adapters.document_readers.spaces import plain
from bot.adapters.document_readers.text_pages import without_pages
from bot.adapters.document_readers.word_breaks import WordBreaks
from bot.domain.outline import Block, ReadFile

_UNDERLINES = ((re.compile(r"={3,}"), 1), (re.compile(r"-{3,}"), 2))
_ORNAMENT = re.compile(r"[\W_]*")
_LONGEST_HEADING = 120
_WRAPPED_AT = 140
"""Characters: a file with longer lines has a paragraph a line."""
_SHORT_LINE = 0.7
"""Of the longest line: where no empty line parts paragraphs, one that ends so early ends its paragraph."""


def read(content: bytes, limits: Limits) -> ReadFile:
    """Raises `FileRefused` for bytes that are no text."""
    lines = without_pages(decoded(content).expandtabs())
    return ReadFile(tuple(_blocks(lines, WordBreaks(lines))))


def _blocks(lines: list[str], breaks: WordBreaks) -> Iterator[Block]:
    for level, paragraph in _paragraphs(lines):
        text = paragraph[0]
        for line in paragraph[1:]:
            text = breaks.joined(text, line)
        text = plain(text)
        if text and not _ORNAMENT.fullmatch(text):
            yield Block(text, level)


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """(level, lines that belong together)."""
    longest = max(map(len, lines))
    gathered: list[str] = []
    parted_by_lines = "" not in lines[:-1]
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        level = _level(line, below, alone=not gathered)
        apart = bool(gathered) and (
            longest > _WRAPPED_AT
            or begins_item(line)
            or (parted_by_lines and len(gathered[-1]) < _SHORT_LINE * longest)
        )
        if gathered and (not line or level or apart):
            yield 0, gathered
            gathered = []
        if level:
            yield level, [line]
        elif line:
            gathered.append(line)
    if gathered:
        yield 0, gathered


def _level(line: str, below: str, alone: bool) -> int:
    if not line or len(line) > _LONGEST_HEADING or not any(map(str.isalpha, line)):
        return 0
    for underline, level in _UNDERLINES:
        if underline.fullmatch(below):
            return level
    letters = sum(map(str.isalpha, line))
    in_capitals = line.isupper() and letters >= 3 and not line.endswith((".", ",", ";"))
    return 1 if in_capitals and alone and not below else 0
