"""Markdown into blocks: what stands between two headings is one block, to the letter."""

import re
from collections.abc import Iterator

from bot.domain.outline import Block

_HEADING = re.compile(r"^(?P<marks>#{2,4})[ \t]+(?P<title>\S.*?)[ \t\r]*$", re.MULTILINE)
"""Headings that begin a clause; deeper ones are part of the text of theirs."""
_TITLE = re.compile(r"^#[ \t]+(?P<title>\S.*?)[ \t\r]*$", re.MULTILINE)
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*+•]|\(?(?:\d{1,4}|[A-Za-z]|[ivxl]{2,6})[.)°])[ \t])")


def markdown_blocks(body: str) -> list[Block]:
    """Headings of the levels 2 to 4, the title before them, and the texts between them.

    A body without such headings is read as text: a block for each paragraph and each item of a list.
    """
    headings = list(_HEADING.finditer(body))
    if not headings:
        return list(_titled(body, as_text=True))
    blocks = list(_titled(body[: headings[0].start()], as_text=False))
    ends = [each.start() for each in headings[1:]] + [len(body)]
    for heading, end in zip(headings, ends, strict=True):
        blocks.append(Block(heading["title"], len(heading["marks"])))
        blocks += _whole(body[heading.end() : end])
    return blocks


def _titled(text: str, *, as_text: bool) -> Iterator[Block]:
    """What may have a heading of the first level in it; only as text may it have several."""
    split = _paragraphs if as_text else _whole
    end = 0
    for heading in list(_TITLE.finditer(text))[: None if as_text else 1]:
        yield from split(text[end : heading.start()])
        yield Block(heading["title"], 1)
        end = heading.end()
    yield from split(text[end:])


def _whole(text: str) -> Iterator[Block]:
    if text.strip():
        yield Block(text.strip())


def _paragraphs(text: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n[ \t\r]*\n", text):
        for part in _ITEM.split(paragraph):
            yield from _whole(part)
