"""The bot at work in one process: socket, inbox and durable jobs, started and stopped in order."""

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

from bot.adapters.dbos_steps import DurableJobs
from bot.adapters.file_lock import FileLock, FileLocked
from bot.adapters.system_clock import SystemClock
from bot.adapters.ticking import Ticker
from bot.bootstrap.application import Application
from bot.bootstrap.policy_work import keep_what_changed, policy_channel, policy_ports, upload_form
from bot.domain.answering import QuestionRefused
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.slack.app import build_app
from bot.slack.calls import Client, open_async_client, open_client
from bot.slack.directory import SlackDirectory
from bot.slack.messenger import SlackMessenger
from bot.slack.socket import serve_socket
from bot.usecases.ask import answer_question
from bot.usecases.chat_ports import Note, Place, Received, Steps
from bot.usecases.desk import DeskInForce
from bot.usecases.dispatch import Dispatcher
from bot.usecases.do_job import do_job
from bot.usecases.ports import StorageError
from bot.usecases.submit import submit_event
from bot.usecases.talk import TalkPorts

_LOOK_EVERY = 0.5
"""Seconds between two looks at the inbox: for what another process received, and what was postponed."""
_RESCUE_EVERY = 15.0
_LOOK_FOR_NEWS_EVERY = 30.0
"""Seconds between two looks for what was published beside the bot, for the policy channel."""
_SECONDS_TO_END = 10.0
"""How long what is under way may take when the bot is stopped; the rest is taken up at the next start."""


class AnotherBot(Exception):
    """A bot is already answering from this data folder."""


class MetricsPortTaken(Exception):
    """The port set for the counts is another program's, or not for this account."""


@dataclass(frozen=True, slots=True)
class Access:
    """One workspace's Web API, and the two tokens that it gave the app."""

    team: str
    """The workspace's id."""
    api_url: str
    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    policy_owners: Sequence[str] = ()
    """Ids of people and of user groups."""
    policy_channel: str = ""
    """The channel that is told when the policies change, "" for none."""


class Serving:
    """One bot in one workspace. `run` blocks until `stop`, which any thread or signal may call."""

    def __init__(self, application: Application, access: Access, note: Note) -> None:
        self._application = application
        self._access = access
        self._note = note
        self._answering = _Answering(application)
        self._stopping = Event()
        self._lost = False
        self._asked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, on_connected: Callable[[], None]) -> None:
        """Answer people until stopped, then finish what is under way.

        Raises `AnotherBot`, `MetricsPortTaken`, `TokenRefused`, `StorageError`, `NothingPublished`.
        """
        with ExitStack() as stack:
            stack.callback(_alone_in(self._application.settings.data).release)
            self._serve_metrics(stack)
            submit = self._start_jobs(stack)
            asyncio.run(self._listen(submit, on_connected))
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

    def _serve_metrics(self, stack: ExitStack) -> None:
        try:
            stack.enter_context(self._application.metrics_served())
        except OSError:
            raise MetricsPortTaken from None

    def _start_jobs(self, stack: ExitStack) -> Callable[[Received], bool]:
        client = open_client(self._access.bot_token, self._access.api_url)
        telling = self._policy_channel(client)
        ports = self._talk_ports(client, telling)
        ports.desk()  # compiled now, so that the first draft does not wait for it
        keep_what_changed(self._application, self._note)
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
        rescuing = Ticker(partial(self._rescue, jobs, dispatcher), _RESCUE_EVERY, self._note)
        warming = Thread(target=self._answering.warm_up, name="warm-up")
        warming.start()
        stack.callback(warming.join)  # cut off in the middle of what is no Python, it would abort the process
        jobs.launch()
        stack.callback(jobs.stop, _SECONDS_TO_END)
        dispatcher.begin_again()
        for ticker in (looking, rescuing, *([telling] if telling else [])):
            ticker.start()
            stack.callback(ticker.stop)

        return partial(self._submit, ports, looking)

    def _submit(self, ports: TalkPorts, looking: Ticker, received: Received) -> bool:
        if received.place.team != self._access.team:
            # Shared with another workspace: nobody here would ever answer it, so it is not kept.
            self._note("event.of-another-team", received=received.event)
            return False
        is_new = submit_event(received, ports.inbox, ports.clock)
        looking.wake()
        return is_new

    def _rescue(self, jobs: DurableJobs, dispatcher: Dispatcher) -> None:
        if jobs.is_alone():
            dispatcher.rescue()
        else:
            self._lost = True
            self.stop()

    def _policy_channel(self, client: Client) -> Ticker | None:
        if not self._access.policy_channel:
            return None
        place = Place(self._access.team, self._access.policy_channel, "")
        return Ticker(
            policy_channel(self._application, client, place, self._note), _LOOK_FOR_NEWS_EVERY, self._note
        )

    def _talk_ports(self, client: Client, telling: Ticker | None) -> TalkPorts:
        application = self._application
        self._directory = SlackDirectory(client)
        told = telling.wake if telling else _nobody_to_tell
        self._policy = policy_ports(application, client, self._access.policy_owners, told)
        return TalkPorts(
            application.inbox(self._access.team),
            application.outbox,
            application.cards,
            application.archive,
            SlackMessenger(client),
            self._directory,
            SystemClock(),
            self._note,
            DeskInForce(application.reviewing()),
            self._answering,
            application.prompts,
            application.asking(),
            application.metrics,
            self._policy,
        )

    async def _listen(self, submit: Callable[[Received], bool], on_connected: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        if self._stopping.is_set():
            return
        if sys.platform != "win32" and current_thread() is main_thread():  # elsewhere the caller says `stop`
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.add_signal_handler(number, self.stop)
        client = open_async_client(self._access.bot_token, self._access.api_url)
        form = upload_form(self._application, client, self._directory, self._policy, self._note)
        app = build_app(client, submit, self._directory, self._note, form)
        await serve_socket(app, self._access.app_token, self._asked, self._note, on_connected)


def _nobody_to_tell() -> None:
    """No channel is told."""


def _alone_in(data: Path) -> FileLock:
    """One bot at a time in a data folder: its index has one reader, and its jobs one owner."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(data / "bot.lock")
    try:
        lock.take()
    except FileLocked:
        raise AnotherBot from None
    return lock


class _Answering:
    """The clauses that answer a question; nobody who publishes policies beside the bot waits for it."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, question: str, language: Language) -> list[Citation]:
        try:
            return list(answer_question(question, language, self._application.answering).clauses)
        except QuestionRefused:
            return []

    def warm_up(self) -> None:
        """Load what takes seconds to load, so that the first question and draft do not wait for it."""
        with suppress(StorageError):
            self("Peut-on en parler?", "fr")
            if self._application.model:
                self._application.clauses_near("Peut-on en parler?", "fr", 1)
