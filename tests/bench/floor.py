"""In one process: the rules alone (the floor), and whole reviews once everything is loaded."""

import time
from collections.abc import Sequence
from pathlib import Path

from bot.bootstrap import Application
from bot.config import read_settings
from bot.domain.checking import apply_rules
from bot.domain.draft import Draft
from bot.domain.pack import RulePack, compile_pack
from bot.domain.rules import Rule
from bot.usecases.review import open_desk
from tests.bench.figures import CannotMeasure, Figure, Part, cpu_rate, percentile
from tests.bench.posts import Source, lengths

FLOOR, WARM_MS, WARM_LENGTH = 2_000, 60, 500
_PASSES = 5


def measure_floor(source: Source, posts: Sequence[str]) -> Part:
    """Every rule on every post, without and with the identifier detectors."""
    without = compile_pack(without_identifiers(source.rules), source.topics, source.firm)
    complete = compile_pack(source.rules, source.topics, source.firm)
    how = f"median of {_PASSES} passes over {len(posts)} posts after one, CPU"
    expressions = without.index.expressions
    always = [each.words for each in expressions if not each.literals]
    return Part(
        "floor",
        (
            Figure("floor without identifier rules", _rate(without, posts), "posts/CPU-s", how, FLOOR),
            Figure("floor with them", _rate(complete, posts), "posts/CPU-s", how),
        ),
        (
            f"{len(source.rules)} rules, {len(expressions)} expressions; always run: {len(always)}.",
            *(f"  {words.strip()}" for words in always),
        ),
    )


def without_identifiers(rules: Sequence[Rule]) -> list[Rule]:
    """The rules without their identifier detectors; a rule that has no other is left out."""
    kept = []
    for rule in rules:
        detectors = tuple(each for each in rule.detect if each.kind != "identifier")
        if detectors:
            kept.append(rule.model_copy(update={"detect": detectors}))
    return kept


def _rate(pack: RulePack, posts: Sequence[str]) -> float:
    return cpu_rate(lambda text: apply_rules(Draft(text), pack, "fr"), posts, _PASSES)


def measure_warm(data: Path, posts: Sequence[str]) -> Part:
    """Whole reviews of short posts at an open desk, in milliseconds each."""
    short = [post for post in posts if len(post) <= WARM_LENGTH]
    if not short:
        raise CannotMeasure(f"No post has at most {WARM_LENGTH} characters.")
    desk = open_desk(Application(read_settings({"VIGIE_DATA": str(data)})).reviewing())
    took = []
    for counted in range(3):
        for post in short:
            begin = time.perf_counter()
            desk.review(Draft(post))
            if counted:
                took.append((time.perf_counter() - begin) * 1000)
    how = f"{len(took)} reviews of posts up to {WARM_LENGTH} characters after {len(short)}, wall"
    sizes = lengths(short)
    return Part(
        "warm",
        (
            Figure("warm review, p50", percentile(took, 50), "ms", how),
            Figure("warm review, p95", percentile(took, 95), "ms", how, WARM_MS, at_least=False),
        ),
        (f"Posts of {sizes['min']:.0f} to {sizes['max']:.0f} characters, median {sizes['median']:.0f}.",),
    )
