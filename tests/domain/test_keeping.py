"""What retention ends by a moment, and whom a hold spares."""

from datetime import UTC, datetime

import pytest

from bot.domain.keeping import Hold, KeptBody, Spared, ends_of, held_by, names_of, person_of

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


def test_each_kind_ends_after_its_own_days_and_what_is_not_named_does_not() -> None:
    ends = ends_of({"review": 10, "request": 365}, MONDAY)

    assert ends == {
        "review": datetime(2026, 11, 6, 9, 30, tzinfo=UTC),
        "request": datetime(2025, 11, 16, 9, 30, tzinfo=UTC),
    }


@pytest.mark.parametrize(
    ("spared", "covered"),
    [
        (Spared(frozenset({"U1"})), True),
        (Spared(frozenset({"U2", "1", "T1"})), False),
        (Spared(records=frozenset({"c1"})), True),
        (Spared(records=frozenset({"c1.0.2"})), True),
        (Spared(records=frozenset({"c", "c1.1", "0.2", "c1.0.2.x"})), False),
        (Spared(), False),
    ],
)
def test_what_is_spared_is_a_person_or_a_record_with_what_is_under_it(spared: Spared, covered: bool) -> None:
    assert spared.covers(KeptBody("c1.0.2", "T1:U1", "review")) is covered


def test_a_released_hold_spares_nobody() -> None:
    person = Hold("hold-1", "U1", "", "why", "claire", MONDAY)
    record = Hold("hold-2", "", "c1", "why", "claire", MONDAY)
    over = Hold("hold-3", "U2", "", "why", "claire", MONDAY, "marc", MONDAY, "over")

    assert held_by([person, record, over]) == Spared(frozenset({"U1"}), frozenset({"c1"}))


def test_why_something_is_held_is_in_no_log() -> None:
    assert "secret" not in repr(Hold("hold-1", "U1", "", "secret", "claire", MONDAY, "x", MONDAY, "secret"))


def test_a_chain_is_its_persons() -> None:
    assert [person_of(each) for each in ("T1:U1", "cli", "T1:refusals")] == ["U1", "cli", "refusals"]
    assert list(names_of("c1.0.2")) == ["c1.0.2", "c1.0", "c1"]
