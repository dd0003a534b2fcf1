"""The numbers that Word shows and does not write: counted here as Word counts them (ECMA-376, 17.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from bot.adapters.document_readers.docx_styles import NumberedBy
from bot.adapters.document_readers.numerals import letters, roman
from bot.adapters.document_readers.xml_parts import W, is_on, value, whole_number

_LEVELS = 9
_BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list. `restarts_after`: the level (from 1) that sets it back; 0: none ever does."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    all_decimal: bool = False
    style: str = ""


class DocxNumbering:
    """Gives every numbered paragraph its label; asked once for each, in the order of the document."""

    def __init__(self, root: etree._Element | None) -> None:
        abstract = [] if root is None else root.findall(f"{W}abstractNum")
        self._abstract = {each.get(f"{W}abstractNumId", ""): each for each in abstract}
        self._by_style = {value(each, "styleLink"): each for each in abstract if value(each, "styleLink")}
        self._nums = {
            each.get(f"{W}numId", ""): each for each in ([] if root is None else root.findall(f"{W}num"))
        }
        self._lists: dict[str, tuple[str, list[_Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def label(self, by: NumberedBy, style: str) -> str:
        """What stands before the next paragraph of that list: "3.2.", "(a)", "•"; "" for nothing."""
        if by.list_id not in self._nums:
            return ""
        family, levels = self._list(by.list_id)
        level = by.level
        if level is None:
            level = next((at for at, each in enumerate(levels) if style and each.style == style), 0)
        if not 0 <= level < len(levels):
            return ""
        counts = self._counts.setdefault(family, [None] * _LEVELS)
        self._begin(by.list_id, counts, levels)
        _count(counts, levels, level)
        return _shown(counts, levels, level)

    def _begin(self, list_id: str, counts: list[int | None], levels: list[_Level]) -> None:
        """Lists of one family count on, unless one says where it starts."""
        if list_id in self._begun:
            return
        self._begun.add(list_id)
        for override in self._nums[list_id].findall(f"{W}lvlOverride"):
            at = whole_number(override.get(f"{W}ilvl", ""), -1)
            if override.find(f"{W}startOverride") is not None and 0 <= at < len(levels):
                counts[at:] = [None] * (_LEVELS - at)

    def _list(self, list_id: str) -> tuple[str, list[_Level]]:
        if list_id not in self._lists:
            num = self._nums[list_id]
            family = value(num, "abstractNumId")
            definition = self._abstract.get(family)
            linked = value(definition, "numStyleLink")
            if linked in self._by_style:
                definition = self._by_style[linked]
                family = definition.get(f"{W}abstractNumId", "")
            self._lists[list_id] = family, _levels(definition, num)
        return self._lists[list_id]


def _levels(definition: etree._Element | None, num: etree._Element) -> list[_Level]:
    levels = [_Level() for _ in range(_LEVELS)]
    for each in [] if definition is None else definition.findall(f"{W}lvl"):
        _put(levels, each, each.get(f"{W}ilvl", ""))
    for override in num.findall(f"{W}lvlOverride"):
        own, at = override.find(f"{W}lvl"), override.get(f"{W}ilvl", "")
        if own is not None:
            _put(levels, own, at)
        start = value(override, "startOverride")
        place = whole_number(at, -1)
        if start and 0 <= place < _LEVELS:
            old = levels[place]
            levels[place] = _Level(
                whole_number(start, 1), old.format, old.text, old.restarts_after, old.all_decimal, old.style
            )
    return levels


def _put(levels: list[_Level], element: etree._Element, place: str) -> None:
    at = whole_number(place, -1)
    if not 0 <= at < _LEVELS:
        return
    restart = value(element, "lvlRestart")
    levels[at] = _Level(
        start=whole_number(value(element, "start"), 0),
        format=value(element, "numFmt", "decimal"),
        text=value(element, "lvlText"),
        restarts_after=whole_number(restart, 0) if restart else None,
        all_decimal=is_on(element, "isLgl"),
        style=value(element, "pStyle"),
    )


def _count(counts: list[int | None], levels: list[_Level], level: int) -> None:
    now = counts[level]
    counts[level] = levels[level].start if now is None else now + 1
    for above in range(level):
        if counts[above] is None:
            counts[above] = levels[above].start
    for below in range(level + 1, len(levels)):
        after = levels[below].restarts_after
        if after is None or level < after:
            counts[below] = None


def _shown(counts: list[int | None], levels: list[_Level], level: int) -> str:
    own = levels[level]
    if own.format == "bullet":
        return _BULLET

    def number(place: "re.Match[str]") -> str:
        at = int(place[1]) - 1
        count = counts[at]
        decimal = own.all_decimal and levels[at].format != "none"
        shape = "decimal" if decimal else levels[at].format
        return _FORMATS.get(shape, str)(levels[at].start if count is None else count)

    return _PLACE.sub(number, own.text).strip()
