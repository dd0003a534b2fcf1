"""What the inbox promises: everything is kept once, and done once, in order."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any, get_args

import pytest

from bot.usecases.chat_ports import (
    FileRef,
    Inbox,
    Job,
    Kind,
    NoSuchJob,
    Outcome,
    Place,
    Received,
    split_job_id,
)
from tests.inbox_entries import MONDAY, accept_all, events, later, received

# Keeping


def test_what_a_person_did_is_kept_as_it_was_given(inbox: Inbox) -> None:
    pressed = Received(
        event="E1",
        subject="S1",
        kind="button",
        place=Place("T1", "D1", "100.1"),
        message="100.2",
        person="U1",
        text="",
        attachments=("image", "file"),
        card="C1",
        button="platform",
        choice="mastodon",
        reply_to="https://hooks.slack.com/commands/T1/1/abc",
    )
    there = MONDAY.replace(microsecond=7)

    assert inbox.accept(pressed, there)

    assert inbox.job("E1") == Job(pressed, attempt=0, received_at=there)
    assert inbox.begin(there, most=10) == [Job(pressed, attempt=0, received_at=there)]


def test_files_and_a_form_are_kept_as_they_were_given(inbox: Inbox) -> None:
    files = (
        FileRef("F1", "Politique «\u00a0réseaux » v2.docx", 52_428_800, "application/x-word"),
        FileRef("F2", "é\u0000\ud800/../x", 0),
    )
    form = {"document": "PMS/fr", "note": "É 🙂 \udfff\u0000"}
    uploaded = replace(received("E1", kind="form", text=""), choice="policy", files=files, form=form)

    inbox.accept(uploaded, MONDAY)

    assert inbox.job("E1").received == uploaded
    assert [job.received for job in inbox.begin(MONDAY, most=1)] == [uploaded]


def test_the_name_of_a_button_may_be_long(inbox: Inbox) -> None:
    pressed = replace(received("E1", kind="button"), button="a" * 20)  # type: ignore[arg-type]
    inbox.accept(pressed, MONDAY)

    assert inbox.job("E1").received.button == "a" * 20


@pytest.mark.parametrize("kind", get_args(Kind))
def test_whatever_a_person_can_do_is_kept(kind: Kind, inbox: Inbox) -> None:
    inbox.accept(received("E1", kind=kind), MONDAY)

    assert inbox.job("E1").received.kind == kind


@pytest.mark.parametrize("text", ["", "é\u0000\ud800", "\udfff", "🙂" * 1000, "x" * 40_000])
def test_any_text_is_kept_to_the_letter(text: str, inbox: Inbox) -> None:
    inbox.accept(received("E1", text=text), MONDAY)

    assert inbox.job("E1").received.text == text


@pytest.mark.parametrize("known", ["event", "subject"])
def test_what_is_delivered_again_changes_nothing(known: str, inbox: Inbox) -> None:
    first = replace(received("E1"), subject="S1")
    again = {"event": replace(first, subject="S2"), "subject": replace(first, event="E2")}[known]
    inbox.accept(first, MONDAY)

    assert not inbox.accept(replace(again, text="Autre chose"), later(60))

    assert inbox.job("E1") == Job(first, attempt=0, received_at=MONDAY)
    assert inbox.counts()["waiting"] == 1


def test_what_is_delivered_again_after_it_was_answered_is_not_answered_twice(inbox: Inbox) -> None:
    inbox.accept(received("E1"), MONDAY)
    inbox.begin(MONDAY, most=10)
    inbox.finish("E1", "done", later(1))

    assert not inbox.accept(received("E1"), later(2))

    assert inbox.begin(later(3), most=10) == []
    assert inbox.job("E1").received.text == ""


def test_one_of_two_deliveries_at_once_is_kept(inbox: Inbox, other_inbox: Inbox) -> None:
    together = Barrier(4)

    def deliver(number: int) -> list[bool]:
        together.wait()
        each = (inbox, other_inbox)[number % 2]
        return [each.accept(received(f"E{event}"), MONDAY) for event in range(10)]

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(deliver, range(4)))

    assert [sum(answer) for answer in zip(*answers, strict=True)] == [1] * 10
    assert inbox.counts()["waiting"] == 10


def test_an_event_that_never_came_is_said_so(inbox: Inbox) -> None:
    with pytest.raises(NoSuchJob):
        inbox.job("E1")
    assert not inbox.superseded("E1")


# Beginning


def test_what_came_first_begins_first_and_never_more_than_asked_for(inbox: Inbox) -> None:
    accept_all(inbox, *(received(f"E{number}", thread=f"{number}") for number in (3, 1, 2)))

    assert events(inbox.begin(later(9), most=2)) == ["E3", "E1"]
    assert events(inbox.begin(later(9), most=2)) == ["E2"]
    assert inbox.begin(later(9), most=2) == []


def test_what_was_postponed_keeps_its_rank(inbox: Inbox) -> None:
    accept_all(inbox, *(received(f"E{number}", thread=f"{number}") for number in range(4)))
    inbox.begin(later(9), most=2)
    inbox.postpone("E1", later(20))
    inbox.postpone("E0", later(21))

    assert events(inbox.begin(later(22), most=1)) == ["E0"]
    assert events(inbox.begin(later(22), most=10)) == ["E1", "E2", "E3"]


def test_one_job_of_a_thread_at_a_time_in_the_order_of_arrival(inbox: Inbox) -> None:
    accept_all(inbox, received("E1"), received("E2"), received("E3"))

    for event in ("E1", "E2", "E3"):
        assert events(inbox.begin(later(9), most=10)) == [event]
        assert inbox.begin(later(9), most=10) == []
        inbox.finish(event, "done", later(10))

    assert inbox.begin(later(11), most=10) == []


def test_two_drafts_of_one_person_at_a_time_however_many_were_sent(inbox: Inbox) -> None:
    accept_all(inbox, *(received(f"E{number}", thread=f"{number}", person="U1") for number in range(5)))
    accept_all(inbox, received("F1", thread="9", person="U2"))

    assert events(inbox.begin(later(9), most=10)) == ["E0", "E1", "F1"]
    assert inbox.begin(later(9), most=10) == []
    inbox.finish("E0", "done", later(9))
    assert events(inbox.begin(later(9), most=10)) == ["E2"]


def test_what_is_next_in_a_thread_that_waits_holds_up_none_of_the_same_person(inbox: Inbox) -> None:
    accept_all(inbox, *(received(f"E{number}", thread="1", person="U1") for number in range(3)))
    accept_all(inbox, *(received(f"F{number}", thread=f"2{number}", person="U1") for number in range(3)))
    assert events(inbox.begin(later(9), most=1)) == ["E0"]
    inbox.postpone("E0", later(300), "ratelimited")

    assert events(inbox.begin(later(10), most=9)) == ["F0", "F1"]
    inbox.finish("F0", "done", later(11))
    assert events(inbox.begin(later(11), most=9)) == ["F2"]


def test_what_one_person_waits_for_later_holds_up_none_of_theirs_that_is_due(inbox: Inbox) -> None:
    accept_all(inbox, *(received(f"E{number}", thread=f"{number}", person="U1") for number in range(4)))
    for event in events(inbox.begin(later(9), most=10)):
        inbox.postpone(event, later(300), "ratelimited")

    assert events(inbox.begin(later(9), most=10)) == ["E2", "E3"]


def test_the_same_id_in_another_workspace_is_somebody_else(inbox: Inbox) -> None:
    accept_all(inbox, *(received(f"E{n}", thread=f"{n}", person="U1") for n in range(2)))
    accept_all(inbox, received("F1", thread="9", person="U1", team="T2"))

    assert events(inbox.begin(later(9), most=10)) == ["E0", "E1", "F1"]


def test_how_long_the_first_has_waited_is_known(inbox: Inbox) -> None:
    assert inbox.oldest(later(60)) == 0
    accept_all(inbox, received("E0", thread="1"), received("E1", thread="2"))

    assert inbox.oldest(later(60)) == 60
    inbox.finish("E0", "done", later(60))
    assert inbox.oldest(later(61)) == 60
    inbox.begin(later(61), most=1)
    inbox.postpone("E1", later(361), "ratelimited")
    assert inbox.oldest(later(65)) == 64, "what waits for a server is seen to wait"


def test_threads_do_not_wait_for_each_other(inbox: Inbox) -> None:
    accept_all(
        inbox,
        received("E1"),
        received("E2"),
        received("E3", thread="200.1"),
        received("E4", team="T2"),
    )

    assert events(inbox.begin(later(9), most=10)) == ["E1", "E3", "E4"]


@pytest.mark.parametrize("more", [{"kind": "mention"}, {"kind": "button", "reply_to": "https://x.example/1"}])
def test_what_one_person_of_a_channel_is_answered_alone_waits_for_nobody_else(
    more: Any, inbox: Inbox
) -> None:
    mine, again, theirs = (replace(received(each, thread=""), **more) for each in ("E1", "E2", "E3"))
    accept_all(inbox, mine, again, replace(theirs, person="U2"))

    assert events(inbox.begin(later(10), most=10)) == ["E1", "E3"]


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_what_is_over_in_any_way_does_not_hold_up_its_thread(outcome: Outcome, inbox: Inbox) -> None:
    accept_all(inbox, received("E1"), received("E2"))
    inbox.begin(later(9), most=10)
    inbox.finish("E1", outcome, later(10))

    assert events(inbox.begin(later(11), most=10)) == ["E2"]


def test_what_is_postponed_begins_when_it_is_due_as_another_attempt(inbox: Inbox) -> None:
    accept_all(inbox, received("E1"), received("E2"))
    first = inbox.begin(later(9), most=10)
    inbox.postpone("E1", later(30))

    assert inbox.begin(later(29.9), most=10) == [], "what came later in the thread waits too"
    second = inbox.begin(later(30), most=10)

    assert [job.id for job in (*first, *second)] == ["E1.0", "E1.1"]
    assert split_job_id("E1.1") == ("E1", 1)
    assert inbox.job("E1") == second[0] == replace(first[0], attempt=1)


def test_postponing_twice_is_one_more_attempt(inbox: Inbox) -> None:
    inbox.accept(received("E1"), MONDAY)
    inbox.postpone("E1", later(1))
    assert inbox.job("E1").attempt == 0, "it was not begun"
    inbox.begin(later(1), most=10)
    inbox.postpone("E1", later(2))
    inbox.postpone("E1", later(3))

    assert inbox.job("E1").attempt == 1
    assert events(inbox.begin(later(2), most=10)) == ["E1"]


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_what_is_over_stays_over(outcome: Outcome, inbox: Inbox) -> None:
    inbox.accept(received("E1"), MONDAY)
    inbox.begin(MONDAY, most=10)
    inbox.finish("E1", outcome, later(1))
    over = inbox.job("E1")

    inbox.finish("E1", outcome, later(2))
    inbox.finish("E1", "open", later(2))
    inbox.finish("E1", "failed", later(2))
    inbox.postpone("E1", later(2))

    assert inbox.begin(later(9), most=10) == inbox.begun(later(9)) == []
    assert inbox.job("E1") == over
    assert {state for state, rows in inbox.counts().items() if rows} == {outcome}


def test_what_was_begun_before_a_moment_and_is_not_over_is_listed(inbox: Inbox) -> None:
    accept_all(inbox, *(received(f"E{number}", thread=f"{number}") for number in range(5)))
    inbox.begin(later(10), most=4)
    inbox.finish("E1", "done", later(11))
    inbox.postpone("E2", later(90))
    inbox.begin(later(20), most=1)

    assert inbox.begun(before=later(10)) == []
    assert events(inbox.begun(before=later(20))) == ["E0", "E3"]
    assert events(inbox.begun(before=later(20.1))) == ["E0", "E3", "E4"]


def test_processes_share_the_work_and_nothing_is_begun_twice(inbox: Inbox, other_inbox: Inbox) -> None:
    threads_of_talk, each = 6, 3
    accept_all(
        inbox,
        *(received(f"E{talk}.{n}", thread=f"{talk}") for n in range(each) for talk in range(threads_of_talk)),
    )
    together = Barrier(4)

    def work(number: int) -> list[str]:
        mine, done = (inbox, other_inbox)[number % 2], []
        together.wait()
        while any(inbox.counts()[state] for state in ("waiting", "begun")):
            for job in mine.begin(later(60), most=2):
                unfinished = [event.split(".")[0] for event in events(mine.begun(later(61)))]
                assert len(unfinished) == len(set(unfinished)), "two jobs of one thread at once"
                done.append(job.received.event)
                mine.finish(job.received.event, "done", later(60))
        return done

    with ThreadPoolExecutor(4) as workers:
        done = [event for events_of_one in workers.map(work, range(4)) for event in events_of_one]

    assert len(done) == len(set(done)) == threads_of_talk * each
    assert inbox.counts()["done"] == threads_of_talk * each
