"""What the tests of durable jobs share: a place for them, notes that can be read, waiting with a deadline."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.adapters.dbos_jobs import DurableJobs
from bot.usecases.chat_ports import Steps

Do = Callable[[str, Steps], None]
Launch = Callable[..., DurableJobs]
"""`launch(home, do)`: durable jobs at work, stopped after the test."""


@dataclass
class Notes:
    """The port `Note`: what the operator was told."""

    told: list[tuple[str, dict[str, str | int | float]]] = field(default_factory=list)

    def __call__(self, what: str, /, **ids: str | int | float) -> None:
        """Remember one line."""
        self.told.append((what, ids))


@dataclass(frozen=True)
class Home:
    """Where durable jobs live in a test."""

    address: str
    data: Path
    notes: Notes = field(default_factory=Notes)

    def jobs(self, do: Do, **more: float) -> DurableJobs:
        """Durable jobs, not launched."""
        return DurableJobs(self.address, self.data, do, self.notes, **more)


def wait_for(true: Callable[[], object], seconds: float = 40.0) -> None:
    """Returns as soon as it is so. Raises AssertionError when it is not in time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


PROCESS = """
import pathlib, sys, time
from bot.adapters.dbos_jobs import DurableJobs
address, data, job_id, last = sys.argv[1], pathlib.Path(sys.argv[2]), *sys.argv[3:]
def do(job_id, steps):
    def write(line):
        with (data / "done").open("a") as done:
            done.write(f"{job_id} {line}\\n")
    steps.run("first", lambda: write("first"))
    if last == "hang":
        print("halfway", flush=True)
        time.sleep(60)
    steps.run("second", lambda: write("second"))
jobs = DurableJobs(address, data, do, lambda what, /, **ids: print(what, ids, flush=True))
jobs.launch()
print(jobs.executor, flush=True)
if last != "wait":
    jobs.begin(job_id)
while not jobs.has_ended(job_id):
    time.sleep(0.01)
jobs.stop(5)
print("over", flush=True)
"""


@contextmanager
def started(home: Home, job_id: str, last: str) -> "Iterator[subprocess.Popen[str]]":
    """A process that does one job in two steps, until the block ends; `last`: go, hang between them, or wait
    for it to be done."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROCESS, home.address, str(home.data), job_id, last],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def lines(process: "subprocess.Popen[str]", *expected: str) -> None:
    """Reads what it says next, which must be those lines."""
    assert process.stdout
    for line in expected:
        assert process.stdout.readline() == f"{line}\n", process.communicate()
