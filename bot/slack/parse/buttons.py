"""Buttons and selects of the bot's own messages: what was pressed, and for which card."""

from bot.slack.ids import (
    ANOTHER_VERSION,
    CANCEL_PREVIEW,
    CHOOSE_FILE,
    CHOOSE_PLATFORM,
    COMPARE_POLICY,
    COMPLETE,
    PREVIEW_POLICY,
    PUBLISH_POLICY,
    REVIEW_AGAIN,
    ROLL_BACK,
    SHORTER,
    TRY_AGAIN,
    WAS_A_DRAFT,
    WAS_A_QUESTION,
    WHY,
    WITHDRAW_POLICY,
    card_of_block,
)
from bot.slack.parse.payload import Table, identifier, table, tables, text, timestamp
from bot.usecases.chat_ports import Button, Place, Received

BUTTONS: dict[str, Button] = {
    ANOTHER_VERSION: "another",
    COMPLETE: "complete",
    CHOOSE_PLATFORM: "platform",
    WAS_A_QUESTION: "question",
    WAS_A_DRAFT: "review",
    TRY_AGAIN: "retry",
    SHORTER: "shorter",
    WHY: "why",
    REVIEW_AGAIN: "again",
    CANCEL_PREVIEW: "policy-cancel",
    CHOOSE_FILE: "policy-upload",
    COMPARE_POLICY: "policy-compare",
    PREVIEW_POLICY: "policy-preview",
    PUBLISH_POLICY: "policy-publish",
    ROLL_BACK: "policy-rollback",
    WITHDRAW_POLICY: "policy-withdraw",
}
"""What each action of a card, or of a message about the library, asks for."""
_AT_ONCE = "policy-cancel"
"""Does not wait in the thread behind what it is to stop: it has a lane of its own."""


def parse_press(body: object) -> Received | None:
    """What a person pressed; None for what is not a button of a card."""
    action = next(iter(tables(body, "actions")), {})
    button = BUTTONS.get(identifier(action, "action_id"), "")
    card, choice = _what_it_carries(button, action)
    message = timestamp(table(body, "container"), "message_ts") or timestamp(table(body, "message"), "ts")
    at, person = timestamp(action, "action_ts"), identifier(table(body, "user"), "id")
    place = _place(body, message)
    if not (button and (card or choice) and message and at and person and place.team and place.channel):
        return None
    # An interactive payload has no id of its own, but nobody presses one thing twice at the same microsecond.
    subject = f"{place.team}:{place.channel}:{message}:{action['action_id']}:{at}"
    if button == _AT_ONCE:
        place = Place(place.team, place.channel, subject)
    return Received(
        subject, subject, "button", place, message, person, card=card, button=button, choice=choice
    )


def _what_it_carries(button: Button, action: Table) -> tuple[str, str]:
    """The card, and what was chosen."""
    if button == "platform":
        return card_of_block(text(action, "block_id")), text(table(action, "selected_option"), "value")
    value = text(action, "value")
    return ("", value) if button.startswith("policy-") else (value, "")


def _place(body: object, message: str) -> Place:
    """The thread that the card is in."""
    container: Table = table(body, "container")
    thread = timestamp(container, "thread_ts") or timestamp(table(body, "message"), "thread_ts") or message
    channel = identifier(table(body, "channel"), "id") or identifier(container, "channel_id")
    team = identifier(table(body, "team"), "id") or identifier(table(body, "user"), "team_id")
    return Place(team, channel, thread)
