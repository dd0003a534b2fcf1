"""What of an HTML page, of a text file and of Markdown is text."""

from datetime import date

import pytest

from bot.adapters.document_readers import html_reader, markdown_reader, text_reader
from bot.adapters.document_readers.limits import Limits
from bot.adapters.document_readers.word_breaks import WordBreaks
from bot.domain.outline import Block, ReadFile


def page(body: str, head: str = "") -> ReadFile:
    return html_reader.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), Limits())


def text(*lines: str) -> list[Block]:
    return list(text_reader.read("\n".join(lines).encode(), Limits()).blocks)


@pytest.mark.parametrize(
    ("kind", "expected"), [("1", "3."), ("a", "c."), ("A", "C."), ("i", "iii."), ("I", "III.")]
)
def test_items_are_numbered_as_a_browser_does(kind: str, expected: str) -> None:
    shown = page(f'<ol type="{kind}" start="2"><li>x<li>y<ul><li>z</ul><li value="9">w</ol>').blocks

    assert [block.label for block in shown][1:3] == [expected, "•"]
    assert [block.text for block in shown] == ["x", "y", "z", "w"]


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert page("One<br>line<br><br>Two <b>words</b>.").blocks == (Block("One line"), Block("Two words."))


def test_menus_scripts_and_hidden_text_are_left_out() -> None:
    body = (
        "<nav>Menu</nav><script>x</script><aside>News</aside><div role=navigation>Where</div>"
        "<p hidden>h</p><p style='display: none'>h</p><p>Kept</p><footer>2026</footer>"
    )

    assert page(body).blocks == (Block("Kept"),)


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    assert page("<table><tr><td>Menu</td><td><h2>Duty</h2><p>Text.</p></td></tr></table>").blocks == (
        Block("Menu"),
        Block("Duty", 2),
        Block("Text."),
    )


def test_the_main_part_of_a_page_is_read_alone() -> None:
    assert page("<div>Banner</div><main><h1>Code</h1></main><div>More</div>").blocks == (Block("Code", 1),)


@pytest.mark.parametrize(
    "content",
    [
        '<meta charset="iso-8859-1"><p>Été’s</p>'.encode("cp1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Été’s</p>'.encode(
            "cp1252"
        ),
        "<p>Été’s</p>".encode(),
        "<p>Été’s</p>".encode("cp1252"),
        "\ufeff<p>Été’s</p>".encode("utf-16-le"),
        '<?xml version="1.0" encoding="utf-8"?><html><p>Été’s</p></html>'.encode(),
    ],
)
def test_a_page_is_read_in_its_own_encoding(content: bytes) -> None:
    assert html_reader.read(content, Limits()).blocks[-1].text == "Été’s"


@pytest.mark.parametrize(
    "encoded", ["Été".encode(), "Été".encode("cp1252"), "\ufeffÉté".encode(), "\ufeffÉté".encode("utf-16-be")]
)
def test_a_text_is_read_in_its_own_encoding(encoded: bytes) -> None:
    assert text_reader.read(encoded, Limits()).blocks == (Block("Été"),)


def test_lines_of_a_paragraph_are_joined_and_items_are_not() -> None:
    assert text("The member must", "be honest:", "a) in speech;", "- in writing.", "", "The end.") == [
        Block("The member must be honest:"),
        Block("a) in speech;"),
        Block("- in writing."),
        Block("The end."),
    ]


def test_headings_of_a_text_are_in_capitals_or_underlined() -> None:
    assert text("Code", "====", "", "DUTIES", "", "Loyalty", "-------", "", "Be loyal.") == [
        Block("Code", 1),
        Block("DUTIES", 1),
        Block("Loyalty", 2),
        Block("Be loyal."),
    ]


def test_a_text_with_a_paragraph_a_line_has_as_many_blocks() -> None:
    assert len(text("A long paragraph. " * 20, "Another one. " * 20)) == 2


def test_words_cut_at_line_ends_are_joined_only_where_it_is_sure() -> None:
    breaks = WordBreaks(["la confidentialité", "un rendez-vous", "une publi-", "un engage-", "end"])

    assert breaks.joined("la confiden-", "tialité") == "la confidentialité"
    assert breaks.joined("un rendez-", "vous") == "un rendez-vous"
    assert breaks.joined("peut-", "être") == "peut-être"
    assert breaks.joined("une publi-", "cation") == "une publication"
    assert breaks.joined("Rivière-", "Nord") == "Rivière-Nord"
    assert WordBreaks(["nothing is cut here"] * 100).joined("well-", "known") == "well-known"


def test_front_matter_says_what_a_document_is() -> None:
    said = markdown_reader.read(
        b"---\nid: PMS\ntitle: T\nversion: 3\nowner: O\neffective: 2026-01-31\nlanguage: fr\n---\nText.",
        Limits(),
    ).said

    assert (said.document, said.title, said.version, said.owner) == ("PMS", "T", 3, "O")
    assert (said.effective, said.language) == (date(2026, 1, 31), "fr")


def test_front_matter_that_cannot_be_used_says_nothing() -> None:
    said = markdown_reader.read(
        b"---\nid: ../up\nversion: yes\nlanguage: de\nowner: O\n---\nText.\n", Limits()
    ).said

    assert (said.document, said.version, said.language, said.owner) == ("", None, None, "O")


def test_a_rule_between_hyphens_is_text() -> None:
    blocks = markdown_reader.read(b"---\nNot front matter\n---\n\nText.\n", Limits()).blocks

    assert blocks[0].text.startswith("---")
