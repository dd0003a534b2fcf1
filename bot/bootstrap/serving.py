"""One process of the bot: it listens, or does the jobs, or both; started and stopped in order."""

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from threading import Event, current_thread, main_thread

from bot.adapters.sqlalchemy_keys import newest_is_closed
from bot.bootstrap.application import Application
from bot.bootstrap.doors import Door
from bot.bootstrap.jobs import JobsAtWork, alone_in, may_share
from bot.bootstrap.talk_ports import Access, ports_to_listen
from bot.bootstrap.watching import Readiness, watched
from bot.config import VARIABLES
from bot.slack.app import build_app
from bot.slack.calls import open_async_client, open_client
from bot.usecases.chat_ports import Note, Received
from bot.usecases.ports import StorageError
from bot.usecases.submit import submit_event
from bot.usecases.talk import TalkPorts


class MetricsPortTaken(Exception):
    """The port set for the counts is another program's, or not for this account."""

    def __init__(self, port: int, variable: str) -> None:
        """`variable`: the setting that names it."""
        super().__init__(port)
        self.port = port
        self.variable = variable


class NoKeyFits(Exception):
    """What was encrypted last cannot be opened with the keys that are set."""


class Serving:
    """One process in one workspace. `run` blocks until `stop`, which any thread or signal may call."""

    def __init__(
        self, application: Application, access: Access, note: Note, door: Door | None, *, works: bool = True
    ) -> None:
        """`door`: how people are listened to, None for a process that does not. `works`: it does the jobs;
        where it does not, another process on the same database does."""
        self._application = application
        self._access = access
        self._note = note
        self._door = door
        self._works = works
        self._stopping = Event()
        self._lost = False
        self._asked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, on_ready: Callable[[], None]) -> None:
        """Go on until stopped, then finish what is under way. `on_ready`: at each new connection.

        Raises `AnotherBot`, `NoKeyFits`, `MetricsPortTaken`, `StorageError`, `NothingPublished`,
        and what the door raises.
        """
        # Before anything: what is kept under another key, or none, could not be told from the rest later.
        if newest_is_closed(self._application.engine, self._application.sealing):
            raise NoKeyFits
        client = open_client(self._access.bot_token, self._access.api_url)
        with ExitStack() as stack:
            if self._works:
                if not may_share(self._application.settings):
                    stack.callback(alone_in(self._application.settings.data).release)
                jobs = JobsAtWork(self._application, self._access, client, self._note)
                self._be_watched(stack, jobs.is_at_work)
                jobs.start(stack, self._give_up)
                ports, wake = jobs.ports, jobs.wake
            else:
                self._be_watched(stack, None)
                ports, wake = ports_to_listen(self._application, self._access, client, self._note), _nobody
            asyncio.run(self._attend(ports, wake, on_ready))
        if self._lost:
            raise StorageError(
                "The database cut the connection that said which process this is: start again."
            )

    def stop(self) -> None:
        """Stop listening, finish what is under way, return from `run`. Safe to repeat, from any thread."""
        self._stopping.set()
        if self._loop is not None:
            with suppress(RuntimeError):  # it ended by itself meanwhile
                self._loop.call_soon_threadsafe(self._asked.set)

    def _give_up(self) -> None:
        self._lost = True
        self.stop()

    def _be_watched(self, stack: ExitStack, jobs: Callable[[], bool] | None) -> None:
        settings = self._application.settings
        name = "metrics_port" if self._works else "web_metrics_port"
        port = getattr(settings, name)
        try:
            stack.enter_context(watched(self._application, port, Readiness(self._application, jobs)))
        except OSError:
            raise MetricsPortTaken(port, VARIABLES[name]) from None

    async def _attend(self, ports: TalkPorts, wake: Callable[[], None], on_ready: Callable[[], None]) -> None:
        """Listen at the door, or wait, until it is time to stop."""
        self._loop = asyncio.get_running_loop()
        if self._stopping.is_set():
            return
        if sys.platform != "win32" and current_thread() is main_thread():  # elsewhere the caller says `stop`
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.add_signal_handler(number, self.stop)
        if self._door is None:
            on_ready()
            await self._asked.wait()
            return

        def submit(received: Received) -> bool:
            return self._submit(received, ports, wake)

        client = open_async_client(self._access.bot_token, self._access.api_url)
        app = build_app(client, submit, ports, self._access.signing_secret)
        await self._door(app, self._asked, on_ready)

    def _submit(self, received: Received, ports: TalkPorts, wake: Callable[[], None]) -> bool:
        if received.place.team != self._access.team:
            # Shared with another workspace: nobody here would ever answer it, so it is not kept.
            self._note("event.of-another-team", received=received.event)
            return False
        is_new = submit_event(received, ports.inbox, ports.clock)
        wake()
        return is_new


def _nobody() -> None:
    """Nobody has to be woken: the process that does the jobs looks every half second."""
