"""The app as Slack is told to create it: `manifest.json`, pasted once by the operator.

A manifest has one language: people of both read it, so that it says everything in English, then in French.
"""

from typing import Any

from bot.slack.ids import EVENTS, POLICY_COMMAND, REVIEW_COMMAND, SCOPES
from bot.texts import Language, say

_LANGUAGES: tuple[Language, ...] = ("en", "fr")
PROMPTS = ("promise", "useful", "question", "help")
"""What is suggested to somebody who does not know where to begin: Slack shows four at most."""
_IN_BOTH_LANGUAGES = ("question", "help")
"""Which of them, until the bot knows who is there."""


def manifest() -> dict[str, Any]:
    """What `vigie manifest` prints."""
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Vigie",
            "description": _both("description", " · "),
            "long_description": _both("long", "\n\n"),
            "background_color": "#1F3A5F",
        },
        "features": {
            "agent_view": {
                "agent_description": _both("agent", " · "),
                "suggested_prompts": [
                    prompt for each in _LANGUAGES for prompt in suggested_prompts(each, _IN_BOTH_LANGUAGES)
                ],
            },
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Vigie", "always_online": True},
            "slash_commands": [_command(POLICY_COMMAND, "policy"), _command(REVIEW_COMMAND, "review")],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
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


def _command(command: str, name: str) -> dict[str, Any]:
    """What Slack shows of it to who begins to type it; the text after it comes as it was typed."""
    return {
        "command": command,
        "description": _both(f"{name}-command", " · "),
        "usage_hint": _both(f"{name}-hint", " · "),
        "should_escape": False,
    }


def _both(name: str, between: str) -> str:
    return between.join(say(f"slack.manifest.{name}", language) for language in _LANGUAGES)
