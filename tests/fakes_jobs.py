"""Durable jobs in memory: done at once, in the caller's thread, and taken up again by `restart`."""

import json
from collections.abc import Callable
from contextlib import suppress

from bot.usecases.chat_ports import Result, Steps, TryLater

Kept = list[tuple[str, dict[str, object]]]


class Crash(BaseException):
    """Raised by a step or a job: the process ends there."""


class StraightSteps:
    """The port `Steps`: each step is done at once; `kept` is what is known of those done before a crash."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept: Kept = [] if kept is None else kept
        self._done = 0

    @property
    def names(self) -> list[str]:
        """The steps done, in order."""
        return [name for name, _ in self.kept]

    def run(self, name: str, step: Callable[[], Result]) -> Result:
        """The step's result, as `Steps` promises."""
        self._done += 1
        if self._done <= len(self.kept):
            was, found = self.kept[self._done - 1]
            if was != name or "result" not in found:
                raise TryLater("interrupted")
            return found["result"]  # type: ignore[return-value]
        try:
            result = step()
            if json.loads(json.dumps(result)) != result:
                raise TypeError(f"a step cannot return what JSON does not keep: {type(result).__name__}")
        except Exception:
            self.kept.append((name, {}))
            raise
        self.kept.append((name, {"result": result}))
        return result


class InMemoryJobs:
    """The port `Jobs`: `begin` returns when the job is over, or raises the `Crash` that ended it."""

    def __init__(self, do: Callable[[str, Steps], None]) -> None:
        self._do = do
        self._kept: dict[str, Kept] = {}
        self.ended: set[str] = set()

    def begin(self, job_id: str) -> None:
        """Do the job, unless it was begun."""
        if job_id not in self._kept:
            self._kept[job_id] = []
            self._work(job_id)

    def has_ended(self, job_id: str) -> bool:
        """Whether it was begun and is over."""
        return job_id in self.ended

    def ends_process(self, job_id: str) -> bool:
        """Never: nothing here outlives its process."""
        return False

    def restart(self) -> None:
        """Take up what a crash left."""
        for job_id in [each for each in self._kept if each not in self.ended]:
            self._work(job_id)

    def _work(self, job_id: str) -> None:
        with suppress(Exception):  # a job that raises is over, as any other
            self._do(job_id, StraightSteps(self._kept[job_id]))
        self.ended.add(job_id)
