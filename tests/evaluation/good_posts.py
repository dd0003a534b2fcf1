"""How well the nearest good post is chosen, and a search answered: `python -m tests.evaluation.good_posts`.

Pairs of `tests/evals/differentiation.jsonl` (a text or a relay of it, and another on the subject); drafts of
`tests/evals/test.jsonl` beside a library of the posts of `tests/evals/tune.jsonl` in which nothing is to be
found; and `tests/evals/good-post-searches.jsonl`, in other words than the posts'.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

import click

from bot.domain.good_posts import answer, can_teach, is_close, subject_of
from bot.domain.pack import RulePack, compile_pack
from tests.evaluation.differentiation import HALVES, read, vector
from tests.slack.sample_reviews import shipped

_ONE, _OTHER = ("first", "relay"), ("own", "neighbour")


@cache
def pack() -> RulePack:
    """The sample rules and topics."""
    policies, _ = shipped()
    return compile_pack(policies.rules, policies.topics, policies.firm)


@cache
def subject(text: str) -> str | None:
    """What it is about."""
    return subject_of(text, pack())


def shown(text: str, beside: str) -> bool:
    """Whether one is shown beside the other."""
    return is_close(float(vector(text) @ vector(beside)), subject(text), subject(beside))


def counted(pairs: Iterable[tuple[str, str]]) -> str:
    """How many of the pairs are."""
    found = [shown(*each) for each in pairs]
    return f"{sum(found)}/{len(found)}"


def figures() -> Iterator[str]:
    """A line each."""
    for half in HALVES:
        groups = [each for each in read("differentiation.jsonl") if each["half"] == half]
        same = [(each[a], each[b]) for each in groups for a, b in product(_ONE, _OTHER)]
        others = [
            (one[a], other[b])
            for one, other in product(groups, groups)
            if one is not other and one["lang"] == other["lang"]
            for a, b in product(_ONE, _OTHER)
        ]
        yield f"{half}: same subject, shown: {counted(same)}; another subject: {counted(others)}"
    library = [each for each in read("tune.jsonl") if each["verdict"] == "ok" and can_teach(each["text"])]
    drafts = [each for each in read("test.jsonl") if each["verdict"] in ("revise", "block")]
    beside = [
        any(shown(draft["text"], post["text"]) for post in library if post["lang"] == draft["lang"])
        for draft in drafts
    ]
    yield f"drafts beside which one of {len(library)} posts is shown: {sum(beside)}/{len(drafts)}"
    yield from searches()


def searches() -> Iterator[str]:
    """How often what was looked for is found, and comes first."""
    posts = {each["id"]: each["first"] for each in read("differentiation.jsonl")}
    found = first = more = 0
    for asked in read("good-post-searches.jsonl"):
        near = {each: float(vector(asked["words"]) @ vector(text)) for each, text in posts.items()}
        scores = {each: answer(asked["words"], text, near[each]) for each, text in posts.items()}
        answers = sorted((each for each in posts if scores[each]), key=lambda each: -(scores[each] or 0))
        found += asked["id"] in answers[:5]
        first += answers[:1] == [asked["id"]]
        more += len(set(answers[:5]) - {asked["id"]})
    count = len(posts)
    yield f"searches: found {found}/{count}, first {first}/{count}, {more / count:.1f} others each"


if __name__ == "__main__":
    click.echo("\n".join(figures()))
