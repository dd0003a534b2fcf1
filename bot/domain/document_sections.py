"""The sections of a document: each heading or numbered paragraph, with what follows it up to the next one.

A paragraph that begins with a number begins a section where the document counts its paragraphs, as statutes
do: through the headings ("26. …" under one, "27. …" under the next), inside a section, a chapter or an annex,
or where there is hardly a heading at all. Elsewhere "1.", "2.", "3." are a list inside a section.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from bot.domain.clause_numbers import PrintedNumber, heading_number, paragraph_number
from bot.domain.outline import Block
from bot.domain.title_lines import with_titles

_LONGEST_TITLE = 120
_MOST_LEFT_OUT = 3
"""How many numbers in a row may be missing (repealed) where paragraphs are counted."""
_A_LABEL = 3
"""Headings with the same words, and without a number, from which on they are no titles."""
_HOLDS_ARTICLES, _ARTICLES = 60, range(60, 70)
"""Ranks below are of words that hold articles: sections, chapters, annexes; and the ranks of articles."""
_CONTENTS_LINE = re.compile(r"(?:\.{3,}|…{2,}|(?:\. ){3,}|\t)\s*(?:\d{1,4}|[ivxl]{1,6})\s*$")
_PAGE = re.compile(r"[\s.…]*\b\d{1,4}$")
_CONTENTS = re.compile(r"(?:table (?:des mati[èe]res|of contents)|sommaire|contents)\W*", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Section:
    """A heading or a numbered paragraph. `number` and `title` are "" where it has none."""

    number: str
    title: str
    level: int = 0
    """Of the heading, as the file says; 0 for a paragraph."""
    rank: int = 0
    """Of the number; 0 without one."""
    parent: "Section | None" = None
    blocks: list[Block] = field(default_factory=list)
    """What stands in it before the next section begins."""

    @property
    def is_article(self) -> bool:
        """Whether its number is that of an article, a clause or a rule."""
        return self.rank in _ARTICLES


def read_sections(blocks: Sequence[Block]) -> tuple[list[Block], list[Section]]:
    """What stands before the first section, and the sections in order.

    A heading that can only be the title of the whole is none: what stands under it is before the first one.
    """
    read = with_titles([block for block in _without_contents(blocks) if block.text.strip()])
    kept = list(_without_labels(read))
    before: list[Block] = []
    sections: list[Section] = []
    for block, after, number in _numbered(kept):
        if sections and not number and _goes_on_with_title(sections[-1], block):
            sections[-1].title = _in_one_line(block.text)
        elif block.level or number:
            section = _opened(block, number, after)
            section.parent = _holder(section, sections)
            sections.append(section)
        else:
            (sections[-1].blocks if sections else before).append(block)
    if _is_title(sections, begins=not before):
        title = sections.pop(0)
        before += title.blocks
        for section in sections:
            section.parent = None if section.parent is title else section.parent
    return before, sections


def _without_labels(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; a heading that comes again and again below others ("Example") is a part of its section."""
    times = Counter(_plain(block) for block in blocks if block.level)
    highest = min((block.level for block in blocks if block.level and times[_plain(block)] == 1), default=9)
    for block in blocks:
        again = times[_plain(block)] >= _A_LABEL and block.level > highest
        yield replace(block, level=0) if again and not _read(block) else block


def _without_contents(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks but for the lines of a table of contents: they announce a heading, or have its page."""
    last_seen = {_plain(block): place for place, block in enumerate(blocks) if block.level}
    for place, block in enumerate(blocks):
        if block.level or not _is_announced(block, place, last_seen):
            yield block


def _is_announced(block: Block, place: int, headings: Mapping[str, int]) -> bool:
    text = block.text.strip()
    if "\n" in text or len(text) > 2 * _LONGEST_TITLE:
        return False
    names = {_plain(block), _PAGE.sub("", _plain(block))}
    later = any(headings.get(name, -1) > place for name in names)
    return later or bool(_CONTENTS_LINE.search(text) or _CONTENTS.fullmatch(text))


def _plain(block: Block) -> str:
    return re.sub(r"\s+", " ", f"{block.label} {block.text}").strip().casefold()


def _numbered(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None, PrintedNumber | None]]:
    """Each block, the one after it, and the number with which it begins a section."""
    habits = _Habits(blocks)
    for block, after in zip_longest(blocks, blocks[1:]):
        yield block, after, habits.heading(block) if block.level else habits.paragraph(block)


class _Habits:
    """How one document counts: what is a number in one may be the beginning of a title in another."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        read = [(block, _read(block)) for block in blocks]
        weak = [(block.level, each.key) for block, each in read if each and each.weak]
        self._counted = {
            level for level, _ in weak for one, two in ("12", "AB") if {(level, one), (level, two)} <= {*weak}
        } | {level for level, _ in weak if {(level, "I"), (level, "II")} <= {*weak}}
        codes = Counter(_code(each) for _, each in read if each and each.family == "code")
        self._codes = {code for code, times in codes.items() if times > 1}
        self._headings_alone = _headings_alone(blocks)
        self._counts_paragraphs = _counts_paragraphs(read)
        self._last = 0
        self._fresh = True
        """Whether nothing was counted since the last heading."""
        self._holds = False

    def heading(self, block: Block) -> PrintedNumber | None:
        number = heading_number(block.text, block.label)
        if number and number.weak and block.level not in self._counted:
            number = None
        self._under(number)
        return number

    def paragraph(self, block: Block) -> PrintedNumber | None:
        may_begin = block.label or not self._headings_alone
        number = paragraph_number(block.text, block.label) if may_begin else None
        if number is None or (number.family == "code" and _code(number) not in self._codes):
            return None
        if number.family != "digits" or "." in number.key:
            self._under(number)
            return number
        return number if self._counts(int(number.key)) else None

    def _under(self, number: PrintedNumber | None) -> None:
        self._fresh = True
        self._holds = bool(number and number.rank < _HOLDS_ARTICLES)

    def _counts(self, value: int) -> bool:
        goes_on = 0 < value - self._last <= 1 + _MOST_LEFT_OUT
        if not (self._counts_paragraphs or self._holds) or not (goes_on or (self._fresh and value == 1)):
            return False
        self._last, self._fresh = value, False
        return True


def _code(number: PrintedNumber) -> str:
    return number.key.rstrip("0123456789.")


def _read(block: Block) -> PrintedNumber | None:
    return (
        heading_number(block.text, block.label) if block.level else paragraph_number(block.text, block.label)
    )


def _headings_alone(blocks: Sequence[Block]) -> bool:
    """Whether headings alone begin sections: under each there is one block or none, as in Markdown."""
    texts = [not block.level for block in blocks]
    return not all(texts) and not any(one and two for one, two in pairwise(texts))


def _counts_paragraphs(read: Sequence[tuple[Block, PrintedNumber | None]]) -> bool:
    """Whether single numbers before paragraphs go on from heading to heading, or headings are missing."""
    runs: list[list[int]] = [[]]
    for block, number in read:
        if block.level or (number and (number.family == "word" or "." in number.key)):
            runs.append([])
        elif number and number.family == "digits":
            runs[-1].append(int(number.key))
    counted = [run for run in runs if run]
    if any(0 < two[0] - one[-1] <= 1 + _MOST_LEFT_OUT and two[0] > 1 for one, two in pairwise(counted)):
        return True
    only_a_title = len(runs) <= 2 and not any(block.level and number for block, number in read)
    return only_a_title and bool(counted) and counted[0][0] == 1


def _opened(block: Block, number: PrintedNumber | None, after: Block | None) -> Section:
    if number is None:
        return Section("", _in_one_line(block.text), block.level)
    section = Section(number.key, "", block.level, number.rank)
    if block.level or _names(number, after):
        section.title = _in_one_line(number.rest)
    elif number.rest:
        section.blocks.append(Block(number.rest))
    return section


def _names(number: PrintedNumber, after: Block | None) -> bool:
    """Whether what follows a paragraph's number is a title: short, not a sentence, with text of its own."""
    rest = number.rest
    if len(rest) > _LONGEST_TITLE or re.search(r"[.;:,!?…]$", rest):
        return False
    return number.family == "word" or (after is not None and not after.level and not _read(after))


def _goes_on_with_title(section: Section, block: Block) -> bool:
    """Whether a heading is the title of the one before it, which is nothing but a number: "Chapter 2"."""
    bare = bool(section.number) and not section.title and not section.blocks
    return bare and section.level == block.level > 0


def _in_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).strip()


def _holder(section: Section, before: Sequence[Section]) -> Section | None:
    holder = before[-1] if before else None
    while holder is not None and not _holds(holder, section):
        holder = holder.parent
    return holder


def _holds(one: Section, two: Section) -> bool:
    """Whether the second, which comes later, stands inside the first."""
    if one.level and two.level and one.level != two.level:
        return one.level < two.level
    if one.rank and two.rank:
        return one.rank < two.rank
    if one.level and two.level:
        return 0 < one.rank < _HOLDS_ARTICLES
    return bool(one.level) or 0 < one.rank < _HOLDS_ARTICLES


def _is_title(sections: Sequence[Section], *, begins: bool) -> bool:
    """Whether the first section is the document's title: a heading of the first level without a number.

    Others of that level have numbers, and stand below it where the document begins with it; else none has it.
    """
    if len(sections) < 2 or sections[0].number or sections[0].level != 1:
        return False
    return not any(each.level == 1 and not (begins and each.number) for each in sections[1:])
