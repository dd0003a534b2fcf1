"""Ask the model on behalf of one review: masked, within its budgets, repaired once, and recorded.

Nothing leaves that still identifies somebody; nothing that comes back is believed here.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import uuid4

from pydantic import ValidationError

from bot.domain.budgets import Budgets, Spent, believable, estimate_tokens
from bot.domain.draft import Draft, Language
from bot.domain.findings import Citation
from bot.domain.masking import Mask, still_identifies
from bot.domain.model_answers import ModelAnswer
from bot.domain.model_part import ModelPart, Recorded
from bot.domain.prompts import Prompt, Rendered, version_of
from bot.usecases.metrics import Metrics
from bot.usecases.model_port import Model, NoAnswer, WhyNot
from bot.usecases.ports import Clock, StorageError
from bot.usecases.review import Desk
from bot.usecases.spending import ModelCall, Outcome, Spending

Answer = TypeVar("Answer", bound=ModelAnswer)

_ANSWER_TAKES = 1_500
"""Tokens of an answer that are reckoned with before it is asked for."""
_LEAST_SECONDS = 2.0
"""With less time left nothing is asked."""
_WAIT_WITHOUT_WORD = 1.0
"""Seconds after which a server that is away and did not say when to come back is asked again."""
_REPAIRED: Mapping[WhyNot, str] = {
    "malformed": "it was not the JSON object that was asked for",
    "truncated": "it was cut before its end",
}
_TRIED_AGAIN = ("busy", "unavailable")
_OF_THE_FIRM = ("rules", "clauses")
"""Variables of prompts that hold lines of the firm's own, and nothing of a draft."""


@dataclass(frozen=True)
class ModelPorts:
    """What asking the model needs."""

    model: Model
    prompts: Mapping[str, Prompt]
    find_clauses: Callable[[str, Language, int], Sequence[Citation]]
    """The clauses nearest to a text, best first: at most so many; none where the index cannot be read now."""
    spending: Spending
    metrics: Metrics
    budgets: Budgets
    clock: Clock
    elapsed: Callable[[], float]
    """Seconds since some moment."""
    wait: Callable[[float], None]


Told = Callable[[str, int], None]
"""Told which prompt is being answered, and how many characters of the answer have come."""


def told_nobody(prompt: str, characters: int) -> None:
    """Nobody wants to know."""


class Asking(ABC):
    """What one review asks, one prompt after the other: masked on the way out, recorded on the way back."""

    def __init__(self, prompts: Mapping[str, Prompt], mask: Mask) -> None:
        self._prompts = prompts
        self._mask = mask
        self.record: list[Recorded] = []
        self.unknown: tuple[str, ...] = ()
        """The masks in the last answer that stand for nothing."""

    def ask(self, name: str, kind: type[Answer], values: Mapping[str, str]) -> Answer:
        """The answer to the prompt of that name, unmasked. Raises `NoAnswer`."""
        # The draft first: who is told to be a client there is hidden in what is quoted of it, too.
        masked = {
            key: (self._mask.hide_lines if key in _OF_THE_FIRM else self._mask.hide)(values[key])
            for key in sorted(values, key=lambda key: key != "draft")
        }
        prompt = self._rendered(name, masked)
        try:
            answer = self._usable_answer(prompt, kind)
            self.unknown = self._mask.unknown_tokens("\n".join(_texts_in(answer.model_dump(mode="json"))))
            restored = as_answer(kind, _each_text(answer.model_dump(mode="json"), self._mask.restore))
        except NoAnswer as none:
            self.record.append(Recorded(name, None, none.why))
            raise
        self.record.append(Recorded(name, answer.model_dump(mode="json")))
        return restored

    def _rendered(self, name: str, masked: Mapping[str, str]) -> Rendered:
        """What would be sent."""
        return self._prompts[name].render(masked)

    @abstractmethod
    def clauses_near(self, text: str, language: Language, most: int) -> Sequence[Citation]:
        """The clauses nearest to a text, best first."""

    @abstractmethod
    def part(self) -> ModelPart:
        """What a review says of it all."""

    @abstractmethod
    def _usable_answer(self, prompt: Rendered, kind: type[Answer]) -> Answer:
        """An answer of that kind, still masked. Raises `NoAnswer`."""


class AskingModel(Asking):
    """The same of a model; what the calls took adds up here."""

    def __init__(
        self, ports: ModelPorts, mask: Mask, person: str = "", review: str = "", told: Told = told_nobody
    ) -> None:
        super().__init__(ports.prompts, mask)
        self._ports = ports
        self._person, self._review, self._told = person, review, told
        self._calls, self._spent = 0, Spent()
        self._began = ports.elapsed()

    def clauses_near(self, text: str, language: Language, most: int) -> Sequence[Citation]:
        """The clauses nearest to a text, best first; none where they cannot be looked for now."""
        try:
            return self._ports.find_clauses(text, language, most)
        except StorageError:
            return ()

    def part(self) -> ModelPart:
        """What it took so far, and every answer."""
        return ModelPart(
            self._ports.model.name,
            version_of(self._ports.prompts),
            self._calls,
            self._spent.tokens_in,
            self._spent.tokens_out,
            record=tuple(self.record),
        )

    def _usable_answer(self, prompt: Rendered, kind: type[Answer]) -> Answer:
        """What is malformed or cut is asked for once more, and so is a server that is away for a moment."""
        try:
            return self._ask_once(prompt, kind)
        except NoAnswer as none:
            if none.why in _REPAIRED:
                repair = self._ports.prompts["repair"].render({"why": _REPAIRED[none.why]})
                return self._ask_once(prompt.followed_by(repair), kind)
            wait = _WAIT_WITHOUT_WORD if none.after is None else none.after
            if none.why not in _TRIED_AGAIN or wait > self._seconds_left() / 2:
                raise
            self._ports.wait(wait)
            return self._ask_once(prompt, kind)

    def _ask_once(self, prompt: Rendered, kind: type[Answer]) -> Answer:
        """One call, kept before it is made and when it is over."""
        seconds = self._seconds_left()
        if seconds < _LEAST_SECONDS:
            raise NoAnswer("timeout")
        call = self._begun(prompt)
        began = self._ports.elapsed()
        try:
            self._told(prompt.name, 0)
            answered = self._ports.model.ask(
                prompt, kind, seconds, lambda characters: self._told(prompt.name, characters)
            )
        except NoAnswer as none:
            self._ended(call, none.why, Spent(*none.tokens), began)
            raise
        self._ended(call, "answered", Spent(answered.tokens_in, answered.tokens_out), began)
        return answered.answer

    def _begun(self, prompt: Rendered) -> ModelCall:
        """The call, kept against the budgets. Raises `NoAnswer` where it must not be made."""
        ports, text = self._ports, f"{prompt.system}\n{prompt.user}"
        call = ModelCall(
            uuid4().hex,
            ports.clock.now(),
            self._person,
            self._review,
            prompt.name,
            ports.model.name,
            Spent(estimate_tokens(text), _ANSWER_TAKES),
            0.0,
            "asked",
        )
        why: WhyNot | None = "identifies" if still_identifies(text) else None
        if why is None and not self._within_budgets(call):
            why = "over-budget"
        if why:
            self._ended(call, why, Spent(), ports.elapsed())
            raise NoAnswer(why)
        self._calls += 1
        return call

    def _within_budgets(self, call: ModelCall) -> bool:
        """Whether it is kept against the budgets: where nothing can be kept, nothing is asked."""
        try:
            return self._ports.spending.begin(call, self._ports.budgets, self._spent)
        except StorageError:
            raise NoAnswer("unavailable") from None

    def _ended(self, call: ModelCall, outcome: Outcome, spent: Spent, began: float) -> None:
        spent = believable(spent)
        self._spent += spent
        ended = replace(call, spent=spent, seconds=self._ports.elapsed() - began, outcome=outcome)
        with suppress(StorageError):  # it stays kept at what it was expected to take
            self._ports.spending.record(ended)
        self._ports.metrics.called(ended)

    def _seconds_left(self) -> float:
        return self._began + self._ports.budgets.review_seconds - self._ports.elapsed()


def mask_for(draft: Draft, desk: Desk) -> Mask:
    """What hides whoever a draft names: its author, clients, and the firm's confidential terms."""
    return Mask(desk.policies.firm, [draft.author.name] if draft.author.name else [], desk.firm_lines)


def as_answer(kind: type[Answer], given: Any) -> Answer:
    """What was recorded, or changed, as an answer again. Raises `NoAnswer` for another shape."""
    try:
        return kind.model_validate(given)
    except ValidationError:
        raise NoAnswer("malformed") from None


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(each)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each_text(each, change) for each in value]
    if isinstance(value, dict):
        return {key: _each_text(each, change) for key, each in value.items()}
    return value
