"""The language model as the use cases see it: one question, one answer of a known shape, or a reason why not.

Verbs of the port would all be this one: what is asked is the prompt's, what comes back is the type's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bot.domain.model_answers import ModelAnswer
from bot.domain.model_part import WhyNot as WhyNot
from bot.domain.prompts import Rendered

Answer = TypeVar("Answer", bound=ModelAnswer)


class NoAnswer(Exception):
    """The model did not answer; carries no text of the prompt or of what came back."""

    def __init__(self, why: WhyNot, after: float | None = None, tokens: tuple[int, int] = (0, 0)) -> None:
        super().__init__(why)
        self.why: WhyNot = why
        self.after = after
        """Seconds after which the server wants to be asked again (`Retry-After`)."""
        self.tokens = tokens
        """What the failed call used all the same: in, out."""


@dataclass(frozen=True, slots=True)
class Answered(Generic[Answer]):
    """An answer in the shape asked for, and the tokens it took."""

    answer: Answer
    tokens_in: int
    tokens_out: int


class Model(Protocol):
    """A language model, wherever it runs."""

    @property
    def name(self) -> str:
        """`provider:model`, as it is recorded with a review."""

    def ask(
        self,
        prompt: Rendered,
        kind: type[Answer],
        seconds: float,
        on_progress: Callable[[int], None],
    ) -> Answered[Answer]:
        """One call, never repeated. `on_progress` is told how many characters have come so far.

        Raises `NoAnswer`, after `seconds` at the latest.
        """
