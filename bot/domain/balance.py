"""What an author posted of late, as promotion and as resources, against what the firm aims for."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.firm import BalanceTarget
from bot.domain.nature import Nature


@dataclass(frozen=True, slots=True)
class Balance:
    """How many posts were what; those that were neither are not counted."""

    resources: int
    promotions: int
    target: BalanceTarget

    @property
    def posts(self) -> int:
        """Those that count."""
        return self.resources + self.promotions

    @property
    def is_kept(self) -> bool:
        """Whether the aim is met; nothing posted meets it."""
        return self.resources * self.target.of >= self.target.resources * self.posts

    @property
    def until_promotion(self) -> int:
        """How many resources are missing before one more post about us keeps the aim; 0 where none is.

        Where the aim leaves no room for promotion at all there is no such number: it is -1.
        """
        share, rest = self.target.resources, self.target.of - self.target.resources
        if not rest:
            return -1
        needed = -(-share * (self.promotions + 1) // rest)
        return max(0, needed - self.resources)

    def with_one(self, nature: Nature) -> "Balance":
        """The same with one more post."""
        return Balance(
            self.resources + (nature == "resource"), self.promotions + (nature == "promotion"), self.target
        )


def balance_of(natures: Iterable[Nature], target: BalanceTarget) -> Balance:
    """The balance of these posts."""
    counted = list(natures)
    return Balance(counted.count("resource"), counted.count("promotion"), target)


def tips(balance: Balance) -> bool:
    """Whether one more post about us leaves the aim."""
    return not balance.with_one("promotion").is_kept
