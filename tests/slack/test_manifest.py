"""The app that the operator creates is the one that the code serves, within Slack's limits."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient

from bot.slack.app import build_app
from bot.slack.calls import open_async_client
from bot.slack.ids import APP_SCOPE, COMMANDS, EVENTS, NEW_REVIEW, REVIEW_MESSAGE, SCOPES
from bot.slack.manifest import manifest, suggested_prompts
from tests.usecases.conversation import Conversation

ROOT = Path(__file__).parents[2]
NO_SCOPE = ""

SCOPE_OF_METHOD = {
    "apps.connections.open": APP_SCOPE,
    "assistant.threads.setStatus": "assistant:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "auth.test": NO_SCOPE,
    "chat.getPermalink": NO_SCOPE,
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "conversations.replies": "im:history",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
    "views.open": NO_SCOPE,
    "views.publish": NO_SCOPE,
    "views.update": NO_SCOPE,
}
"""What each method asks of the token: https://docs.slack.dev/reference/methods, one page a method.
The replies are those of direct messages; in channels they would ask for more."""

SCOPE_OF_EVENT = {
    "app_home_opened": NO_SCOPE,
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
}
"""https://docs.slack.dev/reference/events, one page an event."""


def test_the_file_at_the_root_is_what_the_code_says() -> None:
    written = (ROOT / "manifest.json").read_text(encoding="utf-8")

    assert written == json.dumps(manifest(), indent=2, ensure_ascii=False) + "\n"


def test_every_event_has_a_listener_and_every_listener_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    listened = listened_to("event", monkeypatch)

    assert sorted(listened) == sorted({event.split(".")[0] for event in EVENTS})
    assert manifest()["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert set(SCOPE_OF_EVENT) == set(EVENTS)


def test_every_command_has_a_listener_and_every_listener_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    listened = listened_to("command", monkeypatch)

    declared = manifest()["features"]["slash_commands"]
    assert listened == [each["command"] for each in declared] == list(COMMANDS)
    assert {each["should_escape"] for each in declared} == {False}


def test_every_scope_is_needed_and_none_is_missing() -> None:
    called = set(methods_called())
    assert called == set(SCOPE_OF_METHOD)

    needed = {SCOPE_OF_METHOD[method] for method in called} | set(SCOPE_OF_EVENT.values()) | {"commands"}
    assert needed - {NO_SCOPE, APP_SCOPE} == set(SCOPES)
    assert manifest()["oauth_config"]["scopes"]["bot"] == list(SCOPES)


def test_every_text_is_within_slacks_limits() -> None:
    """The limits of https://docs.slack.dev/reference/app-manifest."""
    shown, features = manifest()["display_information"], manifest()["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert len(suggested_prompts("fr")) <= 4
    assert 1 <= len(features["shortcuts"]) <= 10
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2_000
        assert len(command["usage_hint"]) <= 1_000


def test_people_can_write_to_it() -> None:
    home, settings = manifest()["features"]["app_home"], manifest()["settings"]
    assert home["home_tab_enabled"] is True
    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False
    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"]["is_enabled"] is True


def test_every_shortcut_has_a_listener_and_every_listener_a_shortcut(monkeypatch: pytest.MonkeyPatch) -> None:
    listened = listened_to("shortcut", monkeypatch)

    declared = {each["callback_id"]: each["type"] for each in manifest()["features"]["shortcuts"]}
    assert declared == {REVIEW_MESSAGE: "message", NEW_REVIEW: "global"}
    assert sorted(listened) == sorted(declared)


def test_over_http_everything_goes_to_one_address_and_nothing_else_changes() -> None:
    over_http, over_a_socket = manifest("https://vigie.example.com/"), manifest()
    where = "https://vigie.example.com/slack/events"
    settings, features = over_http["settings"], over_http["features"]

    assert settings["event_subscriptions"].pop("request_url") == where
    assert settings["interactivity"].pop("request_url") == where
    assert [each.pop("url") for each in features["slash_commands"]] == [where, where]
    assert settings["socket_mode_enabled"] is False
    settings["socket_mode_enabled"] = True
    assert over_http == over_a_socket


def listened_to(kind: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every event, command or shortcut for which the door has a listener."""
    listened: list[str] = []
    register = getattr(AsyncApp, kind)

    def watched(app: AsyncApp, name: Any, *more: Any) -> Any:
        listened.append(name)
        return register(app, name, *more)

    monkeypatch.setattr(AsyncApp, kind, watched)
    build_app(open_async_client("xoxb-1"), lambda received: True, Conversation().ports)
    return listened


def methods_called() -> Iterator[str]:
    """The Web API methods that the code of the door names, as Slack writes them."""
    methods = {name for name in vars(WebClient) if "_" in name.strip("_") and not name.startswith("_")}
    for file in (ROOT / "bot" / "slack").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in methods:
                yield node.attr.replace("_", ".")
