"""Titles that a Word file does not call headings: paragraphs that only look like them.

Many documents are written without a style: titles are bold, larger or in capitals. They are read as titles
where the file calls hardly anything a heading.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from lxml import etree

from bot.adapters.document_readers.docx_styles import DocxStyles
from bot.adapters.document_readers.xml_parts import W, is_on, value, whole_number
from bot.domain.outline import Block

_LARGER = 1.1
_LONGEST = 120
_FEW_HEADINGS, _MUCH_TEXT = 3, 3_000
"""Fewer headings than this, or more characters a heading: the file's own headings are not all its titles."""
_NO_TITLE = re.compile(r"[.;:,!…][)\"”»’\s]*$")
_DEEPEST = 9
_USUAL_SIZE = 20


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """How a paragraph is set; the greater stands out more."""

    size: int = _USUAL_SIZE
    """Half points, of most of its letters."""
    capitals: bool = False
    bold: bool = False
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A block with how it looks; `look` None for a row of a table. `is_title`: its style says "Title"."""

    block: Block
    look: Look | None = None
    is_title: bool = False


def look_of(paragraph: etree._Element, style: str, styles: DocxStyles) -> Look:
    """The look of a paragraph of that style."""
    sizes: Counter[int] = Counter()
    capitals = bold = underlined = True
    for run in paragraph.iter(f"{W}r"):
        text = "".join(each.text or "" for each in run.iterfind(f"{W}t"))
        letters = sum(map(str.isalnum, text))
        if not letters:
            continue
        properties = run.find(f"{W}rPr")
        own = value(properties, "rStyle")
        sizes[whole_number(value(properties, "sz"), 0) or styles.size(own) or styles.size(style)] += letters
        capitals &= text.isupper() or _has(properties, "caps", (own, style), styles)
        bold &= _has(properties, "b", (own, style), styles)
        underlined &= value(properties, "u", "none") != "none"
    if not sizes:
        return Look()
    return Look(sizes.most_common(1)[0][0] or _USUAL_SIZE, capitals, bold, underlined)


def _has(properties: etree._Element | None, what: str, of: Sequence[str], styles: DocxStyles) -> bool:
    if properties is not None and properties.find(W + what) is not None:
        return is_on(properties, what)
    return any(styles.is_on(each, what) for each in of if each)


def with_headings(shown: Sequence[Shown]) -> Iterator[Block]:
    """The blocks; what looks like a heading is one, below those that the file names, below its title."""
    levels = _levels(shown)
    titled = sum(each.is_title for each in shown) == 1
    for each, below in zip_longest(shown, shown[1:]):
        level = each.block.level
        if not level and below is not None and each.look in levels and _may_be_heading(each.block):
            level = levels[each.look]
        if titled and level and not each.is_title:
            level += 1
        yield replace(each.block, level=min(level, _DEEPEST))


def _levels(shown: Sequence[Shown]) -> dict[Look | None, int]:
    """The level of each look that stands out from the text; none where the file names its headings."""
    headings = [each for each in shown if each.block.level and not each.is_title]
    text = sum(len(each.block.text) for each in shown)
    if len(headings) >= _FEW_HEADINGS and text <= _MUCH_TEXT * len(headings):
        return {}
    letters: Counter[Look] = Counter()
    for each in shown:
        if each.look and not each.block.level:
            letters[each.look] += len(each.block.text)
    if not letters:
        return {}
    body = letters.most_common(1)[0][0]
    deepest = max((each.block.level for each in headings), default=0)
    outstanding = sorted((look for look in letters if _stands_out(look, body)), reverse=True)
    return {look: deepest + rank for rank, look in enumerate(outstanding, 1)}


def _stands_out(look: Look, body: Look) -> bool:
    if look.size >= _LARGER * body.size:
        return True
    more = (
        look.capitals > body.capitals,
        look.bold > body.bold,
        look.underlined > body.underlined,
    )
    return look.size >= body.size and any(more)


def _may_be_heading(block: Block) -> bool:
    text = block.text
    bullet = bool(block.label) and not any(map(str.isalnum, block.label))
    return not bullet and len(text) <= _LONGEST and not _NO_TITLE.search(text) and any(map(str.isalpha, text))
