"""What a model once answered for a review, given again: the model itself is not asked (promise 9)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.masking import Mask
from bot.domain.model_answers import ModelAnswer
from bot.domain.model_part import ModelPart, Recorded
from bot.domain.prompts import Prompt, Rendered
from bot.usecases.ask_model import Asking, as_answer
from bot.usecases.model_port import NoAnswer

Answer = TypeVar("Answer", bound=ModelAnswer)


class Replaying(Asking):
    """Answers from the record, in their order; the same clauses, the same mask, no call."""

    def __init__(self, prompts: Mapping[str, Prompt], mask: Mask, then: ModelPart) -> None:
        super().__init__(prompts, mask)
        self._then = then

    def clauses_near(self, text: str, language: Language, most: int) -> Sequence[Citation]:
        """All that the model was given then."""
        return self._then.clauses

    def part(self) -> ModelPart:
        """Which model, which prompts, how many calls: as it was then."""
        return replace(self._then, record=tuple(self.record))

    def _rendered(self, name: str, masked: Mapping[str, str]) -> Rendered:
        """Nothing is sent, and the prompts of today may take other values than those of then."""
        return Rendered(name, "", "", "")

    def _usable_answer(self, prompt: Rendered, kind: type[Answer]) -> Answer:
        answers, place = self._then.record, len(self.record)
        recorded = answers[place] if place < len(answers) else Recorded(prompt.name, None, "unavailable")
        if recorded.answer is None:
            raise NoAnswer(recorded.why_not or "unavailable")
        return as_answer(kind, recorded.answer)
