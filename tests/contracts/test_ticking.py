"""What the ticking thread promises."""

import threading
from collections.abc import Callable, Iterator

import pytest

from bot.adapters.ticking import Ticker
from tests.contracts.durable import Notes, wait_for

Start = Callable[..., Ticker]
HOUR = 3600.0


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def start(notes: Notes) -> Iterator[Start]:
    """`start(act, every)`: a ticker that ticks, stopped after the test."""
    tickers: list[Ticker] = []

    def start_one(act: Callable[[], None], every: float = HOUR) -> Ticker:
        tickers.append(Ticker(act, every, notes))
        tickers[-1].start()
        return tickers[-1]

    yield start_one
    for ticker in tickers:
        ticker.stop()


def test_it_acts_at_once_and_again_after_a_while(start: Start) -> None:
    acted: list[int] = []
    start(lambda: acted.append(1), every=0.01)

    wait_for(lambda: len(acted) >= 3)


def test_it_acts_when_it_is_woken(start: Start) -> None:
    acted: list[int] = []
    ticker = start(lambda: acted.append(1))
    wait_for(lambda: acted == [1])
    ticker.wake()

    wait_for(lambda: acted == [1, 1])


def test_woken_while_it_acts_it_acts_once_more_and_never_twice_at_once(start: Start) -> None:
    inside, most, let_go = [0], [0], threading.Event()
    acted: list[int] = []

    def act() -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        let_go.wait(20)
        inside[0] -= 1
        acted.append(1)

    ticker = start(act)
    wait_for(lambda: inside[0] == 1)
    for _ in range(3):
        ticker.wake()
    let_go.set()
    wait_for(lambda: len(acted) == 2)
    ticker.stop()

    assert acted == [1, 1]
    assert most == [1]


def test_an_exception_is_noted_without_its_text_and_the_ticking_goes_on(start: Start, notes: Notes) -> None:
    acted: list[int] = []

    def act() -> None:
        acted.append(1)
        raise ValueError("what a draft said")

    start(act, every=0.01)
    wait_for(lambda: len(acted) >= 2)

    assert notes.told[0] == ("ticking.fault", {"kind": "ValueError", "place": notes.told[0][1]["place"]})
    assert "draft" not in repr(notes.told)


def test_stopping_waits_for_the_call_under_way_and_makes_no_other(start: Start) -> None:
    begun, let_go, ended = threading.Event(), threading.Event(), threading.Event()

    def act() -> None:
        begun.set()
        let_go.wait(20)
        ended.set()

    ticker = start(act, every=0)
    assert begun.wait(20)
    ticker.wake()
    stopping = threading.Thread(target=ticker.stop)
    stopping.start()
    stopping.join(0.05)
    assert stopping.is_alive()
    begun.clear()
    let_go.set()
    stopping.join(20)

    assert ended.is_set()
    assert not begun.is_set()


def test_stopping_twice_or_before_the_start_is_harmless(notes: Notes) -> None:
    acted: list[int] = []
    ticker = Ticker(lambda: acted.append(1), 0, notes)
    ticker.stop()
    ticker.start()
    ticker.stop()

    assert not acted
