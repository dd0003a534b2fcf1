"""What was posted, in memory. It keeps the same contract (`tests/contracts/test_posted_texts.py`)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from bot.domain.nature import Nature
from bot.usecases.balance_ports import PostedText


class InMemoryPostedTexts:
    """`PostedTexts`."""

    def __init__(self) -> None:
        self.all: dict[str, PostedText] = {}

    def keep(self, posted: PostedText) -> None:
        self.all[posted.card] = posted

    def natures(self, team: str, author: str, since: date, but: str = "") -> list[Nature]:
        theirs = [each for each in self.all.values() if (each.team, each.author) == (team, author)]
        return [each.nature for each in theirs if each.day >= since and each.card != but]

    def counts(self, team: str, since: date) -> tuple[int, Mapping[Nature, int]]:
        found = [each for each in self.all.values() if each.team == team and each.day >= since]
        return len({each.author for each in found}), Counter(each.nature for each in found)
