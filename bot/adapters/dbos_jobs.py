"""Durable jobs on DBOS: begun once under their id, taken up where they were after a crash.

What DBOS stores of a job is its id, the names of its steps and what they return; never what they raise. Its
own log may quote an exception, so of each message only the place in its code is noted. DBOS lives in global
variables: one `DurableJobs` at a time is launched in a process. What is private in DBOS and used here is held
by tests/contracts/test_durable_jobs.py, and its version is pinned.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from dbos._utils import GlobalParams
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.database import parse_address
from bot.adapters.database_errors import jobs_error
from bot.adapters.dbos_steps import DurableSteps, LeftForLater
from bot.adapters.executor_slots import Slot, claim_dead, claim_slot
from bot.adapters.jobs_database import open_jobs_database
from bot.adapters.jobs_log import JobsLog
from bot.domain.faults import place_of
from bot.usecases.chat_ports import Note, Steps, TryLater
from bot.usecases.ports import StorageError

_THREADS_BESIDE = 64
"""For what is taken up after a crash, and DBOS itself."""
_VERSION = "1"
"""DBOS never takes up the work of another version, so it stays: steps that changed are `interrupted`."""
_MOST_RECOVERIES = 10
"""A job that was under way each time the process died is probably why it died."""
_NOT_OVER = ("PENDING", "ENQUEUED", "DELAYED")
_GIVEN_UP = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
_DEAD_FOR = 20.0
"""Seconds that a name must be nobody's before its work is taken: what its process had asked of the chat
service is done by then (`slack/calls`), and one that lives without the database has seen that it lost it."""

_launching = threading.Lock()
_launched: list["DurableJobs"] = []


class DurableJobs:
    """The port `Jobs`. `do(job id, steps)` does a job, in a thread of its own; it should not raise."""

    def __init__(
        self,
        database_url: str,
        data: Path,
        do: Callable[[str, Steps], None],
        note: Note,
        at_once: int = 8,
        dead_for: float = _DEAD_FOR,
    ) -> None:
        """`at_once`: how many jobs will be begun at a time; those taken up after a crash come on top."""
        self._at_once = at_once
        self._dead_for = dead_for
        self._dead_since: dict[str, float] = {}
        self._database_url = database_url
        self._data = data
        self._do = do
        self._note = note
        self.executor = ""
        """Which of the processes on this database it is, once launched: `vigie-0`, `vigie-1`, …"""
        self._stopping = True
        self._left = False
        self._slot: Slot | None = None
        self._jobs_in_hand = 0
        self._counting = threading.Lock()
        self._opened = ExitStack()
        self._messages = JobsLog(note)

    def launch(self) -> None:
        """Open the database, and take up what was under way when the last process ended; once.

        Call it from no thread that runs an event loop. Raises `StorageError`; RuntimeError while others are
        launched in this process, and when these were stopped.
        """
        with _launching:
            if _launched:
                raise RuntimeError("Durable jobs are already launched in this process: stop those first.")
            if self._left:
                raise RuntimeError("These durable jobs were stopped: make others.")
            _launched.append(self)
        self._opened.callback(_launched.remove, self)
        self._stopping = False
        try:
            with self._plainly():
                self._open()
        except BaseException:
            self._stopping = self._left = True
            self._opened.close()
            self._let_go()
            raise

    def begin(self, job_id: str) -> None:
        """Begin the job with that id, unless it was; returns at once. Not for use inside a job.

        Raises `StorageError`, `TryLater` when it is not launched or stops.
        """
        with self._working():
            if DBOS.get_workflow_status(job_id) is None:
                with SetWorkflowID(job_id):
                    DBOS.start_workflow(self._job, job_id)

    def has_ended(self, job_id: str) -> bool:
        """Whether it was begun and is over, well or badly. Raises as `begin` does."""
        return self._status(job_id) not in (None, *_NOT_OVER)

    def ends_process(self, job_id: str) -> bool:
        """Whether it was given up, having been under way each time when its process died. Raises as `begin`
        does."""
        return self._status(job_id) == _GIVEN_UP

    def _status(self, job_id: str) -> str | None:
        with self._working():
            status = DBOS.get_workflow_status(job_id)
        return None if status is None else str(status.status)

    def is_alone(self) -> bool:
        """Whether no other process can have this one's name by now, and with it do its jobs again."""
        return self._slot is not None and self._slot.is_held()

    def take_over(self) -> int:
        """Take up the work of processes that ended and were not started again; call it every few seconds.

        How many jobs that were. Raises as `begin` does.
        """
        taken = 0
        with self._working():
            dead = self._others_with_work()
            self._dead_since = {name: since for name, since in self._dead_since.items() if name in dead}
            for executor in dead:
                slot = claim_dead(self._engine, self._data, executor)
                if slot is None:
                    self._dead_since.pop(executor, None)
                    continue
                try:
                    since = self._dead_since.setdefault(executor, time.monotonic())
                    if time.monotonic() - since >= self._dead_for:
                        taken += len(DBOS._recover_pending_workflows([executor]))
                finally:
                    slot.release()
        return taken

    def _others_with_work(self) -> list[str]:
        status = self._dbos._sys_db.tables.workflow_status
        others = sa.select(status.c.executor_id).distinct()
        others = others.where(status.c.status == "PENDING", status.c.executor_id != self.executor)
        with self._dbos._sys_db.engine.connect() as connection:
            return [str(name) for (name,) in connection.execute(others)]

    def stop(self, wait: float) -> None:
        """Begin nothing more, give what is under way `wait` seconds to end, and let go of everything.

        What is not over by then does no further step here, and is taken up at the next launch. Its thread
        ends with the step in hand: until then the process cannot end by itself, and its name stays its own,
        lest another does that step at the same time.
        """
        if self not in _launched:
            return
        self._stopping = True
        deadline = time.monotonic() + wait
        # DBOS.destroy can wait too, but never less than a second.
        while self._dbos._active_workflows_set.activeList() and time.monotonic() < deadline:
            time.sleep(0.01)
        self._left = True
        self._opened.close()
        self._let_go()

    def _open(self) -> None:
        log = logging.getLogger("dbos")
        log.addFilter(self._messages)
        self._opened.callback(log.removeFilter, self._messages)
        engine = open_jobs_database(parse_address(self._database_url), self._data)
        self._engine, self._url = engine, engine.url
        self._opened.callback(engine.dispose)
        slot = claim_slot(engine, self._data)
        self.executor = slot.executor
        self._slot = slot
        GlobalParams.dbos_cloud = False  # whatever DBOS__CLOUD says: it would replace all of this
        self._dbos = DBOS(config=_config(engine, slot.executor, self._at_once))
        self._opened.callback(DBOS.destroy, destroy_registry=True)
        self._job = DBOS.workflow(name="vigie.job", max_recovery_attempts=_MOST_RECOVERIES)(self._workflow())
        DBOS.launch()

    def _workflow(self) -> Callable[[str], None]:
        def job(job_id: str) -> None:
            with self._in_hand():
                if self._stopping:
                    raise LeftForLater
                try:
                    self._do(job_id, DurableSteps(job_id, self._has_left, self._note))
                except Exception as fault:
                    self._note("job.raised", job=job_id, kind=type(fault).__name__, place=place_of(fault))

        return job

    @contextmanager
    def _in_hand(self) -> Iterator[None]:
        with self._counting:
            self._jobs_in_hand += 1
        try:
            yield
        finally:
            with self._counting:
                self._jobs_in_hand -= 1
            self._let_go()

    def _let_go(self) -> None:
        """Give the name away, once stopped, when the last job has ended its step in hand."""
        with self._counting:
            if self._left and not self._jobs_in_hand and self._slot:
                self._slot.release()
                self._slot = None

    def _has_left(self) -> bool:
        """Asked before each step: whoever lost its name may be followed by another, and does nothing more."""
        return self._left or not self.is_alone()

    @contextmanager
    def _working(self) -> Iterator[None]:
        if self._stopping:
            raise TryLater("stopping")
        try:
            with self._plainly():
                yield
        except Exception:
            if self._stopping:  # under its feet
                raise TryLater("stopping") from None
            raise

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise jobs_error(error, self._url) from None
        except OSError:
            raise StorageError(f"The folder of the jobs cannot be written to: {self._data}.") from None


def _config(engine: Engine, executor: str, at_once: int) -> DBOSConfig:
    return {
        "name": "vigie",
        "system_database_engine": engine,
        "dbos_system_schema": "dbos",
        "executor_id": executor,
        "application_version": _VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "enable_otlp": False,
        "max_executor_threads": at_once + _THREADS_BESIDE,
        "log_level": "WARNING",
        # Nothing here waits for DBOS's notifications; how often its idle thread wakes is how fast it stops.
        "use_listen_notify": False,
        "notification_listener_polling_interval_sec": 0.1,
    }
