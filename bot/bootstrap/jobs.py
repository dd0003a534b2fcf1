"""The jobs at work: what waits in the inbox becomes durable jobs, and what comes round by itself is done."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from threading import Thread

from bot.adapters.dbos_jobs import DurableJobs
from bot.adapters.file_lock import FileLock, FileLocked
from bot.adapters.one_at_a_time import one_at_a_time
from bot.adapters.ticking import Ticker
from bot.bootstrap.application import Application
from bot.bootstrap.archive_work import anchoring_ticker
from bot.bootstrap.keeping_work import keeping_tickers
from bot.bootstrap.policy_work import keep_what_changed, policy_channel
from bot.bootstrap.talk_ports import Access, ports_to_answer
from bot.config import Settings
from bot.domain.answering import QuestionRefused
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.slack.calls import Client
from bot.usecases.ask import answer_question
from bot.usecases.chat_ports import Note, Place, Steps
from bot.usecases.dispatch import Dispatcher
from bot.usecases.do_job import do_job
from bot.usecases.ports import StorageError
from bot.usecases.remind_authors import AuthorsReminded
from bot.usecases.remind_certified import CertifiedReminded
from bot.usecases.remind_compliance import Reminders
from bot.usecases.weekly_digest import WeeklyDigest

_LOOK_EVERY = 0.5
"""Seconds between two looks at the inbox: for what another process received, and what was postponed."""
_RESCUE_EVERY = 15.0
_TAKE_OVER_EVERY = 5.0
"""Seconds between two looks for the work of processes that died."""
_STILL_LOOKING = 30.0
"""Seconds after which a process that did not look at the inbox is taken for stuck."""
_LOOK_FOR_NEWS_EVERY = 30.0
"""Seconds between two looks for what was published beside the bot, for the policy channel."""
_DIGEST_EVERY = 600.0
"""Seconds between two looks at whether last week's figures are told."""
_REMIND_EVERY = 60.0
"""Seconds between two looks at what waits for compliance, and at whom to remind of a draft."""
_REMIND_CERTIFIED_EVERY = 3_600.0
_SECONDS_TO_END = 10.0
"""How long what is under way may take when the bot is stopped; the rest is taken up at the next start."""


class AnotherBot(Exception):
    """A bot is already answering from this data folder."""


def may_share(settings: Settings) -> bool:
    """Whether several workers may use one data folder: where nothing that has one owner is kept there."""
    return bool(settings.chroma_url) and not settings.database_url.startswith("sqlite:")


def alone_in(data: Path) -> FileLock:
    """One worker at a time in a data folder: its index has one reader, and its jobs one owner.

    Raises `AnotherBot`.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(data / "bot.lock")
    try:
        lock.take()
    except FileLocked:
        raise AnotherBot from None
    return lock


class JobsAtWork:
    """The jobs of one workspace, from `start` until the stack that it was given ends."""

    def __init__(self, application: Application, access: Access, client: Client, note: Note) -> None:
        self._application = application
        self._note = note
        self._team = access.team
        self._answering = _Answering(application)
        self._telling = self._policy_channel(access, client)
        told = self._telling.wake if self._telling else None
        self.ports = ports_to_answer(application, access, client, note, told, self._answering)
        self._looking: Ticker | None = None
        self._rescuing: Ticker | None = None

    def start(self, stack: ExitStack, on_lost: Callable[[], None]) -> None:
        """Begin; the end of the stack stops everything, in order. Raises `StorageError`, `NothingPublished`.

        `on_lost`: the database let go of the sign that this process is at work.
        """
        ports, settings = self.ports, self._application.settings
        ports.desk()  # compiled now, so that the first draft does not wait for it
        keep_what_changed(self._application, self._note)

        def do(job_id: str, steps: Steps) -> None:
            try:
                do_job(job_id, steps, ports)
            finally:
                dispatcher.ended(job_id)
                self.wake()

        at_once = settings.jobs_at_once
        jobs = DurableJobs(settings.database_url, settings.data, do, self._note, at_once)
        dispatcher = Dispatcher(ports.inbox, jobs, ports.clock, at_once)
        self._looking = Ticker(dispatcher.begin_waiting, _LOOK_EVERY, self._note)
        warming = Thread(target=self._answering.warm_up, name="warm-up")
        warming.start()
        stack.callback(warming.join)  # cut off in the middle of what is no Python, it would abort the process
        jobs.launch()
        stack.callback(jobs.stop, _SECONDS_TO_END)
        dispatcher.begin_again()
        self._rescuing = Ticker(partial(_rescue, jobs, dispatcher, on_lost), _RESCUE_EVERY, self._note)
        taking_over = Ticker(partial(_take_over, jobs, self._note), _TAKE_OVER_EVERY, self._note)
        for ticker in (
            self._looking,
            self._rescuing,
            taking_over,
            *self._coming_round(),
            anchoring_ticker(self._application, self._note),
            *keeping_tickers(self._application, ports, self._team, self._note),
            *([self._telling] if self._telling else []),
        ):
            ticker.start()
            stack.callback(ticker.stop)

    def _coming_round(self) -> Iterator[Ticker]:
        """What one worker at a time does by itself: people are reminded, and told last week's figures."""
        engine, ports, note = self._application.engine, self.ports, self._note
        yield Ticker(one_at_a_time(engine, "reminders", Reminders(ports)), _REMIND_EVERY, note)
        authors = AuthorsReminded(self._team, ports)
        yield Ticker(one_at_a_time(engine, "authors", authors), _REMIND_EVERY, note)
        certified = CertifiedReminded(self._team, ports)
        yield Ticker(one_at_a_time(engine, "certified", certified), _REMIND_CERTIFIED_EVERY, note)
        yield Ticker(one_at_a_time(engine, "figures", WeeklyDigest(ports)), _DIGEST_EVERY, note)

    def is_at_work(self) -> bool:
        """Whether its jobs are launched, the inbox was looked at a moment ago, and the name of this process
        was still its own when that was looked at last."""
        looking, rescuing = self._looking, self._rescuing
        if looking is None or rescuing is None:
            return False
        return looking.quiet_for() < _STILL_LOOKING and rescuing.quiet_for() < _STILL_LOOKING + _RESCUE_EVERY

    def wake(self) -> None:
        """Look at the inbox at once."""
        if self._looking:
            self._looking.wake()

    def _policy_channel(self, access: Access, client: Client) -> Ticker | None:
        if not access.policy_channel:
            return None
        place = Place(access.team, access.policy_channel, "")
        telling = policy_channel(self._application, client, place, self._note)
        tell = one_at_a_time(self._application.engine, "policy-channel", telling)
        return Ticker(tell, _LOOK_FOR_NEWS_EVERY, self._note)


def _rescue(jobs: DurableJobs, dispatcher: Dispatcher, on_lost: Callable[[], None]) -> None:
    if jobs.is_alone():
        dispatcher.rescue()
    else:
        on_lost()


def _take_over(jobs: DurableJobs, note: Note) -> None:
    if count := jobs.take_over():
        note("jobs.taken-over", count=count)


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
