"""The bot at work in one process: socket, inbox and durable jobs, started and stopped in order."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import ExitStack, suppress
from threading import Event, Lock

from bot.adapters.dbos_steps import DurableJobs
from bot.adapters.system_clock import SystemClock
from bot.adapters.ticking import Ticker
from bot.bootstrap.application import Application
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.slack.app import build_app
from bot.slack.calls import open_async_client, open_client
from bot.slack.directory import SlackDirectory
from bot.slack.messenger import SlackMessenger
from bot.slack.socket import serve_socket
from bot.usecases.chat_ports import Note, Received, Steps, TryLater
from bot.usecases.desk import DeskInForce
from bot.usecases.dispatch import Dispatcher
from bot.usecases.do_job import do_job
from bot.usecases.ports import IndexBusy
from bot.usecases.search_clauses import cite_closest
from bot.usecases.submit import submit_event
from bot.usecases.talk import CLOSEST, TalkPorts

_LOOK_EVERY = 0.5
"""Seconds between two looks at the inbox: for what another process received, and what was postponed."""
_RESCUE_EVERY = 15.0
_SECONDS_TO_END = 10.0
"""How long what is under way may take when the bot is stopped; the rest is taken up at the next start."""


class Serving:
    """One bot. `run` blocks until `stop`, which any thread or signal may call."""

    def __init__(
        self, application: Application, bot_token: str, app_token: str, api_url: str, note: Note
    ) -> None:
        self._application = application
        self._tokens = bot_token, app_token
        self._api_url = api_url
        self._note = note
        self._stopping = Event()
        self._asked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, on_connected: Callable[[], None]) -> None:
        """Answer people until stopped, then finish what is under way.

        Raises `TokenRefused`, `StorageError`, `NothingPublished`.
        """
        with ExitStack() as stack:
            submit = self._start_jobs(stack)
            asyncio.run(self._listen(submit, on_connected))

    def stop(self) -> None:
        """Stop listening, finish what is under way, return from `run`. Safe to repeat, from any thread."""
        self._stopping.set()
        if self._loop is not None:
            with suppress(RuntimeError):  # it ended by itself meanwhile
                self._loop.call_soon_threadsafe(self._asked.set)

    def _start_jobs(self, stack: ExitStack) -> Callable[[Received], bool]:
        ports = self._talk_ports()
        ports.desk()  # compiled now, so that the first draft does not wait for it
        inbox, clock = ports.inbox, ports.clock

        def do(job_id: str, steps: Steps) -> None:
            try:
                do_job(job_id, steps, ports)
            finally:
                dispatcher.ended(job_id)
                looking.wake()

        jobs = DurableJobs(
            self._application.settings.database_url, self._application.settings.data, do, self._note
        )
        dispatcher = Dispatcher(inbox, jobs, clock)
        looking = Ticker(dispatcher.begin_waiting, _LOOK_EVERY, self._note)
        rescuing = Ticker(dispatcher.rescue, _RESCUE_EVERY, self._note)
        jobs.launch()
        stack.callback(jobs.stop, _SECONDS_TO_END)
        dispatcher.begin_again()
        for ticker in (looking, rescuing):
            ticker.start()
            stack.callback(ticker.stop)

        def submit(received: Received) -> bool:
            is_new = submit_event(received, inbox, clock)
            looking.wake()
            return is_new

        return submit

    def _talk_ports(self) -> TalkPorts:
        application = self._application
        client = open_client(self._tokens[0], self._api_url)
        self._directory = SlackDirectory(client)
        return TalkPorts(
            application.inbox,
            application.outbox,
            application.cards,
            application.archive,
            SlackMessenger(client),
            self._directory,
            SystemClock(),
            self._note,
            DeskInForce(application.reviewing()),
            _search(application),
        )

    async def _listen(self, submit: Callable[[Received], bool], on_connected: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        if self._stopping.is_set():
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not in a thread, not on Windows
                self._loop.add_signal_handler(number, self.stop)
        client = open_async_client(self._tokens[0], self._api_url)
        app = build_app(client, submit, self._directory, self._note)
        await serve_socket(app, self._tokens[1], self._asked, self._note, on_connected)


def _search(application: Application) -> Callable[[str, Language], list[Citation]]:
    """The clauses closest to a question; one search at a time, as the index has one reader."""
    one_at_a_time = Lock()

    def search(question: str, language: Language) -> list[Citation]:
        with one_at_a_time:
            try:
                return cite_closest(question, language, application.library(), CLOSEST)
            except IndexBusy:
                raise TryLater("index-busy", 5.0) from None

    return search
