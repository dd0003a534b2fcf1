"""Notes of an HTML page, and the pages of a text that was printed."""

import pytest

from bot.adapters.document_readers import html_reader, text_reader
from bot.adapters.document_readers.limits import Limits


def page(body: str) -> list[str]:
    read = html_reader.read(f"<html><body>{body}</body></html>".encode(), Limits())
    return [block.text for block in read.blocks]


@pytest.mark.parametrize(
    "body",
    [
        '<p>Kept<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</p>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>An inside remark</span></p></div>',
        '<p>Kept<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note.</p></div>',
        '<p>Kept<a name="n1anc" href="#n1sym"><sup>1</sup></a>.</p>'
        '<p><a name="n1sym" href="#n1anc">1</a> A note.</p>',
    ],
)
def test_notes_and_comments_and_their_signs_are_left_out(body: str) -> None:
    assert page(body) == ["Kept."]


def test_a_number_that_links_to_itself_or_to_a_heading_is_text() -> None:
    assert page('<p><a href="#p26" id="p26">26</a>. The member is honest.</p>') == [
        "26. The member is honest."
    ]
    assert page('<h2 id="s4">Duties</h2><p>See section <a href="#s4">4</a>.</p>') == [
        "Duties",
        "See section 4.",
    ]


def printed(*pages: str) -> list[str]:
    return [block.text for block in text_reader.read("\f".join(pages).encode(), Limits()).blocks]


def test_lines_at_the_end_of_every_printed_page_are_left_out() -> None:
    texts = printed(*[f"CODE\n\nDuty {name}\n\nPage {at} of 3" for at, name in enumerate("abc", 1)])

    assert texts == ["Duty a", "Duty b", "Duty c"]


def test_a_sentence_goes_on_over_the_end_of_a_printed_page() -> None:
    assert printed(*[f"Nobody may say {at} words\n\n- {at} -\n" for at in (1, 2)], "and so on.\n\n- 3 -") == [
        "Nobody may say 1 words",
        "Nobody may say 2 words and so on.",
    ]


def test_a_text_without_pages_keeps_every_line() -> None:
    assert printed("Duty a\n\nPage 1 of 3\n\nDuty b") == ["Duty a", "Page 1 of 3", "Duty b"]
