"""Word files: paragraphs, headings, items with the numbers that Word shows, rows of tables, in body order."""

import re
from collections.abc import Iterator

from lxml import etree

from bot.adapters.document_readers.docx_looks import Shown, look_of, with_headings
from bot.adapters.document_readers.docx_numbering import DocxNumbering
from bot.adapters.document_readers.docx_package import DocxPackage
from bot.adapters.document_readers.docx_styles import DocxStyles, NumberedBy
from bot.adapters.document_readers.docx_text import RunText
from bot.adapters.document_readers.limits import Limits
from bot.adapters.document_readers.spaces import plain
from bot.adapters.document_readers.titles import sensible_title
from bot.adapters.document_readers.xml_parts import W, is_on, value, whole_number
from bot.domain.outline import Block, ReadFile, SaidOfItself
from bot.usecases.library_ports import FileRefused

CELLS = " | "
_CONTENTS_GALLERY = re.compile(r"table of contents|table des mati", re.IGNORECASE)
_GONE = (f"{W}del", f"{W}moveFrom")
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_BODY_LEVEL = 9


def read(content: bytes, limits: Limits) -> ReadFile:
    """The body of the document; headers, footers, notes and comments are not in it. Raises `FileRefused`."""
    package = DocxPackage(content, limits)
    body = package.document().find(f"{W}body")
    reading = _Reading(DocxStyles(package.beside("styles")), DocxNumbering(package.beside("numbering")))
    blocks = () if body is None else tuple(with_headings(list(reading.blocks(body))))
    if not blocks and body is not None and any(True for _ in body.iter(*_PICTURES)):
        raise FileRefused("scanned")
    return ReadFile(blocks, SaidOfItself(title=sensible_title(package.title())))


class _Reading:
    """One walk through one document: numbers and fields go on from paragraph to paragraph."""

    def __init__(self, styles: DocxStyles, numbering: DocxNumbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = RunText(styles)
        self._carried = ""
        """The text of a paragraph whose end was deleted: it goes on in the next one."""

    def blocks(self, parent: etree._Element) -> Iterator[Shown]:
        """What is under a body, a cell, a text box."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None and not _is_contents(child):
                    yield from self.blocks(content)
            elif child.tag in (f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Shown]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.of(properties)
        began_in_contents = self._runs.fields.in_contents
        text = plain(self._carried + self._runs.of(paragraph))
        boxes, self._runs.boxes = self._runs.boxes, []
        if any(properties is not None and properties.find(f"{W}rPr/{gone}") is not None for gone in _GONE):
            self._carried = f"{text} " if text else ""
            return
        self._carried = ""
        label = self._label(properties, style)
        contents = began_in_contents or self._styles.is_contents(style)
        if text and not contents and not self._styles.is_hidden(style):
            block = Block(text, self._level(properties, style), label)
            yield Shown(block, look_of(paragraph, style, self._styles), self._styles.is_title(style))
        for box in boxes:
            yield from self.blocks(box)

    def _level(self, properties: etree._Element | None, style: str) -> int:
        own = value(properties, "outlineLvl")
        if own:
            number = whole_number(own, _BODY_LEVEL)
            return number + 1 if 0 <= number < _BODY_LEVEL else 0
        return self._styles.level(style)

    def _label(self, properties: etree._Element | None, style: str) -> str:
        by_style = self._styles.numbered_by(style)
        list_id, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        if not list_id and by_style is None:
            return ""
        if not list_id:
            assert by_style is not None
            by = NumberedBy(by_style.list_id, whole_number(level, 0)) if level else by_style
        else:
            by = NumberedBy(list_id, whole_number(level, 0))
        return plain(self._numbering.label(by, style))

    def _table(self, table: etree._Element) -> Iterator[Shown]:
        """A row is one block; a table of one column is a frame around paragraphs."""
        rows = [row for row in _children(table, "tr") if not is_on(row, "trPr/del")]
        if all(len(list(_children(row, "tc"))) == 1 for row in rows):
            for row in rows:
                for cell in _children(row, "tc"):
                    yield from self.blocks(cell)
            return
        for row in rows:
            cells = [
                " ".join(_written(each.block) for each in self.blocks(cell)) for cell in _children(row, "tc")
            ]
            text = CELLS.join(cell for cell in cells if cell)
            if text:
                yield Shown(Block(text))


def _written(block: Block) -> str:
    return f"{block.label} {block.text}" if block.label else block.text


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table, cells of a row: also those that a content control or an insertion holds."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _children(child, name)


def _is_contents(control: etree._Element) -> bool:
    gallery = value(control, "sdtPr/docPartObj/docPartGallery")
    return bool(_CONTENTS_GALLERY.match(gallery))
