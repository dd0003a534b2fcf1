"""What a fleet would do that cannot be had here: a simulation of its queue, from figures of one machine.

`python -m tests.load.simulate` prints the table of docs/scaling.md. A worker is one process: one core, and so
many jobs at a time. A job takes a turn among those, then CPU in two halves, before and after it waits for
Slack and the language model; the core serves halves in the order in which they come. Arrivals are a Poisson
process at the rate of the busiest hour; what is waited for is lognormal. A seed gives the same hour again.
"""

import argparse
import heapq
import math
import random
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from tests.bench.figures import percentile

WRITERS = 0.2
"""Of all employees, those who write posts."""
DRAFTS_A_WEEK = 3.0
"""Of each of them."""
ACTS_A_DRAFT = 3.0
"""Jobs a draft brings: itself, an edit, a button or a question."""
BUSIEST_HOUR = 0.2
"""Of a day's drafts."""
SECONDS = 3_600.0


@dataclass(frozen=True)
class Fleet:
    """Workers, and what a job takes there."""

    employees: int
    workers: int
    at_once: int
    cpu: float
    """Seconds of one core a job."""
    slack: float
    """Median seconds that a job waits for Slack."""
    model: float
    """Median seconds that a draft waits for the language model; 0 without one."""

    @property
    def rate(self) -> float:
        """Jobs a second in the busiest hour."""
        drafts_a_day = self.employees * WRITERS * DRAFTS_A_WEEK / 5
        return drafts_a_day * BUSIEST_HOUR * ACTS_A_DRAFT / SECONDS


@dataclass(frozen=True)
class Waits:
    """What came of an hour."""

    jobs: int
    p50: float
    p95: float
    p99: float
    """Seconds from arrival to the end."""
    busy: float
    """Of the workers' cores."""
    deepest: int
    """Jobs that waited for a turn at the worst moment."""


class _Worker:
    def __init__(self, at_once: int) -> None:
        self.free = at_once
        self.core_until = 0.0
        self.worked = 0.0

    def compute(self, now: float, seconds: float) -> float:
        """When that much CPU is done, after what came before."""
        self.core_until = max(now, self.core_until) + seconds
        self.worked += seconds
        return self.core_until


@dataclass(frozen=True)
class _Job:
    arrived: float
    worker: _Worker


Event = tuple[float, int, "_Job | None", bool]
"""When, a number that breaks ties, whose (None: somebody's arrival), and whether the job is over then."""


def simulate(fleet: Fleet, seconds: float = SECONDS, seed: int = 1) -> Waits:
    """An hour at that rate."""
    chance, numbers = random.Random(seed), count()
    workers = [_Worker(fleet.at_once) for _ in range(fleet.workers)]
    queue, took, deepest = deque[float](), list[float](), 0
    events: list[Event] = [(at, next(numbers), None, False) for at in _arrivals(fleet.rate, seconds, chance)]

    def at(moment: float, job: _Job, *, over: bool) -> None:
        heapq.heappush(events, (moment, next(numbers), job, over))

    while events:
        now, _, job, over = heapq.heappop(events)
        if job is None:
            queue.append(now)
        elif over:
            job.worker.free += 1
            took.append(now - job.arrived)
        else:
            at(job.worker.compute(now, fleet.cpu / 2), job, over=True)
        while queue and (free := max(workers, key=lambda each: each.free)).free:
            free.free -= 1
            begun = _Job(queue.popleft(), free)
            at(free.compute(now, fleet.cpu / 2) + _waited(fleet, chance), begun, over=False)
        deepest = max(deepest, len(queue))
    busy = sum(each.worked for each in workers) / (len(workers) * seconds)
    return Waits(len(took), *(percentile(took, each) for each in (50, 95, 99)), busy, deepest)


def _arrivals(rate: float, seconds: float, chance: random.Random) -> Iterator[float]:
    moment = chance.expovariate(rate)
    while moment < seconds:
        yield moment
        moment += chance.expovariate(rate)


def _waited(fleet: Fleet, chance: random.Random) -> float:
    """For Slack, and for the language model where the job is a draft."""
    asks = fleet.model and chance.random() < 1 / ACTS_A_DRAFT
    return _around(fleet.slack, chance) + (_around(fleet.model, chance) if asks else 0.0)


def _around(median: float, chance: random.Random) -> float:
    """Lognormal, a spread of two thirds: one in twenty takes three times the median."""
    return median * math.exp(chance.gauss(0.0, 2 / 3))


_CPU, _SLACK, _MODEL = 0.1, 0.8, 8.0
"""Seconds: measured by `make load`; four calls of Slack's; a language model's two answers."""
FLEETS = (
    ("50, one process", Fleet(50, 1, 8, _CPU, _SLACK, 0.0)),
    ("50, one process, a model", Fleet(50, 1, 8, _CPU, _SLACK, _MODEL)),
    ("5,000, one process", Fleet(5_000, 1, 8, _CPU, _SLACK, 0.0)),
    ("5,000, one process, a model", Fleet(5_000, 1, 8, _CPU, _SLACK, _MODEL)),
    ("500,000, 2 workers of 8", Fleet(500_000, 2, 8, _CPU, _SLACK, 0.0)),
    ("500,000, 4 workers of 8", Fleet(500_000, 4, 8, _CPU, _SLACK, 0.0)),
    ("500,000, 4 workers of 8, a model", Fleet(500_000, 4, 8, _CPU, _SLACK, _MODEL)),
    ("500,000, 4 workers of 32, a model", Fleet(500_000, 4, 32, _CPU, _SLACK, _MODEL)),
    ("500,000, one of those lost, a model", Fleet(500_000, 3, 32, _CPU, _SLACK, _MODEL)),
)


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    reader = argparse.ArgumentParser(prog="python -m tests.load.simulate", description=__doc__)
    reader.add_argument("--seed", type=int, default=1)
    options = reader.parse_args(arguments)
    print("| Employees | Jobs a second | p50 | p95 | p99 | Cores busy | Deepest queue |")
    print("|---|---|---|---|---|---|---|")
    for name, fleet in FLEETS:
        waits = simulate(fleet, seed=options.seed)
        print(
            f"| {name} | {fleet.rate:.3g} | {waits.p50:.1f} s | {waits.p95:.1f} s | {waits.p99:.1f} s "
            f"| {waits.busy:.0%} | {waits.deepest} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
