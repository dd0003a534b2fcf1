"""The app as Slack is told to create it: `manifest.json`, pasted once by the operator.

A manifest has one language: people of both read it, so that it says everything in English, then in French.
"""

from typing import Any

from bot.slack.ids import (
    EVENTS,
    NEW_REVIEW,
    POLICY_COMMAND,
    REVIEW_COMMAND,
    REVIEW_MESSAGE,
    SCOPES,
    WEB_PATH,
)
from bot.texts import Language, say

_LANGUAGES: tuple[Language, ...] = ("en", "fr")
PROMPTS = ("promise", "useful", "question", "help")
"""What is suggested to somebody who does not know where to begin: Slack shows four at most."""
_IN_BOTH_LANGUAGES = ("question", "help")
"""Which of them, until the bot knows who is there."""


def manifest(web_address: str = "") -> dict[str, Any]:
    """What `vigie manifest` prints: for Socket Mode, or for the address (`https://…`) that Slack sends to."""
    where = f"{web_address.rstrip('/')}{WEB_PATH}" if web_address else ""
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Vigie",
            "description": _both("description", " · "),
            "long_description": _both("long", "\n\n"),
            "background_color": "#1F3A5F",
        },
        "features": _features(where),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": _at(where) | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | _at(where),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not where,
            "token_rotation_enabled": False,
        },
    }


def _features(where: str) -> dict[str, Any]:
    return {
        "agent_view": {
            "agent_description": _both("agent", " · "),
            "suggested_prompts": [
                prompt for each in _LANGUAGES for prompt in suggested_prompts(each, _IN_BOTH_LANGUAGES)
            ],
        },
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Vigie", "always_online": True},
        "shortcuts": [
            _shortcut("message", REVIEW_MESSAGE, "message"),
            _shortcut("global", NEW_REVIEW, "new"),
        ],
        "slash_commands": [
            _command(POLICY_COMMAND, "policy", where),
            _command(REVIEW_COMMAND, "review", where),
        ],
    }


def suggested_prompts(language: Language, names: tuple[str, ...] = PROMPTS) -> list[dict[str, str]]:
    """A title to press, and the message that it writes."""
    return [
        {
            "title": say(f"slack.prompt.{each}.title", language),
            "message": say(f"slack.prompt.{each}.message", language),
        }
        for each in names
    ]


def _command(command: str, name: str, where: str) -> dict[str, Any]:
    """What Slack shows of it to who begins to type it; the text after it comes as it was typed."""
    return {
        "command": command,
        **({"url": where} if where else {}),
        "description": _both(f"{name}-command", " · "),
        "usage_hint": _both(f"{name}-hint", " · "),
        "should_escape": False,
    }


def _shortcut(kind: str, callback_id: str, name: str) -> dict[str, str]:
    """What stands in the menu of a message, or in that of the box in which people write."""
    return {
        "name": _both(f"{name}-shortcut", " · "),
        "type": kind,
        "callback_id": callback_id,
        "description": _both(f"{name}-shortcut-says", " · "),
    }


def _at(where: str) -> dict[str, str]:
    return {"request_url": where} if where else {}


def _both(name: str, between: str) -> str:
    return between.join(say(f"slack.manifest.{name}", language) for language in _LANGUAGES)
