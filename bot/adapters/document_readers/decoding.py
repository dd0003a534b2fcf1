"""Bytes into text where a file does not say which characters they are."""

import codecs

from bot.usecases.library_ports import FileRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "cp1252"
"""What Windows writes in French and English where it does not write Unicode."""


def decoded(content: bytes, declared: str = "") -> str:
    """The text, line ends as "\\n". Raises `FileRefused` for bytes that are no text.

    A byte order mark decides, then what the file declares, then whether it can be UTF-8.
    """
    text = _text(content, declared)
    if "\x00" in text:
        raise FileRefused("broken")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(content: bytes, declared: str) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for encoding in (declared, "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError, OSError):
            continue
    return content.decode(_WESTERN, "replace")
