"""Ask something that may never answer, and wait so long and no longer."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class NotInTime(Exception):
    """There is no answer yet."""


class InTime:
    """Asks one question at a time in a thread of its own, which nobody waits for when the process ends.

    While a question that came to nothing is still out, another is not asked: a database that hangs has one
    thread waiting for it, however often a monitor looks.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._one_at_a_time = threading.Lock()

    def __call__(self, ask: Callable[[], Result]) -> Result:
        """The answer. Raises `NotInTime`, and what `ask` raises."""
        if not self._one_at_a_time.acquire(timeout=self._seconds):
            raise NotInTime
        came: dict[str, Any] = {}
        over = threading.Event()

        def answer() -> None:
            try:
                came["answer"] = ask()
            except Exception as error:
                came["error"] = error
            finally:
                self._one_at_a_time.release()
                over.set()

        threading.Thread(target=answer, name="in-time", daemon=True).start()
        if not over.wait(self._seconds):
            raise NotInTime
        if "error" in came:
            raise came["error"]
        result: Result = came["answer"]
        return result
