"""A press in what one person alone sees in a channel says where that person can be answered."""

from typing import Any

import pytest

from bot.slack.ids import ANOTHER_VERSION, SHARE, TO_DM
from bot.slack.parse import parse_press
from bot.usecases.chat_ports import Place
from tests.slack.payloads import TEAM, TS, pressed

ADDRESS = "https://hooks.slack.com/actions/T1/1/s3cr3t"
MESSAGE = "1700000001.000200"


def alone(action: str, **container: Any) -> dict[str, Any]:
    """A button of a message that its reader alone sees."""
    there = {"type": "message", "message_ts": MESSAGE, "channel_id": "C1", "is_ephemeral": True}
    return pressed(
        {"action_id": action, "value": "card"},
        channel={"id": "C1"},
        container=there | container,
        message=None,
        response_url=ADDRESS,
    )


@pytest.mark.parametrize(("action", "button"), [(SHARE, "share"), (TO_DM, "to-dm")])
def test_is_answered_at_its_own_address_in_the_channel(action: str, button: str) -> None:
    received = parse_press(alone(action))

    assert received is not None
    assert (received.button, received.card, received.reply_to) == (button, "card", ADDRESS)
    assert (received.place, received.message) == (Place(TEAM, "C1", ""), MESSAGE)


def test_in_a_thread_belongs_to_it() -> None:
    received = parse_press(alone(SHARE, thread_ts=TS))

    assert received is not None
    assert received.place == Place(TEAM, "C1", TS)


def test_of_a_message_that_others_see_too_needs_no_address() -> None:
    received = parse_press(pressed({"action_id": ANOTHER_VERSION, "value": "card"}, response_url=ADDRESS))

    assert received is not None
    assert received.reply_to == ""


def test_at_what_is_no_address_is_not_answered_there() -> None:
    received = parse_press({**alone(SHARE), "response_url": "ftp://x"})

    assert received is not None
    assert received.reply_to == ""
