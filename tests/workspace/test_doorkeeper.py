"""What the workspace's own page is given, by either name; who is kept out is in `test_every_door.py`."""

import aiohttp
import pytest

from bot.workspace.server import LocalWorkspace
from tests.workspace.page_client import AMELIE, browse, post


def test_its_own_page_is_served_by_either_name(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        for host in (f"127.0.0.1:{workspace.port}", f"localhost:{workspace.port}"):
            headers = {"Host": host, "Origin": f"http://{host}"}
            async with session.post("/ui/open", json={"person": AMELIE}, headers=headers) as answer:
                assert answer.status == 200
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]

    browse(workspace, scene)


def test_only_the_pages_own_files_are_served(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        for path in (
            "/page/..%2fserver.py",
            "/page/%2fetc%2fpasswd",
            "/page/no.js",
            "/page/..%2fpage%2findex.html",
            "/page/",
            "/page/..%2f..%2fREADME.html",
        ):
            async with session.get(path) as answer:
                assert answer.status == 404, path

    browse(workspace, scene)


def test_the_page_itself_is_served(workspace: LocalWorkspace) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        async with session.get("/") as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
        async with session.get("/page/main.js") as answer:
            assert (answer.status, answer.content_type) == (200, "text/javascript")

    browse(workspace, scene)


def test_nothing_that_is_said_is_logged(
    workspace: LocalWorkspace, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)

    async def scene(session: aiohttp.ClientSession) -> None:
        await post(session, "message", text="CONFIDENTIEL")
        await post(session, "message", text="/CONFIDENTIEL")
        async with session.post("/ui/message", json={"person": "CONFIDENTIEL"}) as answer:
            assert answer.status == 404

    browse(workspace, scene)
    captured = capfd.readouterr()
    assert "CONFIDENTIEL" not in caplog.text + captured.out + captured.err
