"""What comes round in every worker is done by one of them at a time."""

import threading
from collections.abc import Callable

from sqlalchemy.engine import Engine

from bot.adapters.one_at_a_time import one_at_a_time
from tests.contracts.durable import wait_for


def test_who_comes_while_another_is_at_it_leaves_it_out_and_does_it_the_next_time(
    emptied_postgresql: str, opened: Callable[[str], Engine]
) -> None:
    done: list[str] = []
    at_it, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        at_it.set()
        assert go_on.wait(20)
        done.append("first")

    one, other = opened(emptied_postgresql), opened(emptied_postgresql)
    first = threading.Thread(target=one_at_a_time(one, "reminders", slow))
    second = one_at_a_time(other, "reminders", lambda: done.append("second"))
    elsewhere = one_at_a_time(other, "roles", lambda: done.append("another round"))
    first.start()
    assert at_it.wait(20)
    second()
    elsewhere()
    assert done == ["another round"]
    go_on.set()
    first.join()
    wait_for(lambda: second() or "second" in done, 5)

    assert done[:2] == ["another round", "first"]


def test_what_fails_leaves_the_turn_to_others(
    emptied_postgresql: str, opened: Callable[[str], Engine]
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError

    one, other = opened(emptied_postgresql), opened(emptied_postgresql)
    try:
        one_at_a_time(one, "roles", fail)()
    except ValueError:
        wait_for(lambda: one_at_a_time(other, "roles", lambda: done.append("done"))() or done, 5)

    assert done
