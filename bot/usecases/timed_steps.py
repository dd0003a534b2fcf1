"""How long each step of a job takes, told to whoever watches."""

from collections.abc import Callable

from bot.usecases.chat_ports import Result, Steps
from bot.usecases.metrics import Metrics
from bot.usecases.ports import Clock


class TimedSteps:
    """`Steps` that are timed where they are done: one that was done before a crash is only looked up."""

    def __init__(self, steps: Steps, metrics: Metrics, clock: Clock) -> None:
        self._steps = steps
        self._metrics = metrics
        self._clock = clock

    def run(self, name: str, step: Callable[[], Result]) -> Result:
        """As `Steps.run`."""

        def timed() -> Result:
            began = self._clock.now()
            try:
                return step()
            finally:
                self._metrics.stepped(name, (self._clock.now() - began).total_seconds())

        return self._steps.run(name, timed)
