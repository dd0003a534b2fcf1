"""What Slack sends to the app when a person presses, chooses, sends a form, types a command or a shortcut."""

from collections.abc import Mapping

from bot.workspace.conversations import Conversation
from bot.workspace.json_types import Json
from bot.workspace.people import Identity, Person


def message_actions(
    person: Person, conversation: Conversation, message: Json, identity: Identity, doors: Mapping[str, str]
) -> Json:
    """`block_actions` of a message, all but the action and the state; `doors` are the trigger id and the
    address of an answer."""
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation.id,
        "is_ephemeral": message.get("is_ephemeral", False),
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    acted = _interaction("block_actions", person, identity) | dict(doors)
    acted |= {"container": container, "channel": _channel(conversation)}
    # The app has what it said to one person alone no more than Slack has: it gets no message then.
    return acted if container["is_ephemeral"] else acted | {"message": message}


def view_actions(person: Person, view: Json, identity: Identity, trigger: str) -> Json:
    """`block_actions` of a form or of what the app shows at home, all but the action: it stands in no
    channel, and has no address for an answer."""
    acted = _interaction("block_actions", person, identity)
    return acted | {
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": trigger,
        "view": view,
    }


def view_submission(person: Person, view: Json, identity: Identity, trigger: str) -> Json:
    """What the app gets when somebody sends a form; `view` holds what they gave in its state."""
    sent = {"trigger_id": trigger, "view": view, "response_urls": []}
    return _interaction("view_submission", person, identity) | sent


def view_closed(person: Person, view: Json, identity: Identity, is_cleared: bool) -> Json:
    """What the app gets when somebody closes a form that says `notify_on_close`; `is_cleared` when all those
    under it went too."""
    return _interaction("view_closed", person, identity) | {"view": view, "is_cleared": is_cleared}


def global_shortcut(person: Person, callback_id: str, identity: Identity, trigger: str, ts: str) -> Json:
    """What the app gets when somebody chooses a shortcut that is of no message."""
    chosen = {"callback_id": callback_id, "trigger_id": trigger, "action_ts": ts}
    return _interaction("shortcut", person, identity) | chosen


def message_shortcut(
    person: Person,
    callback_id: str,
    place: tuple[Conversation, Json],
    identity: Identity,
    doors: Mapping[str, str],
) -> Json:
    """What the app gets when somebody chooses a shortcut in the menu of a message of a conversation."""
    conversation, message = place
    chosen = {
        "callback_id": callback_id,
        "channel": _channel(conversation),
        "message_ts": message["ts"],
        "message": message,
    }
    return _interaction("message_action", person, identity) | chosen | dict(doors)


def slash_command(
    person: Person, conversation: Conversation, command: tuple[str, str], identity: Identity, doors: Json
) -> Json:
    """What the app gets when somebody types a command and the text after it."""
    name, text = command
    return {
        "token": "local",
        "team_id": identity.team,
        "team_domain": identity.domain,
        "channel_id": conversation.id,
        "channel_name": conversation.told_name,
        "user_id": person.id,
        "user_name": person.first_name.lower(),
        "command": name,
        "text": text,
        "api_app_id": identity.app,
        "is_enterprise_install": "false",
    } | doors


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


def _channel(conversation: Conversation) -> Json:
    return {"id": conversation.id, "name": conversation.told_name}
