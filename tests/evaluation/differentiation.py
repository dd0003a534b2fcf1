"""How well a draft that adds nothing is recognised: `python -m tests.evaluation.differentiation`.

Pairs of `tests/evals/differentiation.jsonl` (a group: a text, a relay of it, the same in the other language,
the same subject with something of one's own, and another text on the subject), every pair of the posts of
`tests/evals/test.jsonl`, and links: the headlines of `tests/evals/headlines.jsonl` shared as they are, and
`tests/evals/shares.jsonl`, where each says something of its own. Nothing was chosen by the unseen half.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import Any

import click

from bot.domain.differentiation import ALIKE, is_bare_share, is_comparable
from tests.embedders import local_embedder

EVALS = Path(__file__).parents[1] / "evals"
SHARED_AS = {
    "seen": ("{} https://example.org/1", "À lire! {}\nhttps://example.org/2", "https://example.org/3\n{} 👏",
             "So true! {} https://example.org/8"),
    "unseen": ("Un bon papier: {} https://example.org/4", "{}\n\nWell worth your time.\nhttps://example.org/5",
               "👉 {} https://example.org/6 #épargne", "{} (https://example.org/7)"),
}  # fmt: skip
HALVES = ("seen", "unseen")
SAY_THE_SAME = (("first", "relay"), ("first", "other"), ("relay", "other"))
ADD_SOMETHING = tuple(product(("first", "relay", "other"), ("own", "neighbour")))
TEXTS = ("first", "relay", "other", "own", "neighbour")


def read(name: str) -> list[dict[str, Any]]:
    """The lines of a labelled file."""
    return [json.loads(line) for line in (EVALS / name).read_text(encoding="utf-8").splitlines()]


@cache
def vector(text: str) -> Any:
    """What it means."""
    import numpy as np

    return np.array(local_embedder().embed([text])[0])


def told(one: str, other: str) -> bool:
    """Whether the author of one is told of the other."""
    return is_comparable(one) and is_comparable(other) and float(vector(one) @ vector(other)) >= ALIKE


def pairs(half: str, kinds: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Two texts of the same group."""
    for group in read("differentiation.jsonl"):
        if group["half"] == half:
            yield from ((group[one], group[other]) for one, other in kinds)


def unrelated(half: str) -> Iterator[tuple[str, str]]:
    """Texts of two groups."""
    groups = [each for each in read("differentiation.jsonl") if each["half"] == half]
    for one, other in combinations(groups, 2):
        yield from ((one[a], other[b]) for a, b in product(TEXTS, TEXTS))


def posts(name: str) -> list[str]:
    """Of a labelled file, those that are compared at all."""
    return [text for text in dict.fromkeys(each["text"] for each in read(name)) if is_comparable(text)]


def bare_shares(half: str) -> list[str]:
    """Headlines, shared with a link and a word."""
    headlines = [each["text"] for each in read("headlines.jsonl")][half == "unseen" :: 2]
    ways = SHARED_AS[half]
    return [ways[place % len(ways)].format(text) for place, text in enumerate(headlines)]


def own_shares(half: str) -> list[str]:
    """Links with something of one's own."""
    return [each["text"] for each in read("shares.jsonl") if each["half"] == half]


def counted(of: Sequence[tuple[str, str]]) -> str:
    """How many of the pairs are told."""
    return f"{sum(told(*each) for each in of)}/{len(of)}"


def figures() -> Iterator[str]:
    """A line each."""
    for half in HALVES:
        same, cross = list(pairs(half, SAY_THE_SAME[:1])), list(pairs(half, SAY_THE_SAME[1:]))
        yield f"{half}: same language, say the same, told: {counted(same)}"
        yield f"{half}: two languages, say the same, told: {counted(cross)}"
        yield f"{half}: same subject, own content, told: {counted(list(pairs(half, ADD_SOMETHING)))}"
        yield f"{half}: unrelated, told: {counted(list(unrelated(half)))}"
        bare, own = bare_shares(half), own_shares(half)
        yield f"{half}: link with its title, told: {sum(map(is_bare_share, bare))}/{len(bare)}"
        yield f"{half}: link with something of one's own, told: {sum(map(is_bare_share, own))}/{len(own)}"
    others = posts("test.jsonl")
    hit = {text for pair in combinations(others, 2) if told(*pair) for text in pair}
    yield f"posts of test.jsonl that come near any other: {len(hit)}/{len(others)}"


if __name__ == "__main__":
    click.echo("\n".join(figures()))
