"""The steps of a durable job on DBOS: what one returned is kept, and is not done again after a crash."""

import json
from collections.abc import Callable
from typing import Any, cast

from dbos import DBOS

from bot.usecases.chat_ports import Note, Result, TryLater


class LeftForLater(BaseException):
    """Ends a job of a process that stops as a crash would: it is taken up at the next launch."""


class DurableSteps:
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
            raise LeftForLater
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
            raise LeftForLater from None
        self._note("job.step-not-kept", job=self._job_id, kind=type(error).__name__)


def _storable(result: Result) -> Result:
    """What comes back after a crash is what was returned, or the step is wrong from its first day."""
    if json.loads(json.dumps(result)) != result:
        raise TypeError(f"a step cannot return what JSON does not keep: {type(result).__name__}")
    return result
