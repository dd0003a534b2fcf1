"""How well replies are known, and how often advice in one is caught: `python -m tests.evals.replies`.

On `replies.jsonl`: the words were chosen with the half called *seen* in sight, the other half was not looked
at; what is called a post and is none, also on the posts of `test.jsonl`.
"""

import json
from collections import Counter
from pathlib import Path

from bot.domain.draft import Draft
from bot.domain.public_replies import reply_to
from tests.shipped_desk import shipped

HERE = Path(__file__).parent
ADVICE = "personal-advice-public"
Cases = list[dict[str, str]]


def cases(half: str) -> Cases:
    """The labelled replies and posts of that half."""
    lines = (HERE / "replies.jsonl").read_text(encoding="utf-8").splitlines()
    return [each for each in map(json.loads, lines) if each["half"] == half]


def told(those: Cases) -> Counter[tuple[str, str]]:
    """How many of each kind (complaint, question, post) are taken for which."""
    return Counter((each["is"], reply_to(each["text"]) or "post") for each in those)


def count_of(kind: str, found: Counter[tuple[str, str]]) -> int:
    """How many of that kind there are."""
    return sum(count for (was, _), count in found.items() if was == kind)


def advice_caught(those: Cases) -> tuple[int, int, int, int]:
    """Of the replies that give advice: how many, how many the rule catches; of the others the same."""
    replies = [each for each in those if each["is"] != "post"]
    found = Counter((bool(each.get("advice")), is_caught(each["text"])) for each in replies)
    return (
        found[True, True] + found[True, False], found[True, True],
        found[False, True] + found[False, False], found[False, True],
    )  # fmt: skip


def is_caught(text: str) -> bool:
    """Whether the rule about personal advice finds something in it."""
    found = shipped(meaning=True).desk.find(Draft(text)).findings
    return any(each.rule == ADVICE for each in found)


def main() -> None:
    """Print the figures."""
    for half in ("seen", "unseen"):
        for language in ("fr", "en"):
            those = [each for each in cases(half) if each["lang"] == language]
            right = told(those)
            for kind in ("complaint", "question", "post"):
                print(f"{half} {language} {kind}: {right[kind, kind]} of {count_of(kind, right)}")
            print(f"{half} {language} advice, caught, other replies, caught: {advice_caught(those)}")
    posts = (HERE / "test.jsonl").read_text(encoding="utf-8").splitlines()
    taken = [each["id"] for each in map(json.loads, posts) if reply_to(each["text"])]
    print(f"of {len(posts)} posts of test.jsonl, taken for replies: {len(taken)}", *taken)


if __name__ == "__main__":
    main()
