"""Word files as firms write them: automatic numbers, a table of contents, header and footer, a table."""

from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from tests.documents.policy_text import ANNEX, CONTENTS, LONG, POINTS, POLICY, STEPS, TABLE, Section, sections

_HEADINGS = 77
_LETTERS = 78
_BULLETS = 79
_HEADER = {
    "fr": "Rivière-Nord, services financiers – Politique interne",
    "en": "Rivière-Nord, services financiers – Internal policy",
}
_FOOTER = {"fr": ("Page ", " de "), "en": ("Page ", " of ")}


def policy(language: str) -> bytes:
    """The shipped social media policy; nothing of its numbers is in its text."""
    document = docx.Document()
    _set_up(document, language)
    parts = sections(POLICY[language])
    document.core_properties.title = parts[0].title
    document.add_paragraph(parts[0].title, style="Title")
    _add_contents(document, parts, language)
    document.add_paragraph(parts[0].text)
    for part in parts[1:]:
        document.add_heading(part.title, part.level - 1)
        if part.text:
            document.add_paragraph(part.text)
        if part.title == parts[2].title:
            _add_lists(document, language)
    document.add_heading(ANNEX[language], 1)
    for _ in range(4):
        document.add_paragraph(LONG[language])
    _add_table(document, language)
    if language == "fr":
        _name_styles_in_french(document)
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of the file."""
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _set_up(document: Document, language: str) -> None:
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(11)
    _define_numbering(document)
    for level in (1, 2):
        _number_style(document.styles[f"Heading {level}"], level - 1)
    section = document.sections[0]
    section.header.paragraphs[0].text = _HEADER[language]
    before, between = _FOOTER[language]
    footer = section.footer.paragraphs[0]
    footer.add_run(before)
    _add_field(footer, "PAGE", "1")
    footer.add_run(between)
    _add_field(footer, "NUMPAGES", "9")


def _define_numbering(document: Document) -> None:
    """Headings PMS-1 and PMS-1.1, items a) and bullets."""
    numbering = document.part.numbering_part.element
    levels = {
        _HEADINGS: (("decimal", "PMS-%1", "Heading1"), ("decimal", "PMS-%1.%2", "Heading2")),
        _LETTERS: (("lowerLetter", "%1)", ""), ("lowerRoman", "%2.", "")),
        _BULLETS: (("bullet", "\uf0b7", ""),),
    }
    for key, defined in levels.items():
        inside = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
            + (f'<w:pStyle w:val="{style}"/>' if style else "")
            + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            + ("" if style else '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>')
            + ('<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>' if shape == "bullet" else "")
            + "</w:lvl>"
            for at, (shape, text, style) in enumerate(defined)
        )
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">'
            f'<w:multiLevelType w:val="multilevel"/>{inside}</w:abstractNum>'
        )
        numbering.insert(0, abstract)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
        )


def _numbered(key: int, level: int = 0) -> Any:
    return parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>')


def _number_style(style: Any, level: int) -> None:
    style.element.get_or_add_pPr().append(_numbered(_HEADINGS, level))


def _name_styles_in_french(document: Document) -> None:
    """As programs do that write the names that their users see."""
    for level in (1, 2):
        name = document.styles[f"Heading {level}"].element.find(qn("w:name"))
        name.set(qn("w:val"), f"Titre {level}")


def _add_lists(document: Document, language: str) -> None:
    for key, items in ((_LETTERS, STEPS[language]), (_BULLETS, POINTS[language])):
        for item in items:
            paragraph = document.add_paragraph(item)
            paragraph._p.get_or_add_pPr().append(_numbered(key))


def _add_table(document: Document, language: str) -> None:
    rows = TABLE[language]
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _add_contents(document: Document, parts: list[Section], language: str) -> None:
    """What Word writes for its own table of contents: a field with the lines it last made."""
    for level in (1, 2):
        style = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.paragraph_format.tab_stops.add_tab_stop(Cm(15.2), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        style.paragraph_format.space_after = Pt(2)
    document.styles["TOC Heading"].element.get_or_add_pPr().append(_numbered(0))
    document.add_paragraph(CONTENTS[language], style="TOC Heading")
    chapter = clause = 0
    lines = []
    for part in parts[1:]:
        chapter, clause = (chapter + 1, 0) if part.level == 2 else (chapter, clause + 1)
        number = f"PMS-{chapter}" + (f".{clause}" if clause else "")
        lines.append((part.level - 1, f"{number} {part.title}\t{2 + chapter // 2}"))
    for at, (level, line) in enumerate(lines):
        paragraph = document.add_paragraph(style=f"toc {level}")
        if at == 0:
            _begin_field(paragraph, r'TOC \o "1-2" \h')
        paragraph.add_run(line)
        if at == len(lines) - 1:
            _end_field(paragraph)
            paragraph.add_run().add_break(WD_BREAK.PAGE)


def _add_field(paragraph: Any, instruction: str, shown: str) -> None:
    _begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    _end_field(paragraph)


def _begin_field(paragraph: Any, instruction: str) -> None:
    _add_mark(paragraph, "begin")
    written = OxmlElement("w:instrText")
    written.text = instruction
    paragraph.add_run()._r.append(written)
    _add_mark(paragraph, "separate")


def _end_field(paragraph: Any) -> None:
    _add_mark(paragraph, "end")


def _add_mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
