"""A thread that does one thing every so many seconds, and at once when it is woken."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from math import inf

from bot.domain.faults import place_of
from bot.usecases.chat_ports import Note


class Ticker:
    """Calls `act` when it starts, every `every` seconds after the last call, and when woken; one at a time.

    What `act` raises is noted, by kind and place, and the ticking goes on.
    """

    def __init__(self, act: Callable[[], None], every: float, note: Note) -> None:
        self._act = act
        self._every = every
        self._note = note
        self._woken = threading.Event()
        self._stopping = False
        self._acted: float | None = None
        self._thread = threading.Thread(target=self._tick, name="ticker", daemon=True)

    def start(self) -> None:
        """Begin ticking; once."""
        self._thread.start()

    def wake(self) -> None:
        """Call `act` at once, or again after the call under way."""
        self._woken.set()

    def quiet_for(self) -> float:
        """Seconds since `act` last came to its end without a fault; infinite until it did."""
        return inf if self._acted is None else time.monotonic() - self._acted

    def stop(self, wait: float = 10.0) -> None:
        """Call it no more; returns when the call under way is over, or after `wait` seconds.

        Safe to repeat, and before `start`.
        """
        self._stopping = True
        self._woken.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(wait)

    def _tick(self) -> None:
        while not self._stopping:
            try:
                self._act()
                self._acted = time.monotonic()
            except Exception as error:
                with suppress(Exception):  # a journal that cannot be written to stops no work
                    self._note("ticking.fault", kind=type(error).__name__, place=place_of(error))
            self._woken.wait(self._every)
            self._woken.clear()  # before looking at `_stopping`, which `stop` sets before it wakes
