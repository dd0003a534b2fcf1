"""What the styles of a Word file say of a paragraph: heading, table of contents, hidden, numbered."""

import re
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from bot.adapters.document_readers.xml_parts import W, is_on, value, whole_number

_HEADING = re.compile(r"(?:heading|titre|en-tête|überschrift)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titre)", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|tm|contents|table of contents|table des matières|index)(?:\s+(?:heading|\d+))?"
    r"|(?:titre (?:de )?)?table des matières|en-tête de table des matières|(?:toa|table of figures).*",
    re.IGNORECASE,
)
_BODY_LEVEL = 9
_DEEPEST = 20
"""Styles based on styles: a longer chain is a circle."""


@dataclass(frozen=True, slots=True)
class NumberedBy:
    """Which list numbers a paragraph, at which level (from 0; None: the level that names the style)."""

    list_id: str
    level: int | None


class DocxStyles:
    """The styles of a file, each with what it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {each.get(f"{W}styleId", ""): each for each in found}
        self._root = root
        self._levels: dict[str, int] = {}
        self._sizes: dict[str, int] = {}
        self._switches: dict[tuple[str, str], bool] = {}

    @cached_property
    def _default(self) -> str:
        for key, style in self._styles.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                return key
        return ""

    @cached_property
    def _default_size(self) -> int:
        return whole_number(value(self._root, "docDefaults/rPrDefault/rPr/sz"), 0)

    def of(self, properties: etree._Element | None) -> str:
        """The style of a paragraph with these properties."""
        return value(properties, "pStyle", self._default)

    def level(self, style: str) -> int:
        """1 to 9 for a heading, 0 for anything else."""
        if style not in self._levels:
            self._levels[style] = next(
                (level for each in self._chain(style) if (level := _own_level(each)) is not None), 0
            )
        return self._levels[style]

    def is_contents(self, style: str) -> bool:
        """Whether it is a line of a table of contents, or its heading."""
        return any(_CONTENTS.fullmatch(value(each, "name")) for each in self._chain(style)[:2])

    def is_hidden(self, style: str) -> bool:
        """Whether the text of a run or a paragraph of this style does not show."""
        return any(is_on(each, "rPr/vanish") for each in self._chain(style))

    def is_title(self, style: str) -> bool:
        """Whether it is the style of the title of a document."""
        return any(_TITLE.fullmatch(value(each, "name")) for each in self._chain(style)[:2])

    def size(self, style: str) -> int:
        """Of its letters in half points, as it or the whole file says; 0 where neither does."""
        if style not in self._sizes:
            own = (whole_number(value(each, "rPr/sz"), 0) for each in self._chain(style))
            self._sizes[style] = next(filter(None, own), self._default_size if style else 0)
        return self._sizes[style]

    def is_on(self, style: str, what: str) -> bool:
        """Whether a style switches `b` or `caps` on."""
        if (style, what) not in self._switches:
            said = (each for each in self._chain(style) if each.find(f"{W}rPr/{W}{what}") is not None)
            self._switches[style, what] = is_on(next(said, None), f"rPr/{what}")
        return self._switches[style, what]

    def numbered_by(self, style: str) -> NumberedBy | None:
        """The list of a paragraph that does not name one itself."""
        for each in self._chain(style):
            list_id = value(each, "pPr/numPr/numId")
            if list_id:
                level = value(each, "pPr/numPr/ilvl")
                return NumberedBy(list_id, whole_number(level, 0) if level else None)
        return None

    def _chain(self, style: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[style])
            style = value(chain[-1], "basedOn")
        return chain


def _own_level(style: etree._Element) -> int | None:
    """The level that this style gives by itself; None where what it is based on decides."""
    outline = value(style, "pPr/outlineLvl")
    if outline:
        number = whole_number(outline, _BODY_LEVEL)
        return number + 1 if 0 <= number < _BODY_LEVEL else 0
    name = value(style, "name")
    heading = _HEADING.fullmatch(name)
    if heading:
        return int(heading[1])
    return 1 if _TITLE.fullmatch(name) else None
