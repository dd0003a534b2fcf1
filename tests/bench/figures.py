"""A measured figure beside its target, and the arithmetic of measuring."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


class CannotMeasure(Exception):
    """Something the bench needs is missing or broken; the message is one sentence for its reader."""


@dataclass(frozen=True)
class Figure:
    """What was measured. With a target: `at_least` or, where less is better, at most."""

    name: str
    value: float
    unit: str
    how: str
    target: float | None = None
    at_least: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None for a figure without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target


@dataclass(frozen=True)
class Part:
    """One part of the bench: its figures, and remarks a reader needs to judge them."""

    name: str
    figures: tuple[Figure, ...] = ()
    remarks: tuple[str, ...] = ()
    failed: bool = False


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that `percent` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(percent) // 100) - 1)]


def cpu_rate(read: Callable[[str], object], posts: Sequence[str], passes: int) -> float:
    """Posts a CPU-second: the median of `passes` over all posts, after one that is not counted."""
    rates = []
    for counted in range(-1, passes):
        gc.collect()
        begin = time.process_time()
        for post in posts:
            read(post)
        if counted >= 0:
            rates.append(len(posts) / (time.process_time() - begin))
    return median(rates)
