"""`make load`: signed events over HTTP while language models are slow; prints the figures and draws them."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.report import machine
from tests.chaos.__main__ import publish
from tests.free_port import free_port
from tests.load.capacity import Capacity, measure_capacity
from tests.load.clients import Acks
from tests.load.plots import draw
from tests.load.run import Outcome, Plan, run
from tests.postgres import NoPostgreSQL, throwaway_cluster

TARGET_MS = 250
RATES = (25, 50, 100, 200, 300)


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for; 1 where the target is missed."""
    options = _options(arguments)
    where = machine()
    print("Python {python}, {system}, {cores} cores, load {load[0]}".format(**where))
    met = True
    for backend in options.on:
        with (
            tempfile.TemporaryDirectory(prefix="vigie-load-") as folder,
            _database(backend, Path(folder)) as at,
        ):
            if at is None:
                continue
            data = Path(folder) / "data"
            publish(at, data)
            plan = Plan(at, data, options.in_flight, RATES, 50, 300, options.seconds)
            capacity = measure_capacity(at, data, Path(folder) / "capacity")
            print(_capacity_line(backend, capacity), flush=True)
            outcome = run(plan, Path(folder) / "load", free_port())
        print(report(backend, outcome), flush=True)
        if options.plots:
            options.plots.mkdir(parents=True, exist_ok=True)
            (options.plots / f"load-{backend}.svg").write_text(draw(backend, outcome, TARGET_MS), "utf-8")
        met = met and meets(outcome)
    return 0 if met else 1


def _capacity_line(backend: str, capacity: Capacity) -> str:
    kept = f" and {capacity.bytes_kept / 1000:.1f} kB" if capacity.bytes_kept else ""
    return (
        f"{backend}: one process, {capacity.drafts} drafts at once: {capacity.a_second:.1f} reviews "
        f"a second, {capacity.cpu:.2f} s of a core{kept} each"
    )


def meets(outcome: Outcome) -> bool:
    """Whether every rate up to the one that is asked for is acknowledged in time, and nothing is lost."""
    asked = [each for each in outcome.measures if 0 < each.asked <= 100]
    return all(set(each.waits) == {200} and each.milliseconds(99) < TARGET_MS for each in asked)


def report(backend: str, outcome: Outcome) -> str:
    """A line for each measure."""
    lines = [
        f"{backend}: {outcome.in_flight} calls of the language model in flight; p99 < {TARGET_MS} ms wanted"
    ]
    lines += ["  " + _line(each) for each in outcome.measures]
    if outcome.overload:
        lines.append("  past what it can do: " + _line(outcome.overload))
    lines.append(f"  then the model answered, and {outcome.answered} drafts had their review")
    return "\n".join(lines)


def _line(acks: Acks) -> str:
    percentiles = " / ".join(f"{acks.milliseconds(percent):.0f}" for percent in (50, 95, 99))
    others = {status: len(waits) for status, waits in acks.waits.items() if status != 200}
    refused = ", ".join(
        f"{count} answered {status or 'nothing'} (p99 {acks.milliseconds(99, status):.0f} ms)"
        for status, count in sorted(others.items())
    )
    return f"{acks.name:>14}: {acks.rate:6.0f} kept a second, p50 / p95 / p99 {percentiles} ms" + (
        f"; {refused}" if refused else ""
    )


@contextmanager
def _database(backend: str, folder: Path) -> Iterator[str | None]:
    if backend == "sqlite":
        yield f"sqlite:///{folder / 'data' / 'vigie.sqlite3'}"
        return
    try:
        with throwaway_cluster() as address:
            yield address
    except NoPostgreSQL as reason:
        print(f"{backend}: left out. {reason}")
        yield None


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    reader.add_argument("--on", action="append", choices=("sqlite", "postgresql"), help="one database only")
    reader.add_argument("--in-flight", type=int, default=200, help="slow calls of the model (default: 200)")
    reader.add_argument("--seconds", type=float, default=10.0, help="of each measure (default: 10)")
    reader.add_argument("--plots", type=Path, default=Path("artefacts"), help="where to draw them")
    options = reader.parse_args(arguments)
    options.on = options.on or ["sqlite", "postgresql"]
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
