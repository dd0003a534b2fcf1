"""Every address of the workspace, whatever it is for: nobody from elsewhere gets in, and nothing leaks out.

The addresses are the server's own list: one that is added is looked at here without being named.
"""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.workspace.server import LocalWorkspace
from tests.workspace.page_client import AMELIE, browse
from tests.workspaces import local_workspace, web_client

FOREIGN: dict[str, dict[str, str]] = {
    "another host": {"Host": "evil.example:{port}"},
    "a name that leads here": {"Host": "127.0.0.1.evil.example:{port}"},
    "a name that begins as ours": {"Host": "localhost.evil:{port}"},
    "a name that ends as ours": {"Host": "evil.localhost:{port}"},
    "ours with a dot": {"Host": "localhost.:{port}"},
    "ours with a user": {"Host": "evil.example@127.0.0.1:{port}"},
    "every address": {"Host": "0.0.0.0:{port}"},
    "an address of six": {"Host": "[::1]:{port}"},
    "ours written as one of six": {"Host": "[::ffff:127.0.0.1]:{port}"},
    "ours written as a number": {"Host": "2130706433:{port}"},
    "no port": {"Host": "127.0.0.1"},
    "another port": {"Host": "127.0.0.1:1"},
    "another origin": {"Origin": "https://evil.example"},
    "another port of this machine": {"Origin": "http://127.0.0.1:1"},
    "an origin that is none": {"Origin": "null"},
    "ours, over TLS": {"Origin": "https://127.0.0.1:{port}"},
    "a picture of another site's": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    "a script of this machine's": {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"},
    "a frame": {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
}
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'")
TOLD = {"person": AMELIE, "text": "volé", "act": "revoke", "kind": "bot"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace in which somebody wrote, and attached a file."""
    with local_workspace(tmp_path, commands=("/policy",)) as running:
        running.say(running.person("Amélie"), "Un brouillon")
        yield running


def doors(workspace: LocalWorkspace) -> list[tuple[str, str]]:
    """The method and the path of every address, as something that is asked for."""
    routes = workspace._on_loop(workspace._app).router.routes()
    found = set()
    for route in routes:
        assert route.resource is not None
        path = route.resource.canonical.replace("{method}", "auth.test").replace("{file}", "main.js")
        path = path.replace("{place}", "T1-F1").replace("{name}", "a").replace("{secret}", "s3cr3t")
        assert "{" not in path, f"say what is asked for at {path}"
        found |= {(method, path) for method in (("GET", "POST") if route.method == "*" else (route.method,))}
    return sorted(found)


def kept(workspace: LocalWorkspace) -> str:
    """All that anybody's act could change."""
    people = [workspace.person(name) for name in ("Amélie", "James")]
    seen = [workspace.messages(each) + workspace.private(each) for each in people]
    return json.dumps([seen, [workspace.view_of(each) for each in people], workspace.on_the_way()])


async def status_of(session: aiohttp.ClientSession, method: str, path: str, **how: Any) -> int:
    """What it is answered with; a line that stays open is left."""
    async with session.request(method, path, allow_redirects=False, **how) as answer:
        for name, value in SAFE.items():
            assert answer.headers.get(name) == value, (method, path, name)
        policy = answer.headers["Content-Security-Policy"]
        assert all(rule in policy for rule in POLICY), (method, path)
        assert not [name for name in answer.headers if name.startswith("Access-Control-")], (method, path)
        return answer.status


def test_nobody_from_elsewhere_gets_in_anywhere(workspace: LocalWorkspace) -> None:
    before = kept(workspace)

    async def scene(session: aiohttp.ClientSession) -> None:
        let_in = []
        for method, path in doors(workspace):
            for who, headers in FOREIGN.items():
                sent = {name: value.format(port=workspace.port) for name, value in headers.items()}
                body = json.dumps(TOLD).encode() if method == "POST" else None
                sent |= {"Content-Type": "application/json"} if body else {}
                if await status_of(session, method, path, headers=sent, data=body) != 403:
                    let_in.append((method, path, who))
        assert let_in == []

    browse(workspace, scene)
    assert kept(workspace) == before
    assert web_client(workspace).auth_test()["ok"]


def test_what_no_script_need_ask_for_is_not_taken(workspace: LocalWorkspace) -> None:
    """A form of another site, in a browser that says of itself as little as it can."""
    before = kept(workspace)
    forms = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a")

    async def scene(session: aiohttp.ClientSession) -> None:
        posts = [path for method, path in doors(workspace) if method == "POST" and "/api/" not in path]
        assert posts
        for path in posts:
            for kind in forms:
                sent = {"data": json.dumps(TOLD).encode(), "headers": {"Content-Type": kind}}
                assert await status_of(session, "POST", path, **sent) == 403, (path, kind)
        for path in ("/api/%2e%2e/ui/message", "/api/..%2fui%2fmessage", "/api//ui/message"):
            sent = {"data": json.dumps(TOLD).encode(), "headers": {"Content-Type": "text/plain"}}
            assert await status_of(session, "POST", path, **sent) < 500, path

    browse(workspace, scene)
    assert kept(workspace) == before


def test_to_look_changes_nothing(workspace: LocalWorkspace) -> None:
    before = kept(workspace)

    async def scene(session: aiohttp.ClientSession) -> None:
        looks = [path for method, path in doors(workspace) if method == "GET"]
        assert {"/", "/ui/state", "/ui/events", "/link/"} <= set(looks)
        for path in looks:
            asked = {**TOLD, "language": "fr", "trigger_id": "1.2.a", "method": "auth.test"}
            assert await status_of(session, "GET", path, params=asked) < 500, path
        for path in {path for _, path in doors(workspace)} - {"/api/auth.test"}:
            for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
                assert await status_of(session, method, path, json=TOLD) == 405, (method, path)

    browse(workspace, scene)
    assert kept(workspace) == before


def test_a_link_of_another_site_leads_to_the_page_and_no_further(workspace: LocalWorkspace) -> None:
    follows = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

    async def scene(session: aiohttp.ClientSession) -> None:
        assert await status_of(session, "GET", "/", headers=follows) == 200
        assert await status_of(session, "GET", "/ui/state", headers=follows) == 403
        assert await status_of(session, "GET", "/page/main.js", headers=follows) == 403

    browse(workspace, scene)


@pytest.mark.parametrize(
    "request_of",
    [
        "GET /ui/state HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /ui/state HTTP/1.0\r\n\r\n",
        "GET /ui/state HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET /ui/state HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1:{port}\r\n"
        "Connection: close\r\n\r\n",
        "GET http://evil.example:{port}/ui/state HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        "Connection: close\r\n\r\n",
        "GET /page/../page_api.py HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
        "GET /page/..%2Fpage_api.py HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
        "GET /page/%2e%2e%5cpage_api.py HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
        "GET //page/../../server.py HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n",
    ],
)  # fmt: skip
def test_what_no_client_would_send_is_answered_with_nothing_of_ours(
    workspace: LocalWorkspace, request_of: str
) -> None:
    async def ask() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", workspace.port)
        writer.write(request_of.format(port=workspace.port).encode())
        try:
            return await asyncio.wait_for(reader.read(), 5)
        finally:
            writer.close()
            await writer.wait_closed()

    answer = asyncio.run(ask())
    status = int(answer.split(b" ", 2)[1])
    assert status in (400, 403, 404)
    assert b"brouillon" not in answer
    assert b"import" not in answer
