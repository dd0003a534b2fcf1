"""What the outbox promises: whoever posts knows whether it may have been posted before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from bot.usecases.chat_ports import Outbox, Place, Posted

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
PLACE = Place("T1", "D1", "100.1")


def test_a_first_intention_knows_of_nothing_before(outbox: Outbox) -> None:
    assert outbox.find("card.C1") is None

    assert outbox.intend("card.C1", PLACE, MONDAY) == Posted(ts=None, intended_before=False)

    assert outbox.find("card.C1") == Posted(ts=None, intended_before=True)


def test_after_a_crash_between_posting_and_noting_it_may_be_there(outbox: Outbox) -> None:
    outbox.intend("card.C1", PLACE, MONDAY)

    assert outbox.intend("card.C1", PLACE, MONDAY) == Posted(ts=None, intended_before=True)


def test_what_was_posted_is_known_under_its_ts(outbox: Outbox) -> None:
    outbox.intend("card.C1", PLACE, MONDAY)
    outbox.intend("card.C2", PLACE, MONDAY)

    outbox.posted("card.C1", "100.2", MONDAY)
    outbox.posted("card.C1", "100.2", MONDAY)

    assert outbox.find("card.C1") == Posted("100.2", intended_before=True)
    assert outbox.intend("card.C1", PLACE, MONDAY) == Posted("100.2", intended_before=True)
    assert outbox.find("card.C2") == Posted(None, intended_before=True)


def test_the_ts_that_was_noted_first_stays(outbox: Outbox) -> None:
    outbox.intend("card.C1", PLACE, MONDAY)
    outbox.posted("card.C1", "100.2", MONDAY)

    outbox.posted("card.C1", "100.3", MONDAY)

    assert outbox.find("card.C1") == Posted("100.2", intended_before=True)


def test_one_of_several_at_once_is_the_first(outbox: Outbox, other_outbox: Outbox) -> None:
    together = Barrier(4)

    def intend(number: int) -> list[Posted]:
        together.wait()
        each = (outbox, other_outbox)[number % 2]
        return [each.intend(f"card.C{card}", PLACE, MONDAY) for card in range(10)]

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(intend, range(4)))

    for of_one_card in zip(*answers, strict=True):
        assert sorted(known.intended_before for known in of_one_card) == [False, True, True, True]
