"""Officers are reminded of what waits, once at each moment; who leaves hands over what they looked after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.matters import Matter
from bot.usecases.chat_ports import CannotShow, TryLater
from bot.usecases.form_views import DecisionForm
from bot.usecases.matter_views import RequestCard, RequestReminder
from bot.usecases.remind_compliance import Reminders
from tests.fakes_matters import KEPT
from tests.usecases.conversation import AMELIE, NADIA, THOMAS
from tests.usecases.request_talk import RequestTalk

HOUR = 3_600


@pytest.fixture
def talk() -> RequestTalk:
    return RequestTalk()


def asked(talk: RequestTalk, hours: float | None = None) -> Matter:
    """A request about a text that goes out in so many hours."""
    due = str(int(talk.clock.now().timestamp() + hours * HOUR)) if hours else ""
    return talk.ask(talk.draft(f"Comparez les frais ({hours})."), planned=due)


def reminded(talk: RequestTalk) -> list[str]:
    return [each.why for each in talk.told(RequestReminder, "CCOMPLIANCE")]


def after(hours: float, talk: RequestTalk) -> list[str]:
    """What officers have been told that many hours later."""
    talk.clock.time += timedelta(hours=hours)
    remind = Reminders(talk.ports)
    remind()
    remind()
    return reminded(talk)


def test_a_day_and_two_hours_before_it_goes_out_once_each(talk: RequestTalk) -> None:
    asked(talk, 48)

    assert after(20, talk) == []
    assert after(5, talk) == ["due"]
    assert after(20, talk) == ["due"]
    assert after(1.5, talk) == ["due", "due"]
    assert after(5, talk) == ["due", "due", "waiting"]
    assert after(100, talk) == ["due", "due", "waiting"]


def test_a_moment_that_was_over_when_it_was_asked_does_not_come(talk: RequestTalk) -> None:
    asked(talk, 5)

    assert after(1, talk) == []
    assert after(3, talk) == ["due"]


def test_of_two_moments_missed_the_later_is_told(talk: RequestTalk) -> None:
    asked(talk, 48)

    assert after(47, talk) == ["due"]


def test_after_a_day_without_a_decision_once(talk: RequestTalk) -> None:
    asked(talk)

    assert after(23, talk) == []
    assert after(2, talk) == ["waiting"]
    assert after(48, talk) == ["waiting"]


def test_in_the_thread_of_the_request(talk: RequestTalk) -> None:
    matter = asked(talk)
    after(25, talk)

    posted = talk.ports.outbox.find(f"matter:{matter.id}")
    [shown] = [each for each in talk.shown if isinstance(each.view, RequestReminder)]
    assert posted is not None
    assert shown.place.thread == posted.ts
    assert shown.view.author == "Amélie Tremblay"


def test_what_is_decided_or_waits_for_the_author_is_not_waited_for(talk: RequestTalk) -> None:
    talk.decide(asked(talk), "reject")
    talk.decide(asked(talk, 200), "ask")

    assert after(30, talk) == []


def test_a_reminder_leaves_the_form_before_an_officer_good(talk: RequestTalk) -> None:
    matter = asked(talk)
    seen = talk.opens("request-approve", matter.id, NADIA)
    after(25, talk)

    assert isinstance(seen, DecisionForm)
    assert talk.decide(seen.matter, "approve").state == "approved"


def test_who_has_the_role_no_more_hands_over_and_the_channel_is_told(talk: RequestTalk) -> None:
    matter = asked(talk)
    talk.press("request-take", matter.id, NADIA)
    assert after(0, talk) == []

    talk.roles.officers.remove(NADIA.id)
    assert after(0, talk) == ["handed-over"]

    [told] = talk.told(RequestReminder, "CCOMPLIANCE")
    assert told.officer == "Nadia Benali"
    assert talk.now(matter).taken_by == talk.channel_card.taken_by == ""
    step = talk.channel_card.steps[-1]
    assert (step.state, step.by, step.words) == ("handed-over", "Nadia Benali", "")
    talk.press("request-take", matter.id, THOMAS)
    assert talk.now(matter).taken_by == THOMAS.id


def test_who_took_over_in_that_moment_goes_on_with_it(talk: RequestTalk) -> None:
    matter = asked(talk)
    talk.press("request-take", matter.id, NADIA)
    talk.roles.officers.remove(NADIA.id)

    def take_over() -> None:
        talk.messenger.after_posting = lambda: None
        talk.press("request-take", matter.id, THOMAS)

    talk.messenger.after_posting = take_over
    after(0, talk)

    assert talk.now(matter).taken_by == THOMAS.id


def test_while_nobody_can_say_who_has_the_role_nothing_is_handed_over(talk: RequestTalk) -> None:
    matter = asked(talk)
    talk.press("request-take", matter.id, NADIA)
    talk.roles.officers.clear()
    talk.roles.faults = [TryLater("usergroups"), TryLater("usergroups")]

    assert after(0, talk) == []
    assert talk.now(matter).taken_by == NADIA.id
    assert after(0, talk) == ["handed-over"]


@pytest.mark.parametrize("trouble", [CannotShow("not_in_channel"), TryLater("ratelimited", 30)])
def test_what_the_chat_service_will_not_take_is_told_the_next_time(
    trouble: Exception, talk: RequestTalk
) -> None:
    asked(talk)
    asked(talk, 300)
    talk.messenger.faults = [trouble]

    assert after(25, talk) == ["waiting", "waiting"]


def test_a_request_that_could_not_be_posted_is_posted_then(talk: RequestTalk) -> None:
    card = talk.draft()
    talk.messenger.faults = [CannotShow("not_in_channel")]
    talk.sends("request", card, AMELIE, text_of="draft", why="Vite.")
    talk.answer()
    after(0.1, talk)

    assert talk.channel_card.matter == talk.request(card)


def test_a_request_that_its_own_job_may_be_posting_right_now_is_left_to_it(talk: RequestTalk) -> None:
    talk.matters.open(replace(asked_like(talk, 1), opened_at=talk.clock.now()), KEPT)

    after(0, talk)
    assert talk.told(RequestCard, "CCOMPLIANCE") == []
    after(0.1, talk)
    assert len(talk.told(RequestCard, "CCOMPLIANCE")) == 1


def test_every_request_that_waits_is_looked_at(talk: RequestTalk) -> None:
    for number in range(60):
        talk.matters.open(asked_like(talk, number), KEPT)

    assert len(after(25, talk)) == 60


def asked_like(talk: RequestTalk, number: int) -> Matter:
    """One of many requests, of which only the matter is there."""
    now = talk.clock.now()
    return Matter(f"R{number}", "request", "T1", AMELIE.id, "", "", "open", now, AMELIE.id, "fr")


def test_without_a_channel_nothing_is_done(talk: RequestTalk) -> None:
    asked(talk)
    Reminders(replace(talk.ports, compliance=None))()

    assert reminded(talk) == []
