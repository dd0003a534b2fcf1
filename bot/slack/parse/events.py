"""Events: what a person wrote, changed or removed in a conversation of their own with the bot, or wrote in a
channel with a mention of it."""

import re
from dataclasses import dataclass, replace

from bot.domain.draft import Attachment
from bot.slack.parse.files import files_in
from bot.slack.parse.payload import Table, identifier, table, tables, text, timestamp
from bot.slack.parse.visible_text import visible_text
from bot.usecases.chat_ports import Kind, Place, Received

_WRITTEN = (None, "file_share", "thread_broadcast")
_SLACKBOT = "USLACKBOT"
_LEADS_ON = re.compile(r"\A[\s,:]+")
"""Stands between the name of whom one speaks to and what is said."""


@dataclass(frozen=True, slots=True)
class _Delivery:
    """An event about a message, in a conversation between one person and the bot."""

    id: str
    team: str
    channel: str
    event: Table
    bots: frozenset[str]
    """The bot's own user ids."""


def parse_event(body: object) -> Received | None:
    """What a person wrote to the bot, changed or removed; None for all other events."""
    if table(body, "event").get("type") == "app_mention":
        return _mention(body)
    delivery = _delivery(body)
    if delivery is None:
        return None
    subtype = delivery.event.get("subtype")
    if subtype in _WRITTEN:
        return _received(delivery, "message", delivery.event)
    if subtype == "message_deleted":
        return _received(delivery, "deletion", table(delivery.event, "previous_message"))
    if subtype != "message_changed":
        return None
    if table(delivery.event, "message").get("subtype") == "tombstone":
        return _received(delivery, "deletion", table(delivery.event, "previous_message"))
    return _edit(delivery)


def _delivery(body: object) -> _Delivery | None:
    event = table(body, "event")
    channel = identifier(event, "channel")
    direct = event.get("channel_type") == "im" if "channel_type" in event else channel.startswith("D")
    if event.get("type") != "message" or not direct:
        return None
    return _delivered(body, event, channel)


def _delivered(body: object, event: Table, channel: str) -> _Delivery | None:
    team = identifier(body, "team_id") or identifier(event, "team")
    bots = {identifier(each, "user_id") for each in tables(body, "authorizations") if each.get("is_bot")}
    delivery = _Delivery(identifier(body, "event_id"), team, channel, event, frozenset(bots))
    return delivery if delivery.id and team and channel else None


def _mention(body: object) -> Received | None:
    """A message of a channel that names the bot; in their own conversation it is a message like any other."""
    event = table(body, "event")
    channel = identifier(event, "channel")
    delivery = _delivered(body, event, channel)
    if delivery is None or channel.startswith("D") or event.get("channel_type") == "im":
        return None
    received = _received(delivery, "mention", event)
    if received is None:
        return None
    return replace(received, text=_without_mention(received.text, delivery.bots))


def _without_mention(said: str, bots: frozenset[str]) -> str:
    """The text without the bot's name, and without what only leads from it to the text."""
    names = "|".join(sorted(map(re.escape, bots))) or "[UW][A-Z0-9]+"
    spoken = re.sub(rf"[ \t]*@(?:{names})\b[ \t]*", " ", said, count=0 if bots else 1)
    return _LEADS_ON.sub("", spoken).strip()


def _edit(delivery: _Delivery) -> Received | None:
    """Slack says that a message changed too when it unfolds a link in it or counts its replies."""
    message = table(delivery.event, "message")
    before = table(delivery.event, "previous_message")
    if before and (visible_text(message), attachments_of(message)) == (
        visible_text(before),
        attachments_of(before),
    ):
        return None
    by = identifier(table(message, "edited"), "user")
    return None if by and by != message.get("user") else _received(delivery, "edit", message)


def _received(delivery: _Delivery, kind: Kind, message: Table) -> Received | None:
    """What `message` holds; for a deletion, what it held."""
    ts, person = timestamp(message, "ts"), _author(message, delivery.bots)
    if not ts or not person:
        return None
    subject = f"{delivery.team}:{delivery.channel}:{ts}"
    place = Place(delivery.team, delivery.channel, timestamp(message, "thread_ts") or ts)
    if kind == "deletion":
        return Received(delivery.id, f"{subject}:deleted", kind, place, ts, person)
    if kind == "edit":
        edited = timestamp(table(message, "edited"), "ts") or timestamp(delivery.event, "event_ts")
        subject = f"{subject}:edited:{edited}"
    attachments = attachments_of(message)
    said = visible_text(message)
    return Received(delivery.id, subject, kind, place, ts, person, said, attachments, files=files_in(message))


def _author(message: Table, bots: frozenset[str]) -> str:
    """The person who wrote it; "" for what a program wrote."""
    user = identifier(message, "user")
    by_a_program = message.get("bot_id") or message.get("subtype") == "bot_message"
    return "" if by_a_program or user in bots or user == _SLACKBOT else user


def attachments_of(message: Table) -> tuple[Attachment, ...]:
    """What came with the text: each kind once."""
    kinds = [_kind_of_file(each) for each in tables(message, "files") if each.get("mode") != "tombstone"]
    # A link that Slack unfolds is an attachment too; that one is in the text.
    shared: list[Attachment] = ["message" for each in tables(message, "attachments") if each.get("is_share")]
    return tuple(dict.fromkeys([*kinds, *shared]))


def _kind_of_file(file: Table) -> Attachment:
    mimetype = text(file, "mimetype")
    if mimetype.startswith("image/"):
        return "image"
    return "video" if mimetype.startswith("video/") else "file"
