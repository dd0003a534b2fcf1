"""A long document as a PDF: a heading and a paragraph a clause, so many clauses a page."""

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from bot.domain.clauses import Clause


def pdf_of(clauses: Sequence[Clause], a_page: int) -> bytes:
    """The clauses as people would print them."""
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", styles["BodyText"], fontSize=9, leading=11)
    story: list[object] = []
    for place, clause in enumerate(clauses):
        if place and place % a_page == 0:
            story.append(PageBreak())
        story.append(Paragraph(escape(f"{clause.key} {clause.title}"), styles["Heading2"]))
        story.append(Paragraph(escape(clause.text), body))
    written = io.BytesIO()
    SimpleDocTemplate(written, title="A long document").build(story)
    return written.getvalue()
