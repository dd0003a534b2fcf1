"""What a file is, by its name and by its first bytes: a name that lies is found out before any parsing."""

import unicodedata
from typing import Literal, get_args

from bot.usecases.library_ports import FileRefused, GivenFile

Kind = Literal["docx", "pdf", "html", "txt", "md"]
KINDS: tuple[Kind, ...] = get_args(Kind)

LONGEST_NAME = 200
_BY_SUFFIX: dict[str, Kind] = {
    "docx": "docx",
    "pdf": "pdf",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
}
_WITH_MACROS = ("docm", "dotm")

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""The container of old Office files, and of new ones behind a password."""
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_PDF_WITHIN = 1024
"""Bytes: a PDF may begin so late (ISO 32000-1, implementation note 13)."""


def kind_of(given: GivenFile) -> Kind:
    """What can read the file. Raises `FileRefused` for its name, its type, or content of another."""
    _refuse_name(given.name)
    suffix = given.name.rpartition(".")[2].lower() if "." in given.name else ""
    if suffix in _WITH_MACROS:
        raise FileRefused("macros")
    kind = _BY_SUFFIX.get(suffix)
    if kind is None:
        raise FileRefused("type")
    if not given.content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused("empty")
    _refuse_another_content(kind, given.content)
    return kind


def _refuse_name(name: str) -> None:
    """A name is shown, and offered for download: never a place, nothing that does not print."""
    odd = any(unicodedata.category(each)[0] == "C" or each in "/\\\u2028\u2029" for each in name)
    if odd or not name.strip(" .") or len(name) > LONGEST_NAME:
        raise FileRefused("file-name")


def _refuse_another_content(kind: Kind, content: bytes) -> None:
    if kind == "docx":
        if content.startswith(_OLE):
            raise FileRefused("encrypted" if _ENCRYPTED_PACKAGE in content else "broken")
        if not content.startswith(_ZIP):
            raise FileRefused("broken")
    elif kind == "pdf":
        if b"%PDF-" not in content[:_PDF_WITHIN]:
            raise FileRefused("broken")
    elif content.startswith((_ZIP, _OLE, b"%PDF-")) or _has_nul(content):
        raise FileRefused("broken")


def _has_nul(content: bytes) -> bool:
    return b"\x00" in content and not content.startswith(_UNICODE_MARKS[:2])
