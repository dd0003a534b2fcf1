"""Text as a person typed it, whatever a format did to its letters and spaces."""

import re
import unicodedata

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_AS_TYPED = {
    **_LIGATURES,
    0x2010: "-",
    0x2011: "-",  # the hyphens that only a typesetter tells apart
    0x200D: "\u200d",  # holds an emoji together
}
_SPACES = re.compile(r"\s+")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs"))


def plain(text: str) -> str:
    """One line: ligatures parted, accents composed, every run of spaces (no-break ones too) one space.

    Soft hyphens, marks of direction and other characters without a shape are left out: two files of one text
    give the same line.
    """
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text).strip()
    visible = "".join(
        _AS_TYPED.get(ord(each), "" if unicodedata.category(each) in _INVISIBLE else each)
        for each in _SPACES.sub(" ", text)
    )
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible)).strip()
