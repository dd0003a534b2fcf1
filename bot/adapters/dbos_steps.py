"""Durable jobs on DBOS: begun once under their id, taken up where they were after a crash.

What DBOS stores of a job is its id, the names of its steps and what they return; never what they raise. Its
own log may quote an exception, so of each message only the place in its code is noted. DBOS lives in global
variables: one `DurableJobs` at a time is launched in a process. What is private in DBOS and used here is held
by tests/contracts/test_durable_jobs.py, and its version is pinned.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from dbos._utils import GlobalParams
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.database import parse_address
from bot.adapters.database_errors import jobs_error
from bot.adapters.executor_slots import claim_dead, claim_slot
from bot.adapters.jobs_database import open_jobs_database
from bot.adapters.jobs_log import JobsLog
from bot.domain.faults import place_of
from bot.usecases.chat_ports import Note, Result, Steps, TryLater
from bot.usecases.ports import StorageError

_THREADS_BESIDE = 64
"""For what is taken up after a crash, and DBOS itself."""
_VERSION = "1"
"""DBOS never takes up the work of another version, so it stays: steps that changed are `interrupted`."""
_MOST_RECOVERIES = 20
"""A job that was under way each time the process died is probably why it died."""
_NOT_OVER = ("PENDING", "ENQUEUED", "DELAYED")
_DEAD_FOR = 20.0
"""Seconds that a name must be nobody's before its work is taken: what its process had asked of the chat
service is done by then (`slack/calls`), and one that lives without the database has seen that it lost it."""

_launching = threading.Lock()
_launched: list["DurableJobs"] = []


class _LeftForLater(BaseException):
    """Ends a job of a process that stops as a crash would: it is taken up at the next launch."""


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
            self._stopping = True
            self._opened.close()
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
        with self._working():
            status = DBOS.get_workflow_status(job_id)
        return status is not None and status.status not in _NOT_OVER

    def is_alone(self) -> bool:
        """Whether no other process can have this one's name by now, and with it do its jobs again."""
        return self._slot.is_held()

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
        ends with the step in hand: until then the process itself cannot end by itself.
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

    def _open(self) -> None:
        log = logging.getLogger("dbos")
        log.addFilter(self._messages)
        self._opened.callback(log.removeFilter, self._messages)
        engine = open_jobs_database(parse_address(self._database_url), self._data)
        self._engine, self._url = engine, engine.url
        self._opened.callback(engine.dispose)
        slot = claim_slot(engine, self._data)
        self._opened.callback(slot.release)
        self.executor = slot.executor
        self._slot = slot
        GlobalParams.dbos_cloud = False  # whatever DBOS__CLOUD says: it would replace all of this
        self._dbos = DBOS(config=_config(engine, slot.executor, self._at_once))
        self._opened.callback(DBOS.destroy, destroy_registry=True)
        self._job = DBOS.workflow(name="vigie.job", max_recovery_attempts=_MOST_RECOVERIES)(self._workflow())
        DBOS.launch()

    def _workflow(self) -> Callable[[str], None]:
        def job(job_id: str) -> None:
            if self._stopping:
                raise _LeftForLater
            try:
                self._do(job_id, _DurableSteps(job_id, self._has_left, self._note))
            except Exception as fault:
                self._note("job.raised", job=job_id, kind=type(fault).__name__, place=place_of(fault))

        return job

    def _has_left(self) -> bool:
        """Asked before each step: whoever lost its name may be followed by another, and does nothing more."""
        return self._left or not self._slot.is_held()

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


class _DurableSteps:
    """The port `Steps` inside one job; `left` says whether the process stopped waiting for it."""

    def __init__(self, job_id: str, left: Callable[[], bool], note: Note) -> None:
        self._job_id = job_id
        self._left = left
        self._note = note

    def run(self, name: str, step: Callable[[], Result]) -> Result:
        """The step's result, kept; what it raises is raised, and only that it raised is kept.

        Raises `TryLater` where it raised before a crash, where the result cannot be kept now, and where an
        earlier version of the program did another step at this point.
        """
        if self._left():
            raise _LeftForLater
        raised: list[Exception] = []

        def kept() -> dict[str, Any]:
            try:
                return {"result": _storable(step())}
            except Exception as error:
                raised.append(error)
                return {"raised": True}

        found: dict[str, Any] = {}
        try:
            found = DBOS.run_step({"name": name}, kept)
        except Exception as error:
            self._not_kept(error)
        if raised:
            raise raised.pop()
        if "result" not in found:
            raise TryLater("interrupted")
        return cast(Result, found["result"])

    def _not_kept(self, error: Exception) -> None:
        if self._left():
            raise _LeftForLater from None
        self._note("job.step-not-kept", job=self._job_id, kind=type(error).__name__)


def _storable(result: Result) -> Result:
    """What comes back after a crash is what was returned, or the step is wrong from its first day."""
    if json.loads(json.dumps(result)) != result:
        raise TypeError(f"a step cannot return what JSON does not keep: {type(result).__name__}")
    return result


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
