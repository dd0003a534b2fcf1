"""Reviews with a language model that answers at once: what everything but the model takes, and tokens."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.config import read_settings
from bot.domain.budgets import Budgets
from bot.domain.draft import Draft, Language
from bot.domain.languages import guess_language
from bot.domain.model_answers import Judgement, Rewriting
from bot.domain.prompts import Rendered
from bot.usecases.ask_model import ModelPorts
from bot.usecases.model_port import Answered
from bot.usecases.model_review import Reviewer
from bot.usecases.review import open_desk
from tests.bench.figures import Figure, Part, percentile
from tests.lying_model import TRUTH

OVERHEAD_MS, _REVIEWS = 100, 200
CHARACTERS_A_TOKEN = 4
"""About as many in English, fewer in French: the figures of tokens are estimates."""
_BUDGETS = Budgets(1_000_000, 60.0, 10**9, 10**9)


@dataclass
class InstantModel:
    """`Model` that answers at once: nothing to add, and a text that passes. `sent` and `came` are tokens."""

    name: str = "bench:instant"
    language: Language = "fr"
    sent: dict[str, list[int]] = field(default_factory=dict)
    came: dict[str, list[int]] = field(default_factory=dict)
    seconds: float = 0.0

    def ask(
        self, prompt: Rendered, kind: type[Any], seconds: float, on_progress: Callable[[int], None]
    ) -> Answered[Any]:
        """An answer, and the time it took kept apart."""
        begin = time.perf_counter()
        answer = Judgement(findings=()) if kind is Judgement else Rewriting(text=TRUTH[self.language])
        sent = (len(prompt.system) + len(prompt.user)) // CHARACTERS_A_TOKEN
        came = len(answer.model_dump_json()) // CHARACTERS_A_TOKEN
        self.sent.setdefault(prompt.name, []).append(sent)
        self.came.setdefault(prompt.name, []).append(came)
        self.seconds += time.perf_counter() - begin
        return Answered(answer, sent, came)

    def tokens(self) -> int:
        """All tokens so far, in and out."""
        return sum(sum(each) for kept in (self.sent, self.came) for each in kept.values())


def measure_model(data: Path, posts: Sequence[str]) -> Part:
    """What a review takes beside the model's own time, in milliseconds, and its tokens."""
    application, model = Application(read_settings({"VIGIE_DATA": str(data)})), InstantModel()
    try:
        reviewer = Reviewer(open_desk(application.reviewing()), _ports(application, model))
        # Others each time: what a text means is remembered, and a draft comes once.
        warming, measured, others = (_every_so_many(posts, first) for first in range(3))
        _review_all(reviewer, model, warming)
        model.sent.clear()
        model.came.clear()
        took, tokens = _review_all(reviewer, model, measured)
        alone = [_took(lambda text=text: reviewer.desk.review(Draft(text))) for text in others]
    finally:
        application.close()
    how = f"{len(took)} reviews after as many, everything but the model's own time, wall"
    by_rules = f"{len(alone)} others by the rules alone, wall"
    estimated = f"in and out, {CHARACTERS_A_TOKEN} characters a token"
    return Part(
        "model",
        (
            Figure("review with a model, p50", percentile(took, 50), "ms", how),
            Figure("review with a model, p95", percentile(took, 95), "ms", how, OVERHEAD_MS, at_least=False),
            Figure("by the rules alone, p95", percentile(alone, 95), "ms", by_rules),
            Figure("tokens a review, p50", percentile(tokens, 50), "tokens", estimated),
            Figure("tokens a review, p95", percentile(tokens, 95), "tokens", estimated),
        ),
        tuple(_of_prompt(name, model) for name in sorted(model.sent)),
    )


def _every_so_many(posts: Sequence[str], first: int) -> list[str]:
    """Posts of all kinds and lengths; none twice where there are enough of them."""
    return list(islice(cycle(posts[first :: max(1, len(posts) // _REVIEWS)]), _REVIEWS))


def _ports(application: Application, model: InstantModel) -> ModelPorts:
    """As `Application.asking` makes them, with this model."""
    return ModelPorts(
        model, application.prompts, application.clauses_near, application.spending, application.metrics,
        _BUDGETS, SystemClock(), time.monotonic, time.sleep,
    )  # fmt: skip


def _review_all(
    reviewer: Reviewer, model: InstantModel, posts: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Milliseconds beside the model, and tokens, of each."""
    took, tokens = [], []
    for post in posts:
        model.language = "en" if guess_language(post, post) == "en" else "fr"
        before, of_model = model.tokens(), model.seconds
        whole = _took(lambda post=post: reviewer.review(Draft(post)))
        took.append(whole - (model.seconds - of_model) * 1000)
        tokens.append(float(model.tokens() - before))
    return took, tokens


def _took(do: Callable[[], object]) -> float:
    begin = time.perf_counter()
    do()
    return (time.perf_counter() - begin) * 1000


def _of_prompt(name: str, model: InstantModel) -> str:
    sent, came = model.sent[name], model.came[name]
    return (
        f"{name}: asked {len(sent)} times, {percentile(sent, 50):.0f} tokens in "
        f"(p95 {percentile(sent, 95):.0f}), {percentile(came, 50):.0f} out."
    )
