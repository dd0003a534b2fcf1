"""Titles of Word files that only look like titles: bold, larger, in capitals, underlined."""

import pytest

from bot.adapters.document_readers import docx_reader
from bot.adapters.document_readers.limits import Limits
from tests.documents.small_docx import paragraph, run, small_docx

PROSE = "The adviser acts with care, with honesty and in the interest of the person whom the adviser serves."
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)
BOLD = "<w:b/>"


def set_as(text: str, properties: str) -> str:
    return f"<w:p>{run(text, properties)}</w:p>"


def styled(text: str, style: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def levels(*body: str) -> list[int]:
    content = small_docx("".join(body), styles=STYLES)
    return [block.level for block in docx_reader.read(content, Limits()).blocks]


@pytest.mark.parametrize(
    "properties",
    [BOLD, '<w:rStyle w:val="Strong"/>', '<w:sz w:val="28"/>', "<w:caps/>", '<w:u w:val="single"/>'],
)
def test_a_line_that_stands_out_from_the_text_is_a_title(properties: str) -> None:
    assert levels(set_as("Honesty", properties), paragraph(PROSE)) == [1, 0]


def test_the_larger_a_title_is_the_higher_it_stands() -> None:
    chapter = set_as("Chapter", f'{BOLD}<w:sz w:val="32"/>')

    assert levels(chapter, set_as("Honesty", BOLD), paragraph(PROSE)) == [1, 2, 0]


@pytest.mark.parametrize(
    "text", ["Nobody promises a return.", "An example:", "…", "Nobody promises a return " * 6]
)
def test_a_sentence_that_stands_out_is_no_title(text: str) -> None:
    assert levels(set_as(text, BOLD), paragraph(PROSE * 2)) == [0, 0]


def test_one_bold_word_makes_no_title() -> None:
    assert levels(f"<w:p>{run('Honesty', BOLD)}{run(' at work')}</w:p>", paragraph(PROSE)) == [0, 0]


def test_where_the_file_names_its_headings_a_bold_line_is_none() -> None:
    part = [styled("Honesty", "H1"), set_as("Example", BOLD), paragraph(PROSE)]

    assert levels(*part * 3) == [1, 0, 0] * 3


def test_a_few_headings_over_much_text_are_not_all_its_titles() -> None:
    part = [set_as("Honesty", BOLD), *[paragraph(PROSE)] * 40]

    assert levels(*[styled("Duties", "H1"), *part] * 3)[:3] == [1, 2, 0]


def test_headings_stand_below_the_title_of_the_document() -> None:
    assert levels(styled("Policy", "Title"), styled("Duties", "H1"), paragraph(PROSE)) == [1, 2, 0]
