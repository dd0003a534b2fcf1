"""What people see who mention the bot in a channel, or ask for a review from the menu of a message."""

import pytest

from bot.domain.draft import Attachment
from bot.usecases.chat_ports import CannotShow, Person, Place, Received
from bot.usecases.matter_views import HowToMention, SharedReview
from bot.usecases.submit import submit_event
from bot.usecases.views import (
    AnsweredByClauses,
    AnsweredInConversation,
    Help,
    NotReviewed,
    Reviewed,
    View,
    YourDraft,
)
from tests.usecases.aside_talk import card_of, press_alone, reviews_archived, seen_alone, whispered
from tests.usecases.conversation import AMELIE, JAMES, PROMISE, VISITOR, Conversation

THREAD = "1700000000.000001"
ADDRESS = "https://hooks.slack.com/shortcut"


def mention(talk: Conversation, text: str, person: Person = AMELIE, thread: str = "") -> str:
    """A message of a channel that mentions the bot, answered: its `ts`. `text` is what stands beside it."""
    number = next(talk.numbers)
    ts = f"1700000001.{number:06}"
    place = Place("T1", "CTEAM", thread or ts)
    received = Received(f"Ev{number}", f"T1:CTEAM:{ts}", "mention", place, ts, person.id, text)
    assert submit_event(received, talk.inbox, talk.clock)
    talk.answer()
    return ts


def shortcut(
    talk: Conversation,
    text: str,
    person: Person = AMELIE,
    address: str = ADDRESS,
    attachments: tuple[Attachment, ...] = (),
) -> None:
    """*Review as a post*, in the menu of a message with that text, answered."""
    event = f"T1:shortcut:{next(talk.numbers)}"
    place = Place("T1", "CTEAM", event)
    received = Received(
        event, event, "shortcut", place, event, person.id, text, attachments, reply_to=address
    )
    assert submit_event(received, talk.inbox, talk.clock)
    talk.answer()


def told(talk: Conversation) -> tuple[Place, str, View]:
    """The only thing that one person of the channel was shown alone."""
    [alone] = talk.messenger.alone
    return alone


class TestAMention:
    """`@Vigie` in a channel."""

    def test_with_a_draft_is_reviewed_in_that_thread_for_its_author_alone(self, talk: Conversation) -> None:
        mention(talk, PROMISE, thread=THREAD)

        place, person, view = told(talk)
        assert (place, person) == (Place("T1", "CTEAM", THREAD), AMELIE.id)
        assert isinstance(view, Reviewed)
        assert (view.aside, view.review.verdict) == (True, "revise")
        assert talk.shown == []
        assert talk.archive.record(card_of(talk, view).review).stream == "T1:UAMELIE"

    def test_outside_threads_is_answered_in_the_channel_since_a_thread_of_its_own_would_show_nobody(
        self, talk: Conversation
    ) -> None:
        mention(talk, PROMISE)

        assert told(talk)[0] == Place("T1", "CTEAM", "")

    def test_with_a_question_is_answered_with_clauses_alone(self, talk: Conversation) -> None:
        mention(talk, "? un rendement", JAMES, THREAD)

        assert isinstance(told(talk)[2], AnsweredByClauses)
        assert talk.searched == ["un rendement"]
        assert talk.shown == []

    @pytest.mark.parametrize("text", ["", " ", "aide", "merci", "Hello"])
    def test_with_neither_is_told_how(self, text: str, talk: Conversation) -> None:
        mention(talk, text)

        assert told(talk)[2] == HowToMention()

    def test_of_a_guest_is_refused_politely_and_alone(self, talk: Conversation) -> None:
        mention(talk, PROMISE, VISITOR)

        assert told(talk)[2] == NotReviewed("guest", ask=talk.ports.firm.ask)
        assert (talk.shown, reviews_archived(talk)) == ([], 0)

    def test_that_cannot_be_answered_there_is_answered_in_the_conversation(self, talk: Conversation) -> None:
        talk.messenger.faults = [None, CannotShow("user_not_in_channel")]
        mention(talk, PROMISE)

        assert [type(view) for view in talk.messenger.views] == [YourDraft, Reviewed]
        assert [what for what, _ in talk.notes] == ["mention.not-answered-there"]
        assert told(talk)[2] == AnsweredInConversation()

    def test_is_shared_in_its_thread(self, talk: Conversation) -> None:
        mention(talk, PROMISE, thread=THREAD)
        view = told(talk)[2]
        assert isinstance(view, Reviewed)
        press_alone(talk, "share", view.card, thread=THREAD)

        [shared] = talk.shown
        assert isinstance(shared.view, SharedReview)
        assert shared.place == Place("T1", "CTEAM", THREAD)


class TestReviewAsAPost:
    """The shortcut of a message."""

    def test_reviews_the_message_for_whoever_pressed_alone(self, talk: Conversation) -> None:
        shortcut(talk, PROMISE, JAMES)

        view = seen_alone(talk)
        assert (view.aside, view.review.draft.text) == (True, PROMISE)
        assert talk.messenger.private[0][0] == ADDRESS
        assert talk.archive.record(card_of(talk, view).review).stream == "T1:UJAMES"
        assert talk.shown == []

    @pytest.mark.parametrize("text", ["? Un rendement, vraiment", "merci", "Bonjour"])
    def test_takes_every_text_for_a_draft(self, text: str, talk: Conversation) -> None:
        shortcut(talk, text)

        assert seen_alone(talk).review.draft.text == text

    def test_of_a_message_that_two_people_ask_about_makes_two_reviews(self, talk: Conversation) -> None:
        for person in (AMELIE, JAMES):
            shortcut(talk, PROMISE, person)

        assert reviews_archived(talk) == 2

    @pytest.mark.parametrize(("attachments", "why"), [((), "empty"), (("image",), "only-files")])
    def test_of_a_message_without_text_says_so(
        self, attachments: tuple[Attachment, ...], why: str, talk: Conversation
    ) -> None:
        shortcut(talk, "", attachments=attachments)

        [view] = whispered(talk)
        assert isinstance(view, NotReviewed)
        assert view.why == why

    def test_of_a_guest_is_refused_there(self, talk: Conversation) -> None:
        shortcut(talk, PROMISE, VISITOR)

        assert whispered(talk) == [NotReviewed("guest", ask=talk.ports.firm.ask)]

    def test_for_the_form_that_could_not_be_opened_is_answered_with_help(self, talk: Conversation) -> None:
        shortcut(talk, "", address="")

        assert [type(view) for view in talk.messenger.views] == [Help]
