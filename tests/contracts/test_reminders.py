"""What reminders of drafts promise: one a draft, moved by one at a time, due when its time has come."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

from bot.usecases.cool_off_ports import AuthorReminders, Reminder

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
FIRST = Reminder("C1", "T1", "UAMELIE", "waiting", MONDAY + timedelta(hours=1), MONDAY)


def test_it_is_kept_as_it_was_given(reminders: AuthorReminders) -> None:
    assert reminders.of_card("C1") is None
    assert reminders.move(FIRST)
    assert reminders.of_card("C1") == replace(FIRST, revision=1)


def test_a_second_first_one_changes_nothing(reminders: AuthorReminders) -> None:
    reminders.move(FIRST)

    assert not reminders.move(replace(FIRST, due=None, state="opened"))
    assert reminders.of_card("C1") == replace(FIRST, revision=1)


def test_who_read_it_before_somebody_moved_it_moves_nothing(reminders: AuthorReminders) -> None:
    reminders.move(FIRST)
    read = replace(FIRST, revision=1)

    assert reminders.move(replace(read, state="opened", due=None))
    assert not reminders.move(replace(read, state="told"))
    stands = reminders.of_card("C1")
    assert stands is not None
    assert (stands.state, stands.due, stands.revision) == ("opened", None, 2)


def test_of_two_at_once_one_moves_it(reminders: AuthorReminders) -> None:
    together = Barrier(2)

    def move(hours: int) -> bool:
        together.wait()
        return reminders.move(replace(FIRST, due=MONDAY + timedelta(hours=hours)))

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(move, (1, 24))) == [False, True]


def test_due_is_what_waits_and_whose_time_has_come_oldest_first(reminders: AuthorReminders) -> None:
    for card, hours in (("C3", 3), ("C1", 1), ("C2", 2), ("C4", 4)):
        reminders.move(replace(FIRST, card=card, due=MONDAY + timedelta(hours=hours)))
    reminders.move(replace(FIRST, card="C5", state="dropped"))
    reminders.move(replace(FIRST, card="C6", team="T2"))

    at = MONDAY + timedelta(hours=3)

    assert [each.card for each in reminders.due("T1", at, 9)] == ["C1", "C2", "C3"]
    assert [each.card for each in reminders.due("T1", at, 2)] == ["C1", "C2"]
    assert list(reminders.due("T1", MONDAY, 9)) == []
