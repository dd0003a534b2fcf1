"""How fast messages are posted in a channel: a burst, then one a second, no long wait in a job."""

import threading
from dataclasses import dataclass, field

import pytest

from bot.slack.calls import open_client
from bot.slack.messenger import SlackMessenger
from bot.slack.pace import BURST, Pace
from bot.usecases.chat_ports import Place, TryLater
from bot.usecases.views import Reading
from bot.workspace.server import LocalWorkspace


@dataclass
class Seconds:
    """A clock that only sleeping moves."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def pace(seconds: Seconds) -> Pace:
    return Pace(seconds.now, seconds.sleep)


def test_a_burst_goes_at_once_and_the_rest_at_one_a_second(pace: Pace, seconds: Seconds) -> None:
    for _ in range(BURST):
        pace.wait_for_turn("C1")
    assert seconds.slept == []

    for _ in range(10):
        pace.wait_for_turn("C1")
    assert seconds.at == pytest.approx(10)


def test_a_quiet_channel_has_its_burst_again_and_no_more(pace: Pace, seconds: Seconds) -> None:
    for _ in range(BURST):
        pace.wait_for_turn("C1")
    seconds.at += 3_600
    for _ in range(BURST):
        pace.wait_for_turn("C1")
    assert seconds.slept == []

    pace.wait_for_turn("C1")
    assert seconds.slept == [1]


def test_one_channel_waits_for_no_other(pace: Pace, seconds: Seconds) -> None:
    for channel in ("C1", "C2", "C3"):
        for _ in range(BURST):
            pace.wait_for_turn(channel)

    assert seconds.slept == []


def test_whoever_would_wait_long_is_told_when_to_come_again(seconds: Seconds) -> None:
    pace = Pace(seconds.now, lambda waited: None)  # others wait meanwhile: no time has passed
    for _ in range(BURST + 3):
        pace.wait_for_turn("C1")

    for _ in range(5):
        with pytest.raises(TryLater) as later:
            pace.wait_for_turn("C1")
        assert later.value.after == pytest.approx(4), "whoever was refused took no turn"


def test_of_many_threads_each_has_a_turn_of_its_own() -> None:
    promised: list[float] = []
    pace = Pace(lambda: 0.0, promised.append)
    refused: list[float | None] = []

    def post() -> None:
        try:
            pace.wait_for_turn("C1")
        except TryLater as later:
            refused.append(later.after)

    threads = [threading.Thread(target=post) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(promised) == [1, 2, 3]
    assert len(refused) == 50 - BURST - 3


def test_channels_that_are_quiet_again_are_forgotten(pace: Pace, seconds: Seconds) -> None:
    for number in range(3_000):
        pace.wait_for_turn(f"C{number}")
        seconds.at += 1

    assert len(pace._left) < 1_100


def test_the_messenger_posts_no_faster(workspace: LocalWorkspace, seconds: Seconds) -> None:
    person = workspace.person("Amélie")
    place = Place(workspace.identity.team, person.channel, workspace.say(person, "Un brouillon"))
    messenger = SlackMessenger(
        open_client(workspace.bot_token, workspace.api_url), Pace(seconds.now, seconds.sleep)
    )
    for number in range(BURST + 2):
        messenger.post(place, f"card.{number}", Reading(), "fr")

    assert seconds.slept == [1, 1]
