"""What is counted for whoever watches: closed words and figures, never an id and never a text."""

from typing import Protocol

from bot.usecases.spending import ModelCall


class Metrics(Protocol):
    """Nothing here ever fails, or takes time worth speaking of."""

    def called(self, call: ModelCall) -> None:
        """A call of the language model is over, or was not sent."""

    def reviewed(self, verdict: str, engine: str) -> None:
        """A review was made. `engine` is `rules` or `rules+model`."""

    def found(self, rule: str, source: str) -> None:
        """A finding of a review. `rule` is one of the pack in force, or `other`; `source`: rule, example,
        model."""

    def dropped(self, why: str, count: int = 1) -> None:
        """Verification dropped something that the model said."""

    def stepped(self, step: str, seconds: float) -> None:
        """A step of a job was done, or failed. `step` is its name in the code."""

    def ended(self, outcome: str, seconds: float) -> None:
        """An attempt at a job is over: how the inbox has it now, or `postponed`."""

    def acknowledged(self, status: int, seconds: float) -> None:
        """A request at the web door was answered, with that HTTP status, after so many seconds."""


class NoMetrics:
    """`Metrics` where nobody watches."""

    def called(self, call: ModelCall) -> None:
        """Not counted."""

    def reviewed(self, verdict: str, engine: str) -> None:
        """Not counted."""

    def found(self, rule: str, source: str) -> None:
        """Not counted."""

    def dropped(self, why: str, count: int = 1) -> None:
        """Not counted."""

    def stepped(self, step: str, seconds: float) -> None:
        """Not counted."""

    def ended(self, outcome: str, seconds: float) -> None:
        """Not counted."""

    def acknowledged(self, status: int, seconds: float) -> None:
        """Not counted."""
