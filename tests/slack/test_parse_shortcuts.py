"""A shortcut names who pressed, the message that it is about, and where the answer goes."""

from typing import Any

import pytest

from bot.slack.ids import NEW_REVIEW, REVIEW_MESSAGE
from bot.slack.parse import parse_shortcut
from bot.usecases.chat_ports import FileRef, Place, Received
from tests.slack.payloads import PERSON, TEAM, TS, rich, section

TRIGGER = "13345224609.738474920.8088930838d88f008e0"
ADDRESS = "https://hooks.slack.com/app/T1/1/s3cr3t"
SUBJECT = f"{TEAM}:shortcut:{TRIGGER}"


def of_message(message: dict[str, Any], **more: Any) -> dict[str, Any]:
    """*Review as a post*, in the menu of a message of a channel."""
    return {
        "type": "message_action",
        "callback_id": REVIEW_MESSAGE,
        "trigger_id": TRIGGER,
        "team": {"id": TEAM},
        "user": {"id": PERSON},
        "channel": {"id": "C1", "name": "general"},
        "message_ts": TS,
        "message": {"type": "message", "user": "U2", "ts": TS} | message,
        "response_url": ADDRESS,
        "action_ts": "1700000003.000400",
    } | more


def anywhere(**more: Any) -> dict[str, Any]:
    """The shortcut that opens the form."""
    return {
        "type": "shortcut",
        "callback_id": NEW_REVIEW,
        "trigger_id": TRIGGER,
        "team": {"id": TEAM},
        "user": {"id": PERSON},
        "action_ts": "1700000003.000400",
    } | more


def test_of_a_message_has_its_text_and_where_to_answer_whoever_pressed() -> None:
    assert parse_shortcut(of_message({"text": "Un &amp; deux"})) == Received(
        SUBJECT, SUBJECT, "shortcut", Place(TEAM, "C1", SUBJECT), SUBJECT, PERSON, "Un & deux",
        reply_to=ADDRESS,
    )  # fmt: skip


def test_of_a_message_reads_its_rich_text_and_what_came_with_it() -> None:
    files = [{"id": "F1", "name": "billet.docx", "size": 3, "mimetype": "application/msword"}]
    message = {"text": "*Un*", "blocks": rich(section("Un, deux")), "files": files}
    received = parse_shortcut(of_message(message))

    assert received is not None
    assert (received.text, received.attachments) == ("Un, deux", ("file",))
    assert received.files == (FileRef("F1", "billet.docx", 3, "application/msword"),)


def test_anywhere_asks_for_the_form_and_stands_in_no_conversation() -> None:
    assert parse_shortcut(anywhere()) == Received(
        SUBJECT, SUBJECT, "shortcut", Place(TEAM, PERSON, SUBJECT), SUBJECT, PERSON
    )


@pytest.mark.parametrize(
    "body",
    [
        None, "x", [], {},
        anywhere(callback_id="another"), anywhere(trigger_id=""), anywhere(user=None), anywhere(team={}),
        anywhere(type="message_action"), anywhere(callback_id=REVIEW_MESSAGE),
        of_message({}, channel=None), of_message({}, callback_id="x"),
        of_message({}, trigger_id="a b"),
    ],
)  # fmt: skip
def test_anything_else_is_nothing_to_us(body: object) -> None:
    assert parse_shortcut(body) is None


@pytest.mark.parametrize("address", [None, 3, "ftp://x", "https://a b", "x" * 2_000])
def test_what_is_no_address_is_not_written_to(address: object) -> None:
    received = parse_shortcut(of_message({"text": "Un"}, response_url=address))

    assert received is not None
    assert received.reply_to == ""
