"""Two officers who decide the same request in the same instant make one decision, in any process."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from bot.domain.matters import Matter, MatterState
from bot.usecases.matter_ports import Matters
from tests.contracts.test_matters import matter
from tests.fakes_matters import KEPT


def raced(first: Matters, second: Matters, races: int) -> list[Matter]:
    """What each race made; raises AssertionError for two decisions, for none, or for one that was lost."""
    together = Barrier(2)

    def decide(matters: Matters, officer: str, state: MatterState) -> list[Matter | None]:
        made = []
        for number in range(races):
            stands = matters.matter(f"M{number}")
            assert stands is not None
            together.wait()
            decision = replace(stands, state=state, closed_by=officer)
            made.append(matters.move(decision, f"{officer}.{number}", KEPT))
        return made

    for number in range(races):
        first.open(matter(f"M{number}"), KEPT)
    with ThreadPoolExecutor(2) as threads:
        nadia = threads.submit(decide, first, "UNADIA", "approved")
        thomas = threads.submit(decide, second, "UTHOMAS", "rejected")
        both = list(zip(nadia.result(), thomas.result(), strict=True))
    won = [[made for made in race if made is not None] for race in both]
    assert [len(made) for made in won] == [1] * races
    for number, [made] in enumerate(won):
        assert made == first.matter(f"M{number}") == second.matter(f"M{number}")
        assert (made.revision, made.event) == (1, f"{made.closed_by}.{number}")
    return [made for [made] in won]


def test_of_two_decisions_in_the_same_instant_one_is_made(matters: Matters, other_matters: Matters) -> None:
    raced(matters, other_matters, 50)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_thousand_races_make_a_thousand_decisions(matters: Matters, other_matters: Matters) -> None:
    assert len(raced(matters, other_matters, 1000)) == 1000


def test_the_same_decision_begun_twice_at_once_is_made_once(matters: Matters, other_matters: Matters) -> None:
    together = Barrier(2)

    def decide(process: Matters, number: int) -> Matter | None:
        stands = process.matter(f"M{number}")
        assert stands is not None
        together.wait()
        return process.move(replace(stands, state="approved"), f"decision {number}", KEPT)

    for number in range(20):
        matters.open(matter(f"M{number}"), KEPT)
        with ThreadPoolExecutor(2) as threads:
            made = list(threads.map(decide, (matters, other_matters), (number, number)))
        assert made == [matters.matter(f"M{number}")] * 2
        assert made[0] is not None
        assert made[0].revision == 1


def test_one_that_is_opened_twice_at_once_is_there_once(matters: Matters, other_matters: Matters) -> None:
    together = Barrier(2)

    def begin(process: Matters, number: int) -> Matter:
        together.wait()
        return process.open(matter(f"M{number}"), KEPT)

    for number in range(20):
        with ThreadPoolExecutor(2) as threads:
            opened = list(threads.map(begin, (matters, other_matters), (number, number)))
        assert opened == [matter(f"M{number}")] * 2
    assert len(matters.of_card("C1")) == 20
