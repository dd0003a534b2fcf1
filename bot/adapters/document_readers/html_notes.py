"""Notes and comments of a page: small signs that link to them, and their texts, which link back."""

import re

from lxml import etree

_SIGN = re.compile(r"\W{0,2}(?:\d{1,3}|[a-z]{1,2}|[*†‡]{1,3})\W{0,2}")
_IN_BRACKETS = re.compile(r"\[[^\]]{1,4}\]")
_BLOCKS = ("p", "li", "div", "dd", "aside")


def drop_notes(root: etree._Element) -> None:
    """Take them out of the page; what stands behind a sign stays."""
    signs = [each for each in root.iter("a") if _is_sign(each)]
    named = {name: each for each in root.iter("a", "sup") for name in _names(each)}
    notes = [note for sign in signs if (note := _note_of(sign, named)) is not None]
    raised = [each for each in signs if _is_raised(each)]
    for element in [*notes, *raised]:
        _drop(element)


def _is_sign(link: etree._Element) -> bool:
    return link.get("href", "").startswith("#") and _SIGN.fullmatch(_text(link)) is not None


def _is_raised(link: etree._Element) -> bool:
    """Whether it is set as the sign of a note is: above the line, or in square brackets."""
    if _IN_BRACKETS.fullmatch(_text(link)):
        return True
    parent = link.getparent()
    above = parent is not None and parent.tag == "sup" and _text(parent) == _text(link)
    return above or (len(link) > 0 and all(each.tag == "sup" for each in link))


def _note_of(sign: etree._Element, named: dict[str, etree._Element]) -> etree._Element | None:
    """The block that begins with this link back to another sign; None where it begins none."""
    back = named.get(sign.get("href", "")[1:])
    if back is None or back is sign or back in sign.iterancestors():
        return None
    links = [back, *back.iter("a"), *back.iterancestors("a")]
    if not any(_names(sign) & {each.get("href", "")[1:]} or _is_raised(each) for each in links):
        return None
    for block in sign.iterancestors(*_BLOCKS):
        return block if _comes_first(sign, block) and _text(block).startswith(_text(sign)) else None
    return None


def _comes_first(sign: etree._Element, block: etree._Element) -> bool:
    return next(block.iter("a"), None) is sign


def _names(element: etree._Element) -> set[str]:
    return {name for name in (element.get("id"), element.get("name")) if name}


def _drop(element: etree._Element) -> None:
    """Out of its parent, but for the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before, behind = element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + behind
    else:
        parent.text = (parent.text or "") + behind
    parent.remove(element)


def _text(element: etree._Element) -> str:
    return "".join(part for part in element.itertext() if isinstance(part, str)).strip()
