"""The language model, scripted; it keeps the contract of the real one (`tests/contracts/test_model.py`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from bot.domain.model_answers import ModelAnswer
from bot.domain.prompts import Rendered
from bot.usecases.model_port import Answered, NoAnswer

Answer = TypeVar("Answer", bound=ModelAnswer)
Script = ModelAnswer | NoAnswer | Callable[[Rendered, type[Any]], ModelAnswer]


@dataclass
class ScriptedModel:
    """`Model` that answers from a list, one entry a call, and the last one ever after.

    An entry is an answer, a `NoAnswer` to raise, or a function of the prompt and the type asked for that
    gives the one or raises the other. `asked` are the prompts, `kinds` the types, `seconds` what each was
    given.
    """

    answers: Sequence[Script]
    name: str = "scripted:liar"

    def __post_init__(self) -> None:
        self.asked: list[Rendered] = []
        self.kinds: list[type[ModelAnswer]] = []
        self.seconds: list[float] = []

    def ask(
        self,
        prompt: Rendered,
        kind: type[Answer],
        seconds: float,
        on_progress: Callable[[int], None],
    ) -> Answered[Answer]:
        """The next answer; of another type than asked for: malformed. A token is four characters."""
        if seconds <= 0:
            raise NoAnswer("timeout")
        self.asked.append(prompt)
        self.kinds.append(kind)
        self.seconds.append(seconds)
        entry = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if isinstance(entry, NoAnswer):
            raise _again(entry)
        answer = entry if isinstance(entry, ModelAnswer) else entry(prompt, kind)
        written = answer.model_dump_json()
        used = (len(prompt.system) + len(prompt.user)) // 4 + 1, len(written) // 4 + 1
        for characters in chain(range(40, len(written), 40), [len(written)]):
            on_progress(characters)
        if not isinstance(answer, kind):
            raise NoAnswer("malformed", tokens=used)
        return Answered(answer, *used)


def _again(failure: NoAnswer) -> NoAnswer:
    """The same failure, new: an exception raised twice remembers where it was raised first."""
    return NoAnswer(failure.why, failure.after, failure.tokens)
