"""What durable jobs promise to use cases, of the fake in memory and of DBOS on both databases."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Protocol

import pytest

from bot.usecases.chat_ports import Steps, TryLater
from tests.contracts.durable import Do, Home, wait_for
from tests.fakes_jobs import Crash, InMemoryJobs


class Bench(Protocol):
    """Durable jobs whose process can crash."""

    def begin(self, job_id: str) -> None:
        """As `Jobs`; returns when the job is over, or crashed."""

    def has_ended(self, job_id: str) -> bool:
        """As `Jobs`."""

    def restart(self) -> None:
        """Start again after a crash; returns when what was left is over."""


class FakeBench(InMemoryJobs):
    """The fake, which crashes alone."""

    def begin(self, job_id: str) -> None:
        with suppress(Crash):
            super().begin(job_id)


class DurableBench:
    """DBOS: a job that crashes takes its process with it, and all jobs are over before the next call."""

    def __init__(self, home: Home, do: Do) -> None:
        def watched(job_id: str, steps: Steps) -> None:
            try:
                do(job_id, steps)
            except Crash:
                self._crashed.add(job_id)
                raise

        self._crashed: set[str] = set()
        self._begun: list[str] = []
        self._make = lambda: home.jobs(watched)
        self.jobs = self._make()
        self.jobs.launch()

    def begin(self, job_id: str) -> None:
        self._begun.append(job_id)
        self.jobs.begin(job_id)
        wait_for(lambda: job_id in self._crashed or self.jobs.has_ended(job_id))

    def has_ended(self, job_id: str) -> bool:
        return self.jobs.has_ended(job_id)

    def restart(self) -> None:
        self.jobs.stop(0)
        self._crashed.clear()
        self.jobs = self._make()
        self.jobs.launch()
        wait_for(lambda: all(self.jobs.has_ended(each) for each in self._begun))


@pytest.fixture
def start(backend: str, jobs_home: Callable[[str], Home]) -> Iterator[Callable[[Do], Bench]]:
    """`start(do)`: durable jobs at work, stopped after the test."""
    benches: list[DurableBench] = []

    def start_one(do: Do) -> Bench:
        if backend == "memory":
            return FakeBench(do)
        benches.append(DurableBench(jobs_home(backend), do))
        return benches[-1]

    yield start_one
    for bench in benches:
        bench.jobs.stop(0)


Start = Callable[[Do], Bench]


def test_a_step_gives_its_result_to_the_job(start: Start) -> None:
    seen: list[object] = []

    def do(job_id: str, steps: Steps) -> None:
        for result in (None, "171.5", 3, {"ts": "171.5", "turn": 2}, [1, 2]):
            seen.append(steps.run("step", lambda result=result: result))

    jobs = start(do)
    jobs.begin("job")

    assert seen == [None, "171.5", 3, {"ts": "171.5", "turn": 2}, [1, 2]]
    assert jobs.has_ended("job")


def test_a_step_that_was_done_is_not_done_again_after_a_crash(start: Start) -> None:
    done: list[str] = []
    results: list[str] = []

    def do(job_id: str, steps: Steps) -> None:
        def post() -> str:
            done.append("post")
            return f"ts {len(done)}"

        results.append(steps.run("post", post))
        if len(results) == 1:
            raise Crash
        results.append(steps.run("edit", lambda: "edited"))

    jobs = start(do)
    jobs.begin("job")
    assert not jobs.has_ended("job")
    jobs.restart()

    assert done == ["post"]
    assert results == ["ts 1", "ts 1", "edited"]
    assert jobs.has_ended("job")


def test_a_step_that_a_crash_interrupted_is_done_again(start: Start) -> None:
    tried: list[str] = []

    def do(job_id: str, steps: Steps) -> None:
        def post() -> None:
            tried.append("post")
            if len(tried) == 1:
                raise Crash

        steps.run("post", post)

    jobs = start(do)
    jobs.begin("job")
    jobs.restart()

    assert tried == ["post", "post"]
    assert jobs.has_ended("job")


def test_what_a_step_raises_reaches_the_job_as_it_is(start: Start) -> None:
    raised = TryLater("ratelimited", after=3.0)
    caught: list[Exception] = []

    def do(job_id: str, steps: Steps) -> None:
        def refuse() -> None:
            raise raised

        try:
            steps.run("post", refuse)
        except TryLater as later:
            caught.append(later)
        caught.append(steps.run("next", lambda: None) or raised)

    start(do).begin("job")

    assert caught == [raised, raised]
    assert caught[0] is raised


def test_a_step_that_raised_before_a_crash_asks_for_another_attempt(start: Start) -> None:
    done: list[str] = []
    told: list[str] = []

    def do(job_id: str, steps: Steps) -> None:
        def refuse() -> None:
            done.append("post")
            raise ValueError("what a draft said")

        try:
            steps.run("post", refuse)
        except TryLater as later:
            told.append(later.why)
            return
        except ValueError as error:
            raise Crash from error

    jobs = start(do)
    jobs.begin("job")
    jobs.restart()

    assert done == ["post"]
    assert told == ["interrupted"]


def test_a_job_whose_steps_changed_while_it_was_under_way_asks_for_another_attempt(start: Start) -> None:
    told: list[str] = []
    names = iter(("post the card", "open the card"))

    def do(job_id: str, steps: Steps) -> None:
        try:
            steps.run(next(names), lambda: None)
        except TryLater as later:
            told.append(later.why)
            return
        raise Crash

    jobs = start(do)
    jobs.begin("job")
    jobs.restart()

    assert told == ["interrupted"]


@pytest.mark.parametrize("result", [(1, 2), {1: 2}, b"bytes", object()])
def test_a_step_cannot_return_what_would_not_come_back_the_same(start: Start, result: object) -> None:
    told: list[str] = []

    def do(job_id: str, steps: Steps) -> None:
        try:
            steps.run("step", lambda: result)
        except TypeError as error:
            told.append(type(error).__name__)

    start(do).begin("job")

    assert told == ["TypeError"]


def test_a_job_is_done_once_however_often_it_is_begun(start: Start) -> None:
    done: list[str] = []
    jobs = start(lambda job_id, steps: done.append(job_id))
    for job_id in ("one", "two", "one", "one"):
        jobs.begin(job_id)

    assert done == ["one", "two"]


def test_a_job_has_not_ended_before_it_was_begun_and_has_when_it_raised(start: Start) -> None:
    def do(job_id: str, steps: Steps) -> None:
        raise ValueError(job_id)

    jobs = start(do)
    assert not jobs.has_ended("job")
    jobs.begin("job")

    assert jobs.has_ended("job")
