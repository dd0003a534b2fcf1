"""What Slack sends to the app: events, their envelopes, and what buttons and commands carry."""

import copy
import secrets
import uuid
from collections.abc import Sequence

from bot.workspace.conversations import Conversation
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


def opened_event(person: Person, ts: str) -> Json:
    """`app_home_opened`: the person looks at the messages with the bot."""
    return {
        "type": "app_home_opened",
        "user": person.id,
        "channel": person.channel,
        "tab": "messages",
        "event_ts": ts,
    }


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


def block_actions(
    person: Person, conversation: Conversation, message: Json, action: Json, identity: Identity, trigger: str
) -> Json:
    """What the app gets when somebody presses a button or chooses in a list of a message."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation.id,
        "is_ephemeral": False,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    return _interaction("block_actions", person, identity) | {
        "container": container,
        "trigger_id": trigger,
        "channel": {"id": conversation.id, "name": conversation.name},
        "message": message,
        "state": {"values": _state(message, action)},
        "actions": [action],
    }


def view_submission(person: Person, view: Json, identity: Identity, trigger: str) -> Json:
    """What the app gets when somebody sends a form; `view` holds what they gave in its state."""
    sent = {"trigger_id": trigger, "view": view, "response_urls": []}
    return _interaction("view_submission", person, identity) | sent


def view_closed(person: Person, view: Json, identity: Identity) -> Json:
    """What the app gets when somebody closes a form that says `notify_on_close`."""
    return _interaction("view_closed", person, identity) | {"view": view, "is_cleared": False}


def _interaction(kind: str, person: Person, identity: Identity) -> Json:
    """What every payload of something that a person pressed says."""
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.first_name.lower(),
            "name": person.first_name.lower(),
            "team_id": identity.team,
        },
        "api_app_id": identity.app,
        "token": "local",
        "team": {"id": identity.team, "domain": identity.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def slash_command(
    person: Person, command: str, text: str, response_url: str, identity: Identity, trigger: str
) -> Json:
    """What the app gets when somebody types a command in their conversation with the bot."""
    return {
        "token": "local",
        "team_id": identity.team,
        "team_domain": identity.domain,
        "channel_id": person.channel,
        "channel_name": "directmessage",
        "user_id": person.id,
        "user_name": person.first_name.lower(),
        "command": command,
        "text": text,
        "api_app_id": identity.app,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def _state(message: Json, action: Json) -> Json:
    """What every list of the message stands on, the one just chosen included."""
    values: Json = {}
    for block in message.get("blocks", []):
        for element in interactive(block):
            if element["type"] != "static_select":
                continue
            chosen = element.get("initial_option")
            if (block["block_id"], element["action_id"]) == (action["block_id"], action["action_id"]):
                chosen = action.get("selected_option")
            state = {"type": element["type"], "selected_option": chosen}
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def interactive(block: Json) -> list[Json]:
    """The buttons and lists of a block."""
    elements = [*block.get("elements", []), block.get("accessory", {})]
    return [element for element in elements if element.get("type") in ("button", "static_select", "overflow")]
