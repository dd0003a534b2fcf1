"""What stands around the text of a PDF page: footnotes, their signs, and rows that a page end cuts."""

from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from bot.adapters.document_readers import pdf_reader
from bot.adapters.document_readers.limits import Limits
from tests.documents.pdf_files import HEIGHT, WIDTH

PROSE = "The text of this page is long enough to be taken for prose by whoever reads it here"


def lines(*pages: Callable[[Canvas], None]) -> list[str]:
    content = BytesIO()
    canvas = Canvas(content, pagesize=(WIDTH, HEIGHT), invariant=1)
    for draw in pages:
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return [block.text for block in pdf_reader.read(content.getvalue(), Limits()).blocks]


def _with_a_note(canvas: Canvas, rule: float) -> None:
    canvas.drawString(72, HEIGHT - 300, f"{PROSE}.")
    canvas.drawString(72, HEIGHT - 316, "It has a second line.")
    if rule:
        canvas.line(72, 200, 72 + rule, 200)
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(72, 186, "1 See the Act, section 4.")
    canvas.drawString(72, 174, "It goes on here.")


def test_small_text_with_a_number_under_a_short_line_is_a_footnote() -> None:
    assert not [text for text in lines(lambda canvas: _with_a_note(canvas, 120)) if "Act" in text]


def test_small_text_without_that_line_or_under_a_long_one_is_text() -> None:
    for rule in (0, 450):
        [kept] = [
            text for text in lines(lambda canvas, rule=rule: _with_a_note(canvas, rule)) if "Act" in text
        ]
        assert kept.startswith("1 See")


def _raised(canvas: Canvas, before: str, number: str, after: str) -> None:
    text = canvas.beginText(72, HEIGHT - 300)
    text.setFont("Times-Roman", 11)
    text.textOut(before)
    text.setFont("Times-Roman", 7)
    text.setRise(4)
    text.textOut(number)
    text.setFont("Times-Roman", 11)
    text.setRise(0)
    text.textOut(after)
    canvas.drawText(text)
    canvas.drawString(72, HEIGHT - 340, f"{PROSE}.")


def test_the_raised_number_of_a_note_is_no_part_of_the_word() -> None:
    assert lines(lambda canvas: _raised(canvas, "Nobody is named", "12", ". Ever."))[0] == (
        "Nobody is named. Ever."
    )


def test_a_number_on_the_line_and_a_unit_keep_theirs() -> None:
    level = lines(lambda canvas: canvas.drawString(72, HEIGHT - 300, f"{PROSE} in room12."))

    assert level[0].endswith("room12.")
    assert (
        lines(lambda canvas: _raised(canvas, "It has 30 m", "2", " of room."))[0] == "It has 30 m2 of room."
    )


def _row(canvas: Canvas, *cells: str) -> None:
    for x in (72, 250, 500):
        canvas.line(x, HEIGHT - 200, x, HEIGHT - 240)
    for y in (HEIGHT - 200, HEIGHT - 240):
        canvas.line(72, y, 500, y)
    for column, cell in enumerate(cells):
        canvas.drawString(80 + 178 * column, HEIGHT - 225, cell)


def test_a_row_that_the_end_of_a_page_cuts_is_one_row() -> None:
    assert lines(
        lambda canvas: _row(canvas, "The policy is reviewed", "Not this year."),
        lambda canvas: _row(canvas, "every year by the board.", ""),
    ) == ["The policy is reviewed every year by the board. | Not this year."]


def test_the_next_row_on_the_next_page_is_its_own() -> None:
    assert lines(
        lambda canvas: _row(canvas, "A promise", "Never"),
        lambda canvas: _row(canvas, "A name", "sometimes"),
    ) == ["A promise | Never", "A name | sometimes"]
