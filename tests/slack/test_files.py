"""A file is asked of Slack alone, with the token, and what is no such file is never taken for one."""

import http.server
import json
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from bot.slack.calls import open_client
from bot.slack.files import SlackFiles
from bot.usecases.chat_ports import CannotShow, FileRef, TryLater
from bot.usecases.library_ports import FileRefused
from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.served import address_of, served

FILE = FileRef("F1", "politique.pdf", 4)


class _Slack(http.server.BaseHTTPRequestHandler):
    """Answers `files.info` with what it is told, and the file with whatever a test wants."""

    known: ClassVar[dict[str, Any]] = {}
    answer: ClassVar[tuple[int, dict[str, str], bytes]] = (200, {}, b"")
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_POST(self) -> None:
        self._send(200, {"Content-Type": "application/json"}, self._info())

    def do_GET(self) -> None:
        type(self).asked.append((self.path, self.headers.get("Authorization", "")))
        self._send(*type(self).answer)

    def _info(self) -> bytes:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return json.dumps({"ok": True, "file": type(self).known}).encode()

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Where that server is."""
    _Slack.asked = []
    with served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Slack)) as server:
        yield address_of(server)


def fetched(address: str, answer: tuple[int, dict[str, str], bytes], **known: Any) -> bytes:
    """What comes of fetching the file."""
    _Slack.known = {
        "url_private_download": f"{address}files-pri/T1-F1",
        "mimetype": "application/pdf",
    } | known
    _Slack.answer = answer
    return SlackFiles(open_client("xoxb-1", f"{address}api/"), 1_000_000).fetch(FILE).content


PDF = {"Content-Type": "application/pdf"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_file_is_asked_for_with_the_token(address: str) -> None:
    assert fetched(address, (200, PDF, b"%PDF")) == b"%PDF"
    assert _Slack.asked == [("/files-pri/T1-F1", "Bearer xoxb-1")]


def test_the_page_to_log_in_is_no_file(address: str) -> None:
    with pytest.raises(CannotShow, match="login_page"):
        fetched(address, (200, HTML, b"<html>Sign in"))
    with pytest.raises(CannotShow, match="login_page"):
        fetched(address, (200, HTML, b"<html>Sign in"), mimetype="text/html", size=999)
    assert fetched(address, (200, HTML, b"<html>"), mimetype="text/html", size=6) == b"<html>"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/files-pri/T1-F1",
        "https://slack.com.evil.example/x",
        "https://evilslack.com/x",
        "http://files.slack.com/x",
        "file:///etc/passwd",
        "https://[::1/x",
        "",
    ],
)
def test_the_token_goes_to_nobody_else(address: str, url: str) -> None:
    with pytest.raises(CannotShow, match="foreign_address"):
        fetched(address, (200, PDF, b""), url_private_download=url)
    assert _Slack.asked == []


def test_the_token_follows_nobody(address: str) -> None:
    with pytest.raises(CannotShow, match="http_302"):
        fetched(address, (302, {"Location": f"{address}elsewhere"}, b""))
    assert [path for path, _ in _Slack.asked] == ["/files-pri/T1-F1"]


def test_what_is_too_large_is_refused_whatever_it_said_of_its_size(address: str) -> None:
    with pytest.raises(FileRefused, match="too-large"):
        fetched(address, (200, PDF, b"a" * 1_000_001))


@pytest.mark.parametrize(
    ("status", "kind"), [(404, CannotShow), (403, CannotShow), (429, TryLater), (503, TryLater)]
)
def test_an_error_of_slack_is_for_now_or_for_good(address: str, status: int, kind: type[Exception]) -> None:
    with pytest.raises(kind, match=f"http_{status}"):
        fetched(address, (status, PDF, b""))


@pytest.mark.parametrize("fault", [Fault(error="missing_scope"), Fault(status=500), Fault(drop="before")])
def test_a_token_that_lacks_something_and_a_slack_that_is_away_are_waited_for(
    workspace: LocalWorkspace, fault: Fault
) -> None:
    workspace.faults.next_calls("files.info", fault)
    with pytest.raises(TryLater):
        SlackFiles(open_client(workspace.bot_token, workspace.api_url)).fetch(FILE)
