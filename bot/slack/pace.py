"""How fast messages are posted: Slack takes one a second in a channel, and a short burst more."""

import time
from collections.abc import Callable
from threading import Lock

from bot.usecases.chat_ports import TryLater

BURST = 5
"""How many may follow each other at once in a channel that was quiet."""
_A_SECOND = 1.0
"""How many a second after that (Slack: `chat.postMessage`, one a second a channel, bursts tolerated)."""
_LONGEST_WAIT = 3.0
"""Seconds that a job waits for its turn; the rest it spends outside, as something to try later."""
_MOST_CHANNELS = 1_000


class Pace:
    """One allowance for each channel, which time fills again. Any thread may ask for its turn.

    It is of one process: where several post in one channel, Slack itself says when it is too much (429).
    """

    def __init__(
        self, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """`now` in seconds, from any origin."""
        self._now = now
        self._sleep = sleep
        self._lock = Lock()
        self._left: dict[str, tuple[float, float]] = {}
        """Channel → when that was counted, and how much was left then; below 0: turns promised."""

    def wait_for_turn(self, channel: str) -> None:
        """Return when a message may be posted there. Raises `TryLater` where that is no moment away."""
        seconds = self._take(channel)
        if seconds > 0:
            self._sleep(seconds)

    def _take(self, channel: str) -> float:
        """Take the next turn, and say in how many seconds it comes."""
        with self._lock:
            now = self._now()
            counted, left = self._left.get(channel, (now, float(BURST)))
            left = min(float(BURST), left + (now - counted) * _A_SECOND) - 1
            seconds = max(0.0, -left / _A_SECOND)
            if seconds > _LONGEST_WAIT:
                raise TryLater("pace", seconds)
            self._left[channel] = now, left
            self._forget_the_quiet(now)
            return seconds

    def _forget_the_quiet(self, now: float) -> None:
        if len(self._left) > _MOST_CHANNELS:
            quiet = now - BURST / _A_SECOND
            busy = {channel: each for channel, each in self._left.items() if each[0] > quiet or each[1] < 0}
            self._left = busy
