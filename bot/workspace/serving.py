"""How a workspace is served: from a thread of its own, on one loopback port, between `start` and `stop`."""

import asyncio
import concurrent.futures
import secrets
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.workspace import answers, files, limits, uploads
from bot.workspace.doorkeeper import add_headers, answer_whatever_happens, keep_the_door
from bot.workspace.faults import Faults
from bot.workspace.http_mode import AddressUnverified, SignedHttp
from bot.workspace.page_api import PageApi
from bot.workspace.panel_api import PanelApi
from bot.workspace.people import Identity
from bot.workspace.state import State
from bot.workspace.store import Store
from bot.workspace.web_api import WebApi

Result = TypeVar("Result")

_HOST = "127.0.0.1"
_GOODBYE = 0.5
"""How many seconds open requests are given when the workspace stops."""


class Served:
    """A workspace's life, its addresses and its tokens. Every method may be called from any thread."""

    def __init__(
        self,
        file: Path,
        identity: Identity,
        port: int,
        scopes: frozenset[str],
        state: Callable[[Store], State],
    ) -> None:
        """`state` makes the workspace of what the file keeps, on the loop that serves it."""
        self.faults = Faults(scopes, lambda: self._state, self._run)
        self._file = file
        self._identity = identity
        self._port = port
        self._state_of = state
        self._state: State
        self._loop: asyncio.AbstractEventLoop
        self._stopping: asyncio.Event
        self._thread: threading.Thread | None = None
        self._signing_secret = secrets.token_hex(16)

    # -- life

    def start(self) -> None:
        """Serve. Raises WorkspaceFileError, or OSError when the port is taken."""
        started: concurrent.futures.Future[None] = concurrent.futures.Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(started)), name="local-workspace", daemon=True
        )
        self._thread.start()
        started.result()

    def stop(self) -> None:
        """Close everything; what was said stays in the file. Safe to repeat."""
        if self._thread is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()

    def forget(self) -> None:
        """Remove everything that was said; to be called while nothing is served."""
        for ending in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def _serve(self, started: concurrent.futures.Future[None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        try:
            store = Store(self._file)
        except Exception as error:
            started.set_exception(error)
            return
        self._state = self._state_of(store)
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=_GOODBYE)
        try:
            await runner.setup()
            site = web.TCPSite(runner, _HOST, self._port)
            await site.start()
            self._port = runner.addresses[0][1]
            self._state.address = self.page_url
            self._state.deliveries.resume()
            started.set_result(None)
            await self._stopping.wait()
        except BaseException as error:
            if started.done():
                raise
            started.set_exception(error)
        finally:
            await self._state.close()
            await runner.cleanup()
            store.close()

    def _app(self) -> web.Application:
        app = web.Application(
            middlewares=[answer_whatever_happens, keep_the_door], client_max_size=limits.REQUEST_BYTES
        )
        app.on_response_prepare.append(add_headers)
        api = WebApi(self._state, self.faults)
        app.router.add_route("*", "/api/{method}", api.call)
        app.router.add_post(f"/{answers.PATH}{{secret}}", api.answer_command)
        app.router.add_post(f"/{uploads.PATH}{{secret}}", api.upload)
        app.router.add_get(f"/{files.PATH}{{place}}/{{name:.*}}", api.download)
        app.router.add_get("/link/", self._state.sockets.connect)
        app.router.add_routes(PageApi(self._state).routes())
        app.router.add_routes(PanelApi(self._state, self.faults).routes())
        return app

    # -- addresses and tokens

    @property
    def file(self) -> Path:
        """Where everything that is said is kept."""
        return self._file

    @property
    def page_url(self) -> str:
        """Where a person meets the bot."""
        return f"http://{_HOST}:{self._port}/"

    @property
    def api_url(self) -> str:
        """The `base_url` of a Slack client."""
        return f"{self.page_url}api/"

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._port

    @property
    def bot_token(self) -> str:
        """The app's token for the Web API: the same for as long as the file exists."""
        return self._on_loop(lambda: self._state.store.tokens()["bot"])

    @property
    def app_token(self) -> str:
        """The app's token for Socket Mode: the same for as long as the file exists."""
        return self._on_loop(lambda: self._state.store.tokens()["app"])

    @property
    def identity(self) -> Identity:
        """The ids of the workspace and of the bot."""
        return self._identity

    @property
    def connected(self) -> bool:
        """Whether the bot has a connection open."""
        return self._on_loop(lambda: self._state.deliveries.connected)

    # -- over HTTP instead of Socket Mode

    @property
    def signing_secret(self) -> str:
        """With which what is posted to the app is signed: another one each time."""
        return self._signing_secret

    def set_request_url(self, *addresses: str, signing_secret: str = "") -> None:
        """Everything goes to the app's address from now on, as signed HTTP; several addresses take turns.

        Each is asked for the challenge first. Raises AddressUnverified.
        """

        async def go() -> None:
            secret = signing_secret or self._signing_secret
            line = SignedHttp(addresses, secret, self._state.clock, self._state.pace.ack)
            try:
                await line.verify()
            except AddressUnverified:
                await line.close()
                raise
            await self._state.deliveries.go_by(line)
            self._state.connection_changed()

        self._run(go())

    # -- from another thread

    def _on_loop(self, act: Callable[[], Result]) -> Result:
        async def run() -> Result:
            return act()

        return self._run(run())

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
