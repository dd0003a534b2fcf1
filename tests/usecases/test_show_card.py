"""A card says how matters about its draft stand now; it is shown again when they change, and only then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.matters import Matter, MatterState
from bot.domain.rewriting import Rewrite
from bot.usecases.chat_ports import CannotShow, Card, Person, TryLater
from bot.usecases.replay import made_again
from bot.usecases.show_card import refresh_card, reviewed_view
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.views import Reviewed, Withdrawn
from tests.fakes_matters import KEPT
from tests.publications import MONDAY
from tests.usecases.conversation import AMELIE, NADIA, PROMISE, Conversation

HARMLESS = "Comparez les offres avant de signer."


@pytest.fixture
def talk() -> Conversation:
    conversation = Conversation()
    conversation.say(PROMISE)
    return conversation


def the_card(talk: Conversation) -> Card:
    """The only card, as it is kept."""
    card = talk.cards.card(talk.only_card.card)
    assert card is not None
    return card


def a_request(talk: Conversation, state: MatterState = "open", **more: Any) -> Matter:
    """A request about the only card, opened."""
    card = the_card(talk)
    return talk.matters.open(
        Matter(
            "R1", "request", "T1", AMELIE.id, card.id, card.review, state, MONDAY, AMELIE.id, "fr", **more
        ),
        KEPT,
    )


def again(talk: Conversation, ports: TalkPorts, **changes: Any) -> Reviewed:
    """What the card would show now."""
    card = replace(the_card(talk), **changes)
    body = archived_body_of(card.review, ports)
    assert body
    return reviewed_view(card, made_again(body, ports.desk(), {}), ports.desk().policies, ports)


class TestWhatIsShown:
    """What stands beside the review."""

    def test_a_new_review_can_be_asked_about_and_has_no_matters(self, talk: Conversation) -> None:
        assert talk.only_card.can_ask
        assert talk.only_card.matters == ()
        assert talk.only_card.incident is None

    def test_where_compliance_is_not_set_up_nobody_can_ask_it(self, talk: Conversation) -> None:
        assert not again(talk, replace(talk.ports, compliance=None)).can_ask

    def test_what_waits_already_is_not_asked_twice(self, talk: Conversation) -> None:
        a_request(talk)

        view = again(talk, talk.ports)
        assert not view.can_ask
        assert [each.id for each in view.matters] == ["R1"]

    def test_a_card_that_is_seen_for_a_moment_cannot_ask(self, talk: Conversation) -> None:
        view = again(talk, talk.ports, aside=True)

        assert view.aside
        assert not view.can_ask

    def test_officers_have_their_names_where_somebody_can_tell_them(self, talk: Conversation) -> None:
        a_request(talk, "approved", closed_by=NADIA.id, good_until=MONDAY + timedelta(days=1))

        class Away:
            def person(self, person_id: str) -> Person:
                raise TryLater("away")

        assert again(talk, talk.ports).people == {NADIA.id: "Nadia Benali"}
        assert again(talk, replace(talk.ports, directory=Away())).people == {}

    def test_only_a_language_model_translates_and_into_the_other_language(self, talk: Conversation) -> None:
        model: Any = object()  # nobody asks it anything here
        card, review = the_card(talk), talk.only_card.review
        rewrite = Rewrite("We compare the offers that we have.", "ok", (), True, False)
        policies, ports = talk.ports.desk().policies, replace(talk.ports, model=model)

        def offered(given: Any) -> Any:
            return reviewed_view(card, given, policies, ports).translate_to

        assert talk.only_card.translate_to is None
        assert offered(replace(review, rewrite=rewrite)) == "fr"
        assert offered(replace(review, rewrite=replace(rewrite, text="Nous comparons les offres."))) == "en"
        assert offered(replace(review, rewrite=None, verdict="block")) is None


class TestShownAgain:
    """`refresh_card`."""

    def test_the_same_review_is_shown_with_the_matters_as_they_stand(self, talk: Conversation) -> None:
        before = talk.only_card
        a_request(talk)
        refresh_card(before.card, talk.ports)

        assert [each.id for each in talk.only_card.matters] == ["R1"]
        assert talk.only_card.review == before.review
        assert talk.shown[0].before[-1] == before

    def test_nothing_is_shown_in_an_answer_that_only_its_author_saw(self, talk: Conversation) -> None:
        talk.cards.keep(replace(the_card(talk), aside=True))

        self.shows_nothing(talk)

    @pytest.mark.parametrize("state", ["withdrawn", "question", "failed", "reading"])
    def test_nothing_is_shown_where_the_card_shows_no_review(self, talk: Conversation, state: Any) -> None:
        talk.cards.keep(replace(the_card(talk), state=state))

        self.shows_nothing(talk)

    def test_nothing_is_shown_of_a_text_that_was_erased(self, talk: Conversation) -> None:
        talk.cards.keep(replace(the_card(talk), review="never"))

        self.shows_nothing(talk)

    def test_a_draft_that_was_changed_meanwhile_is_left_to_its_own_review(self, talk: Conversation) -> None:
        message = the_card(talk).message
        talk.happen("edit", message, AMELIE, message, text=HARMLESS)

        self.shows_nothing(talk)

    def shows_nothing(self, talk: Conversation) -> None:
        before = len(talk.shown[0].before)
        refresh_card(talk.only_card.card, talk.ports)
        assert len(talk.shown[0].before) == before

    def test_a_card_that_never_was_is_nothing(self, talk: Conversation) -> None:
        refresh_card("0" * 24, talk.ports)

    def test_a_draft_removed_while_its_card_is_drawn_stays_removed(self, talk: Conversation) -> None:
        card = the_card(talk)
        _meanwhile(talk, lambda: talk.cards.keep(replace(card, state="withdrawn")))
        refresh_card(card.id, talk.ports)

        assert talk.messenger.views == [Withdrawn(archived=True)]

    def test_another_review_shown_meanwhile_is_what_is_seen_in_the_end(self, talk: Conversation) -> None:
        card = the_card(talk)
        _meanwhile(talk, lambda: talk.press("platform", card.id, choice="x"))
        refresh_card(card.id, talk.ports)

        assert talk.only_card.review.draft.platform == "x"
        assert talk.only_card.again

    def test_a_message_that_is_gone_is_noted_and_no_error(self, talk: Conversation) -> None:
        talk.messenger.faults.append(CannotShow("message_not_found"))
        refresh_card(talk.only_card.card, talk.ports)

        assert ("card.not-refreshed", {"card": talk.only_card.card, "why": "message_not_found"}) in talk.notes

    def test_what_the_chat_service_cannot_take_now_is_tried_later(self, talk: Conversation) -> None:
        talk.messenger.faults.append(TryLater("ratelimited"))

        with pytest.raises(TryLater):
            refresh_card(talk.only_card.card, talk.ports)


def _meanwhile(talk: Conversation, happens: Any) -> None:
    """It happens once, as the card is being shown again."""
    edit = talk.messenger.edit

    def editing(*given: Any) -> None:
        talk.messenger.edit = edit  # type: ignore[method-assign]
        happens()
        edit(*given)

    talk.messenger.edit = editing  # type: ignore[method-assign]


class TestNoted:
    """Every archived review of a card is in the list of reviews, once, with no word of the draft."""

    def test_a_review_and_every_other_version_are_noted(self, talk: Conversation) -> None:
        card = the_card(talk)
        talk.press("another", card.id)

        assert list(talk.reviews.all) == [f"{card.id}.0.0", f"{card.id}.0.1"]
        note = talk.reviews.all[card.review]
        assert (note.card, note.team, note.author, note.verdict) == (card.id, "T1", AMELIE.id, "revise")
        assert note.rules
        assert "garanti" not in repr(note)

    def test_a_review_that_was_archived_before_a_crash_is_noted_when_it_is_shown(self) -> None:
        talk = Conversation()
        talk.messenger.faults += [None, TryLater("away")]
        talk.say(PROMISE)
        assert len(talk.reviews.all) == 1
        talk.reviews.all.clear()
        talk.wait(600)

        assert list(talk.reviews.all) == [the_card(talk).review]
