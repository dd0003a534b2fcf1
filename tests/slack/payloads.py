"""Payloads as Slack sends them, to be bent."""

from typing import Any

TEAM, CHANNEL, PERSON, BOT = "T1", "D1", "U1", "UBOT"
TS = "1700000000.000100"


def delivered(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The payload that carries an event."""
    authorization = {"team_id": TEAM, "user_id": BOT, "is_bot": True}
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}
    return body | {"authorizations": [authorization]} | more


def said(text: str = "", **more: Any) -> dict[str, Any]:
    """A message of a person, as the event or within one."""
    return {
        "type": "message",
        "channel": CHANNEL,
        "channel_type": "im",
        "user": PERSON,
        "text": text,
        "ts": TS,
    } | more


def changed(message: dict[str, Any], previous: dict[str, Any] | None) -> dict[str, Any]:
    """A message that is not what it was."""
    event = {"type": "message", "subtype": "message_changed", "channel": CHANNEL, "channel_type": "im"}
    event |= {"hidden": True, "ts": "1700000009.000900", "event_ts": "1700000009.000900", "message": message}
    return event if previous is None else event | {"previous_message": previous}


def rich(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    """One block of rich text."""
    return [{"type": "rich_text", "block_id": "b", "elements": list(elements)}]


def section(*elements: dict[str, Any] | str, kind: str = "rich_text_section") -> dict[str, Any]:
    """A paragraph of rich text; a string is a text element."""
    return {
        "type": kind,
        "elements": [{"type": "text", "text": each} if isinstance(each, str) else each for each in elements],
    }


def commanded(command: str = "/policy", text: str = "", **more: Any) -> dict[str, Any]:
    """A command typed in a channel."""
    return {
        "token": "x",
        "team_id": TEAM,
        "team_domain": "t",
        "channel_id": "C1",
        "channel_name": "general",
        "user_id": PERSON,
        "user_name": "u",
        "command": command,
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T1/1/s3cr3t",
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
    } | more


def pressed(action: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A button of a card in a thread."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": PERSON},
        "channel": {"id": CHANNEL},
        "container": {
            "type": "message",
            "message_ts": "1700000001.000200",
            "channel_id": CHANNEL,
            "thread_ts": TS,
        },
        "message": {"ts": "1700000001.000200", "thread_ts": TS},
        "actions": [{"action_ts": "1700000002.000300", "block_id": "b"} | action],
    } | more
