"""`make chaos`: kill -9 at every named place and at random, on SQLite and PostgreSQL; prints the numbers."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.chaos.run import Outcome, Plan, run
from tests.postgres import NoPostgreSQL, throwaway_cluster

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for; 1 where anything was lost or done twice."""
    options = _options(arguments)
    sound = True
    for backend in options.on:
        with tempfile.TemporaryDirectory(prefix="vigie-chaos-") as folder, ExitStack() as stack:
            try:
                plan = stack.enter_context(_prepared(backend, Path(folder), options.kills, options.seed))
            except NoPostgreSQL as reason:
                print(f"{backend}: left out. {reason}")
                continue
            outcome = run(plan, Path(folder), _progress())
            print(report(backend, outcome), flush=True)
            sound = (
                sound and not outcome.lost and not outcome.twice and outcome.kills.total() >= options.kills
            )
    return 0 if sound else 1


def _progress() -> Callable[[str], None]:
    """Says how far it is in one line that changes; nothing where nobody looks."""
    said = [time.monotonic()]

    def tell(line: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - said[0] > 1:
            said[0] = time.monotonic()
            print(f"\r{line:<60}", end="", file=sys.stderr, flush=True)

    return tell


def report(backend: str, outcome: Outcome) -> str:
    """The numbers, a line each."""
    killed = outcome.kills.total() - outcome.kills["by itself"]
    lines = [
        f"{backend}: {killed} kills in {outcome.seconds:.0f} s, {len(outcome.kills)} kinds of place",
        f"  sent {outcome.sent}, accepted {outcome.accepted}, answered {outcome.answered}",
        f"  lost {len(outcome.lost)} {' '.join(outcome.lost)}".rstrip(),
        f"  twice {len(outcome.twice)} {' '.join(outcome.twice)}".rstrip(),
        f"  Slack failed {outcome.faults} times, delivered again {outcome.redelivered} times",
        f"  all answered {outcome.to_finish:.1f} s after the last kill; taken over: {outcome.taken_over}",
        "  killed at: " + ", ".join(f"{place} {times}" for place, times in sorted(outcome.kills.items())),
    ]
    if outcome.never_killed_at:
        lines.append("  never reached: " + ", ".join(sorted(outcome.never_killed_at)))
    return "\n".join(lines)


@contextmanager
def _prepared(backend: str, folder: Path, kills: int, seed: int) -> Iterator[Plan]:
    with ExitStack() as stack:
        machines = [folder / "machine-0"]
        address = f"sqlite:///{machines[0] / 'vigie.sqlite3'}"
        if backend == "postgresql":
            machines.append(folder / "machine-1")
            address = stack.enter_context(throwaway_cluster())
        publish(address, machines[0])
        yield Plan(address, machines, kills, seed)


def publish(address: str, data: Path) -> None:
    """The shipped policies, in force on that database."""
    environment = {
        "DATABASE_URL": address,
        "VIGIE_DATA": str(data),
        "HOME": str(data),
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(
        [sys.executable, "-m", "bot", "policies", "publish"],
        cwd=data.parent,
        env={"PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1", **environment},
        check=True,
        capture_output=True,
    )


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    reader.add_argument("--kills", type=int, default=200, help="on each database (default: 200)")
    reader.add_argument("--seed", type=int, default=1, help="of everything that is left to chance")
    reader.add_argument("--on", action="append", choices=("sqlite", "postgresql"), help="one database only")
    options = reader.parse_args(arguments)
    options.on = options.on or ["sqlite", "postgresql"]
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
