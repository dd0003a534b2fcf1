"""Vigie is tried out: every draft is reviewed and archived, and the pilot group alone sees what it says."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from bot.usecases.chat_ports import Button, Person, Place, Received, TryLater
from bot.usecases.form_views import CannotOpen
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.library_ports import GivenFile
from bot.usecases.matter_views import NotDone, SharedReview
from bot.usecases.open_form import form_for
from bot.usecases.sample_reviews import found_by_period
from bot.usecases.submit import submit_event
from bot.usecases.views import (
    AnsweredByClauses,
    AskWhatItIs,
    NotShownYet,
    Reading,
    Reviewed,
    View,
    Withdrawn,
    YourDraft,
)
from tests.usecases.aside_talk import press_alone, seen_alone
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE
from tests.usecases.model_drafts import NOTHING_MORE, rewriting
from tests.usecases.policy_conversation import PolicyConversation
from tests.usecases.test_reply_with_model import OFFERED
from tests.usecases.thread_talk import MIXED, ThreadTalk
from tests.usecases.watch_talk import CLIENT, FINE, WatchTalk

Talk = TypeVar("Talk", WatchTalk, PolicyConversation)
MINE = HomeWanted("mine")
HARMLESS = (NotShownYet, Reading, YourDraft, NotDone, AnsweredByClauses, AskWhatItIs, Withdrawn)
"""The views in which nothing of a review stands."""


@pytest.fixture
def talk() -> WatchTalk:
    """A trial, in which James is of the pilot group and Amélie is not."""
    return tried_out(WatchTalk())


def tried_out(talk: Talk) -> Talk:
    """The same people while Vigie is tried out."""
    talk.roles.pilot = {JAMES.id}
    talk.ports = replace(talk.ports, trial=True)
    return talk


def ended(talk: WatchTalk) -> None:
    """The trial is over: everybody sees reviews."""
    talk.ports = replace(talk.ports, trial=False)


def seen(talk: WatchTalk | PolicyConversation) -> list[View]:
    """Everything anybody was shown, wherever, and what stood there before."""
    posted = [view for shown in talk.shown for view in (*shown.before, shown.view)]
    alone = [view for *_, view in talk.messenger.alone]
    return [*posted, *(view for _, view, _ in talk.messenger.private), *alone]


def received(talk: WatchTalk, kind: str, text: str, **more: str) -> Received:
    """A draft that comes by another door than a message."""
    event = f"T1:{kind}:{next(talk.numbers)}"
    place = Place("T1", "CTEAM", event)
    return Received(event, event, kind, place, event, AMELIE.id, text, **more)  # type: ignore[arg-type]


def happened(talk: WatchTalk, what: Received) -> None:
    assert submit_event(what, talk.inbox, talk.clock)
    talk.answer()


def by_message(talk: WatchTalk) -> None:
    talk.say(CLIENT)


def by_edit(talk: WatchTalk) -> None:
    ts = talk.say(FINE)
    talk.happen("edit", ts, AMELIE, ts, text=CLIENT)
    talk.answer()


def by_command(talk: WatchTalk) -> None:
    talk.command(CLIENT, "review")


def by_mention(talk: WatchTalk) -> None:
    happened(talk, received(talk, "mention", CLIENT))


def by_shortcut(talk: WatchTalk) -> None:
    happened(talk, received(talk, "shortcut", CLIENT, reply_to="https://hooks.slack.com/2"))


def by_form(talk: WatchTalk) -> None:
    happened(talk, received(talk, "form", CLIENT, choice="review"))


def where_nothing_can_be_shown_aside(talk: WatchTalk) -> None:
    talk.messenger.expired.add("https://hooks.slack.com/1")
    by_command(talk)


def as_what_was_meant_as_a_draft(talk: WatchTalk) -> None:
    talk.say(CLIENT)
    card = only_card(talk)
    talk.press("question", card)
    talk.press("review", card)


def only_card(talk: WatchTalk) -> str:
    [card] = talk.cards._cards.values()
    return card.id


DOORS = [
    by_message, by_edit, by_command, by_mention, by_shortcut, by_form, where_nothing_can_be_shown_aside,
    as_what_was_meant_as_a_draft,
]  # fmt: skip


class TestWhoeverIsNotOfThePilotGroup:
    """Reads one honest sentence, whatever door they come by."""

    @pytest.mark.parametrize("door", DOORS)
    def test_is_told_that_the_draft_was_recorded_and_nothing_of_what_it_says(
        self, door: Callable[[WatchTalk], None], talk: WatchTalk
    ) -> None:
        door(talk)

        assert any(isinstance(each, NotShownYet) for each in seen(talk))
        assert {type(each) for each in seen(talk)} <= set(HARMLESS)

    @pytest.mark.parametrize("door", DOORS)
    def test_has_their_draft_reviewed_archived_and_noted_as_not_shown(
        self, door: Callable[[WatchTalk], None], talk: WatchTalk
    ) -> None:
        door(talk)

        newest = talk.archive.recent(1)[0]
        assert json.loads(newest.body or "")["draft"]["text"] == CLIENT
        note = talk.reviews.note_of(newest.record_id)
        assert note is not None
        assert (note.shown, note.rules) == (False, ("client-data",))

    @pytest.mark.parametrize("door", DOORS)
    def test_opens_no_incident_and_alerts_nobody(
        self, door: Callable[[WatchTalk], None], talk: WatchTalk
    ) -> None:
        door(talk)

        assert talk.matters.all == {}
        assert not [each for each in talk.shown if each.place.channel == "CCOMPLIANCE"]

    @pytest.mark.parametrize("door", DOORS)
    def test_leaves_no_text_in_the_inbox(self, door: Callable[[WatchTalk], None], talk: WatchTalk) -> None:
        door(talk)

        assert [row.received.text for row in talk.inbox._rows if row.received.text] == []

    def test_leaves_no_text_of_what_failed_before_either(self, talk: WatchTalk) -> None:
        first = talk.happen("message", "1.1", AMELIE, "1.1", text=CLIENT)
        talk.inbox.begin(talk.clock.now(), 1)
        talk.inbox.finish(first.event, "failed", talk.clock.now())
        talk.happen("edit", "1.1", AMELIE, "1.1", text=PROMISE)
        talk.answer()

        assert [type(each.view) for each in talk.shown] == [NotShownYet]
        assert [row.received.text for row in talk.inbox._rows if row.received.text] == []

    def test_is_not_told_that_a_model_writes_another_text_nor_heard_by_it_in_the_thread(self) -> None:
        script = [NOTHING_MORE, rewriting(OFFERED)] * 2
        talk = ThreadTalk(script=script, draft=MIXED["en"], person=JAMES)
        talk.ports = replace(talk.ports, trial=True)
        ts = talk.say(f"{MIXED['en']} And more.", JAMES)

        assert talk.shown[-1].before == [Reading()]
        assert isinstance(talk.shown[-1].view, NotShownYet)
        assert len(talk.model.asked) == 4
        talk.say("warmer somehow, with less of the numbers perhaps", JAMES, ts)
        assert isinstance(talk.last, AskWhatItIs)
        assert len(talk.model.asked) == 4

    def test_is_told_whom_to_ask_and_may_say_that_it_was_a_question(self, talk: WatchTalk) -> None:
        talk.say(PROMISE)

        card = only_card(talk)
        assert [each.view for each in talk.shown] == [NotShownYet(talk.ports.firm.ask, card)]
        talk.press("question", card)
        assert [type(each.view) for each in talk.shown] == [AnsweredByClauses]

    def test_who_gives_a_file_is_told_the_same(self) -> None:
        talk = tried_out(PolicyConversation())
        talk.roles.pilot.clear()
        file = talk.files.give(GivenFile("billet.txt", PROMISE.encode(), "text/plain"))
        talk.say("", JAMES, files=(file,), attachments=("file",))

        assert [type(each.view) for each in talk.shown] == [NotShownYet]
        assert {type(each) for each in seen(talk)} <= set(HARMLESS)

    @pytest.mark.parametrize(
        "said", ["plus court", "une autre version", "pour x", "pourquoi?", "est-ce approuvé?", "en anglais"]
    )
    def test_who_wishes_something_of_the_review_in_its_thread_is_told(
        self, said: str, talk: WatchTalk
    ) -> None:
        ts = talk.say(PROMISE)
        archived = len(talk.archive.recent(9))
        talk.say(said, AMELIE, ts)

        assert {type(each) for each in seen(talk)} <= set(HARMLESS)
        assert talk.shown[-1].view == NotDone("trial", ask=talk.ports.firm.ask)
        assert len(talk.archive.recent(9)) == archived

    def test_has_questions_answered_as_ever(self, talk: WatchTalk) -> None:
        ts = talk.say(PROMISE)
        talk.say("? Puis-je promettre un rendement", AMELIE, ts)
        talk.say("? Puis-je promettre un rendement")
        talk.command("Puis-je promettre un rendement")

        assert len([each for each in seen(talk) if isinstance(each, AnsweredByClauses)]) == 3

    @pytest.mark.parametrize("text", [PROMISE, CLIENT, FINE])
    def test_cannot_tell_one_verdict_from_another(self, text: str, talk: WatchTalk) -> None:
        talk.say(text)

        [shown] = talk.shown
        assert shown.view == NotShownYet(talk.ports.firm.ask, only_card(talk))
        assert shown.before == [Reading()]

    def test_does_not_find_it_on_their_own_page_during_the_trial_nor_after_it(self, talk: WatchTalk) -> None:
        talk.say(PROMISE)
        during = home_for(AMELIE, "T1", MINE, talk.ports)
        ended(talk)
        after = home_for(AMELIE, "T1", MINE, talk.ports)

        assert (during.trial, during.mine) == (True, ())
        assert (after.trial, after.mine) == (False, ())

    def test_is_not_in_what_officers_may_draw(self, talk: WatchTalk) -> None:
        talk.say(FINE)
        talk.say(FINE, JAMES)

        assert {each for _, each in found_by_period(NADIA, "T1", talk.ports)} == {1}

    def test_who_removes_the_draft_is_told_that_it_was_archived(self, talk: WatchTalk) -> None:
        ts = talk.say(CLIENT)
        talk.happen("deletion", ts, AMELIE, ts)
        talk.answer()

        assert [each.view for each in talk.shown] == [Withdrawn(archived=True)]


class TestThePilotGroup:
    """Sees reviews as everybody will."""

    def test_sees_the_review_and_its_leaks_are_incidents(self, talk: WatchTalk) -> None:
        talk.say(CLIENT, JAMES)

        assert isinstance(talk.shown[0].view, Reviewed)
        assert talk.only("incident").author == JAMES.id
        assert home_for(JAMES, "T1", MINE, talk.ports).mine

    @pytest.mark.parametrize("button", ["why", "shorter", "another", "again", "share", "to-dm"])
    def test_who_has_left_it_is_told_so_by_the_buttons_of_an_earlier_review(
        self, button: Button, talk: WatchTalk
    ) -> None:
        talk.command(PROMISE, "review", JAMES)
        card = seen_alone(talk).card
        before = len(seen(talk))
        talk.roles.pilot.clear()
        press_alone(talk, button, card, JAMES)

        assert seen(talk)[before:] == [NotDone("trial", ask=talk.ports.firm.ask)]

    @pytest.mark.parametrize("button", ["changes", "clause", "copy", "ask", "posted", "wrong"])
    def test_who_has_left_it_opens_nothing_of_an_earlier_review(
        self, button: Button, talk: WatchTalk
    ) -> None:
        talk.say(f"{PROMISE} Comparez les frais avant de signer. Lisez le contrat.", JAMES)
        card = only_card(talk)

        def opens(person: Person) -> object:
            press = Received(
                "E",
                "E",
                "button",
                Place("T1", "C", "1"),
                "1",
                person.id,
                card=card,
                button=button,
                choice="0",
            )
            return form_for(press, person, talk.ports)

        assert not isinstance(opens(JAMES), CannotOpen)
        talk.roles.pilot.clear()
        assert opens(JAMES) == CannotOpen("trial")
        assert opens(AMELIE) == CannotOpen("role")

    @pytest.mark.parametrize("form", ["request", "posting", "disagreement"])
    def test_who_has_left_it_sends_no_form_of_an_earlier_review(self, form: str, talk: WatchTalk) -> None:
        talk.say(PROMISE, JAMES)
        talk.roles.pilot.clear()
        talk.send(form, only_card(talk), JAMES, "Un autre texte, garanti.", why="Parce que.")  # type: ignore[arg-type]

        assert talk.matters.all == {}
        assert talk.shown[-1].view == NotDone("trial", ask=talk.ports.firm.ask)

    def test_who_joins_it_sees_the_next_draft(self, talk: WatchTalk) -> None:
        talk.say(PROMISE)
        talk.roles.pilot.add(AMELIE.id)
        talk.say(PROMISE)

        assert [type(each.view) for each in talk.shown] == [NotShownYet, Reviewed]
        [mine] = home_for(AMELIE, "T1", MINE, talk.ports).mine
        assert mine.card == list(talk.cards._cards)[1]

    def test_shares_a_review_when_they_choose_to(self, talk: WatchTalk) -> None:
        talk.command(PROMISE, "review", JAMES)
        press_alone(talk, "share", seen_alone(talk).card, JAMES)

        assert any(isinstance(each, SharedReview) for each in seen(talk))


class TestWhereNobodyCanSayWhoIsOfIt:
    """A doubt is never a yes."""

    def test_the_draft_waits_and_is_answered_once_it_can_be_said(self, talk: WatchTalk) -> None:
        talk.roles.faults = [TryLater("unreachable")]
        talk.say(PROMISE, JAMES)
        assert [type(each.view) for each in talk.shown] == [Reading]

        talk.wait(2)
        assert [type(each.view) for each in talk.shown] == [Reviewed]

    def test_their_own_page_shows_no_review(self, talk: WatchTalk) -> None:
        talk.say(PROMISE, JAMES)
        talk.roles.faults = [TryLater("unreachable")] * 9

        assert home_for(JAMES, "T1", MINE, talk.ports).trial


class TestOnceTheTrialIsOver:
    """What was not shown comes to light by nobody's doing but the author's."""

    def test_an_edit_is_reviewed_for_its_author_to_see(self, talk: WatchTalk) -> None:
        ts = talk.say(FINE)
        ended(talk)
        talk.happen("edit", ts, AMELIE, ts, text=PROMISE)
        talk.answer()

        assert isinstance(talk.only_card, Reviewed)
        assert [each.verdict for each in home_for(AMELIE, "T1", MINE, talk.ports).mine] == ["revise"]

    def test_a_reply_in_the_thread_makes_the_next_version(self, talk: WatchTalk) -> None:
        ts = talk.say(f"{PROMISE} Comparez les frais avant de signer. Lisez le contrat.")
        ended(talk)
        talk.say("une autre version", AMELIE, ts)

        assert isinstance(talk.shown[0].view, Reviewed)
