"""PDF as firms have them: two columns, statutes, scans, bad exports, locked files."""

import re
import textwrap
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from tests.documents.policy_text import CODE, LONG, POLICY, sections

WIDTH, HEIGHT = letter
_BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=10, leading=12.5, alignment=TA_JUSTIFY, spaceAfter=7
)
_CHAPTER = ParagraphStyle(
    "chapter", fontName="Times-Bold", fontSize=14, leading=18, spaceBefore=8, spaceAfter=6
)
_CLAUSE = ParagraphStyle("clause", fontName="Times-Bold", fontSize=10, leading=13, spaceAfter=3)
_LETTERED = ParagraphStyle("lettered", _BODY, leftIndent=18, bulletIndent=4)
ARTICLES = (
    ("Section IV", "Devoirs envers le client", ()),
    ("Article 25.", "Diligence", ("Le membre agit avec compétence, prudence et célérité.",)),
    ("Article 26.", "Publicité", (
        "Le membre ne peut, par quelque moyen que ce soit, faire une déclaration fausse, trompeuse ou "
        "incomplète, ni susciter des attentes que rien ne justifie. Il s'abstient notamment:",
        "a) de garantir un rendement;",
        "b) de comparer ses services à ceux d'un autre membre sans citer une source vérifiable, datée et "
        "accessible au public auquel il s'adresse;",
        "c) de publier un témoignage sans consentement écrit.",
        "§ 4 La présente disposition s'applique aux médias sociaux.",
    )),
    ("Article 27.", "Conservation", ("Le membre conserve sa publicité pendant cinq ans.", LONG["fr"])),
    ("Section V", "Dispositions finales", ()),
    ("Article 28.", "Entrée en vigueur", ("Le présent code entre en vigueur le 1er mars 2026.",)),
)  # fmt: skip


def two_columns() -> bytes:
    """The code of ethics with a header, a footer that counts pages, and text between the columns' pages."""
    parts = sections(CODE["en"])
    story: list[Any] = [Paragraph(LONG["en"], _BODY), Paragraph(parts[0].text, _BODY)]
    chapter = clause = 0
    for part in parts[1:]:
        chapter, clause = (chapter + 1, 0) if part.level == 2 else (chapter, clause + 1)
        number = f"CE-{chapter}" + (f".{clause}" if clause else "")
        story.append(Paragraph(f"{number} {part.title}", _CLAUSE if clause else _CHAPTER))
        if part.text:
            story.append(Paragraph(part.text, _BODY))
        if clause == 1:
            story.append(Paragraph(LONG["en"], _BODY))
    return _in_columns(story, 2, "Rivière-Nord – Code of ethics", title=parts[0].title)


def articles() -> bytes:
    """A code written as statutes are: sections, articles, lettered paragraphs, numbers typed in the text."""
    story: list[Any] = []
    for number, title, paragraphs in ARTICLES:
        style = _CLAUSE if paragraphs else _CHAPTER
        story.append(Paragraph(f"{number} {title}", style))
        story += (Paragraph(text, _LETTERED if text[1] == ")" else _BODY) for text in paragraphs)
    return _in_columns(story, 1, "Code de déontologie", title="Code de déontologie")


def long_policy(pages: int) -> bytes:
    """About so many pages of prose under numbered headings."""
    story: list[Any] = []
    for number in range(1, pages * 4 + 1):
        story.append(Paragraph(f"{number // 10 + 1}.{number % 10 + 1} Clause {number}", _CLAUSE))
        story.append(Paragraph(f"{number}. {LONG['en']} {LONG['en']}", _BODY))
    return _in_columns(story, 1, "A long policy", title="A long policy")


def blank(pages: int) -> bytes:
    """So many pages with one word each."""

    def draw(canvas: Canvas) -> None:
        for number in range(pages):
            canvas.drawString(72, 400, f"Page {number}")
            canvas.showPage()

    return _drawn(draw)


def scanned() -> bytes:
    """Pictures of pages, as a copier makes them."""
    source = pypdfium2.PdfDocument(two_columns())

    def draw(canvas: Canvas) -> None:
        for number in range(2):
            picture = source[number].render(scale=0.8, grayscale=True).to_pil()
            canvas.drawImage(ImageReader(picture.convert("1")), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()

    content = _drawn(draw)
    source.close()
    return content


def garbled() -> bytes:
    """Letters are drawn right and named nothing: copying them out gives other characters."""
    return _in_vera("VeraUnnamed", named=False)


def broken_lines() -> bytes:
    """Every line a paragraph of its own, words cut at line ends, letters joined into one."""
    return _in_vera("VeraNamed", named=True)


def locked(user: str) -> bytes:
    """Behind a password; with an empty one for readers, only copying is forbidden."""
    locks = StandardEncryption(user, ownerPassword="owner", canCopy=0, canModify=0)

    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(textwrap.wrap(LONG["en"], 80)):
            canvas.drawString(72, 700 - 14 * at, line)
        canvas.showPage()

    return _drawn(draw, encrypt=locks)


def hyphenated(text: str, width: int) -> Iterator[str]:
    """Lines of so many characters; a word that does not fit is cut between a vowel and a consonant."""
    line = ""
    for word in text.split():
        room = width - len(line) - 1
        cuts = [each.end() for each in re.finditer(r"[a-zé]{2,}?[aeiouyé](?=[bcdfglmnprstv][a-zé]{3})", word)]
        cut = max((each for each in cuts if each < room), default=0)
        if len(word) <= room:
            line = f"{line} {word}".strip()
        elif cut and word.isalpha():
            yield f"{line} {word[:cut]}-".strip()
            line = word[cut:]
        else:
            yield line
            line = word
    yield line


def _in_vera(font: str, named: bool) -> bytes:
    pdfmetrics.registerFont(TTFont(font, "Vera.ttf", asciiReadable=0))

    def draw(canvas: Canvas) -> None:
        y = HEIGHT - 72
        canvas.setFont(font, 10)
        for part in sections(POLICY["fr"])[2:9]:
            for line in (part.title, *hyphenated(part.text, 58)):
                canvas.drawString(72, y, line.replace("fi", "\ufb01").replace("fl", "\ufb02"))
                y -= 14
            y -= 10
        canvas.showPage()

    content = _drawn(draw, pageCompression=0)
    return content if named else content.replace(b"/ToUnicode", b"/NoUnicode")


def _in_columns(story: list[Any], columns: int, header: str, title: str) -> bytes:
    content = BytesIO()
    document = BaseDocTemplate(content, pagesize=letter, title=title, author="", invariant=1)
    wide = (WIDTH - 144 - 18 * (columns - 1)) / columns
    frames = [
        Frame(72 + at * (wide + 18), 72, wide, HEIGHT - 160, leftPadding=0, rightPadding=0)
        for at in range(columns)
    ]

    def furnish(canvas: Canvas, made: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, HEIGHT - 50, header)
        canvas.drawRightString(WIDTH - 72, HEIGHT - 50, "2026-01-15")
        canvas.drawCentredString(WIDTH / 2, 40, f"Page {canvas.getPageNumber()}")
        if canvas.getPageNumber() == 1:
            canvas.setFont("Times-Bold", 20)
            canvas.drawString(72, HEIGHT - 78, title)

    document.addPageTemplates([PageTemplate("columns", frames, onPage=furnish)])
    document.build(story)
    return content.getvalue()


def _drawn(draw: Callable[[Canvas], None], **settings: Any) -> bytes:
    content = BytesIO()
    canvas = Canvas(content, pagesize=letter, invariant=1, **settings)
    draw(canvas)
    canvas.save()
    return content.getvalue()
