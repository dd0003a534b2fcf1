"""The shipped rule pack and the posts the bench reads: the same ones at every run."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TypeVar

from bot.adapters.yaml_records import read_record
from bot.domain.firm import FirmProfile
from bot.domain.rules import Rule, Topic
from bot.usecases.ports import PolicyFileError
from tests.bench.figures import CannotMeasure

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "policies"
EVALS = ROOT / "tests" / "evals"

Record = TypeVar("Record", Rule, Topic, FirmProfile)


@dataclass(frozen=True)
class Source:
    """The shipped rule pack as its files say it."""

    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    firm: FirmProfile


def read_source() -> Source:
    """Rules, topics and firm profile of `policies/`. Raises `CannotMeasure` for what cannot be read."""
    try:
        rules = tuple(_read(Rule, path) for path in sorted((POLICIES / "rules").glob("*.yml")))
        topics = tuple(_read(Topic, path) for path in sorted((POLICIES / "resources").glob("*.yml")))
        firm = _read(FirmProfile, POLICIES / "firm.yml")
    except OSError as error:
        raise CannotMeasure(f"{error.filename}: {error.strerror}.") from None
    except PolicyFileError as error:
        raise CannotMeasure(f"{error}.") from None
    if not rules:
        raise CannotMeasure("policies/rules has no rule.")
    return Source(rules, topics, firm)


def _read(kind: type[Record], path: Path) -> Record:
    return read_record(kind, path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))


def distinct_posts(rules: Iterable[Rule]) -> list[str]:
    """The rules' own examples without their marks, then the posts of `tests/evals`; none twice."""
    sorts = [sort for rule in rules for sort in (rule.examples.bad, rule.examples.good)]
    texts = [text for sort in sorts for text in sort.texts]
    for path in (EVALS / "test.jsonl", EVALS / "tune.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        texts += [json.loads(line)["text"] for line in lines if line.strip()]
    return list(dict.fromkeys(text for text in texts if text.strip()))


def as_many(posts: Sequence[str], wanted: int) -> list[str]:
    """`wanted` posts: these, repeated in order."""
    return list(islice(cycle(posts), wanted))


def lengths(posts: Sequence[str]) -> dict[str, float]:
    """How many posts, and their shortest, median and longest length in characters."""
    sizes = [len(post) for post in posts]
    return {"posts": len(sizes), "min": min(sizes), "median": median(sizes), "max": max(sizes)}
