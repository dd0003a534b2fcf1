"""Shortcuts: a message of which somebody asks a review, from its menu; and the form, from anywhere."""

import re

from bot.slack.ids import NEW_REVIEW, REVIEW_MESSAGE
from bot.slack.parse.events import attachments_of
from bot.slack.parse.files import files_in
from bot.slack.parse.payload import address, identifier, table, text
from bot.slack.parse.visible_text import visible_text
from bot.usecases.chat_ports import Place, Received

_TRIGGER = re.compile(r"[0-9A-Za-z._-]{1,200}")


def parse_shortcut(body: object) -> Received | None:
    """What was asked for by a shortcut; None for what is not one of ours.

    It has no id of its own: its trigger is made for that one time. One that asks for the form has neither a
    text nor an address, and stands in no conversation.
    """
    trigger, person = text(body, "trigger_id"), identifier(table(body, "user"), "id")
    team = identifier(table(body, "team"), "id") or identifier(table(body, "user"), "team_id")
    if not (_TRIGGER.fullmatch(trigger) and person and team):
        return None
    subject = f"{team}:shortcut:{trigger}"
    if (text(body, "type"), text(body, "callback_id")) == ("shortcut", NEW_REVIEW):
        return Received(subject, subject, "shortcut", Place(team, person, subject), subject, person)
    if (text(body, "type"), text(body, "callback_id")) == ("message_action", REVIEW_MESSAGE):
        return _of_message(body, subject, person, team)
    return None


def _of_message(body: object, subject: str, person: str, team: str) -> Received | None:
    channel, message = identifier(table(body, "channel"), "id"), table(body, "message")
    if not (channel and message):
        return None
    return Received(
        subject, subject, "shortcut", Place(team, channel, subject), subject, person,
        visible_text(message), attachments_of(message),
        reply_to=address(body), files=files_in(message),
    )  # fmt: skip
