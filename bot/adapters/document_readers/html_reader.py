"""HTML: what a reader of the page would call its text; nothing it names is ever fetched."""

import re

from lxml import etree, html

from bot.adapters.document_readers.decoding import decoded
from bot.adapters.document_readers.html_blocks import PageBlocks
from bot.adapters.document_readers.html_notes import drop_notes
from bot.adapters.document_readers.limits import Limits
from bot.adapters.document_readers.titles import sensible_title
from bot.domain.draft import Language
from bot.domain.outline import ReadFile, SaidOfItself
from bot.usecases.library_ports import FileRefused

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_DECLARED_WITHIN = 4096
"""Bytes: browsers look no further than 1024; pages saved by other programs begin later."""
_MARKUP = re.compile(r"<[a-zA-Z!/?]")


def read(content: bytes, limits: Limits) -> ReadFile:
    """Raises `FileRefused` for bytes that are no text, or text without markup."""
    text = decoded(content, _declared(content[:_DECLARED_WITHIN]))
    if not _MARKUP.search(text):
        raise FileRefused("broken")
    root = _parsed(text)
    said = SaidOfItself(title=sensible_title(root.findtext(".//title") or ""), language=_language(root))
    drop_notes(root)
    return ReadFile(tuple(PageBlocks().of(_main_part(root))), said)


def _parsed(text: str) -> etree._Element:
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise FileRefused("broken") from None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise FileRefused("broken")  # the parser stopped there and would keep silent about the rest
    return root


def _declared(beginning: bytes) -> str:
    """The encoding that the page names; windows-1252 where it says Latin-1, as every browser reads it."""
    found = _CHARSET.search(beginning) or _DECLARED.search(beginning)
    name = found[1].decode("ascii").lower() if found else ""
    return "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "windows-1252") else name


def _language(root: etree._Element) -> Language | None:
    said = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    main = said.replace("_", "-").partition("-")[0]
    return "fr" if main == "fr" else "en" if main == "en" else None


def _main_part(root: etree._Element) -> etree._Element:
    """The part that the page marks as its own text, where it marks exactly one."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = [each for each in root.iterfind(path) if any(part.strip() for part in each.itertext())]
        if len(found) == 1:
            return found[0]
    body = root.find("body")
    return root if body is None else body
