"""What is kept of the calls of the language model: in memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from threading import Barrier

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_spending import SqlAlchemySpending
from bot.domain.budgets import Budgets, Spent
from bot.usecases.ports import StorageError
from bot.usecases.spending import ModelCall, Outcome, Spending
from tests.fakes_spending import InMemorySpending

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
BUDGETS = Budgets(review_tokens=1_000, review_seconds=60, person_tokens_a_day=2_000, tokens_a_day=3_000)
NOTHING = Spent()


@pytest.fixture
def spending(backend_engine: Engine | None) -> Spending:
    """Nothing was spent."""
    return SqlAlchemySpending(backend_engine) if backend_engine else InMemorySpending()


@pytest.fixture
def other_process(spending: Spending, other_engine: Engine | None) -> Spending:
    """The same, as another process sees it."""
    return SqlAlchemySpending(other_engine) if other_engine else spending


def call(
    call_id: str, tokens: int = 100, outcome: Outcome = "answered", person: str = "U1", at: datetime = NOON
) -> ModelCall:
    """A call that took that many tokens, a tenth of them out."""
    spent = Spent(tokens - tokens // 10, tokens // 10)
    return ModelCall(call_id, at, person, "R1", "judge", "openai:small", spent, 1.5, outcome)


def test_what_calls_took_adds_up_for_a_person_and_for_everybody(spending: Spending) -> None:
    spending.record(call("1", 100))
    spending.record(call("2", 200, person="U2"))
    spending.record(call("3", 50, "truncated"))
    spending.record(call("4", 10, person=""))

    assert spending.spent(TODAY, "U1") == Spent(135, 15)
    assert spending.spent(TODAY, "") == Spent(9, 1)
    assert spending.spent(TODAY) == Spent(324, 36)
    assert spending.spent(TODAY, "U3") == NOTHING


def test_a_call_that_is_recorded_twice_counts_once(spending: Spending, other_process: Spending) -> None:
    spending.record(call("1", 100))
    spending.record(call("1", 100))
    other_process.record(call("1", 900, "timeout"))

    assert spending.spent(TODAY) == Spent(90, 10)
    assert spending.summary(TODAY).outcomes == {"answered": 1}


def test_a_call_counts_at_its_estimate_until_it_is_over(spending: Spending, other_process: Spending) -> None:
    assert spending.begin(call("1", 500, "asked"), BUDGETS, NOTHING)
    assert other_process.spent(TODAY) == Spent(450, 50)

    other_process.record(call("1", 70))

    assert spending.spent(TODAY) == Spent(63, 7)
    assert spending.summary(TODAY).outcomes == {"answered": 1}


def test_a_call_that_a_crash_cut_short_still_counts(spending: Spending, other_process: Spending) -> None:
    assert spending.begin(call("1", 800, "asked"), BUDGETS, NOTHING)
    assert other_process.begin(call("2", 800, "asked"), BUDGETS, NOTHING)

    assert not other_process.begin(call("3", 800, "asked"), BUDGETS, NOTHING)


def test_a_call_counts_for_the_day_on_which_it_was_asked(spending: Spending) -> None:
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    begun = call("1", 500, "asked", at=midnight - timedelta(seconds=1))
    spending.begin(begun, BUDGETS, NOTHING)

    spending.record(replace(begun, at=midnight + timedelta(seconds=5), outcome="answered"))

    assert spending.spent(date(2026, 11, 22)) == Spent(450, 50)
    assert spending.spent(date(2026, 11, 23)) == NOTHING


def test_a_day_is_a_day_of_utc_whatever_the_zone_of_the_moment(spending: Spending) -> None:
    montreal = timezone(timedelta(hours=-5))
    spending.record(call("1", 100, at=datetime(2026, 11, 22, 20, tzinfo=montreal)))

    assert spending.spent(date(2026, 11, 22)) == NOTHING
    assert spending.spent(date(2026, 11, 23)) == Spent(90, 10)


def test_yesterday_takes_nothing_from_today(spending: Spending) -> None:
    spending.record(call("1", 3_000, at=NOON - timedelta(days=1)))

    assert spending.begin(call("2", 1_000, "asked"), BUDGETS, NOTHING)


def test_what_does_not_fit_into_the_review_the_person_or_the_day_is_not_begun(spending: Spending) -> None:
    spending.record(call("1", 1_500))

    assert not spending.begin(call("2", 501, "asked", person="U2"), BUDGETS, Spent(400, 100))
    assert not spending.begin(call("3", 501, "asked"), BUDGETS, NOTHING)
    spending.record(call("4", 1_000, person="U3"))
    assert not spending.begin(call("5", 501, "asked", person="U2"), BUDGETS, NOTHING)

    assert spending.spent(TODAY) == Spent(2_250, 250)
    assert spending.begin(call("6", 500, "asked"), BUDGETS, NOTHING)


def test_the_command_line_is_nobody_and_has_the_budget_of_the_day_alone(spending: Spending) -> None:
    spending.record(call("1", 2_000, person=""))

    assert spending.begin(call("2", 1_000, "asked", person=""), BUDGETS, NOTHING)
    assert not spending.begin(call("3", 1, "asked", person=""), BUDGETS, NOTHING)


def test_a_call_that_was_begun_before_may_be_made_and_counts_once(spending: Spending) -> None:
    assert spending.begin(call("1", 1_000, "asked"), BUDGETS, NOTHING)
    assert spending.begin(call("1", 1_000, "asked"), BUDGETS, NOTHING)

    assert spending.spent(TODAY).tokens == 1_000


def test_calls_that_begin_together_in_two_processes_do_not_pass_the_budget(
    spending: Spending, other_process: Spending
) -> None:
    days = [NOON + timedelta(days=number) for number in range(5)]
    together = Barrier(6)

    def begin(number: int) -> int:
        asking = (spending, other_process)[number % 2]
        begun = 0
        for at in days:
            asking.spent(TODAY)
            together.wait(20)
            asked = call(f"{at:%d}-{number}", 1_000, "asked", person=f"U{number}", at=at)
            begun += asking.begin(asked, BUDGETS, NOTHING)
        return begun

    with ThreadPoolExecutor(6) as threads:
        begun = sum(threads.map(begin, range(6)))

    assert begun == 3 * len(days)
    assert [spending.spent(at.date()).tokens for at in days] == [3_000] * len(days)


def test_a_server_that_counts_beyond_reason_is_believed_only_so_far(spending: Spending) -> None:
    spending.record(replace(call("1"), spent=Spent(-500, 10**40)))
    spending.record(replace(call("2"), spent=Spent(10**40, 10**40)))

    assert spending.spent(TODAY) == Spent(10**9, 2 * 10**9)


def test_the_summary_counts_every_outcome_of_its_days(spending: Spending) -> None:
    spending.record(call("old", 100, at=NOON - timedelta(days=1)))
    spending.record(call("1", 100))
    spending.record(call("2", 100, "timeout"))
    spending.record(call("3", 0, "busy"))
    spending.record(call("4", 0, "timeout"))
    spending.record(call("5", 0, "over-budget"))
    spending.begin(call("6", 100, "asked"), BUDGETS, NOTHING)

    summary = spending.summary(TODAY)

    assert summary.outcomes == {"answered": 1, "timeout": 2, "busy": 1, "over-budget": 1, "asked": 1}
    assert (summary.calls, summary.spent, summary.seconds) == (5, Spent(270, 30), 9.0)
    assert list(summary.failures.items()) == [("timeout", 2), ("busy", 1), ("over-budget", 1)]
    assert spending.summary(TODAY - timedelta(days=1)).calls == 6


def test_where_nothing_was_asked_the_summary_is_empty(spending: Spending) -> None:
    summary = spending.summary(TODAY)

    assert (summary.calls, summary.spent, dict(summary.failures)) == (0, NOTHING, {})


def test_a_database_that_is_gone_is_a_storage_error(database: Engine) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE model_calls RENAME TO elsewhere")
    gone = SqlAlchemySpending(database)

    try:
        with pytest.raises(StorageError):
            gone.record(call("1"))
        with pytest.raises(StorageError):
            gone.spent(TODAY)
    finally:
        with database.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO model_calls")
