"""Commands: what was typed after `/policy` or `/vigie`, where, by whom, and where the answer goes."""

import re

from bot.slack.ids import POLICY_COMMAND, REVIEW_COMMAND
from bot.slack.parse.payload import address, identifier, text
from bot.slack.parse.visible_text import typed_text
from bot.usecases.chat_ports import Place, Received

_NAMES = {POLICY_COMMAND: "policy", REVIEW_COMMAND: "review"}
"""What each command is called further in."""
_TRIGGER = re.compile(r"[0-9A-Za-z._-]{1,200}")


def parse_command(body: object) -> Received | None:
    """What a person asked for by a command; None for what is not one of ours."""
    name, trigger = _NAMES.get(text(body, "command"), ""), text(body, "trigger_id")
    team, channel = identifier(body, "team_id"), identifier(body, "channel_id")
    person = identifier(body, "user_id")
    if not (name and _TRIGGER.fullmatch(trigger) and team and channel and person):
        return None
    # A command has no id of its own either; its trigger is made for that one time.
    subject = f"{team}:command:{trigger}"
    return Received(
        subject,
        subject,
        "command",
        Place(team, channel, subject),
        subject,
        person,
        typed_text(text(body, "text")),
        choice=name,
        reply_to=address(body),
    )
