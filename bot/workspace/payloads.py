"""What Slack sends to the app: events, their envelopes, and what buttons and commands carry."""

import copy
import secrets
import uuid
from collections.abc import Sequence

from bot.workspace.json_types import Json
from bot.workspace.people import Identity, Person

TOMBSTONE_TEXT = "This message was deleted."


def as_slack(message: Json, replies: Sequence[Json] = ()) -> Json:
    """A kept message as the Web API and events show it; `replies` are those of a root."""
    shown = copy.deepcopy(message)
    for kept_for_us in ("unfurl_links", "unfurl_media"):
        shown.pop(kept_for_us, None)
    if shown.pop("deleted", False):
        shown |= {"subtype": "tombstone", "user": "USLACKBOT", "text": TOMBSTONE_TEXT, "hidden": True}
    if replies:
        users = list(dict.fromkeys(reply["user"] for reply in replies))
        shown |= {
            "thread_ts": shown["ts"],
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "reply_users": users,
            "latest_reply": replies[-1]["ts"],
            "is_locked": False,
            "subscribed": True,
        }
    return shown


def message_event(message: Json, channel: str) -> Json:
    """`message.im`: somebody wrote; the bot's own messages come back to it too."""
    return {**message, "channel": channel, "channel_type": "im", "event_ts": message["ts"]}


def mention_event(message: Json, channel: str) -> Json:
    """`app_mention`: somebody wrote the bot's name in a channel."""
    said = {name: value for name, value in message.items() if name != "subtype"}
    return said | {"type": "app_mention", "channel": channel, "event_ts": message["ts"]}


def names(message: Json, user_id: str) -> bool:
    """Whether somebody else's message mentions that user."""
    return message["user"] != user_id and f"<@{user_id}>" in message.get("text", "")


def changed_event(message: Json, previous: Json, channel: str, ts: str) -> Json:
    """`message_changed`: an edit, a deleted root that has replies, a card that the bot changed."""
    return _hidden("message_changed", channel, ts) | {"message": message, "previous_message": previous}


def deleted_event(previous: Json, channel: str, ts: str) -> Json:
    """`message_deleted`: a message that left no trace."""
    return _hidden("message_deleted", channel, ts) | {
        "deleted_ts": previous["ts"],
        "previous_message": previous,
    }


def _hidden(subtype: str, channel: str, ts: str) -> Json:
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel,
        "channel_type": "im",
        "ts": ts,
        "event_ts": ts,
    }


def opened_event(person: Person, ts: str, view: Json | None = None, tab: str = "messages") -> Json:
    """`app_home_opened`: the person looks at the messages with the bot, or at what it shows them (`home`)."""
    opened = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": person.channel,
        "tab": tab,
        "event_ts": ts,
    }
    return opened | {"view": view} if view and tab == "home" else opened


def event_callback(event: Json, identity: Identity, event_id: str, seconds: int) -> Json:
    """The payload that an event travels in."""
    installed = {"enterprise_id": None, "team_id": identity.team, "user_id": identity.bot_user}
    return {
        "token": "local",
        "team_id": identity.team,
        "context_team_id": identity.team,
        "context_enterprise_id": None,
        "api_app_id": identity.app,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": seconds,
        "authorizations": [installed | {"is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(8)}",
    }


def new_event_id() -> str:
    """An id that no other event has."""
    return f"Ev{secrets.token_hex(6).upper()}"


def envelope(kind: str, payload: Json) -> Json:
    """The frame that carries a payload over the socket."""
    return {
        "envelope_id": str(uuid.uuid4()),
        "type": kind,
        "accepts_response_payload": kind == "slash_commands" or payload.get("type") == "view_submission",
        "payload": payload,
    }
