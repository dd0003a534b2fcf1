"""The text of a Word paragraph as it reads with every change accepted: no deletions, no hidden words."""

from collections.abc import Iterator

from lxml import etree

from bot.adapters.document_readers.docx_styles import DocxStyles
from bot.adapters.document_readers.xml_parts import W, is_on, value

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
TEXT_BOX = f"{W}txbxContent"

_LEFT_OUT = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "footnoteReference", "endnoteReference",
        "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "delText", "delInstrText", "rt",
    )
)  # fmt: skip
_STANDS_FOR = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
}


class Fields:
    """Where the walk is in fields, which begin in one paragraph and may end in another."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []
        """(instruction so far, whether its result has begun), outermost first."""

    def turn(self, kind: str) -> None:
        """A field begins, shows its result from here on, or ends."""
        if kind == "begin":
            self._open.append(("", False))
        elif self._open and kind == "separate":
            self._open[-1] = self._open[-1][0], True
        elif self._open and kind == "end":
            self._open.pop()

    def instruct(self, text: str) -> None:
        """A part of the instruction of the innermost field."""
        if self._open and not self._open[-1][1]:
            self._open[-1] = self._open[-1][0] + text, False

    @property
    def in_contents(self) -> bool:
        """Whether this is a table of contents or an index that Word wrote."""
        return any(_makes_contents(instruction) for instruction, _ in self._open)

    @property
    def show(self) -> bool:
        """Whether what comes is read by a person."""
        return all(shown for _, shown in self._open) and not self.in_contents


def _makes_contents(instruction: str) -> bool:
    return instruction.split(maxsplit=1)[:1] in (["TOC"], ["INDEX"], ["TOA"])


class RunText:
    """Reads paragraphs of one document; text boxes are set aside, in order, for after their paragraph."""

    def __init__(self, styles: DocxStyles) -> None:
        self._styles = styles
        self.fields = Fields()
        self.boxes: list[etree._Element] = []

    def of(self, paragraph: etree._Element) -> str:
        """Everything that shows in the paragraph, as the runs give it."""
        return "".join(self._parts(paragraph))

    def _parts(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{W}t" or tag == _MATH_TEXT:
                if self.fields.show:
                    yield child.text or ""
            elif tag in _STANDS_FOR:
                yield _STANDS_FOR[tag]
            elif tag not in _LEFT_OUT:
                yield from self._inside(child, tag)

    def _inside(self, child: etree._Element, tag: str) -> Iterator[str]:
        if tag == f"{W}fldChar":
            self.fields.turn(child.get(f"{W}fldCharType", ""))
        elif tag == f"{W}instrText":
            self.fields.instruct(child.text or "")
        elif tag == TEXT_BOX:
            self.boxes.append(child)
        elif tag == _ALTERNATIVES:
            yield from self._parts(child[0] if len(child) else child)
        elif tag == f"{W}fldSimple":
            if not _makes_contents(child.get(f"{W}instr", "")):
                yield from self._parts(child)
        elif tag != f"{W}r" or not self._is_hidden(child):
            yield from self._parts(child)

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        if properties.find(f"{W}vanish") is not None:
            return is_on(properties, "vanish")
        style = value(properties, "rStyle")
        return bool(style) and self._styles.is_hidden(style)
