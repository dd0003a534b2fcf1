"""What Slack said is good for a minute from when it was asked, whoever asks meanwhile."""

import threading

import pytest

from bot.slack.remembered import Remembered
from bot.usecases.chat_ports import TryLater


class Slack:
    """What is asked, and answered: how often that was asked."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.asked: list[str] = []

    def now(self) -> float:
        return self.seconds

    def answer(self, key: str) -> int:
        self.asked.append(key)
        return self.asked.count(key)


def test_an_answer_is_good_for_a_minute() -> None:
    slack = Slack()
    known = Remembered(slack.answer, now=slack.now)
    assert [known("U1"), known("U1"), known("U2")] == [1, 1, 1]

    slack.seconds = 59.9
    assert known("U1") == 1
    slack.seconds = 60
    assert known("U1") == 2


def test_a_slow_answer_is_good_for_a_minute_from_the_question() -> None:
    slack = Slack()

    def slowly(key: str) -> int:
        slack.seconds += 30
        return slack.answer(key)

    known = Remembered(slowly, now=slack.now)
    known("U1")
    slack.seconds = 61

    assert known("U1") == 2


def test_an_older_answer_never_takes_the_place_of_a_newer_one() -> None:
    slack, entered, go_on = Slack(), threading.Event(), threading.Event()

    def answer(key: str) -> str:
        if threading.current_thread() is slow:
            entered.set()
            go_on.wait(5)
            return "before"
        return "after"

    known = Remembered(answer, now=slack.now)
    slow = threading.Thread(target=lambda: known("U1"))
    slow.start()
    entered.wait(5)
    slack.seconds = 1
    assert known("U1") == "after"
    go_on.set()
    slow.join()

    assert known("U1") == "after"


def test_trouble_is_not_remembered() -> None:
    slack, trouble = Slack(), [TryLater("http_500")]

    def answer(key: str) -> int:
        if trouble:
            raise trouble.pop()
        return slack.answer(key)

    known = Remembered(answer, now=slack.now)
    with pytest.raises(TryLater):
        known("U1")
    assert known("U1") == 1


def test_nobody_is_remembered_for_ever() -> None:
    slack = Slack()
    known = Remembered(slack.answer, now=slack.now)
    for number in range(12_000):
        known(f"U{number}")
        slack.seconds += 0.1

    assert len(known._known) < 6_000
