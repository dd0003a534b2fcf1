"""What people see when they write, change, remove and press: one card a draft."""

import json

import pytest

from bot.usecases.views import (
    Acknowledged,
    AskWhatItIs,
    ClosestClauses,
    Help,
    NotReviewed,
    Reading,
    Reviewed,
    Withdrawn,
)
from tests.usecases.conversation import AMELIE, JAMES, PROMISE, VISITOR, Conversation


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def _card(talk: Conversation) -> Reviewed:
    [shown] = talk.shown
    assert isinstance(shown.view, Reviewed)
    return shown.view


def test_a_draft_is_answered_by_one_card_that_is_filled_in_place(talk: Conversation) -> None:
    ts = talk.say(PROMISE)

    [shown] = talk.shown
    assert shown.before == [Reading()]
    assert _card(talk).review.verdict == "revise"
    assert (shown.place.thread, shown.language) == (ts, "fr")
    assert talk.messenger.statuses == {}


def test_a_review_made_in_slack_is_archived_under_its_author(talk: Conversation) -> None:
    talk.say(PROMISE)

    card = talk.cards.card(_card(talk).card)
    assert card is not None
    archived = talk.archive.review(card.review)
    assert archived.stream == "T1:UAMELIE"
    assert json.loads(archived.body or "")["draft"]["text"] == PROMISE


def test_the_text_is_forgotten_by_the_inbox_once_it_is_answered(talk: Conversation) -> None:
    ts = talk.say(PROMISE)

    assert talk.inbox.job("Ev2").received.message == ts
    assert talk.inbox.job("Ev2").received.text == ""


def test_each_person_reads_in_their_own_language(talk: Conversation) -> None:
    talk.say(PROMISE, JAMES)

    [shown] = talk.shown
    assert shown.language == "en"
    assert _card(talk).review.spoken == "en"
    assert _card(talk).review.language == "fr"


def test_the_same_event_twice_is_answered_once(talk: Conversation) -> None:
    talk.write(PROMISE)
    again = talk.inbox.job("Ev2").received

    assert talk.inbox.accept(again, talk.clock.now()) is False
    talk.answer()
    assert len(talk.shown) == 1


@pytest.mark.parametrize(
    ("text", "view"), [("Bonjour", Help), ("merci!", Acknowledged), ("? rendement", ClosestClauses)]
)
def test_what_is_no_draft_has_an_answer_of_its_own(talk: Conversation, text: str, view: type) -> None:
    talk.say(text)

    [shown] = talk.shown
    assert isinstance(shown.view, view)


def test_a_question_is_searched_without_what_marked_it(talk: Conversation) -> None:
    talk.say("? Peut-on promettre un rendement")

    assert talk.searched == ["Peut-on promettre un rendement"]


def test_a_guest_is_refused_and_nothing_of_what_they_wrote_is_kept(talk: Conversation) -> None:
    talk.say(PROMISE, VISITOR)

    [shown] = talk.shown
    assert isinstance(shown.view, NotReviewed)
    assert shown.view.why == "guest"
    assert talk.inbox.job("Ev2").received.text == ""
    assert talk.cards.of_message("T1", "DUVISITOR", "1700000000.000001") is None


@pytest.mark.parametrize(("text", "why"), [("a" * 40_001, "too-long"), ("\x07\x01\x02", "not-text")])
def test_a_text_that_cannot_be_reviewed_is_refused_in_its_card(
    talk: Conversation, text: str, why: str
) -> None:
    talk.say(text)

    [shown] = talk.shown
    assert isinstance(shown.view, NotReviewed)
    assert shown.view.why == why


def test_an_attachment_without_text_is_refused_and_with_text_it_is_listed(talk: Conversation) -> None:
    talk.say("", attachments=("image",))
    talk.say(PROMISE, attachments=("image", "file"))

    alone, with_text = (shown.view for shown in talk.shown)
    assert isinstance(alone, NotReviewed)
    assert alone.why == "only-files"
    assert isinstance(with_text, Reviewed)
    assert with_text.review.not_reviewed == ("image", "file")


class TestAnEditedDraft:
    """The card follows the draft."""

    def test_is_reviewed_again_in_the_same_card(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.happen("edit", ts, AMELIE, ts, text="Comparez les frais avant de choisir.")
        talk.answer()

        [shown] = talk.shown
        assert Reading(again=True) in shown.before
        assert _card(talk).again
        assert _card(talk).review.draft.text == "Comparez les frais avant de choisir."
        assert _card(talk).review.verdict == "ok"

    def test_before_its_review_began_is_reviewed_once(self, talk: Conversation) -> None:
        ts = talk.write(PROMISE)
        talk.happen("edit", ts, AMELIE, ts, text="Comparez les frais.")
        talk.answer()

        assert _card(talk).review.draft.text == "Comparez les frais."

    def test_while_its_review_runs_never_shows_the_review_of_the_old_text(self, talk: Conversation) -> None:
        ts = talk.write(PROMISE)

        def edit_meanwhile() -> None:
            talk.messenger.after_posting = lambda: None
            talk.happen("edit", ts, AMELIE, ts, text="Comparez les frais.")

        talk.messenger.after_posting = edit_meanwhile
        talk.answer()

        [shown] = talk.shown
        reviewed = [
            view.review.draft.text for view in (*shown.before, shown.view) if isinstance(view, Reviewed)
        ]
        assert reviewed == ["Comparez les frais."]

    def test_into_a_question_is_answered_as_one(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.happen("edit", ts, AMELIE, ts, text="? rendement")
        talk.answer()

        assert [type(view) for view in talk.messenger.views] == [ClosestClauses]


class TestARemovedDraft:
    """What is gone is not shown."""

    def test_takes_its_review_back_and_says_that_the_archive_keeps_it(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.happen("deletion", ts, AMELIE, ts)
        talk.answer()

        assert talk.messenger.views == [Withdrawn(archived=True)]

    def test_before_it_was_read_is_never_read(self, talk: Conversation) -> None:
        ts = talk.write(PROMISE)
        talk.happen("deletion", ts, AMELIE, ts)
        talk.answer()

        assert talk.shown == []
        assert talk.inbox.job("Ev2").received.text == ""

    def test_no_longer_answers_its_buttons(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        card = _card(talk).card
        talk.happen("deletion", ts, AMELIE, ts)
        talk.press("another", card)

        assert talk.messenger.views == [Withdrawn(archived=True)]


class TestButtons:
    """Only the author's, and each does what it says."""

    def test_another_version_is_shown_in_the_same_card_and_archived(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        talk.press("another", _card(talk).card)

        card = talk.cards.card(_card(talk).card)
        assert card is not None
        assert card.turn == 1
        assert json.loads(talk.archive.review(card.review).body or "")["turn"] == 1

    def test_another_platform_is_another_review(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        talk.press("platform", _card(talk).card, choice="x")

        assert _card(talk).review.draft.platform == "x"

    @pytest.mark.parametrize("choice", ["myspace", "", "linkedin"])
    def test_no_platform_or_the_same_one_changes_nothing(self, talk: Conversation, choice: str) -> None:
        talk.say(PROMISE)
        before = len(talk.shown[0].before)
        talk.press("platform", _card(talk).card, choice=choice)

        assert len(talk.shown[0].before) == before

    def test_that_was_a_question_shows_clauses_and_the_way_back(self, talk: Conversation) -> None:
        talk.say("On peut promettre un rendement garanti?")
        card = _card(talk).card
        talk.press("question", card)
        [view] = talk.messenger.views
        assert isinstance(view, ClosestClauses)
        assert view.card == card

        talk.press("review", card)
        assert _card(talk).review.verdict == "revise"

    @pytest.mark.parametrize("person", [JAMES, VISITOR])
    def test_pressed_by_somebody_else_do_nothing(self, talk: Conversation, person) -> None:  # type: ignore[no-untyped-def]
        talk.say(PROMISE)
        before = len(talk.shown[0].before)
        talk.press("another", _card(talk).card, person)

        assert [len(shown.before) for shown in talk.shown if shown.place.channel == "DUAMELIE"] == [before]

    def test_of_a_card_that_never_was_do_nothing(self, talk: Conversation) -> None:
        talk.press("another", "0" * 24)

        assert talk.shown == []
        assert talk.notes[0][0] == "button.refused"

    def test_on_an_erased_draft_say_so(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        card = talk.cards.card(_card(talk).card)
        assert card is not None
        talk.archive.erase_body(card.review)
        talk.press("another", card.id)

        assert talk.messenger.views == [NotReviewed("erased")]


class TestAReplyInTheThread:
    """It is about the review of that thread."""

    def test_can_ask_for_another_version(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("une autre version svp", thread=ts)

        card = talk.shown[0].view
        assert isinstance(card, Reviewed)
        kept = talk.cards.card(card.card)
        assert kept is not None
        assert kept.turn == 1

    def test_can_name_another_platform(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("pour X", thread=ts)

        card, word = talk.shown
        assert isinstance(card.view, Reviewed)
        assert card.view.review.draft.platform == "x"
        assert word.view == Acknowledged(above=True)

    def test_is_about_the_draft_even_after_one_that_was_not_understood(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Et si je parlais plutôt de nos frais?", thread=ts)
        talk.say("pour X", thread=ts)

        assert isinstance(talk.shown[0].view, Reviewed)
        assert talk.shown[0].view.review.draft.platform == "x"

    def test_close_to_the_draft_is_reviewed_as_its_new_version(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Un rendement possible, chaque année.", thread=ts)

        _, second = talk.shown
        assert second.place.thread == ts
        assert isinstance(second.view, Reviewed)
        assert second.view.review.verdict == "ok"

    def test_that_may_be_anything_is_asked_about_and_kept_until_then(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Et si je parlais plutôt de nos frais, qui baissent?", thread=ts)
        _, second = talk.shown
        assert isinstance(second.view, AskWhatItIs)

        talk.press("review", second.view.card)
        assert isinstance(second.view, Reviewed)
        assert "nos frais" in second.view.review.draft.text

    def test_asked_about_and_answered_leaves_no_text_in_the_inbox(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Et si je parlais plutôt de nos frais?", thread=ts)
        view = talk.shown[1].view
        assert isinstance(view, AskWhatItIs)
        talk.press("review", view.card)

        assert all(row.received.text == "" for row in talk.inbox._rows)
