"""How a PDF is put together again from the places of its words."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from bot.adapters.document_readers import pdf_reader
from bot.adapters.document_readers.limits import Limits
from bot.adapters.document_readers.pdf_checks import refuse_without_text
from bot.adapters.document_readers.pdf_page import Page, Word
from bot.domain.outline import ReadFile
from bot.usecases.library_ports import FileRefused
from tests.documents.pdf_files import HEIGHT, WIDTH, long_policy

SPANISH = (
    "La persona que publica debe decir siempre la verdad y guardar los datos de sus clientes con cuidado. "
)
GREEK = "Ο σύμβουλος λέει πάντα την αλήθεια και φυλάσσει τα στοιχεία των πελατών του με προσοχή. "
SHIFTED = "7KH PHPEHU PXVW WHOO WKH WUXWK DQG NHHS WKH VHFUHWV RI FOLHQWV ZLWK FDUH DW DOO WLPHV. "


def read(*pages: list[tuple[Any, ...]]) -> ReadFile:
    """Pages of (x, from the top, text, size and font where they are not usual)."""
    content = BytesIO()
    canvas = Canvas(content, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in pages:
        for x, down, text, *font in page:
            size, name = (font + [10, "Times-Roman"][len(font) :])[:2]
            canvas.setFont(name, size)
            canvas.drawString(x, HEIGHT - down, text)
        canvas.showPage()
    canvas.save()
    return pdf_reader.read(content.getvalue(), Limits())


def lines(found: ReadFile) -> list[str]:
    return [block.text for block in found.blocks]


def prose(page: int) -> list[tuple[Any, ...]]:
    text = f"The text of page {page} is long enough to be taken for prose by whoever reads it here."
    return [(72, 300, text), (72, 340, f"{text} Again.")]


def test_headers_that_change_sides_and_numbers_that_count_are_left_out() -> None:
    pages = [
        [(72 if page % 2 else 300, 40, "Internal policy"), *prose(page), (300, 760, f"- {page} / 8 -")]
        for page in range(1, 9)
    ]

    assert len(lines(read(*pages))) == 16


def test_an_article_at_the_top_of_every_page_is_not_a_header() -> None:
    pages = [
        [(72, 80, f"Article {page * page} Duty {page}", 13, "Times-Bold"), *prose(page)]
        for page in range(1, 8)
    ]

    assert [block.text for block in read(*pages).blocks if block.level] == [
        f"Article {page * page} Duty {page}" for page in range(1, 8)
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first = "A member who publishes anything about a product says in the same text what it costs and what is"
    pages = [
        [(72, 700, first), (72, 760, "1")],
        [(72, 80, "at risk, in letters of the same size."), (72, 760, "2")],
    ]

    assert lines(read(*pages)) == [f"{first} at risk, in letters of the same size."]


def test_rows_that_stand_in_columns_are_rows_without_lines_being_drawn() -> None:
    rows = [("Content", "Who", "Time"), ("Product", "Compliance", "Two days"), ("Event", "Press", "One day")]
    drawn = [
        (72 + 150 * column, 200 + 14 * row, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]

    assert lines(read([*prose(1), *drawn]))[:3] == [" | ".join(cells) for cells in rows]


def test_a_table_that_goes_on_over_the_page_shows_its_first_row_once() -> None:
    content = BytesIO()
    canvas = Canvas(content, pagesize=(WIDTH, HEIGHT))
    for rows in ([("Who", "When"), ("Press", "Monday")], [("Who", "When"), ("Law", "Friday")]):
        canvas.grid([72, 200, 400], [HEIGHT - 200 - 30 * at for at in range(len(rows) + 1)])
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                canvas.drawString(80 + 130 * column, HEIGHT - 220 - 30 * at, cell)
        canvas.showPage()
    canvas.save()

    assert lines(pdf_reader.read(content.getvalue(), Limits())) == [
        "Who | When",
        "Press | Monday",
        "Law | Friday",
    ]


def test_a_number_that_hangs_before_its_text_is_no_column() -> None:
    items = [(72, 100 + 14 * at, f"{at}.") for at in range(1, 9)]
    texts = [(110, 100 + 14 * at, f"The member does duty number {at} with care.") for at in range(1, 9)]

    assert lines(read([*items, *texts])) == [
        f"{at}. The member does duty number {at} with care." for at in range(1, 9)
    ]


def test_dots_and_page_numbers_are_a_table_of_contents() -> None:
    contents = [(72, 100 + 14 * at, f"{at} Duty " + "." * 60 + f" {at + 2}") for at in range(5)]

    assert lines(read([(72, 80, "Table of contents", 14, "Times-Bold"), *contents], prose(2))) == [
        text for _, _, text in prose(2)
    ]


def test_a_watermark_across_the_page_is_not_text() -> None:
    content = BytesIO()
    canvas = Canvas(content, pagesize=(WIDTH, HEIGHT))
    canvas.drawString(72, 600, "The member is honest with every client, always.")
    canvas.translate(200, 300)
    canvas.rotate(45)
    canvas.drawString(0, 0, "DRAFT")
    canvas.save()

    assert lines(pdf_reader.read(content.getvalue(), Limits())) == [
        "The member is honest with every client, always."
    ]


def test_a_page_on_its_side_is_read_upright() -> None:
    content = BytesIO()
    canvas = Canvas(content, pagesize=(WIDTH, HEIGHT))
    canvas.rotate(90)
    canvas.drawString(100, -200, "First the duty of loyalty to the client.")
    canvas.drawString(100, -300, "Then the duty of care for the market.")
    canvas.save()

    assert lines(pdf_reader.read(content.getvalue(), Limits())) == [
        "First the duty of loyalty to the client.",
        "Then the duty of care for the market.",
    ]


def _page(text: str) -> Page:
    words = tuple(Word(word, 72, 90, 700, 10, False) for word in text.split())
    return Page(WIDTH, HEIGHT, words, characters=sum(len(word.text) for word in words))


@pytest.mark.parametrize("text", [SPANISH * 20, GREEK * 20, "1 234,56 $ 12 % " * 50])
def test_another_language_and_tables_of_figures_are_not_garbled(text: str) -> None:
    refuse_without_text([_page(text)])


@pytest.mark.parametrize(
    "text", [SHIFTED * 20, "\ue001\ue002 \ue003 " * 50, "th\ufffd m\ufffdmb\ufffdr " * 50]
)
def test_letters_that_stand_for_others_are_garbled(text: str) -> None:
    with pytest.raises(FileRefused) as refused:
        refuse_without_text([_page(text)])

    assert refused.value.code == "garbled"


@pytest.mark.slow
def test_three_hundred_pages_are_read_whole() -> None:
    found = pdf_reader.read(long_policy(410), Limits())

    assert found.pages >= 290
    assert len([block for block in found.blocks if block.level]) == 1 + 410 * 4
    assert len(found.blocks) == 1 + 410 * 8
