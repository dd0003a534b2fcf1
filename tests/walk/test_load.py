"""While language models are slow, what Slack sends over HTTP is kept in time, and what is too much refused.

A short run that looks whether it holds; `make load` measures how well.
"""

import shutil
from pathlib import Path

import pytest

from tests.free_port import free_port
from tests.load.run import Plan, run
from tests.load.simulate import Fleet, simulate


@pytest.mark.timeout(300)
@pytest.mark.slow
def test_events_are_kept_while_every_model_call_waits_and_then_all_is_answered(
    published_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(published_data, tmp_path / "data"))
    plan = Plan(f"sqlite:///{data / 'vigie.sqlite3'}", data, 12, (25.0,), 0, 400, 1.5)

    outcome = run(plan, tmp_path / "load", free_port())

    [steady] = outcome.measures
    assert outcome.in_flight == outcome.answered == 12
    assert set(steady.waits) == {200}
    assert steady.milliseconds(99) < 3_000, "Slack waits three seconds"
    assert outcome.overload
    assert set(outcome.overload.waits) == {200, 503}
    assert outcome.overload.milliseconds(50, 503) < 3_000


def test_in_the_simulation_a_fleet_that_is_too_small_falls_behind_and_a_larger_one_does_not() -> None:
    small = simulate(Fleet(500_000, 4, 8, 0.1, 0.8, 8.0), seconds=300)
    large = simulate(Fleet(500_000, 4, 32, 0.1, 0.8, 8.0), seconds=300)

    assert small.deepest > 500
    assert large.deepest < 20
    assert large.p50 < 3 < small.p50
    assert 0.2 < large.busy < 0.3


def test_in_the_simulation_nobody_waits_where_there_is_little_to_do() -> None:
    waits = simulate(Fleet(5_000, 1, 8, 0.1, 0.8, 0.0))

    assert waits.deepest == 0
    assert 250 < waits.jobs < 480
    assert waits.p95 < 4
