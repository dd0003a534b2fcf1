"""Markdown into blocks: what stands between two headings is one block, to the letter."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.domain.outline import Block

_HEADING = re.compile(r"^(?P<marks>#{2,4})[ \t]+(?P<title>\S.*?)[ \t\r]*$", re.MULTILINE)
"""Headings that begin a clause; deeper ones are part of the text of theirs."""
_TITLE = re.compile(r"^#[ \t]+(?P<title>\S.*?)[ \t\r]*$", re.MULTILINE)
_SEVERAL = re.compile(_HEADING.pattern.replace("{2,4}", "{1,4}"), re.MULTILINE)
_CHAPTERS = 3
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<title>(?!\s)[^\n*_]{1,120}?[^\s.;:,*_])(?P=mark)[ \t\r]*")
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}\n]*\}\s*$|\s+#+\s*$")
_EMPHASIS = re.compile(r"(?<!\w)(?P<mark>\*{1,3}|_{1,3})(?P<inside>(?!\s)[^*_]+(?<!\s))(?P=mark)(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*+•]|\(?(?:\d{1,4}|[A-Za-z]|[ivxl]{2,6})[.)°])[ \t])")


def markdown_blocks(body: str) -> list[Block]:
    """Headings of the levels 2 to 4, the title before them, and the texts between them.

    A body without such headings is read as text: a block for each paragraph and each item of a list.
    """
    headings = list(_HEADING.finditer(body))
    if headings and _has_several_of_the_first_level(body):
        headings = list(_SEVERAL.finditer(body))
    if not headings:
        return list(_titled(body, as_text=True))
    blocks = list(_titled(body[: headings[0].start()], as_text=False))
    ends = [each.start() for each in headings[1:]] + [len(body)]
    for heading, end in zip(headings, ends, strict=True):
        blocks += _heading(heading["title"], len(heading["marks"]))
        blocks += _whole(body[heading.end() : end])
    return blocks


def _has_several_of_the_first_level(body: str) -> bool:
    """Whether "#" begins chapters, not the one title: three do, or two with "##" right below them."""
    levels = [len(each["marks"]) for each in _SEVERAL.finditer(body)]
    holding = sum(one == 1 and two == 2 for one, two in pairwise(levels))
    return levels.count(1) >= _CHAPTERS or holding > 1


def _titled(text: str, *, as_text: bool) -> Iterator[Block]:
    """What may have a heading of the first level in it; only as text may it have several."""
    split = _paragraphs if as_text else _whole
    end = 0
    for heading in list(_TITLE.finditer(text))[: None if as_text else 1]:
        yield from split(text[end : heading.start()])
        yield from _heading(heading["title"], 1)
        end = heading.end()
    yield from split(text[end:])


def _heading(title: str, level: int) -> Iterator[Block]:
    """Without the marks that say how it looks, or where a link finds it."""
    bare = _EMPHASIS.sub(lambda found: found["inside"], _ATTRIBUTES.sub("", title))
    text = _ESCAPED.sub(r"\1", bare).strip()
    if text:
        yield Block(text, level)


def _whole(text: str) -> Iterator[Block]:
    if text.strip():
        yield Block(text.strip())


def _paragraphs(text: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n[ \t\r]*\n", text):
        bold = _BOLD.fullmatch(paragraph.strip())
        if bold:  # a title, where nothing else is one
            yield from _heading(bold["title"], 2)
            continue
        for part in _ITEM.split(paragraph):
            yield from _whole(part)
