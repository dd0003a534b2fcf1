"""A typed text as Slack hands it to the bot: entities in `text`, elements in `blocks`."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace.rich_text import typed

PEOPLE = {"Camille Laurent": "U1", "Camille": "U2", "Vigie": "U3"}


def elements(text: str) -> list[dict[str, Any]]:
    """The elements of the one section."""
    (block,) = typed(text, PEOPLE)[1]
    (section,) = block["elements"]
    assert (block["type"], section["type"]) == ("rich_text", "rich_text_section")
    return list(section["elements"])


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        (
            "R&D <!channel> a>b",
            "R&amp;D &lt;!channel&gt; a&gt;b",
            [{"type": "text", "text": "R&D <!channel> a>b"}],
        ),
        (
            "deux\nlignes *non* grasses",
            "deux\nlignes *non* grasses",
            [{"type": "text", "text": "deux\nlignes *non* grasses"}],
        ),
        (
            "voir https://ex.test/a?b=1&c=2.",
            "voir <https://ex.test/a?b=1&amp;c=2>.",
            [
                {"type": "text", "text": "voir "},
                {"type": "link", "url": "https://ex.test/a?b=1&c=2"},
                {"type": "text", "text": "."},
            ],
        ),
        (
            "sur firme.ca, oui",
            "sur <http://firme.ca|firme.ca>, oui",
            [
                {"type": "text", "text": "sur "},
                {"type": "link", "url": "http://firme.ca", "text": "firme.ca"},
                {"type": "text", "text": ", oui"},
            ],
        ),
        (
            "a.b@firme.ca",
            "<mailto:a.b@firme.ca|a.b@firme.ca>",
            [{"type": "link", "url": "mailto:a.b@firme.ca", "text": "a.b@firme.ca"}],
        ),
        (
            "@Camille Laurent et @Camille",
            "<@U1> et <@U2>",
            [
                {"type": "user", "user_id": "U1"},
                {"type": "text", "text": " et "},
                {"type": "user", "user_id": "U2"},
            ],
        ),
        ("🚀", ":rocket:", [{"type": "emoji", "name": "rocket", "unicode": "1f680"}]),
        (
            "👍🏽!",
            ":thumbs_up_sign::skin-tone-4:!",
            [
                {"type": "emoji", "name": "thumbs_up_sign", "unicode": "1f44d-1f3fd", "skin_tone": 4},
                {"type": "text", "text": "!"},
            ],
        ),
        (
            "❤️",
            ":heavy_black_heart:",
            [{"type": "emoji", "name": "heavy_black_heart", "unicode": "2764-fe0f"}],
        ),
        ("50 % * 3 # 1 © ™", "50 % * 3 # 1 © ™", [{"type": "text", "text": "50 % * 3 # 1 © ™"}]),
    ],
)
def test_what_is_typed_is_written_as_slack_does(
    written: str, text: str, expected: list[dict[str, Any]]
) -> None:
    assert typed(written, PEOPLE)[0] == text
    assert elements(written) == expected


def test_joined_emoji_and_flags_are_one_element() -> None:
    assert [element["unicode"] for element in elements("👩‍🔬🇨🇦")] == ["1f469-200d-1f52c", "1f1e8-1f1e6"]


def test_nothing_typed_has_no_blocks() -> None:
    assert typed("", PEOPLE) == ("", [])


LONG = [
    "a" * 40_000,
    "a." * 20_000,
    "a@" * 20_000,
    "a@a." * 10_000,
    "a-" * 20_000,
    "@Camille" * 5_000,
    "🚀" * 40_000,
]


@pytest.mark.parametrize("text", LONG, ids=[text[:4] for text in LONG])
def test_a_long_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    typed(text, PEOPLE)
    assert time.process_time() - began < 1


@given(st.text() | st.text("a.@-1\u20e3\ufe0f\u200d🚀👍🏽🇨❤c"))
def test_no_typed_text_is_lost(text: str) -> None:
    """Every element gives back what was typed."""

    def back(element: dict[str, Any]) -> str:
        if element["type"] == "emoji":
            return "".join(chr(int(code, 16)) for code in element["unicode"].split("-"))
        if element["type"] == "link":
            return str(element.get("text", element["url"]))
        return str(element["text"])

    assert "".join(back(element) for element in (elements(text) if text else [])) == text
