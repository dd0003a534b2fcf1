"""Ask the model about a draft that it has judged before: its judgement is taken from that review."""

from collections.abc import Sequence
from typing import TypeVar

from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.masking import Mask
from bot.domain.model_answers import ModelAnswer
from bot.domain.model_part import ModelPart
from bot.domain.prompts import Rendered
from bot.usecases.ask_model import AskingModel, ModelPorts, as_answer

Answer = TypeVar("Answer", bound=ModelAnswer)


class Continuing(AskingModel):
    """Judges as before, given the same clauses, and asks for the rest; without an earlier review, for all."""

    def __init__(
        self, earlier: ModelPart | None, ports: ModelPorts, mask: Mask, person: str, review: str
    ) -> None:
        super().__init__(ports, mask, person, review)
        judged = earlier.record[0] if earlier and earlier.record else None
        self._judged = judged if judged and judged.prompt == "judge" and judged.answer else None
        self._clauses = earlier.clauses if earlier and self._judged else ()

    def clauses_near(self, text: str, language: Language, most: int) -> Sequence[Citation]:
        """Those that the model was given then; else the nearest."""
        return self._clauses or super().clauses_near(text, language, most)

    def _usable_answer(self, prompt: Rendered, kind: type[Answer]) -> Answer:
        if prompt.name != "judge" or self._judged is None:
            return super()._usable_answer(prompt, kind)
        return as_answer(kind, self._judged.answer)
