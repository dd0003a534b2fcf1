"""What the operator reads of a draft that goes through: ids, closed words and figures, none of its words."""

import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.journal import open_journal
from bot.usecases.chat_ports import CannotShow, Steps, TryLater
from bot.usecases.do_job import do_job
from bot.usecases.timed_steps import TimedSteps
from tests.fakes_jobs import Crash, StraightSteps
from tests.usecases.conversation import AMELIE, MovingClock
from tests.usecases.watch_talk import CLIENT, WatchTalk

WORD = re.compile(r"\w{4,}")


class Counted:
    """`Metrics` that remember."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *what: self.told.append((name, *what))

    def of(self, name: str) -> list[tuple[Any, ...]]:
        """What was told by that name."""
        return [what for kind, *what in self.told if kind == name]  # type: ignore[misc]


@pytest.fixture
def talk() -> WatchTalk:
    return WatchTalk()


def lines(talk: WatchTalk, what: str) -> list[dict[str, Any]]:
    """The journal's lines by that name."""
    return [ids for name, ids in talk.journal if name == what]


def test_a_review_is_told_with_its_id_what_it_came_to_and_how_long_it_took(talk: WatchTalk) -> None:
    card = talk.draft(CLIENT)

    [line] = lines(talk, "review.made")
    assert line.pop("seconds") > 0
    assert line == {"review": card.review, "verdict": "block", "engine": "rules", "findings": 1}


def test_a_job_is_told_with_how_it_ended(talk: WatchTalk) -> None:
    talk.messenger.faults = [TryLater("ratelimited", 5)]
    talk.say(CLIENT)
    talk.wait(5)
    talk.messenger.faults = [CannotShow("channel_not_found")]
    talk.say(CLIENT)

    told = [(each["received"], each["outcome"], each["attempt"]) for each in lines(talk, "job.done")]
    assert told == [("Ev2", "postponed", 0), ("Ev2", "done", 1), ("Ev4", "dropped", 0)]
    assert all(each["seconds"] > 0 for each in lines(talk, "job.done"))


def test_a_job_that_fails_three_times_is_told_so(talk: WatchTalk) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise RuntimeError(CLIENT)

    talk.ports = replace(talk.ports, search=fails)
    talk.say(f"? {CLIENT}")
    for _ in range(3):
        talk.wait(10)

    assert [each["outcome"] for each in lines(talk, "job.done")] == ["postponed", "postponed", "failed"]


def test_no_line_of_a_draft_that_goes_through_has_a_word_of_it(talk: WatchTalk) -> None:
    written = io.StringIO()
    talk.ports = replace(talk.ports, note=open_journal(written))
    text = f"{CLIENT} Rien que la vérité, toute entière."
    ts = talk.say(text)
    talk.say("plus court", thread=ts)
    talk.happen("edit", ts, AMELIE, ts, text=f"{text} Encore.")
    talk.answer()

    journal = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {"review.made", "job.done"} <= {line["what"] for line in journal}
    for word in WORD.findall(text):
        assert word.casefold() not in written.getvalue().casefold()


class TestWhatIsCounted:
    """The same for a monitor."""

    def test_findings_by_rule_steps_and_jobs(self, talk: WatchTalk) -> None:
        counted = Counted()
        talk.ports = replace(talk.ports, metrics=counted)
        talk.say(CLIENT)

        assert counted.of("reviewed") == [["block", "rules"]]
        assert counted.of("found") == [["client-data", "rule"]]
        steps = [step for step, _ in counted.of("stepped")]
        assert steps == ["open the card", "review and fill the card", "alert compliance"]
        [(outcome, seconds)] = counted.of("ended")
        assert (outcome, seconds > 0) == ("done", True)

    def test_a_step_that_fails_is_timed_and_one_that_was_done_before_is_not(self) -> None:
        counted = Counted()

        def fails() -> None:
            raise Crash

        with pytest.raises(Crash):
            TimedSteps(StraightSteps(), counted, MovingClock()).run("answer", fails)
        assert TimedSteps(_DoneBefore(), counted, MovingClock()).run("ask", lambda: "") == "known"

        assert [step for step, _ in counted.of("stepped")] == ["answer"]


class _DoneBefore:
    """`Steps` that were all done before a crash."""

    def run(self, name: str, step: Any) -> Any:
        return "known"


def test_a_job_of_another_attempt_is_neither_done_nor_told(talk: WatchTalk) -> None:
    talk.happen("message", "1.1", AMELIE, "1.1", text=CLIENT)
    steps: Steps = StraightSteps()
    do_job("Ev1.7", steps, talk.ports)

    assert lines(talk, "job.done") == []
