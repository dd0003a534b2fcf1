"""What Slack said a moment ago, so that it is not asked again for every click."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

A_MINUTE = 60.0
"""Seconds. Who leaves, becomes a guest or loses a role has nothing more within a minute."""
_MOST = 5_000


class Remembered(Generic[Answer]):
    """Answers by id, each good for a while from when it was *asked* for. Any thread may ask."""

    def __init__(
        self,
        ask: Callable[[str], Answer],
        seconds: float = A_MINUTE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`ask` may raise: then nothing is remembered. `now` in seconds, from any origin."""
        self._ask = ask
        self._seconds = seconds
        self._now = now
        self._lock = Lock()
        self._known: dict[str, tuple[float, Answer]] = {}

    def __call__(self, key: str) -> Answer:
        """The answer, asked for where none is known or it is too old. Raises what asking raises."""
        now = self._now()
        with self._lock:
            known = self._known.get(key)
        if known and now - known[0] < self._seconds:
            return known[1]
        answer = self._ask(key)  # outside the lock: nobody waits for what Slack says of somebody else
        with self._lock:
            earlier = self._known.get(key)
            if earlier is None or earlier[0] <= now:  # an answer asked for later is the newer one
                self._known[key] = now, answer
            self._forget_the_old()
        return answer

    def _forget_the_old(self) -> None:
        if len(self._known) > _MOST:
            oldest = self._now() - self._seconds
            self._known = {key: each for key, each in self._known.items() if each[0] > oldest}
