"""The text of an incident is read with a reason that is kept, and its entry closed once, by an officer."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.usecases.chat_ports import CannotShow, TryLater
from bot.usecases.form_views import CannotOpen, HandlingForm, ReadingForm, TextRead
from bot.usecases.matter_views import IncidentAlert, NotDone, OfficersOnly
from tests.usecases.conversation import JAMES, NADIA, THOMAS
from tests.usecases.watch_talk import CLIENT, WatchTalk


@pytest.fixture
def talk() -> WatchTalk:
    return WatchTalk()


class TestReadingTheText:
    """Takes the role and a reason, and is kept before anything is seen."""

    def test_an_officer_says_why_and_reads_it_on_the_page_that_is_open(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        assert talk.open("incident-read", matter.id, NADIA, ReadingForm) == ReadingForm(matter)
        talk.send("reading", matter.id, NADIA, why="Appeler la cliente", view="V7")

        titles = ("Client reconnaissable",)
        assert talk.messenger.pages["V7"] == TextRead(matter, CLIENT, "Amélie Tremblay", titles)
        [kept] = talk.archived(f"{matter.id}.read")
        assert json.loads(kept) == {
            "matter": matter.id, "by": "Nadia Benali (UNADIA)", "why": "Appeler la cliente",
        }  # fmt: skip
        assert talk.archive.verify("T1:UAMELIE") is None

    def test_it_is_kept_before_the_text_is_shown(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        talk.messenger.faults = [CannotShow("no_permission")]
        talk.send("reading", matter.id, NADIA, why="Appeler la cliente")

        assert talk.messenger.pages == {}
        assert len(talk.archived(f"{matter.id}.read")) == 1

    def test_a_reading_that_is_shown_later_is_kept_once(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        talk.messenger.faults = [TryLater("ratelimited", 5)]
        talk.send("reading", matter.id, NADIA, why="Appeler la cliente")
        talk.wait(10)

        assert isinstance(talk.messenger.pages["V1"], TextRead)
        assert len(talk.archived(f"{matter.id}.read")) == 1

    def test_without_a_reason_nothing_is_read(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        talk.send("reading", matter.id, NADIA, why="  ")

        assert talk.messenger.pages["V1"] == ReadingForm(matter)
        assert talk.archived(f"{matter.id}.read") == []

    def test_nobody_else_reads_it_and_that_they_tried_is_kept(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        assert talk.open("incident-read", matter.id, JAMES, CannotOpen).why == "role"
        talk.send("reading", matter.id, JAMES, why="Curieux")

        assert talk.messenger.pages["V1"] == CannotOpen("role")
        assert [json.loads(each)["deed"] for each in talk.archived("refusal.")] == ["read", "read"]
        assert {json.loads(each)["by"] for each in talk.archived("refusal.")} == {"James Whitaker (UJAMES)"}
        assert talk.archived(f"{matter.id}.read") == []

    def test_where_nobody_can_say_who_is_an_officer_nothing_is_shown_yet(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        talk.roles.faults = [TryLater("ratelimited", 5)]
        talk.send("reading", matter.id, NADIA, why="Appeler la cliente")
        assert talk.messenger.pages == {}

        talk.wait(10)
        assert isinstance(talk.messenger.pages["V1"], TextRead)

    def test_what_was_erased_is_gone_for_officers_too(self, talk: WatchTalk) -> None:
        card = talk.draft(CLIENT)
        talk.archive.erase_body(card.review)
        matter = talk.only("incident")
        talk.send("reading", matter.id, NADIA, why="Appeler la cliente")

        assert talk.messenger.pages["V1"] == CannotOpen("gone")
        assert talk.open("incident-read", matter.id, NADIA, CannotOpen).why == "gone"
        assert talk.archived(f"{matter.id}.read") == []

    def test_a_matter_of_another_kind_or_of_another_firm_is_not_found(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        talk.matters.all[matter.id] = replace(matter, team="T2")

        assert talk.open("incident-read", matter.id, NADIA, CannotOpen).why == "gone"
        assert talk.open("incident-read", "nothing", NADIA, CannotOpen).why == "gone"


class TestClosingIt:
    """Once, by an officer, with what was done."""

    def test_the_alert_says_who_closed_it_when_and_what_was_done(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        assert talk.open("incident-handle", matter.id, NADIA, HandlingForm) == HandlingForm(matter)
        talk.send("handling", matter.id, NADIA, done="Message effacé, cliente avisée.")

        closed = talk.only("incident")
        assert (closed.state, closed.closed_by, closed.revision) == ("handled", NADIA.id, 1)
        [alert] = talk.in_compliance()
        assert isinstance(alert, IncidentAlert)
        last = alert.steps[-1]
        assert (last.state, last.by) == ("handled", "Nadia Benali")
        assert last.words == "Message effacé, cliente avisée."
        assert talk.open("incident-handle", matter.id, THOMAS, CannotOpen).why == "decided"

    def test_what_was_done_is_in_the_archive_and_not_in_the_tables(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        talk.send("handling", talk.only("incident").id, NADIA, done="Message effacé.")

        assert json.loads(talk.archived("I")[-1])["words"] == {"done": "Message effacé."}
        assert "effacé" not in talk.everywhere_but_archive()
        assert all(row.received.form == {} for row in talk.inbox._rows)

    def test_of_two_officers_at_once_one_closes_it_and_the_other_is_told_who(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        talk.fill("handling", matter.id, NADIA, done="Effacé.")
        talk.fill("handling", matter.id, THOMAS, done="Appelé.")
        talk.answer()

        assert talk.only("incident").closed_by == NADIA.id
        assert talk.told(THOMAS) == [NotDone("decided", "Nadia Benali")]
        assert talk.told(NADIA) == []

    def test_nobody_but_an_officer_closes_it(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        assert talk.open("incident-handle", matter.id, JAMES, CannotOpen).why == "role"
        talk.send("handling", matter.id, JAMES, done="Rien.")

        assert talk.only("incident").state == "open"
        assert talk.told(JAMES) == [OfficersOnly("handle", talk.ports.firm.ask)]
        assert [json.loads(each)["deed"] for each in talk.archived("refusal.")] == ["handle", "handle"]

    def test_an_officer_does_not_close_what_their_own_draft_leaked(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT, NADIA)
        matter = talk.only("incident")
        assert talk.open("incident-handle", matter.id, NADIA, CannotOpen).why == "own"
        talk.send("handling", matter.id, NADIA, done="Rien.")

        assert talk.only("incident").state == "open"
        assert talk.told(NADIA) == [NotDone("own")]

    def test_a_form_about_nothing_is_answered(self, talk: WatchTalk) -> None:
        talk.send("handling", "nothing", NADIA, done="Rien.")

        assert talk.told(NADIA) == [NotDone("gone", ask=talk.ports.firm.ask)]

    def test_what_is_done_again_after_a_fault_is_done_once(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        matter = talk.only("incident")
        talk.messenger.faults = [TryLater("ratelimited", 5)]
        talk.send("handling", matter.id, NADIA, done="Effacé.")
        talk.wait(10)

        [alert] = talk.in_compliance()
        assert isinstance(alert, IncidentAlert)
        assert alert.matter.state == "handled"
        assert talk.only("incident").revision == 1
        assert talk.told(NADIA) == []


def test_officers_who_press_in_the_same_instant_close_it_once() -> None:
    for _ in range(25):
        talk = WatchTalk()
        talk.draft(CLIENT)
        matter = talk.only("incident")
        events = [talk.fill("handling", matter.id, each, done=each.name) for each in (NADIA, THOMAS)]
        talk.inbox.begin(talk.clock.now() + timedelta(seconds=1), 10)
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda event, talk=talk: talk.jobs.begin(f"{event}.0"), events))
        talk.answer()

        closed = talk.only("incident")
        told = [NotDone("decided", NADIA.name), NotDone("decided", THOMAS.name)]
        assert (closed.state, closed.revision) == ("handled", 1)
        assert [*talk.told(NADIA), *talk.told(THOMAS)] == [
            told[0] if closed.closed_by == NADIA.id else told[1]
        ]
