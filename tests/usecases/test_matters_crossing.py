"""Two things at the same moment: a draft that changes while compliance is asked about it, or decides."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Language
from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.form_views import DecisionForm
from bot.usecases.matter_views import NotDone, PostingKept, RequestDecided, RequestSent, RequestVoid
from bot.usecases.remind_compliance import Reminders
from bot.usecases.views import Reviewed, View
from tests.usecases.conversation import AMELIE, JAMES, NADIA
from tests.usecases.request_talk import MIXED, REWRITTEN, RequestTalk


@pytest.fixture
def talk() -> RequestTalk:
    return RequestTalk()


def remove(talk: RequestTalk, card: str) -> None:
    """Its author removes the message of that card."""
    known = talk.cards.card(card)
    assert known is not None
    talk.happen("deletion", known.message, AMELIE, known.message)
    talk.answer()


def just_before(opening: Any, act: Callable[[], None]) -> Callable[..., Any]:
    """The same function; something else happens before it, once."""
    left = [act]

    def crossed(*given: Any) -> Any:
        if left:
            left.pop()()
        return opening(*given)

    return crossed


class TestAsking:
    """A request is about what the author saw, and lives no longer than that."""

    def test_a_request_that_was_kept_stands_whatever_the_card_shows_when_its_job_goes_on(
        self, talk: RequestTalk
    ) -> None:
        card = talk.draft(MIXED)
        talk.sends("request", card, AMELIE, text_of="rewrite", why="Vite.")
        talk.messenger.faults = [TryLater("ratelimited", 30)]
        talk.answer()
        talk.archive.erase_body(talk.request(card).review)  # what the form named is not there to compare
        talk.wait(31)

        assert talk.told(NotDone) == []
        assert len(talk.told(RequestSent)) == 1
        assert talk.channel_card.matter == talk.request(card)

    def test_it_is_about_the_version_that_was_shown_whatever_a_later_program_would_write(
        self, talk: RequestTalk
    ) -> None:
        card = talk.draft(MIXED)
        known = talk.cards.card(card)
        assert known is not None
        body = json.loads(talk.archive.record(known.review).body or "")
        body["review"]["rewrite"]["text"] = "Lisez bien le contrat."
        talk.archive._bodies[known.review] = json.dumps(body).encode()

        matter = talk.ask(card, "rewrite")
        assert matter.fingerprint == text_fingerprint("Lisez bien le contrat.")
        assert talk.channel_card.text == "Lisez bien le contrat."
        form = talk.opens("request-approve", matter.id, NADIA)
        assert isinstance(form, DecisionForm)
        assert form.text == "Lisez bien le contrat."

    def test_a_draft_removed_while_it_is_asked_about_leaves_no_request_that_waits(
        self, talk: RequestTalk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        card = talk.draft()
        talk.sends("request", card, AMELIE, text_of="draft", why="Vite.")
        crossed = just_before(talk.matters.open, lambda: remove(talk, card))
        monkeypatch.setattr(talk.matters, "open", crossed)
        talk.answer()

        assert talk.request(card).state == "void"
        assert [each.why for each in talk.told(RequestVoid)] == ["removed"]
        assert talk.channel_card.matter.state == "void"

    def test_a_review_that_cannot_be_taken_back_voids_what_was_asked_all_the_same(
        self, talk: RequestTalk
    ) -> None:
        matter = talk.asked()
        edit = talk.messenger.edit

        def gone(place: Place, ts: str, view: View, language: Language) -> None:
            if isinstance(talk.messenger.messages[ts].view, Reviewed):
                raise CannotShow("message_not_found")
            edit(place, ts, view, language)

        talk.messenger.edit = gone  # type: ignore[method-assign]
        remove(talk, matter.card)

        assert talk.now(matter).state == "void"
        card = talk.cards.card(matter.card)
        assert card is not None
        assert card.state == "withdrawn"


class TestDeciding:
    """What was decided is shown with the text that it is about, in whatever order things come."""

    def test_what_is_decided_while_the_card_is_drawn_again_is_in_it(
        self, talk: RequestTalk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        matter = talk.ask(talk.draft(MIXED))
        edit, left = talk.messenger.edit, [True]

        def slow(place: Place, ts: str, view: View, language: Language) -> None:
            if isinstance(view, Reviewed) and view.review.draft.platform == "x" and left:
                left.pop()
                talk.decide(matter, "approve")
            edit(place, ts, view, language)

        monkeypatch.setattr(talk.messenger, "edit", slow)
        talk.press("platform", matter.card, choice="x")

        [card] = talk.told(Reviewed)
        assert card.review.draft.platform == "x"
        assert [each.state for each in card.matters] == ["approved"]

    def test_an_approved_rewrite_is_given_to_the_letter_where_the_card_may_show_another(
        self, talk: RequestTalk
    ) -> None:
        talk.decide(talk.ask(talk.draft(MIXED), "rewrite"), "approve")

        [told] = talk.told(RequestDecided)
        assert (told.decision, told.text) == ("approve", REWRITTEN)

    def test_an_approved_text_of_their_own_is_given_too_and_the_draft_is_not(self, talk: RequestTalk) -> None:
        card = talk.draft()
        talk.decide(talk.ask(card, "own", text="Lisez le contrat."), "approve")
        talk.decide(talk.ask(card), "approve")

        assert [each.text for each in talk.told(RequestDecided)] == ["Lisez le contrat.", ""]

    def test_the_authors_card_says_who_looks_after_the_request(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.press("request-take", matter.id, NADIA)
        assert [each.taken_by for each in talk.told(Reviewed)[0].matters] == [NADIA.id]

        talk.roles.officers.discard(NADIA.id)
        Reminders(talk.ports)()
        assert [each.taken_by for each in talk.told(Reviewed)[0].matters] == [""]


class TestTelling:
    """The author is told in their conversation where the thread is gone."""

    def test_what_was_posted_is_answered_outside_a_thread_that_is_gone(self, talk: RequestTalk) -> None:
        card = talk.draft()
        talk.sends("posting", card, AMELIE, text="Lisez le contrat.", day="2026-03-02")
        talk.messenger.faults = [CannotShow("thread_not_found")]
        talk.answer()

        assert len(talk.told(PostingKept)) == 1
        assert [each.state for each in talk.told(Reviewed)[0].matters] == ["differs"]
        assert [what for what, _ in talk.notes if what == "job.refused"] == []


def test_a_press_of_somebody_else_that_fails_changes_nothing_of_the_card(
    talk: RequestTalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = talk.draft()

    def fail(*given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(talk.archive, "add", fail)
    talk.press("shorter", card, JAMES)
    for _ in range(3):
        talk.wait(10)

    known = talk.cards.card(card)
    assert known is not None
    assert known.state == "shown"
    assert len(talk.told(Reviewed)) == 1
