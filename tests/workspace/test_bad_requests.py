"""Whatever is sent to the workspace is answered; nothing of it is ever logged."""

import json
import logging
import socket
import struct
from typing import Any

import aiohttp
import pytest

from bot.workspace.server import LocalWorkspace
from bot.workspace.state import State
from tests.workspace.page_client import AMELIE, browse, post
from tests.workspace.raw_bot import RawBot, play

CHANNEL = "D0AMELIE01"
DEEP = "[" * 100_000
HALF_A_CHARACTER = "\ud800"
JSON_HEADERS = {"Content-Type": "application/json"}


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Any:
    yield
    assert [record.getMessage() for record in caplog.get_records("call")] == []


def _called(workspace: LocalWorkspace, method: str, body: str, kind: str = "application/json") -> Any:
    answered = []
    headers = {"Authorization": f"Bearer {workspace.bot_token}", "Content-Type": kind}

    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.post(f"/api/{method}", data=body.encode(), headers=headers) as answer:
            assert answer.status == 200
            answered.append(await answer.json())

    browse(workspace, scene)
    return answered[0]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": "a", "thread_ts": ["1.0"]}, "invalid_arguments"),
        ({"text": "a", "thread_ts": {"ts": "1.0"}}, "invalid_arguments"),
        ({"text": {}}, "invalid_arguments"),
        ({"text": True}, "invalid_arguments"),
        ({"text": "a", "metadata": "[" * 5_000}, "invalid_metadata_format"),
        ({"text": "a", "blocks": "[" * 5_000}, "invalid_blocks_format"),
    ],
)
def test_an_argument_of_another_kind_is_refused(
    workspace: LocalWorkspace, arguments: dict[str, Any], error: str
) -> None:
    given = json.dumps({"channel": CHANNEL} | arguments)
    assert _called(workspace, "chat.postMessage", given) == {"ok": False, "error": error}
    assert workspace.messages(workspace.person("Amélie")) == []


def test_a_call_that_cannot_be_read_is_refused(workspace: LocalWorkspace) -> None:
    half = json.dumps({"channel": CHANNEL, "ts": HALF_A_CHARACTER})
    for body in (DEEP, '{"a":' + "[" * 60 + "]" * 60 + "}", half):
        assert _called(workspace, "conversations.replies", body)["error"] == "invalid_json"
    assert _called(workspace, "auth.test", "{}", "application/json; charset=none")["error"] == "invalid_json"
    form = "application/x-www-form-urlencoded; charset=none"
    assert _called(workspace, "auth.test", "a=b", form)["error"] == "invalid_form_data"


def test_a_number_beyond_every_column_is_a_thread_that_is_not_there(workspace: LocalWorkspace) -> None:
    given = json.dumps({"channel": CHANNEL, "ts": 10**30})
    assert _called(workspace, "conversations.replies", given)["error"] == "thread_not_found"


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("message", {"text": None}),
        ("message", {"text": {}}),
        ("message", {"text": "a", "thread_ts": ["1.0"]}),
        ("message", {"text": "a", "thread_ts": {"ts": "1.0"}}),
        ("message", {"text": "a", "thread_ts": 10**30}),
        ("message", {"text": HALF_A_CHARACTER}),
        ("edit", {"ts": 1, "text": "a"}),
        ("delete", {"ts": []}),
        ("action", {"message_ts": {}, "action": {"action_id": "yes"}}),
        ("action", {"message_ts": "1.0", "action": []}),
        ("action", {"message_ts": "1.0", "action": {"action_id": "yes", "selected_options": 1}}),
        ("action", {"message_ts": "1.0", "action": {"action_id": "yes", "selected_option": "a"}}),
        ("action", {"view_id": "V1", "action": {"action_id": "yes"}, "values": {"a": 1}}),
        ("action", {"view_id": ["V1"], "action": {"action_id": "yes"}}),
        ("message", {"text": "a", "channel": ["C1"]}),
        ("invite", {"channel": {}}),
        ("shortcut", {"callback_id": ["a"]}),
        ("shortcut", {"callback_id": "a", "message_ts": "1.0"}),
    ],
)
def test_what_the_page_would_never_send_is_a_bad_request(
    workspace: LocalWorkspace, act: str, given: dict[str, Any]
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.post(f"/ui/{act}", json={"person": AMELIE} | given) as answer:
            assert answer.status == 400

    browse(workspace, scene)
    assert workspace.messages(workspace.person("Amélie")) == []


def test_nesting_without_end_is_a_bad_request(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.post("/ui/message", data=DEEP, headers=JSON_HEADERS) as answer:
            assert answer.status == 400

    browse(workspace, scene)


@pytest.mark.parametrize("name", ["a" * 5_000, "%00", "..%2fserver.py", "nothing.js", "%ff.js"])
def test_a_file_that_the_page_does_not_have_is_not_found(workspace: LocalWorkspace, name: str) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get(f"/page/{name}") as answer:
            assert answer.status == 404

    browse(workspace, scene)


def test_a_frame_that_cannot_be_read_leaves_the_bot_connected(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        await bot.ws.send_str(DEEP)
        workspace.open(workspace.person("Amélie"))
        assert (await bot.event())["type"] == "app_home_opened"

    play(workspace, scene)


def test_a_fault_of_ours_is_told_by_its_kind_alone(
    workspace: LocalWorkspace, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Rendement garanti")

    monkeypatch.setattr(State, "add", fail)

    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.post("/ui/message", json={"person": AMELIE, "text": "a"}) as answer:
            assert answer.status == 500
            assert await answer.json() == {"ok": False, "error": "internal_error"}
        monkeypatch.undo()
        assert (await post(session, "message", text="a"))["ok"]

    browse(workspace, scene)
    assert caplog.record_tuples == [("bot.workspace.doorkeeper", logging.ERROR, "RuntimeError")]
    assert caplog.records[0].exc_info is None
    caplog.clear()


@pytest.mark.parametrize("path", ["/api/chat.postMessage", "/ui/message"])
def test_a_client_that_goes_away_in_the_middle_is_no_event(workspace: LocalWorkspace, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{workspace.port}\r\nContent-Type: application/json\r\n"
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", workspace.port), 5) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(f"{head}Content-Length: 100\r\n\r\n{{".encode())

    async def scene(session: aiohttp.ClientSession) -> None:
        assert (await post(session, "message", text="a"))["ok"]

    browse(workspace, scene)


def test_a_bot_that_is_killed_while_it_is_spoken_to_is_no_event(workspace: LocalWorkspace) -> None:
    async def scene(bot: RawBot) -> None:
        for _ in range(20):
            workspace.say(workspace.person("Amélie"), "a" * 10_000)
        await bot.ws.ping()
        workspace.faults.drop_sockets()

    play(workspace, scene)
    workspace.wait_for(lambda: not workspace.connected)
    assert len(workspace.on_the_way()) == 20
