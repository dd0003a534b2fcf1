"""What is asked of a person's own page, and forms opened from it, as Slack sends them."""

from typing import Any

import pytest

from bot.slack.parse import parse_press
from bot.slack.parse.home import parse_home, read_home_value
from bot.usecases.home_views import HomeWanted


def pressed_at_home(action: str, value: str, **more: Any) -> dict[str, Any]:
    """A button of the home tab."""
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "container": {"type": "view", "view_id": "V1"},
        "view": {"id": "V1", "type": "home"},
        "actions": [
            {"type": "button", "action_id": action, "value": value, "action_ts": "1700000000.000100"}
        ],
    } | more


def test_a_button_of_the_page_asks_for_a_part_of_it() -> None:
    body = pressed_at_home("home_queue", "queue|soon|2")

    assert parse_home(body) == ("U1", "T1", HomeWanted("queue", "soon", 2))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("queue|nonsense|x", HomeWanted("queue")),
        ("mine", HomeWanted("mine")),
        ("mine|waiting|-3", HomeWanted("mine")),
        ("mine|waiting|٣", HomeWanted("mine")),
        ("mine|waiting|99999", HomeWanted("mine", page=10_000)),
        ("nonsense|waiting|0", None),
        ("", None),
    ],
)
def test_a_value_that_was_made_up_asks_for_nothing_strange(value: str, wanted: HomeWanted | None) -> None:
    assert read_home_value(value) == wanted


def test_a_form_may_be_asked_for_from_the_page_which_stands_in_no_conversation() -> None:
    received = parse_press(pressed_at_home("sample_read", "M1"))

    assert received
    assert (received.button, received.card, received.person) == ("sample-read", "M1", "U1")
    assert received.place.channel == "U1"
    assert received.place.thread == received.event
