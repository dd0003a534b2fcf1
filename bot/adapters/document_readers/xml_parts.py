"""XML of a package, parsed without entities, without a DTD and without a network."""

from typing import Any

from lxml import etree

from bot.usecases.library_ports import FileRefused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parsed(content: bytes) -> etree._Element:
    """The root of a part. Raises `FileRefused`: a part of a Word file declares no document type."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FileRefused("broken")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError:
        raise FileRefused("broken") from None
    declared: Any = root.getroottree().docinfo
    if declared.doctype:
        raise FileRefused("broken")
    return root


def value(element: etree._Element | None, path: str, default: str = "") -> str:
    """The `w:val` of what is at `path` (`numFmt`, `pPr/pStyle`), `default` where it is missing."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return default if found is None else found.get(f"{W}val", default)


def is_on(element: etree._Element | None, path: str) -> bool:
    """Whether a switch (`rPr/vanish`) is there and not turned off."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return found is not None and found.get(f"{W}val", "true") not in ("0", "false", "off")


def whole_number(written: str, default: int) -> int:
    """A number of a part; `default` for one that is none."""
    return int(written) if written.lstrip("-").isdecimal() and len(written) < 10 else default
