"""What is quoted of one section: all of it where that is short, else its lettered paragraphs or its pieces.

A lettered paragraph says little without the words that lead to it ("The member shall not: … c) promise a
return"), so those stand before it wherever it is quoted alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.domain.clause_numbers import ListMarker, list_marker
from bot.domain.outline import Block

_TOGETHER = 1_200
"""Characters up to which a list is quoted whole, with what leads to it."""
_LONGEST = 3_000
"""Characters from which a text without a list is quoted in pieces."""
_PIECE = 1_500
_LONGEST_LEAD = 400
_BETWEEN_SENTENCES = re.compile(r"[.;!?…][)\"”»]?\s+")
_SENTENCE_END = re.compile(r"[.;!?…][\"”»)]?$")


@dataclass(frozen=True, slots=True)
class Part:
    """A text that is quoted, and the marker of the list under which it stands; "" for the section's own."""

    text: str
    marker: str = ""


@dataclass(slots=True)
class _List:
    """The one list of a section whose items have numbers or letters, and what stands around it."""

    lead: list[Block] = field(default_factory=list)
    items: list[tuple[ListMarker, list[Block]]] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)


def parts_of(blocks: Sequence[Block]) -> list[Part]:
    """The texts to quote, none of them empty, in order; several without a marker are pieces of one text."""
    whole = joined(blocks)
    found = _lettered(blocks) if len(whole) >= _TOGETHER else None
    if found:
        return list(_item_parts(found))
    return [Part(text) for text in _pieces(blocks)]


def joined(blocks: Sequence[Block]) -> str:
    """Paragraphs, items and rows as one text; an item's label is printed before it, a bullet as "-"."""
    text, dense_before = "", False
    for block in blocks:
        marker = list_marker(block.text, block.label)
        dense = marker is not None or " | " in block.text
        # Items and rows stand close together, and close to the paragraph that leads to them.
        gap = "\n" if dense and (dense_before or text.endswith(":")) else "\n\n"
        label = f"{marker[0].printed} " if marker and block.label.strip() else ""
        text += f"{gap if text else ''}{label}{block.text}"
        dense_before = dense
    return text.strip()


def _lettered(blocks: Sequence[Block]) -> _List | None:
    """The list of the section, if it has one of two items or more, and only one."""
    found = _List()
    for block in blocks:
        read = list_marker(block.text, block.label)
        marker = read[0] if read else None
        last = found.items[-1][0] if found.items else None
        if marker and marker.follows(last):
            found.items.append((marker, []))
        elif marker and last and marker.shape == last.shape and _begins_again(marker, found.items[0][0]):
            return None
        (found.items[-1][1] if found.items else found.lead).append(block)
    if len(found.items) < 2:
        return None
    found.closing = _after_the_list(found.items[-1][1])
    return found


def _begins_again(marker: ListMarker, first: ListMarker) -> bool:
    return bool(set(marker.readings) & set(first.readings))


def _after_the_list(last: list[Block]) -> list[Block]:
    """Takes the paragraphs at the end out of the last item: they are said of the whole list."""
    closing: list[Block] = []
    while len(last) > 1 and list_marker(last[-1].text, last[-1].label) is None:
        closing.insert(0, last.pop())
    return closing


def _item_parts(found: _List) -> Iterator[Part]:
    lead = joined(found.lead[-1:])
    needed = bool(lead) and len(lead) <= _LONGEST_LEAD and not _SENTENCE_END.search(lead)
    own = [*(found.lead[:-1] if needed else found.lead), *found.closing]
    yield from (Part(text) for text in _pieces(own))
    for marker, blocks in found.items:
        text = joined(blocks)
        yield Part(f"{lead}\n{text}" if needed else text, marker.printed)


def _pieces(blocks: Sequence[Block]) -> Iterator[str]:
    """The text whole, or by paragraphs where it is too long to be quoted."""
    whole = joined(blocks)
    if len(whole) <= _LONGEST:
        if whole:
            yield whole
        return
    taken: list[Block] = []
    for block in chain.from_iterable(map(_short_enough, blocks)):
        if taken and len(joined([*taken, block])) > _PIECE:
            yield joined(taken)
            taken = []
        taken.append(block)
    yield joined(taken)


def _short_enough(block: Block) -> Iterator[Block]:
    """The paragraph, in several where it alone is too long to be quoted; cut where a sentence ends."""
    text, label = block.text, block.label
    while len(text) > _LONGEST:
        ends = [each.end() for each in _BETWEEN_SENTENCES.finditer(text, 0, _PIECE)]
        cut = ends[-1] if ends else text.rfind(" ", 0, _PIECE) + 1 or _PIECE
        yield Block(text[:cut].strip(), 0, label)
        text, label = text[cut:].strip(), ""
    if text:
        yield Block(text, block.level, label)
