"""Lines into blocks: what one paragraph is, what a heading is, seen from how it is set."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from bot.adapters.document_readers.markers import begins_item, bullet_of
from bot.adapters.document_readers.pdf_lines import Line
from bot.adapters.document_readers.pdf_rows import rows_as_text
from bot.adapters.document_readers.spaces import plain
from bot.adapters.document_readers.word_breaks import WordBreaks
from bot.domain.outline import Block

_LARGER = 1.1
_LONGEST_HEADING = 250
_MOST_HEADING_LINES = 4
_LOOSE = 1.18
"""Times the usual distance between lines of a paragraph: more parts two paragraphs."""
_INDENT = 0.8
"""Of the size of the letters."""
_ENDS_A_SENTENCE = (".", "!", "?", ";", ":", "»", "”", '"')
_DEEPEST = 9

Style = tuple[float, bool]


class Typography:
    """How one document is set: the style of its prose, its headings, the distance of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        prose = [line for line in lines if not line.rows]
        letters: Counter[Style] = Counter()
        for line in prose:
            letters[_style(line)] += len(line.text)
        self._body: Style = letters.most_common(1)[0][0] if letters else (10.0, False)
        self._levels = self._ranked(prose)
        self._leading = _leading(prose)

    def level(self, line: Line) -> int:
        """1 to 9 for a line that is set as a heading, 0 for anything else."""
        return 0 if line.rows else self._levels.get(_style(line), 0)

    def apart(self, above: Line, below: Line) -> bool:
        """Whether more room is between two lines than between lines of one paragraph."""
        size = max(above.size, below.size)
        usual = self._leading * size
        return not 0 < above.y - below.y <= usual * _LOOSE + 0.5

    def _ranked(self, lines: Sequence[Line]) -> dict[Style, int]:
        """The styles that stand out from the prose, the largest first."""
        outstanding = {style for line in lines if self._stands_out(style := _style(line))}
        short = {
            style
            for style in outstanding
            if median(len(line.text) for line in lines if _style(line) == style) <= _LONGEST_HEADING / 2
        }
        ranked = sorted(short, reverse=True)
        return {style: min(rank, _DEEPEST) for rank, style in enumerate(ranked, 1)}

    def _stands_out(self, style: Style) -> bool:
        size, bold = style
        body_size, body_bold = self._body
        return size >= _LARGER * body_size or (bold and not body_bold and size >= 0.95 * body_size)


def _style(line: Line) -> Style:
    return line.size, line.bold


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance of two lines of a paragraph, in sizes of their letters."""
    gaps = [
        round((above.y - below.y) / above.size, 2)
        for above, below in pairwise(lines)
        if _follows(above, below) and _style(above) == _style(below) and _is_full(above, below)
    ]
    usual = [gap for gap in gaps if 0.8 <= gap <= 2.2]
    return median(usual) if usual else 1.3


def _follows(above: Line, below: Line) -> bool:
    return (above.page, above.column) == (below.page, below.column) and not above.rows and not below.rows


def _is_full(above: Line, below: Line) -> bool:
    """Whether the first word below would not have fitted: the line ended because it was full."""
    first = below.words[0]
    return above.x1 + (first.x1 - first.x0) + 0.2 * above.size > above.right


def blocks_of(lines: Sequence[Line]) -> Iterator[Block]:
    """Paragraphs, headings, items and rows of tables, in order."""
    typography = Typography(lines)
    breaks = WordBreaks(line.text for line in lines)
    for tables, run in groupby(_paragraphs(lines, typography), lambda each: bool(each[0].rows)):
        if tables:
            yield from (Block(text) for text in rows_as_text([table for table, *_ in run]))
            continue
        for paragraph in run:
            yield from _block(paragraph, typography, breaks)


def _block(paragraph: Sequence[Line], typography: Typography, breaks: WordBreaks) -> Iterator[Block]:
    text = paragraph[0].text
    for line in paragraph[1:]:
        text = breaks.joined(text, line.text)
    text = plain(text)
    bullet = bullet_of(text)
    if bullet:
        text = text[len(bullet) :]
    level = typography.level(paragraph[0])
    if len(text) > _LONGEST_HEADING or len(paragraph) > _MOST_HEADING_LINES or bullet:
        level = 0
    if text:
        yield Block(text, level, "•" if bullet else "")


def _paragraphs(lines: Sequence[Line], typography: Typography) -> Iterator[list[Line]]:
    gathered: list[Line] = []
    for line in lines:
        if gathered and _begins_anew(gathered, line, typography):
            yield gathered
            gathered = []
        gathered.append(line)
    if gathered:
        yield gathered


def _begins_anew(gathered: Sequence[Line], line: Line, typography: Typography) -> bool:
    last = gathered[-1]
    if last.rows or line.rows or typography.level(last) != typography.level(line):
        return True
    if not typography.level(line) and abs(last.size - line.size) > 0.6:
        return True
    if not _follows(last, line):
        return not _goes_on_elsewhere(gathered, line, typography)
    if typography.apart(last, line) or _ended_early(last, line):
        return True
    if begins_item(line.text) and _is_an_item(gathered, line):
        return True
    return _is_indented(gathered, line)


def _ended_early(last: Line, line: Line) -> bool:
    """A line that had room for more ends its paragraph, unless it ends in the middle of a sentence."""
    in_a_sentence = line.text[:1].islower() and not last.text.rstrip().endswith(_ENDS_A_SENTENCE)
    return not _is_full(last, line) and not (in_a_sentence and not begins_item(line.text))


def _goes_on_elsewhere(gathered: Sequence[Line], line: Line, typography: Typography) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last = gathered[-1]
    if typography.level(line) or begins_item(line.text):
        return False
    if last.text.rstrip().endswith("-"):
        return True
    return _reaches_its_right(last, line) and (
        line.text[:1].islower() or not last.text.rstrip().endswith(_ENDS_A_SENTENCE)
    )


def _reaches_its_right(last: Line, line: Line) -> bool:
    return _is_full(last, line) or line.text[:1].islower()


def _is_an_item(gathered: Sequence[Line], line: Line) -> bool:
    """A number at the beginning of a line in the middle of a sentence begins nothing."""
    ended = gathered[-1].text.rstrip()
    hanging = len(line.words) > 1 and line.words[1].x0 - line.words[0].x1 > 0.6 * line.size
    return (
        hanging
        or bool(bullet_of(line.text))
        or ended.endswith((*_ENDS_A_SENTENCE, ",", " et", " ou", " and", " or"))
    )


def _is_indented(gathered: Sequence[Line], line: Line) -> bool:
    """A first line that stands in, or out, from the lines above."""
    last, step = gathered[-1], _INDENT * line.size
    if len(gathered) == 1:
        return line.x0 > last.x0 + step and not begins_item(last.text)
    return abs(line.x0 - last.x0) > step
