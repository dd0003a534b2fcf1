"""In one process: the rules alone (the floor), and whole reviews once everything is loaded."""

import time
from collections.abc import Sequence
from pathlib import Path

from bot.bootstrap.application import Application
from bot.config import read_settings
from bot.domain.checking import apply_rules
from bot.domain.draft import Draft
from bot.domain.pack import RulePack, compile_pack
from bot.domain.rules import Rule
from bot.usecases.review import Desk, open_desk
from tests.bench.figures import CannotMeasure, Figure, Part, cpu_rate, percentile
from tests.bench.posts import Source, lengths

FLOOR, WARM_MS, WARM_LENGTH = 1_000, 60, 500
LONG_MS, LONG_LENGTH, _LONG_POSTS = 300, 3_000, 60
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
            Figure("floor without identifier rules", _rate(without, posts), "posts/CPU-s", how),
            Figure("floor with them", _rate(complete, posts), "posts/CPU-s", how, FLOOR),
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
    """Whole reviews, of short posts and of the longest that LinkedIn takes, in milliseconds each."""
    short = [post for post in posts if len(post) <= WARM_LENGTH]
    if not short:
        raise CannotMeasure(f"No post has at most {WARM_LENGTH} characters.")
    desk = open_desk(Application(read_settings({"VIGIE_DATA": str(data)})).reviewing())
    _review_all(desk, short)
    took = _review_all(desk, short) + _review_all(desk, short)
    how = f"{len(took)} reviews of posts up to {WARM_LENGTH} characters after {len(short)}, wall"
    long = _review_all(desk, _long_posts(posts))
    of_long = f"{len(long)} reviews of {LONG_LENGTH} characters, each several posts in one, wall"
    sizes = lengths(short)
    return Part(
        "warm",
        (
            Figure("warm review, p50", percentile(took, 50), "ms", how),
            Figure("warm review, p95", percentile(took, 95), "ms", how, WARM_MS, at_least=False),
            Figure("warm review, long, p95", percentile(long, 95), "ms", of_long, LONG_MS, at_least=False),
        ),
        (f"Posts of {sizes['min']:.0f} to {sizes['max']:.0f} characters, median {sizes['median']:.0f}.",),
    )


def _review_all(desk: Desk, posts: Sequence[str]) -> list[float]:
    took = []
    for post in posts:
        begin = time.perf_counter()
        desk.review(Draft(post))
        took.append((time.perf_counter() - begin) * 1000)
    return took


def _long_posts(posts: Sequence[str]) -> list[str]:
    together = "\n\n".join(sorted(posts, key=len, reverse=True))
    starts = range(0, len(together) - LONG_LENGTH, LONG_LENGTH)
    return [together[start : start + LONG_LENGTH] for start in starts][:_LONG_POSTS]
