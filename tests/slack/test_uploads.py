"""Files go to Slack's own hosts alone; what goes wrong on the way is trouble that passes, or a refusal."""

import http.server
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot.slack.calls import open_client
from bot.slack.ids import SCOPES
from bot.slack.messenger import SlackMessenger
from bot.slack.uploads import Upload, give_files
from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.figures_ports import FigureFiles
from bot.workspace.people import POLICY_CHANNEL
from tests.served import address_of, served
from tests.workspaces import local_workspace

UPLOAD = Upload("a.csv", b"a;b", "A table")
PLACE = Place("T1", "D1", "1.000001")


class _Slack(http.server.BaseHTTPRequestHandler):
    """Gives the address that a test wants, takes the bytes with the status that it wants."""

    address: ClassVar[str] = ""
    status: ClassVar[int] = 200
    asked: ClassVar[list[tuple[str, str, bytes]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        type(self).asked.append((self.path, self.headers.get("Authorization", ""), body))
        answer: dict[str, Any] = {"ok": True, "upload_url": type(self).address, "file_id": "F1"}
        status = 200 if self.path.startswith("/api/") else type(self).status
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status == 302:
            self.send_header("Location", f"{type(self).address}-elsewhere")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    do_GET = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    """Where that server is asked."""
    with served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Slack)) as server:
        here = address_of(server)
        _Slack.address, _Slack.status, _Slack.asked = f"{here}upload/v1/secret", 200, []
        yield f"{here}api/"


def give(api: str) -> str:
    return give_files(open_client("xoxb-1", api), PLACE, [UPLOAD], "Here.")


def test_the_bytes_go_to_the_address_that_slack_gave_without_the_token(api: str) -> None:
    assert give(api) == "F1"

    [announced, brought, completed] = _Slack.asked
    assert b"length=3" in announced[2] + announced[0].encode()
    assert brought == ("/upload/v1/secret", "", b"a;b")
    assert completed[0].startswith("/api/files.completeUploadExternal")


@pytest.mark.parametrize(
    "address", ["https://files.example/upload", "http://files.slack.com/upload", "ftp://x"]
)
def test_no_other_host_gets_them(api: str, address: str) -> None:
    _Slack.address = address

    with pytest.raises(CannotShow, match="foreign_address"):
        give(api)
    assert len(_Slack.asked) == 1


@pytest.mark.parametrize(
    ("status", "trouble"), [(500, TryLater), (429, TryLater), (400, CannotShow), (302, CannotShow)]
)
def test_bytes_that_are_not_taken_are_not_completed(api: str, status: int, trouble: type[Exception]) -> None:
    _Slack.status = status

    with pytest.raises(trouble, match=f"http_{status}"):
        give(api)
    assert [path for path, *_ in _Slack.asked][1:] == ["/upload/v1/secret"]


def test_an_app_that_may_not_give_files_is_told_from_a_token_to_be_mended(tmp_path: Path) -> None:
    files = FigureFiles(b"\x89PNG", "Bars.", "a;b", "vigie")
    with local_workspace(tmp_path, scopes=sorted({*SCOPES} - {"files:write"})) as workspace:
        messenger = SlackMessenger(open_client(workspace.bot_token, workspace.api_url))
        place = Place(workspace.identity.team, POLICY_CHANNEL.id, "")
        with pytest.raises(CannotShow, match="missing_scope"):
            messenger.share_figures(place, files, "en")
        workspace.faults.revoke("bot")
        with pytest.raises(TryLater, match="token_revoked"):
            messenger.share_figures(place, files, "en")
