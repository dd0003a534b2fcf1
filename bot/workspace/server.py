"""The local workspace: enough of Slack on one loopback port to meet the bot with no account.

The real `slack_sdk` and Bolt talk to `api_url` with the two tokens and notice no difference; a person uses
`page_url`, a test plays the people through the methods of `LocalWorkspace`.
"""

import asyncio
import concurrent.futures
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.usecases.ports import Clock
from bot.workspace import limits, people_acts
from bot.workspace.answers import PATH
from bot.workspace.doorkeeper import add_headers, answer_whatever_happens, keep_the_door
from bot.workspace.faults import Faults
from bot.workspace.json_types import Json
from bot.workspace.page_api import PageApi
from bot.workspace.people import PEOPLE, Identity, Person
from bot.workspace.people_acts import GivenFile
from bot.workspace.socket_mode import Pace
from bot.workspace.state import State
from bot.workspace.store import Store
from bot.workspace.web_api import WebApi

Result = TypeVar("Result")

SCOPES = ("assistant:write", "chat:write", "commands", "im:history", "im:write", "users:read")
"""What the app is allowed when nobody says otherwise."""

_HOST = "127.0.0.1"
_GOODBYE = 0.5
"""How many seconds open requests are given when the workspace stops."""


class LocalWorkspace:
    """One workspace with one app installed, served from a thread of its own between `start` and `stop`.

    Every method may be called from any thread. What a person may not do raises `people_acts.Refused`.
    """

    def __init__(
        self,
        file: Path,
        team: str,
        clock: Clock,
        port: int = 0,
        people: Sequence[Person] = PEOPLE,
        scopes: Sequence[str] = SCOPES,
        pace: Pace | None = None,
        commands: Sequence[str] = (),
    ) -> None:
        """`file` keeps the conversations; `team` is the workspace's name; port 0 takes a free one; `commands`
        are those of the app (`/policy`)."""
        self.faults = Faults(frozenset(scopes), lambda: self._state.sockets, self._run)
        self._file = file
        self._identity = Identity(team)
        self._clock = clock
        self._port = port
        self._people = people
        self._pace = pace or Pace()
        self._commands = commands
        self._state: State
        self._loop: asyncio.AbstractEventLoop
        self._stopping: asyncio.Event
        self._thread: threading.Thread | None = None

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
        self._state = State(store, self._identity, self._people, self._clock, self._pace, self._commands)
        runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=_GOODBYE)
        try:
            await runner.setup()
            site = web.TCPSite(runner, _HOST, self._port)
            await site.start()
            self._port = runner.addresses[0][1]
            self._state.address = self.page_url
            self._state.sockets.resume()
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
        app.router.add_post(f"/{PATH}{{secret}}", api.answer_command)
        app.router.add_get("/link/", self._state.sockets.connect)
        app.router.add_routes(PageApi(self._state).routes())
        return app

    # -- addresses and tokens

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
        return self._on_loop(lambda: self._state.sockets.connected)

    # -- what people do

    def person(self, name: str) -> Person:
        """Somebody by full name or first name. Raises LookupError."""
        for person in self._people:
            if name in (person.name, person.first_name):
                return person
        raise LookupError(name)

    def open(self, person: Person) -> None:
        """The person looks at the messages with the bot."""
        self._on_loop(lambda: people_acts.open_conversation(self._state, person))

    def say(
        self, person: Person, text: str, thread_ts: str | None = None, files: Sequence[GivenFile] = ()
    ) -> str:
        """The person writes to the bot; the message's `ts`."""
        return self._on_loop(lambda: people_acts.say(self._state, person, text, thread_ts, files))

    def edit(self, person: Person, ts: str, text: str) -> None:
        """The person changes a message of theirs."""
        self._on_loop(lambda: people_acts.edit(self._state, person, ts, text))

    def delete(self, person: Person, ts: str) -> None:
        """The person removes a message of theirs."""
        self._on_loop(lambda: people_acts.delete(self._state, person, ts))

    def press(
        self,
        person: Person,
        message_ts: str,
        action_id: str,
        block_id: str = "",
        value: str = "",
        choice: str = "",
    ) -> bool:
        """The person presses a button or chooses in a list; whether the bot acknowledged it in time."""
        return self._run(
            people_acts.press(self._state, person, message_ts, action_id, block_id, value, choice)
        )

    def command(self, person: Person, text: str, thread_ts: str | None = None) -> None:
        """The person types a command (`/policy …`); returns when the bot has acknowledged it."""
        self._run(people_acts.run_command(self._state, person, text, thread_ts))

    def address_of_answer(self, person: Person) -> str:
        """A `response_url`, as a command of that person would carry."""
        return self._on_loop(lambda: self._state.new_address(person))

    # -- what is seen

    def messages(self, person: Person) -> list[Json]:
        """The person's conversation with the bot, replies included, oldest first.

        As Slack writes a message, with `deleted` for a root that is gone and has replies, and the `unfurl_*`
        flags with which the bot posted.
        """
        return self._on_loop(lambda: self._state.store.messages(person.channel))

    def private(self, person: Person) -> list[Json]:
        """What the bot answered to the person's commands, oldest first: nobody else sees it."""
        return self._on_loop(lambda: list(self._state.ephemerals.get(person.channel, ())))

    def statuses(self, person: Person) -> dict[str, str]:
        """What the bot says it is doing, by thread."""
        return self._on_loop(lambda: self._state.statuses_in(person.channel))

    def prompts(self, person: Person) -> Json | None:
        """What the bot suggests to write."""
        return self._on_loop(lambda: self._state.prompts.get(person.channel))

    def wait_for(self, condition: Callable[[], Result], seconds: float = 5.0) -> Result:
        """What the condition gives once it is true of it. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while not (result := condition()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not so within {seconds} s")
            time.sleep(0.01)
        return result

    # -- what goes to the bot

    def deliver(self, event: Json, event_id: str = "") -> str:
        """Send the bot any event, under that id or a new one; the id."""
        return self._on_loop(lambda: self._state.emit(event, event_id))

    def on_the_way(self) -> list[Json]:
        """The payloads of the events that the bot has not acknowledged, oldest first."""
        return self._on_loop(lambda: self._state.sockets.on_the_way())

    def _on_loop(self, act: Callable[[], Result]) -> Result:
        async def run() -> Result:
            return act()

        return self._run(run())

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
