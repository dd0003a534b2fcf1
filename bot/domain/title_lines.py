"""Lines that are titles though the file does not say so: plain text, and files whose styles were lost."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.clause_numbers import list_marker, paragraph_number
from bot.domain.outline import Block

TITLE_LEVEL = 8
"""Below every heading that a file is likely to call one."""
_LONGEST = 80
_FEWEST, _LEAST_SHARE = 3, 0.2
"""So many lines, and so many of all, are titles of this kind, or none is: one short line says nothing."""
_SENTENCE_END = re.compile(r"[.;:!?…][)\"”»’\s]*$")
_BEGINS = re.compile(r"[\"“«\s]*[A-ZÀ-ÞŒ]")


def with_titles(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks; short lines that stand before a sentence, and after one, have become headings.

    The title of a part may stand between: before the title of the part's first section.
    """
    titles: set[int] = set()
    for place, block in enumerate(blocks[:-1]):
        if place not in titles and _may_be_title(block) and (place == 0 or _ends(blocks[place - 1])):
            second = place + 1
            if _is_sentence(blocks[second]):
                titles.add(place)
            elif (
                second + 1 < len(blocks)
                and _may_be_title(blocks[second])
                and _is_sentence(blocks[second + 1])
            ):
                titles |= {place, second}
    lines = sum(not block.level for block in blocks)
    if len(titles) < max(_FEWEST, _LEAST_SHARE * lines):
        return list(blocks)
    return [replace(each, level=TITLE_LEVEL) if at in titles else each for at, each in enumerate(blocks)]


def _may_be_title(block: Block) -> bool:
    text = block.text
    if block.level or block.label or len(text) > _LONGEST or "\n" in text or " | " in text:
        return False
    if not _BEGINS.match(text) or _SENTENCE_END.search(text) or text.endswith(","):
        return False
    return list_marker(text) is None and paragraph_number(text) is None


def _is_sentence(block: Block) -> bool:
    return not block.level and bool(_SENTENCE_END.search(block.text)) and " " in block.text.strip()


def _ends(block: Block) -> bool:
    """Whether a title may follow: after a heading, or a text that came to its end."""
    return bool(block.level) or (_is_sentence(block) and not block.text.rstrip().endswith(":"))
