"""Over HTTP only what Slack signed comes in, whole and small; the rest is refused without a word of it."""

import http.client
import json
import logging
import socket
import time
from collections.abc import Iterator

import pytest

from bot.slack import web as web_module
from bot.slack.bodies import MOST_BYTES
from bot.slack.ids import WEB_PATH
from bot.slack.web import SeldomNoted, SignedRequests, open_port
from bot.usecases.chat_ports import Received
from tests.slack.open_web_door import SECRET, WebDoor, signed
from tests.slack.payloads import commanded, delivered, pressed, said

MARK = "CONFIDENTIEL"


@pytest.fixture
def door() -> Iterator[WebDoor]:
    with WebDoor() as door:
        yield door


def test_what_slack_signed_is_kept_and_acknowledged(door: WebDoor) -> None:
    assert door.send(delivered(said("Bonjour"))) == (200, "")
    assert [each.text for each in door.received] == ["Bonjour"]


def test_commands_and_buttons_come_as_forms(door: WebDoor) -> None:
    button = pressed({"type": "button", "action_id": "card_shorter", "value": "c1", "block_id": "b"})
    assert door.send_form(commanded("/vigie", "Un brouillon")) == (200, "")
    assert door.send_form({"payload": json.dumps(button)}) == (200, "")

    assert [each.kind for each in door.received] == ["command", "button"]


def test_slack_learns_that_the_address_is_ours(door: WebDoor) -> None:
    status, answer = door.send({"type": "url_verification", "challenge": "3eZbrw1aB", "token": "x"})

    assert (status, json.loads(answer)) == (200, {"challenge": "3eZbrw1aB"})


BODY = json.dumps(delivered(said(MARK))).encode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "application/json"},
        signed(BODY, secret="another"),
        signed(BODY + b" "),
        signed(BODY, ago=301),
        signed(BODY, ago=-3_000),
        signed(BODY) | {"X-Slack-Signature": ""},
        signed(BODY) | {"X-Slack-Signature": "v0="},
        signed(BODY) | {"X-Slack-Signature": "v0=\xe9"},
        signed(BODY) | {"X-Slack-Request-Timestamp": "soon"},
        signed(BODY) | {"X-Slack-Request-Timestamp": "1" * 30},
        signed(BODY) | {"X-Slack-Request-Timestamp": "-1"},
        signed(b"\xff\xfe"),
    ],
)
def test_what_slack_did_not_sign_or_signed_long_ago_is_refused_without_a_word_of_it(
    door: WebDoor,
    headers: dict[str, str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    assert door.ask(BODY, headers) == (401, "Unauthorized")

    assert door.received == []
    out, err = capfd.readouterr()
    assert MARK not in caplog.text + out + err + str(door.notes)
    assert [what for what, _ in door.notes] == ["web.refused"]


def test_what_is_no_text_is_refused(door: WebDoor) -> None:
    body = b"\xff\xfe\x00"
    headers = signed(b"") | {"X-Slack-Signature": "v0=00"}

    assert door.ask(body, headers)[0] == 401


def test_a_signature_is_good_for_five_minutes(door: WebDoor) -> None:
    assert door.ask(BODY, signed(BODY, ago=295))[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 404),
        ("GET", "/slack/install", 404),
        ("GET", WEB_PATH, 405),
        ("POST", f"{WEB_PATH}/", 404),
    ],
)
def test_there_is_nothing_else(door: WebDoor, method: str, path: str, status: int) -> None:
    assert door.ask(b"", signed(b""), method, path)[0] == status
    assert door.notes == []


def test_a_body_that_is_too_large_is_not_read(door: WebDoor) -> None:
    body = b'{"type": "something_of_2031"}'.ljust(MOST_BYTES)

    assert door.ask(b"", signed(b"", **{"Content-Length": str(MOST_BYTES + 1)}))[0] == 413
    assert door.ask(body)[0] == 200


def test_nor_is_one_that_does_not_say_how_long_it_is(door: WebDoor) -> None:
    line = http.client.HTTPConnection("127.0.0.1", door.port, timeout=10)
    pieces = (b" " * 65_536 for _ in range(MOST_BYTES // 65_536 + 2))
    line.request("POST", WEB_PATH, pieces, signed(b"x"), encode_chunked=True)
    answer = line.getresponse()
    line.close()

    assert answer.status == 413


def test_a_body_that_does_not_come_is_not_waited_for(door: WebDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_module, "_SECONDS_TO_READ", 0.2)

    assert door.ask(b"", signed(b"", **{"Content-Length": "10"}))[0] == 408


def test_what_could_not_be_kept_is_not_acknowledged_and_comes_again(door: WebDoor) -> None:
    def broken(received: Received) -> None:
        raise OSError(f"{MARK} database is gone")

    door.before_keeping = broken
    status, answer = door.send(delivered(said(MARK)))
    door.before_keeping = lambda received: None

    assert status == 500
    assert MARK not in answer + str(door.notes)
    assert door.send(delivered(said(MARK)))[0] == 200
    assert len(door.received) == 1


def test_refusals_are_noted_once_a_minute_with_their_number() -> None:
    notes: list[dict[str, object]] = []
    minutes = [0.0]
    seldom = SeldomNoted(lambda what, /, **ids: notes.append(dict(ids)), lambda: minutes[0])
    for second in range(130):
        minutes[0] = float(second)
        seldom("web.refused", status=401)

    assert [each["count"] for each in notes] == [1, 60, 60]


def test_without_a_secret_there_is_no_door() -> None:
    with pytest.raises(ValueError, match="empty"):
        SignedRequests(None, "", lambda what, /, **ids: None)  # type: ignore[arg-type]


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(OSError, match="in use"):
        open_port("127.0.0.1", other.getsockname()[1])


def test_it_finishes_what_is_under_way_and_stops(door: WebDoor) -> None:
    door.before_keeping = lambda received: time.sleep(0.3)
    line = http.client.HTTPConnection("127.0.0.1", door.port, timeout=10)
    line.request("POST", WEB_PATH, BODY, signed(BODY))
    time.sleep(0.1)
    begun = time.monotonic()
    door.stop()

    assert line.getresponse().status == 200
    line.close()
    assert len(door.received) == 1
    assert time.monotonic() - begun < 5


def test_the_secret_is_nowhere_to_be_seen(door: WebDoor) -> None:
    door.ask(BODY, {})

    assert SECRET not in str(door.notes)
