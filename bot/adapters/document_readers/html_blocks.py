"""The elements of a page, walked in order: headings, paragraphs, items with their numbers, rows."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from bot.adapters.document_readers.numerals import letters, roman
from bot.adapters.document_readers.spaces import plain
from bot.adapters.document_readers.xml_parts import whole_number
from bot.domain.outline import Block

CELLS = " | "
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT_OUT = frozenset((
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select",
    "input", "textarea", "svg", "math", "iframe", "object", "embed", "head", "title", "link", "meta",
    "img", "picture", "video", "audio", "canvas", "map", "del", "s", "strike", "dialog", "menu",
))  # fmt: skip
_OUT_BY_ROLE = frozenset((
    "navigation", "banner", "contentinfo", "complementary", "search", "toolbar", "menu", "dialog",
    "doc-toc",
))  # fmt: skip
_OUT_BY_CLASS = frozenset((
    "toc", "toc-macro", "table-of-contents", "sommaire", "mw-editsection", "headerlink", "reference",
    "navbox", "noprint", "breadcrumb", "breadcrumbs", "sr-only", "visually-hidden", "screen-reader-text",
    "page-metadata",
))  # fmt: skip
_APART = frozenset((
    "p", "div", "section", "article", "main", "header", "figure", "figcaption", "blockquote", "pre",
    "address", "center", "dl", "dt", "dd", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot",
    "tr", "td", "th", "hr", "fieldset", "details", "summary", "body", "html", "h1", "h2", "h3", "h4", "h5",
    "h6",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_NUMBERED: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
_BREAK = "\u2028"
"""Stands for <br> until the paragraph is put together: two of them part it."""


class PageBlocks:
    """One walk through one page."""

    def __init__(self) -> None:
        self._line: list[str] = []
        self._label = ""
        self._lists: list[_Items] = []

    def of(self, root: etree._Element) -> Iterator[Block]:
        """What shows of an element."""
        yield from self._walk(root, 0)
        yield from self._end(0)

    def _walk(self, element: etree._Element, level: int) -> Iterator[Block]:
        self._line.append(element.text or "")
        for child in element:
            if not _is_left_out(child):
                yield from self._child(child, level)
            self._line.append(child.tail or "")

    def _child(self, child: etree._Element, level: int) -> Iterator[Block]:
        tag = str(child.tag)
        if tag == "br":
            self._line.append(_BREAK)
            return
        if tag not in _APART:
            yield from self._walk(child, level)
            return
        yield from self._end(level)
        if tag == "table":
            yield from self._table(child)
        elif tag in ("ol", "ul"):
            self._lists.append(_Items(child))
            yield from self._walk(child, level)
            yield from self._end(level)
            self._lists.pop()
        else:
            if tag == "li":
                self._label = self._lists[-1].label(child) if self._lists else "•"
            own = _HEADINGS.get(tag, level)
            yield from self._walk(child, own)
            yield from self._end(own)
            self._label = "" if tag == "li" else self._label

    def _end(self, level: int) -> Iterator[Block]:
        """The paragraph that has been gathered, if there is one."""
        gathered, self._line = "".join(self._line), []
        for part in re.split(rf"{_BREAK}(?:\s*{_BREAK})+", gathered):
            text = plain(part)
            if text:
                label, self._label = self._label, ""
                yield Block(text, level, label)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """A row is one block; a table that only lays out the page is walked as if it were not there."""
        caption = table.find("caption")
        if caption is not None:
            yield from PageBlocks().of(caption)
        for row in _rows(table):
            cells = [each for each in row if each.tag in ("td", "th") and not _is_left_out(each)]
            blocks = [list(PageBlocks().of(cell)) for cell in cells]
            if len(cells) == 1 or any(block.level for cell in blocks for block in cell):
                for cell in blocks:
                    yield from cell
                continue
            shown = [" ".join(f"{each.label} {each.text}".strip() for each in cell) for cell in blocks]
            text = CELLS.join(cell for cell in shown if cell)
            if text:
                yield Block(text)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and not _is_left_out(child):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _is_left_out(element: etree._Element) -> bool:
    tag = element.tag
    if tag in _LEFT_OUT or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if tag == "header" and not _is_in_the_text(element):
        return True
    if element.get("role") in _OUT_BY_ROLE or element.get("id") == "toc":
        return True
    if _HIDDEN.search(element.get("style", "")):
        return True
    return not _OUT_BY_CLASS.isdisjoint(element.get("class", "").lower().split())


def _is_in_the_text(header: etree._Element) -> bool:
    """The header of an article holds its title; that of a page holds its menus."""
    return any(True for _ in header.iterancestors("article", "main", "section"))


class _Items:
    """The items of one list, counted as a browser counts them."""

    def __init__(self, list_element: etree._Element) -> None:
        self._is_numbered = list_element.tag == "ol"
        self._kind = list_element.get("type") or _kind_by_style(list_element.get("style", ""))
        self._count = whole_number(list_element.get("start", ""), 1) - 1

    def label(self, item: etree._Element) -> str:
        """What shows before the next item."""
        if not self._is_numbered:
            return "•"
        self._count = whole_number(item.get("value", ""), self._count + 1)
        return f"{_NUMBERED.get(item.get('type') or self._kind, str)(self._count)}."


def _kind_by_style(style: str) -> str:
    kinds = {
        "lower-alpha": "a",
        "lower-latin": "a",
        "upper-alpha": "A",
        "lower-roman": "i",
        "upper-roman": "I",
    }
    return next((kind for name, kind in kinds.items() if name in style), "1")
