"""The developer's panel reduced to its requests: the traffic that it is told, and trouble on purpose."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any

from bot.workspace.server import LocalWorkspace

Json = dict[str, Any]


def exchanges(workspace: LocalWorkspace, name: str = "") -> list[Json]:
    """The exchanges that are kept, or those of that name, oldest first."""
    with _answer(workspace, "GET", "/ui/traffic") as stream:
        first = next(line for line in stream if line.startswith(b"data: "))
    kept: list[Json] = json.loads(first[6:])["exchanges"]
    return [each for each in kept if name in ("", each["name"])]


def ended(workspace: LocalWorkspace, name: str, count: int = 1) -> list[Json]:
    """The exchanges of that name, once there are so many and each has its outcome."""

    def all_there() -> list[Json]:
        found = exchanges(workspace, name)
        return found if len(found) >= count and all(each["outcome"] for each in found) else []

    return workspace.wait_for(all_there)


def ask(workspace: LocalWorkspace, kind: str, **more: Any) -> Json:
    """Ask for trouble as the panel does; the answer."""
    status, answer = post_faults(workspace, {"kind": kind} | more)
    assert status == 200
    return answer


def post_faults(workspace: LocalWorkspace, given: Any) -> tuple[int, Json]:
    """Status and answer; no answer where what is asked for makes no sense."""
    with _answer(workspace, "POST", "/ui/faults", given) as answer:
        return answer.status, dict(json.load(answer)) if answer.status == 200 else {}


def read_faults(workspace: LocalWorkspace) -> Json:
    """What is wrong on purpose, and what can be chosen."""
    with _answer(workspace, "GET", "/ui/faults") as answer:
        return dict(json.load(answer))


@contextmanager
def _answer(workspace: LocalWorkspace, method: str, path: str, given: Any = None) -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", workspace.port, timeout=5)
    body = None if method == "GET" else json.dumps(given)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    try:
        yield connection.getresponse()
    finally:
        connection.close()
