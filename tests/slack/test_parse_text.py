"""The draft is the text that its author sees, to the letter, with nothing of Slack's markup."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.parse.visible_text import visible_text
from bot.workspace.rich_text import typed
from tests.slack.payloads import rich, said, section


def link(url: str, label: str = "") -> dict[str, Any]:
    return {"type": "link", "url": url} | ({"text": label} if label else {})


@pytest.mark.parametrize(
    ("element", "seen"),
    [
        (link("https://a.ca/b"), "https://a.ca/b"),
        (link("http://a.ca", "a.ca"), "a.ca"),
        (link("https://a.ca/", "A.ca"), "A.ca"),
        (link("mailto:a@b.ca", "a@b.ca"), "a@b.ca"),
        (link("https://a.ca", "notre page"), "notre page (https://a.ca)"),
        ({"type": "emoji", "name": "wave", "unicode": "1f44b"}, "👋"),
        ({"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fd", "skin_tone": 4}, "👋🏽"),
        ({"type": "emoji", "name": "runner", "unicode": "1f3c3-200d-2640-fe0f"}, "🏃\u200d♀\ufe0f"),
        ({"type": "emoji", "name": "our-logo"}, ":our-logo:"),
        ({"type": "emoji", "name": "odd", "unicode": "d800"}, ":odd:"),
        ({"type": "emoji", "name": "odd", "unicode": "110000-zz"}, ":odd:"),
        ({"type": "user", "user_id": "U2"}, "@U2"),
        ({"type": "usergroup", "usergroup_id": "S2"}, "@S2"),
        ({"type": "channel", "channel_id": "C2"}, "#C2"),
        ({"type": "broadcast", "range": "channel"}, "@channel"),
        ({"type": "date", "timestamp": 1700000000, "format": "{date}", "fallback": "14 nov."}, "14 nov."),
        ({"type": "color", "value": "#ff0000"}, "#ff0000"),
        ({"type": "something_new", "text": "seen"}, "seen"),
        ({"type": "something_new"}, ""),
    ],
)
def test_every_element_is_read_as_it_is_seen(element: dict[str, Any], seen: str) -> None:
    assert visible_text(said(blocks=rich(section("[", element, "]")))) == f"[{seen}]"


def test_paragraphs_quotes_and_code_are_lines() -> None:
    blocks = rich(
        section("Un\n\n"),
        section("deux", kind="rich_text_quote"),
        section("trois", kind="rich_text_preformatted"),
        section("quatre"),
    )

    assert visible_text(said(blocks=blocks)) == "Un\n\ndeux\ntrois\nquatre"


def test_lists_keep_their_marks_their_numbers_and_their_depth() -> None:
    bullets = {"type": "rich_text_list", "style": "bullet", "elements": [section("a"), section("b")]}
    deeper = {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [section("c")]}
    numbers = {
        "type": "rich_text_list",
        "style": "ordered",
        "offset": 2,
        "elements": [section("d"), section("e")],
    }

    assert visible_text(said(blocks=rich(section("Voici\n"), bullets, deeper, numbers, section("Fin")))) == (
        "Voici\n• a\n• b\n  • c\n3. d\n4. e\nFin"
    )


@pytest.mark.parametrize(
    ("marked", "seen"),
    [
        ("A &amp; B &lt; C &gt; D", "A & B < C > D"),
        ("&amp;lt;", "&lt;"),
        ("<https://a.ca>", "https://a.ca"),
        ("<https://a.ca?b=1&amp;c=2>", "https://a.ca?b=1&c=2"),
        ("<http://a.ca|a.ca>", "a.ca"),
        ("<https://a.ca|notre page>", "notre page (https://a.ca)"),
        ("<mailto:a@b.ca|a@b.ca>", "a@b.ca"),
        ("<@U2>", "@U2"),
        ("<@U2|camille>", "@camille"),
        ("<#C2|general>", "#general"),
        ("<#C2|>", "#C2"),
        ("<!channel>", "@channel"),
        ("<!here|here>", "here"),
        ("<!subteam^S2>", "@S2"),
        ("<!subteam^S2|@conseil>", "@conseil"),
        ("<!date^1700000000^{date}|14 nov.>", "14 nov."),
        (":wave: *gras* _italique_", ":wave: *gras* _italique_"),
        ("  deux\n\n lignes ", "  deux\n\n lignes "),
    ],
)
def test_a_text_without_rich_text_is_resolved(marked: str, seen: str) -> None:
    assert visible_text(said(marked)) == seen
    assert visible_text(said(marked, blocks=[{"type": "section"}])) == seen


@pytest.mark.parametrize(
    ("drawn", "marked", "seen"),
    [
        ("A & B", "A &amp; B", "A & B"),
        ("A &amp; B", "A &amp; B", "A & B"),
        ("écrire &lt;", "écrire &amp;lt;", "écrire &lt;"),
        ("a <b> &amp; c", "a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
    ],
)
def test_rich_text_reads_the_same_whether_slack_escapes_it_or_not(drawn: str, marked: str, seen: str) -> None:
    assert visible_text(said(marked, blocks=rich(section(drawn)))) == seen


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_any_text_that_is_typed_arrives_to_the_letter(text: str) -> None:
    marked, blocks = typed(text, {})

    assert visible_text(said(marked, blocks=blocks)) == text
