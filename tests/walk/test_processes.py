"""Several processes at once: some listen, over sockets or HTTP, one works; everything is answered once."""

import http.client
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.adapters.system_clock import SystemClock
from bot.slack.ids import COMMANDS, SHORTER, WEB_PATH
from bot.workspace.server import LocalWorkspace
from tests.free_port import free_port
from tests.slack.open_web_door import SECRET, signed
from tests.walk.bot_at_work import BotAtWork, BotProcess, text_of
from tests.workspaces import local_workspace
from tests.workspaces import workspace as workspace

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
READY = {"listen": "Connected to Slack", "web": "Waiting for what Slack sends", "work": "Vigie answers what"}
_TO_START = 60

Start = Callable[..., BotProcess]
"""`start("web", VIGIE_PORT="…")`: that process, ready."""


@pytest.fixture
def data(published_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published_data, tmp_path / "data"))


@contextmanager
def started_in(workspace: LocalWorkspace, data: Path) -> Iterator[Start]:
    """Starts processes on that data; none is left at the end."""
    started: list[BotProcess] = []

    def begin(command: str, **given: str) -> BotProcess:
        process = BotProcess(workspace, data, command, f"{command}{len(started)}", **given)
        started.append(process)
        process.start()
        workspace.wait_for(lambda: READY[command] in process.log or _has_ended(process), _TO_START)
        return process

    try:
        yield begin
    finally:
        for each in started:
            each.close()


@pytest.fixture
def start(workspace: LocalWorkspace, data: Path) -> Iterator[Start]:
    with started_in(workspace, data) as begin:
        yield begin


@pytest.fixture
def bot(workspace: LocalWorkspace) -> BotAtWork:
    return BotAtWork(workspace)


def _has_ended(process: BotProcess) -> bool:
    return process.process is not None and process.process.poll() is not None


def send(body: bytes, port: str, headers: dict[str, str]) -> int:
    """One request to a door; the status of the answer."""
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
    try:
        line.request("POST", WEB_PATH, body, headers)
        return line.getresponse().status
    finally:
        line.close()


def opens_the_index(process: BotProcess) -> bool:
    """Whether it has loaded what reads the index: Linux tells what a process has loaded."""
    assert process.process is not None
    loaded = Path(f"/proc/{process.process.pid}/maps")
    return loaded.exists() and "chromadb" in loaded.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_that_listen_and_one_that_works_answer_everything_once(start: Start, bot: BotAtWork) -> None:
    listening = [start("listen"), start("listen")]
    drafts = [bot.say(f"{PROMISE} {number}") for number in range(4)]
    working = start("work")

    for ts in drafts:
        assert "PMS-5.1" in text_of(bot.card(ts, seconds=40))
    listening[0].kill()
    drafts.append(bot.say(PROMISE, "James"))
    assert "PMS-5.1" in text_of(bot.card(drafts[-1], "James", seconds=40))

    assert [len(bot.answers(ts)) for ts in drafts[:4]] == [1] * 4
    assert len(bot.answers(drafts[-1], "James")) == 1
    for process in (listening[1], working):
        assert process.stop() == 0
        assert "Traceback" not in process.log


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_over_http_two_that_listen_and_one_that_works_answer_once_what_comes_twice(
    tmp_path: Path, data: Path
) -> None:
    # Slack's signatures are of now: a workspace at a fixed moment would be refused.
    real = local_workspace(tmp_path, clock=SystemClock(), commands=COMMANDS)
    with real as workspace, started_in(workspace, data) as start:
        ports = [str(free_port()), str(free_port())]
        secret = {"SLACK_SIGNING_SECRET": workspace.signing_secret, "SLACK_APP_TOKEN": ""}
        webs = [start("web", VIGIE_PORT=port, **secret) for port in ports]
        working = start("work", **secret)
        _talk_over_http(workspace, ports)
        assert not any(opens_the_index(process) for process in webs)
        for process in (*webs, working):
            assert process.stop() == 0
            hidden = (PROMISE, workspace.signing_secret, "Traceback")
            assert not [each for each in hidden if each in process.log]


def _talk_over_http(workspace: LocalWorkspace, ports: list[str]) -> None:
    """A draft, a button, a command; the draft comes to both doors, and again."""
    bot, amelie = BotAtWork(workspace), workspace.person("Amélie")
    ts = bot.say(PROMISE)
    [payload] = workspace.on_the_way()
    for port in (*ports, ports[0]):
        body = json.dumps(payload).encode()
        assert send(body, port, signed(body, workspace.signing_secret)) == 200
    workspace.set_request_url(*(f"http://127.0.0.1:{port}{WEB_PATH}" for port in ports))
    card = bot.card(ts, seconds=40)
    assert "PMS-5.1" in text_of(card)
    assert len(bot.answers(ts)) == 1

    assert bot.press(card, SHORTER)
    workspace.wait_for(lambda: bot.answers(ts)[0]["blocks"] != card["blocks"], 30)
    workspace.command(amelie, "/policy liste")
    workspace.wait_for(lambda: workspace.private(amelie), 30)
    assert len(workspace.private(amelie)) == 1


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_second_worker_on_the_same_data_is_refused_in_one_sentence(start: Start) -> None:
    start("work")
    second = start("work")

    assert second.process is not None
    assert second.process.wait(_TO_START) == 1
    assert "one at a time in a data folder" in second.log.strip().splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "given", "sentence"),
    [
        ("web", {}, "SLACK_SIGNING_SECRET is not set"),
        ("web", {"SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
        ("listen", {"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN"),
        ("work", {"SLACK_BOT_TOKEN": "xoxb-wrong"}, "invalid_auth"),
    ],
)
def test_what_is_missing_is_one_clear_sentence(
    start: Start, command: str, given: dict[str, str], sentence: str
) -> None:
    process = start(command, **given)

    assert process.process is not None
    assert process.process.wait(_TO_START) == 1
    assert sentence in process.log.strip().splitlines()[-1]
    assert "wrong" not in process.log
    assert "Traceback" not in process.log


@pytest.mark.slow
def test_a_port_that_is_taken_is_one_clear_sentence(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = start("web", VIGIE_PORT=port, SLACK_SIGNING_SECRET=SECRET)

        assert process.process is not None
        assert process.process.wait(_TO_START) == 1
    assert f"127.0.0.1:{port}" in process.log.strip().splitlines()[-1]
