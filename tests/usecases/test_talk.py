"""What people see when they write, change, remove and press: one card a draft."""

import json

import pytest

from bot.usecases.views import (
    Acknowledged,
    AnsweredByClauses,
    Help,
    NotReviewed,
    Reading,
    Reviewed,
    Withdrawn,
)
from tests.usecases.conversation import AMELIE, JAMES, PROMISE, VISITOR, Conversation


def test_a_draft_is_answered_by_one_card_that_is_filled_in_place(talk: Conversation) -> None:
    ts = talk.say(PROMISE)

    [shown] = talk.shown
    assert shown.before == [Reading()]
    assert talk.only_card.review.verdict == "revise"
    assert (shown.place.thread, shown.language) == (ts, "fr")
    assert talk.messenger.statuses == {}


def test_a_review_made_in_slack_is_archived_under_its_author(talk: Conversation) -> None:
    talk.say(PROMISE)

    card = talk.cards.card(talk.only_card.card)
    assert card is not None
    archived = talk.archive.record(card.review)
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
    assert talk.only_card.review.spoken == "en"
    assert talk.only_card.review.language == "fr"


def test_the_same_event_twice_is_answered_once(talk: Conversation) -> None:
    talk.write(PROMISE)
    again = talk.inbox.job("Ev2").received

    assert talk.inbox.accept(again, talk.clock.now()) is False
    talk.answer()
    assert len(talk.shown) == 1


@pytest.mark.parametrize(
    ("text", "view"), [("Bonjour", Help), ("merci!", Acknowledged), ("? rendement", AnsweredByClauses)]
)
def test_what_is_no_draft_has_an_answer_of_its_own(talk: Conversation, text: str, view: type) -> None:
    talk.say(text)

    [shown] = talk.shown
    assert isinstance(shown.view, view)


def test_a_greeting_edited_twice_has_one_answer(talk: Conversation) -> None:
    ts = talk.say("Bonjour")
    for text in ("Bonjour!", "? rendement"):
        talk.happen("edit", ts, AMELIE, ts, text=text)
        talk.answer()

    assert [type(view) for view in talk.messenger.views] == [AnsweredByClauses]


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
        assert talk.only_card.again
        assert talk.only_card.review.draft.text == "Comparez les frais avant de choisir."
        assert talk.only_card.review.verdict == "ok"

    def test_before_its_review_began_is_reviewed_once(self, talk: Conversation) -> None:
        ts = talk.write(PROMISE)
        talk.happen("edit", ts, AMELIE, ts, text="Comparez les frais.")
        talk.answer()

        assert talk.only_card.review.draft.text == "Comparez les frais."

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

        assert [type(view) for view in talk.messenger.views] == [AnsweredByClauses]


class TestARemovedDraft:
    """What is gone is not shown."""

    def test_takes_its_review_back_and_says_that_the_archive_keeps_it(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.happen("deletion", ts, AMELIE, ts)
        talk.answer()

        assert talk.messenger.views == [Withdrawn(archived=True)]

    def test_says_so_even_when_it_had_become_a_question(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.happen("edit", ts, AMELIE, ts, text="? rendement")
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
        card = talk.only_card.card
        talk.happen("deletion", ts, AMELIE, ts)
        talk.press("another", card)

        assert talk.messenger.views == [Withdrawn(archived=True)]
