"""PDF: text in reading order without headers, footers, page numbers and table of contents."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from bot.adapters.document_readers.limits import Limits
from bot.adapters.document_readers.pdf_checks import refuse_without_text
from bot.adapters.document_readers.pdf_contents import without_contents
from bot.adapters.document_readers.pdf_furniture import without_furniture
from bot.adapters.document_readers.pdf_lines import Line, lines_of
from bot.adapters.document_readers.pdf_page import Page, read_page
from bot.adapters.document_readers.pdf_paragraphs import blocks_of
from bot.adapters.document_readers.pdf_tables import in_columns, tabled
from bot.adapters.document_readers.titles import sensible_title
from bot.domain.outline import ReadFile, SaidOfItself
from bot.usecases.library_ports import FileRefused

_END = b"%%EOF"
_END_WITHIN = 4096
"""Bytes: what mail gateways and signatures write after the end is shorter."""
_SAME_WIDTH = 0.85


def read(content: bytes, limits: Limits) -> ReadFile:
    """Raises `FileRefused`: "broken", "encrypted", "too-many-pages", "scanned", "garbled", "empty"."""
    if _END not in content[-_END_WITHIN:]:
        raise FileRefused("broken")  # cut short: the engine would read what is left and say nothing
    with _opened(content) as document:
        count = len(document)
        if count > limits.pages:
            raise FileRefused("too-many-pages", f"{limits.pages}")
        pages = list(_pages(document.raw, count, limits))
        title = sensible_title(document.get_metadata_value("Title"))
    refuse_without_text(pages)
    lines: list[Line] = []
    for number, page in enumerate(without_furniture(pages)):
        lines += in_columns(lines_of(tabled(page), number))
    blocks = tuple(blocks_of(without_contents(_with_margins(lines))))
    return ReadFile(blocks, SaidOfItself(title=title), count)


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise FileRefused("encrypted" if locked else "broken") from None
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any, count: int, limits: Limits) -> Iterator[Page]:
    characters = 0
    for number in range(count):
        try:
            page = read_page(document, number)
        except ValueError:
            raise FileRefused("broken") from None
        characters += page.characters
        if characters > limits.characters:
            raise FileRefused("too-many-pages", f"{limits.pages}")
        yield page


def _with_margins(lines: list[Line]) -> list[Line]:
    """Lines of a page with one column end where they do on other pages: a last page may have short ones."""
    single = {line.page for line in lines} - {line.page for line in lines if line.column}
    widest = max((line.right for line in lines if line.page in single), default=0.0)
    return [
        replace(line, right=widest) if line.page in single and line.right < _SAME_WIDTH * widest else line
        for line in lines
    ]
