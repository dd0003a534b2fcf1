"""Buttons, menus and selects of the bot's own messages and pages: what was pressed, and for what."""

from bot.slack import ids
from bot.slack.parse.payload import Table, address, identifier, table, tables, text, timestamp
from bot.usecases.chat_ports import Button, Place, Received

BUTTONS: dict[str, Button] = {
    ids.ANOTHER_VERSION: "another",
    ids.COMPLETE: "complete",
    ids.CHOOSE_PLATFORM: "platform",
    ids.WAS_A_QUESTION: "question",
    ids.WAS_A_DRAFT: "review",
    ids.TRY_AGAIN: "retry",
    ids.SHORTER: "shorter",
    ids.WHY: "why",
    ids.REVIEW_AGAIN: "again",
    ids.TRANSLATE: "translate",
    ids.SHARE: "share",
    ids.TO_DM: "to-dm",
    ids.COPY: "copy",
    ids.CHANGES: "changes",
    ids.CLAUSE: "clause",
    ids.CLAUSE_TOO: "clause",
    ids.WRONG: "wrong",
    ids.ASK_COMPLIANCE: "ask",
    ids.POSTED: "posted",
    ids.POLL: "poll",
    ids.ALT_TEXT: "alt-text",
    ids.ACCOUNT_OWN: "account-own",
    ids.ACCOUNT_FIRM: "account-firm",
    ids.POST_NOTICE: "notice-post",
    ids.END_NOTICE: "notice-end",
    ids.SEND_FIGURES: "figures-send",
    ids.SPEAKER: "speaker",
    ids.SPEAKER_LATER: "speaker-later",
    ids.EXERCISE: "exercise",
    ids.CERTIFY: "certify",
    ids.LEARN: "learn",
    ids.REMIND_IN_AN_HOUR: "cool-hour",
    ids.REMIND_TOMORROW: "cool-tomorrow",
    ids.SHOW_REWRITE: "cool-show",
    ids.DROP_DRAFT: "cool-drop",
    ids.APPROVE: "request-approve",
    ids.APPROVE_CHANGED: "request-change",
    ids.REJECT: "request-reject",
    ids.ASK_AUTHOR: "request-ask",
    ids.TAKE_REQUEST: "request-take",
    ids.ANSWER_OFFICER: "request-answer",
    ids.WITHDRAW_REQUEST: "request-withdraw",
    ids.READ_INCIDENT: "incident-read",
    ids.HANDLE_INCIDENT: "incident-handle",
    ids.DRAW_SAMPLE: "sample-draw",
    ids.READ_SAMPLE: "sample-read",
    ids.SETTLE: "disagreement-settle",
    ids.OFFER_GOOD_POST: "good-post-offer",
    ids.SETTLE_GOOD_POST: "good-post-settle",
    ids.TAKE_BACK_GOOD_POST: "good-post-back",
    ids.READ_GOOD_POST: "good-post-read",
    ids.CANCEL_PREVIEW: "policy-cancel",
    ids.CHOOSE_FILE: "policy-upload",
    ids.COMPARE_POLICY: "policy-compare",
    ids.PREVIEW_POLICY: "policy-preview",
    ids.PUBLISH_POLICY: "policy-publish",
    ids.ROLL_BACK: "policy-rollback",
    ids.WITHDRAW_POLICY: "policy-withdraw",
}
"""What each action asks for."""
_AT_ONCE = "policy-cancel"
"""Does not wait in the thread behind what it is to stop: it has a lane of its own."""


def parse_press(body: object) -> Received | None:
    """What a person pressed; None for what is none of our buttons."""
    action = next(iter(tables(body, "actions")), {})
    name, carried = _asked(action)
    button = BUTTONS.get(name, "")
    card, choice = _what_it_carries(button, action, carried)
    at, person = timestamp(action, "action_ts"), identifier(table(body, "user"), "id")
    message, place = _where(body, person)
    if not (button and (card or choice) and message and at and person and place.team and place.channel):
        return None
    # An interactive payload has no id of its own, but nobody presses one thing twice at the same microsecond.
    subject = f"{place.team}:{place.channel}:{message}:{name}:{at}"
    if button == _AT_ONCE or place.channel == person:
        place = Place(place.team, place.channel, subject)
    return Received(
        subject,
        subject,
        "button",
        place,
        message,
        person,
        card=card,
        button=button,
        choice=choice,
        reply_to=_address_of_answer(body),
    )


def _asked(action: Table) -> tuple[str, str]:
    """The action and what it carries; both are in the choice of a menu of several (`action|card`)."""
    name = identifier(action, "action_id")
    if name != ids.MORE:
        return name, text(action, "value")
    chosen, _, carried = text(table(action, "selected_option"), "value").partition("|")
    return chosen, carried


def _what_it_carries(button: Button, action: Table, carried: str) -> tuple[str, str]:
    """The card or the matter, and what was chosen."""
    if button == "platform":
        return ids.card_of_block(text(action, "block_id")), text(table(action, "selected_option"), "value")
    if button.startswith("policy-"):
        return "", carried
    card, _, choice = carried.partition("|")
    return card, choice


def _where(body: object, person: str) -> tuple[str, Place]:
    """The message or the page that was pressed, and its thread; a page stands in no conversation."""
    container: Table = table(body, "container")
    team = identifier(table(body, "team"), "id") or identifier(table(body, "user"), "team_id")
    if text(container, "type") == "view":
        return identifier(table(body, "view"), "id"), Place(team, person, "")
    message = timestamp(container, "message_ts") or timestamp(table(body, "message"), "ts")
    thread = timestamp(container, "thread_ts") or timestamp(table(body, "message"), "thread_ts")
    # No thread can hang from what one person alone sees: that stands in the channel itself.
    thread = thread or ("" if _is_seen_alone(body) else message)
    channel = identifier(table(body, "channel"), "id") or identifier(container, "channel_id")
    return message, Place(team, channel, thread)


def _is_seen_alone(body: object) -> bool:
    return table(body, "container").get("is_ephemeral") is True


def _address_of_answer(body: object) -> str:
    """Where a message that one person alone sees can be replaced; no other message needs it."""
    return address(body) if _is_seen_alone(body) else ""
