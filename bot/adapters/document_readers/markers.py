"""What begins an item or a numbered paragraph, as typed at the beginning of a line."""

import re

_BULLETS = "•‣▪■◦●○–—*·\u2043\uf0b7\uf0a7\uf02d\u25aa\u2022-"
_BULLET = re.compile(rf"[{re.escape(_BULLETS)}]\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\)|(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})\.|\d{1,3}(?:\.\d{1,3})+\.?"
    r"|(?:article|art\.|section|chapitre|chapter|partie|part|annexe|appendix|schedule|titre|title)\s+"
    r"(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])\b|§\s?\d+(?:\.\d+)*|[A-Z]{1,8}-\d+(?:\.\d+)*)(?=\s|$)",
    re.IGNORECASE,
)


def begins_item(line: str) -> bool:
    """Whether a line begins with a bullet or a number of its own."""
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def bullet_of(line: str) -> str:
    """The bullet with its spaces, "" for none."""
    found = _BULLET.match(line)
    return found[0] if found else ""
