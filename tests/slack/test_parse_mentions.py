"""A mention in a channel is what stands beside the bot's name, in the thread in which it was written."""

from typing import Any

import pytest

from bot.slack.parse import parse_event
from bot.usecases.chat_ports import Place, Received
from tests.slack.payloads import BOT, PERSON, TEAM, TS, delivered, rich, said, section

ROOT = "1700000000.000001"


def mentioned(text: str, **more: Any) -> dict[str, Any]:
    """The event of a message of a channel that names the bot."""
    event = said(text, type="app_mention", channel="C1", channel_type="channel") | more
    return delivered(event)


def test_is_the_text_without_the_name_where_it_was_written() -> None:
    assert parse_event(mentioned(f"<@{BOT}> Un brouillon", thread_ts=ROOT)) == Received(
        "Ev1", f"{TEAM}:C1:{TS}", "mention", Place(TEAM, "C1", ROOT), TS, PERSON, "Un brouillon"
    )


def test_outside_threads_stands_for_its_own() -> None:
    received = parse_event(mentioned(f"<@{BOT}> Un brouillon"))

    assert received is not None
    assert received.place == Place(TEAM, "C1", TS)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"<@{BOT}>", ""),
        (f"<@{BOT}>: Un, deux", "Un, deux"),
        (f"<@{BOT}>, - Un", "- Un"),
        (f"Un, deux <@{BOT}>", "Un, deux"),
        (f"Un <@{BOT}> deux", "Un deux"),
        (f"<@{BOT}>\nUn\n\nDeux", "Un\n\nDeux"),
        (f"<@{BOT}> ? un rendement", "? un rendement"),
        (f"<@{BOT}> merci à <@U9|anne>", "merci à @anne"),
        (f"<@{BOT}> <@{BOT}>", ""),
        ("Sans nom", "Sans nom"),
    ],
)
def test_says_what_stands_beside_the_name(text: str, left: str) -> None:
    received = parse_event(mentioned(text))

    assert received is not None
    assert received.text == left


def test_in_rich_text_too() -> None:
    blocks = rich(section({"type": "user", "user_id": BOT}, " Un brouillon 1 < 2"))
    received = parse_event(mentioned(f"<@{BOT}> Un brouillon 1 &lt; 2", blocks=blocks))

    assert received is not None
    assert received.text == "Un brouillon 1 < 2"


def test_without_the_bots_own_id_the_first_name_goes() -> None:
    event = said("<@U77> Un pour <@U88>", type="app_mention", channel="C1", channel_type="channel")
    received = parse_event(delivered(event, authorizations=[]))

    assert received is not None
    assert received.text == "Un pour @U88"


@pytest.mark.parametrize(
    "more",
    [
        {"channel": "D1", "channel_type": "im"}, {"channel_type": "im"}, {"user": BOT}, {"bot_id": "B1"},
        {"ts": "x"}, {"channel": None}, {"user": None},
    ],
)  # fmt: skip
def test_in_their_own_conversation_or_of_a_program_is_none(more: dict[str, Any]) -> None:
    assert parse_event(mentioned("Un", **more)) is None


def test_has_the_same_subject_however_often_it_is_delivered_and_whatever_was_edited() -> None:
    first, again = parse_event(mentioned("Un")), parse_event(mentioned("Deux", edited={"user": PERSON}))

    assert first is not None
    assert again is not None
    assert first.subject == again.subject
