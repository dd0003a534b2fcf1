"""How often a post is taken for what it is: `python -m tests.bench.nature`.

`nature.jsonl` has posts that were labelled by hand as resource, promotion or neither: some of the labelled
posts beside it, by id, and others written for it. What was looked at while the words were chosen is `tune`;
`unseen` was looked at once, when they were.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.domain.draft import Draft
from bot.domain.nature import NATURES, nature_of
from bot.domain.pack import RulePack
from bot.domain.posts import lay_out
from tests.shipped_desk import shipped

HERE = Path(__file__).parents[1] / "evals"
FIRMS = (
    "Banque Armorine", "Groupe Belœil", "Maplecrest Financial", "Maplecrest Life", "Northbank",
    "Thornbury Wealth", "Calder Mutual", "Assurances Pélican", "Cévenol", "Mutuelle Valserine",
    "Kamouraska-Vie", "Banque Laurval",
)  # fmt: skip
"""For which the authors of those posts work: a firm's profile names its own."""


def labelled() -> Iterator[dict[str, Any]]:
    """The posts, with their texts."""
    texts = {each["id"]: each["text"] for name in ("tune", "test") for each in _lines(f"{name}.jsonl")}
    for each in _lines("nature.jsonl"):
        yield {"text": texts.get(each.get("id"))} | each


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def main() -> None:
    """Print, by part and language, how many are right, and what was taken for what."""
    desk = shipped(meaning=True).desk
    firm = desk.pack.firm.model_copy(update={"names": desk.pack.firm.names + FIRMS})
    pack: RulePack = replace(desk.pack, firm=firm)
    found: Counter[tuple[str, str, str, str]] = Counter()
    for each in labelled():
        draft = Draft(each["text"])
        taken = nature_of(lay_out(draft), desk.find(draft).findings, pack)
        found[each["part"], each["lang"], each["nature"], taken] += 1
    for part in ("tune", "unseen"):
        for language in ("fr", "en"):
            here = {key[2:]: count for key, count in found.items() if key[:2] == (part, language)}
            right, of = sum(here.get((each, each), 0) for each in NATURES), sum(here.values())
            wrong = [
                f"{is_} taken for {taken}: {count}"
                for (is_, taken), count in sorted(here.items())
                if is_ != taken
            ]
            print(f"{part} {language}: {right} of {of}; {', '.join(wrong)}")


if __name__ == "__main__":
    main()
