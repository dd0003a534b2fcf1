"""Where commands are answered: at Slack's own addresses, once; trouble is told in the ports' words."""

import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.slack.calls import SLACK_API, answer_at
from bot.usecases.chat_ports import CannotShow, TryLater
from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.served import address_of, served

BODY = {"response_type": "ephemeral", "text": "Voici"}


class Answering(HTTPServer):
    """Says what it is told to, and remembers how often it was asked."""

    status, words, headers = 200, "ok", {}  # type: ignore[var-annotated]
    asked = 0


class _Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_POST(self) -> None:
        self.server.asked += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.words.encode())

    def log_message(self, *given: object) -> None:
        """Nothing."""


@pytest.fixture
def slack() -> Iterator[Answering]:
    with served(Answering(("127.0.0.1", 0), _Handler)) as server:
        yield server


@pytest.mark.parametrize(
    "address",
    [
        "https://hooks.slack.com.evil.example/commands/1",
        "https://hooks.slack.com@evil.example/commands/1",
        "https://evil.example/hooks.slack.com",
        "http://hooks.slack.com/commands/1",
        "http://127.0.0.1:9/commands/1",
        "https://[::1/commands",
        "https://",
        "",
    ],
)
def test_an_address_that_is_not_slacks_is_never_written_to(address: str) -> None:
    with pytest.raises(CannotShow, match="foreign_address"):
        answer_at(address, BODY, SLACK_API)


@pytest.mark.parametrize("words", ["ok", '{"ok": true}'])
def test_an_answer_that_slack_takes_is_given_once(slack: Answering, words: str) -> None:
    slack.words = words
    answer_at(f"{address_of(slack)}commands/1", BODY, f"{address_of(slack)}api/")

    assert slack.asked == 1


@pytest.mark.parametrize(
    ("status", "words", "why"),
    [
        (404, '{"ok": false, "error": "expired_url"}', "expired_url"),
        (410, "used_url", "used_url"),
        (200, '{"ok": false, "error": "invalid_blocks"}', "invalid_blocks"),
        (400, "invalid_payload", "invalid_payload"),
    ],
)
def test_what_slack_refuses_is_refused_with_its_word(
    slack: Answering, status: int, words: str, why: str
) -> None:
    slack.status, slack.words = status, words
    with pytest.raises(CannotShow, match=why):
        answer_at(address_of(slack), BODY, address_of(slack))

    assert slack.asked == 1


@pytest.mark.parametrize(
    ("status", "words", "why"),
    [
        (429, "", "ratelimited"),
        (500, "<html>", "http_500"),
        (503, '{"ok": true}', "http_503"),
        (200, "<html>somebody's proxy</html>", "bad_answer"),
        (200, "[" * 100_000, "bad_answer"),
        (200, "", "bad_answer"),
        (404, "<html>", "bad_answer"),
    ],
)
def test_what_cannot_be_made_sense_of_may_be_tried_later_and_is_not_tried_here(
    slack: Answering, status: int, words: str, why: str
) -> None:
    slack.status, slack.words, slack.headers = status, words, {"Retry-After": "7"}
    with pytest.raises(TryLater, match=why) as trouble:
        answer_at(address_of(slack), BODY, address_of(slack))

    assert slack.asked == 1
    assert trouble.value.after == (7.0 if status == 429 else None)
    assert trouble.value.__context__ is None


def test_nothing_of_an_answer_is_logged_or_in_an_error(
    workspace: LocalWorkspace, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    address = workspace.address_of_answer(workspace.person("Amélie"))
    secret = address.rpartition("/")[2]
    faults = [Fault(), Fault(status=500), Fault(drop="before"), Fault(drop="after"), Fault(error="x_y")]
    said = []
    for fault in faults:
        workspace.faults.next_calls("response_url", fault)
        try:
            answer_at(address, BODY, workspace.api_url)
        except (TryLater, CannotShow) as trouble:
            said.append(repr(trouble))

    shown = capfd.readouterr()
    assert len(said) == 4
    for where in (caplog.text, shown.out, shown.err, *said):
        assert secret not in where
        assert "Voici" not in where
