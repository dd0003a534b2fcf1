"""The Web API as the real client uses it: what each method answers, and what it refuses."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace import limits
from bot.workspace.server import LocalWorkspace
from tests.workspace.refusals import refusal

METADATA = {"event_type": "vigie_message", "event_payload": {"key": "card:1"}}


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "D404", "text": "a"}, "channel_not_found"),
        ("chat.postMessage", {}, "no_text"),
        ("chat.postMessage", {"text": "a" * (limits.MESSAGE_TEXT + 1)}, "msg_too_long"),
        ("chat.postMessage", {"text": "a", "blocks": "[{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"text": "a", "blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ("chat.postMessage", {"text": "a", "metadata": "no"}, "invalid_metadata_format"),
        ("chat.postMessage", {"text": "a", "metadata": {"event_type": "a"}}, "invalid_metadata_schema"),
        (
            "chat.postMessage",
            {
                "text": "a",
                "metadata": {"event_type": "a", "event_payload": {"a": "b" * limits.METADATA_JSON}},
            },
            "metadata_too_large",
        ),
        ("chat.update", {"ts": "1.0", "text": "a"}, "message_not_found"),
        ("chat.delete", {"ts": "1.0"}, "message_not_found"),
        ("chat.getPermalink", {"message_ts": "1.0"}, "message_not_found"),
        ("chat.getPermalink", {}, "invalid_arguments"),
        ("conversations.open", {"users": "U404", "channel": ""}, "user_not_found"),
        ("conversations.open", {"channel": ""}, "users_list_not_supplied"),
        ("conversations.info", {"channel": "D404"}, "channel_not_found"),
        ("conversations.replies", {"ts": "1.0"}, "thread_not_found"),
        ("conversations.history", {"cursor": "nowhere"}, "invalid_cursor"),
        ("conversations.history", {"limit": "many"}, "invalid_arguments"),
        ("assistant.threads.setStatus", {"thread_ts": "1.0", "status": "a"}, "invalid_thread_ts"),
        ("assistant.threads.setSuggestedPrompts", {"prompts": []}, "invalid_arguments"),
        (
            "assistant.threads.setSuggestedPrompts",
            {"prompts": [{"title": "a", "message": "b"}] * 5},
            "invalid_arguments",
        ),
        ("assistant.threads.setSuggestedPrompts", {"prompts": [{"title": "a"}]}, "invalid_arguments"),
        ("bots.info", {"bot": "B404"}, "bot_not_found"),
        ("chat.scheduleMessage", {}, "unknown_method"),
    ],
)
def test_what_slack_refuses_is_refused(
    workspace: LocalWorkspace, client: WebClient, method: str, arguments: dict[str, Any], error: str
) -> None:
    channel = workspace.person("Camille").channel
    given = {"channel": channel, "channel_id": channel} | arguments
    assert refusal(client.api_call, api_method=method, json=given)["error"] == error


def test_an_update_takes_a_tenth_of_the_text_of_a_post(workspace: LocalWorkspace, client: WebClient) -> None:
    channel = workspace.person("Camille").channel
    ts = client.chat_postMessage(channel=channel, text="a" * limits.MESSAGE_TEXT)["ts"]
    client.chat_update(channel=channel, ts=ts, text="a" * limits.UPDATED_TEXT)
    longer = refusal(client.chat_update, channel=channel, ts=ts, text="a" * (limits.UPDATED_TEXT + 1))
    assert longer["error"] == "msg_too_long"


def test_refused_blocks_are_named_by_their_place(workspace: LocalWorkspace, client: WebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3001}}]
    channel = workspace.person("Camille").channel
    answer = refusal(client.chat_postMessage, channel=channel, text="a", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_legal_blocks_may_be_too_long_together(workspace: LocalWorkspace, client: WebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 2700}}] * 5
    channel = workspace.person("Camille").channel
    assert client.chat_postMessage(channel=channel, text="a", blocks=blocks[:4])["ok"]
    answer = refusal(client.chat_postMessage, channel=channel, text="a", blocks=blocks)
    assert answer["error"] == "msg_blocks_too_long"


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-somebody-else", "auth.test", "invalid_auth"),
        ("app", "chat.postMessage", "not_allowed_token_type"),
        ("bot", "apps.connections.open", "not_allowed_token_type"),
    ],
)
def test_a_wrong_token_is_refused(workspace: LocalWorkspace, token: str, method: str, error: str) -> None:
    given = {"app": workspace.app_token, "bot": workspace.bot_token}.get(token, token)
    client = WebClient(given, base_url=workspace.api_url, retry_handlers=[])
    assert refusal(client.api_call, api_method=method)["error"] == error


@pytest.mark.parametrize("trouble", ["token_revoked", "account_inactive", "invalid_auth", "token_expired"])
def test_a_revoked_token_is_refused_until_it_is_restored(
    workspace: LocalWorkspace, client: WebClient, trouble: Any
) -> None:
    workspace.faults.revoke("bot", trouble)
    assert refusal(client.auth_test)["error"] == trouble
    workspace.faults.restore("bot")
    assert client.auth_test()["ok"]


@pytest.mark.parametrize(
    ("scope", "method", "arguments"),
    [
        ("chat:write", "chat.postMessage", {"channel": "D0CAMILLE1", "text": "a"}),
        ("chat:write", "chat.update", {"channel": "D0CAMILLE1", "ts": "1.0", "text": "a"}),
        ("im:history", "conversations.replies", {"channel": "D0CAMILLE1", "ts": "1.0"}),
        ("im:read", "conversations.info", {"channel": "D0CAMILLE1"}),
        ("im:write", "conversations.open", {"users": "U0CAMILLE1"}),
        ("users:read", "users.info", {"user": "U0CAMILLE1"}),
        ("assistant:write", "assistant.threads.setSuggestedPrompts", {"channel_id": "D0CAMILLE1"}),
    ],
)
def test_a_missing_scope_is_named(
    workspace: LocalWorkspace, client: WebClient, scope: str, method: str, arguments: dict[str, str]
) -> None:
    workspace.faults.withdraw_scope(scope)
    answer = refusal(client.api_call, api_method=method, params=arguments)
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert scope not in answer["provided"].split(",")


def test_a_status_needs_either_of_two_scopes(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    place = {"channel_id": person.channel, "thread_ts": workspace.say(person, "a"), "status": "lit…"}
    workspace.faults.withdraw_scope("assistant:write")
    assert client.assistant_threads_setStatus(**place)["ok"]
    workspace.faults.withdraw_scope("chat:write")
    assert refusal(client.assistant_threads_setStatus, **place)["error"] == "missing_scope"


def test_an_app_token_without_its_scope_opens_no_connection(workspace: LocalWorkspace) -> None:
    workspace.faults.withdraw_scope("connections:write")
    answer = refusal(
        WebClient(base_url=workspace.api_url).apps_connections_open, app_token=workspace.app_token
    )
    assert (answer["error"], answer["needed"]) == ("missing_scope", "connections:write")


def test_forms_are_taken_like_json_and_the_token_may_be_in_them(workspace: LocalWorkspace) -> None:
    person = workspace.person("Camille")
    form = {
        "token": workspace.bot_token,
        "channel": person.channel,
        "text": "a",
        "blocks": json.dumps([{"type": "divider"}]),
        "unfurl_links": "0",
    }
    data = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(f"{workspace.api_url}chat.postMessage", data) as answer:  # noqa: S310
        assert json.load(answer)["ok"] is True
    (message,) = workspace.messages(person)
    assert message["blocks"][0]["type"] == "divider"
    assert message["unfurl_links"] is False


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
def test_a_body_that_is_not_an_object_is_refused(workspace: LocalWorkspace, body: bytes, error: str) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {workspace.bot_token}"}
    request = urllib.request.Request(f"{workspace.api_url}auth.test", body, headers)  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert json.load(answer)["error"] == error


def test_a_client_that_takes_the_workspace_for_its_proxy_is_served(workspace: LocalWorkspace) -> None:
    proxy = workspace.page_url.rstrip("/")
    client = WebClient(workspace.bot_token, base_url=workspace.api_url, proxy=proxy)
    assert client.auth_test()["ok"]
