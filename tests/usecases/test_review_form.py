"""The form for a draft: reviewed in the conversation, with all that its author said of it, for good."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.usecases.chat_ports import Card, Person, Place, Received
from bot.usecases.form_views import ReviewForm
from bot.usecases.library_ports import GivenFile
from bot.usecases.open_form import form_for
from bot.usecases.replay import review_now
from bot.usecases.submit import submit_event
from bot.usecases.views import Failed, FileNotRead, NotReviewed, Reviewed, YourDraft
from tests.usecases.conversation import AMELIE, JAMES, PROMISE, VISITOR, Conversation
from tests.usecases.policy_conversation import PolicyConversation

FORM = {
    "platform": "x",
    "language": "fr",
    "audience": "des retraités",
    "purpose": "qu'ils lisent leur relevé",
    "account": "own",
    "genre": "post",
}


def send(
    talk: Conversation, text: str = PROMISE, person: Person = AMELIE, files: Any = (), **form: str
) -> str:
    """The form, sent and answered: its event."""
    event = f"T1:form:{next(talk.numbers)}"
    received = Received(
        event, event, "form", Place("T1", person.id, event), event, person.id, text,
        choice="review", files=files, form={**FORM, **form},
    )  # fmt: skip
    assert submit_event(received, talk.inbox, talk.clock)
    talk.answer()
    return event


def reviewed(talk: Conversation) -> Reviewed:
    """What the second message shows: the first is the draft."""
    view = talk.shown[1].view
    assert isinstance(view, Reviewed)
    return view


def card_in(talk: Conversation) -> Card:
    card = talk.cards.card(reviewed(talk).card)
    assert card is not None
    return card


def test_the_draft_is_shown_in_the_conversation_and_its_review_hangs_from_it(talk: Conversation) -> None:
    event = send(talk)

    draft, card = talk.shown
    assert draft.view == YourDraft(PROMISE)
    assert (draft.place.channel, draft.place.thread) == ("DUAMELIE", "")
    assert card_in(talk).place == card.place
    assert talk.inbox.job(event).received.text == ""
    assert talk.inbox.job(event).received.form == {}


def test_all_that_was_said_of_it_is_part_of_the_draft(talk: Conversation) -> None:
    send(talk, genre="profile", paid="yes", planned="1764000000")

    draft, card = reviewed(talk).review.draft, card_in(talk)
    assert (draft.platform, draft.language, draft.genre) == ("x", "fr", "profile")
    assert (draft.audience, draft.purpose) == ("des retraités", "qu'ils lisent leur relevé")
    assert draft.author.role == "paid"
    assert (card.genre, card.role, card.draft_language) == ("profile", "paid", "fr")
    assert card.planned == datetime(2025, 11, 24, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "role"),
    [
        ({}, "employee"),
        ({"account": "firm"}, "firm"),
        ({"paid": "yes"}, "paid"),
        ({"account": "firm", "paid": "yes"}, "paid"),
    ],
)
def test_the_account_and_the_pay_say_as_which_the_author_posts(
    form: dict[str, str], role: str, talk: Conversation
) -> None:
    send(talk, **form)

    assert reviewed(talk).review.draft.author.role == role


def test_what_was_said_survives_other_versions_platforms_and_replies(talk: Conversation) -> None:
    send(talk, genre="profile", account="firm")
    card = talk.shown[1].place.thread

    talk.press("platform", reviewed(talk).card, choice="mastodon")
    talk.press("another", reviewed(talk).card)
    talk.say("pour LinkedIn", thread=card)
    talk.say(PROMISE + " Oui.", thread=card)

    first = talk.shown[1].view
    assert isinstance(first, Reviewed)
    draft = first.review.draft
    assert (draft.platform, draft.genre, draft.author.role) == ("linkedin", "profile", "firm")
    assert (draft.audience, draft.purpose) == ("des retraités", "qu'ils lisent leur relevé")
    assert draft.language == "fr"


def test_the_archive_has_it_and_replays_it(talk: Conversation) -> None:
    send(talk, genre="profile", account="firm")

    review, _ = review_now(card_in(talk).review, talk.ports.desk.ports)
    assert review.draft == reviewed(talk).review.draft


def test_nothing_that_was_written_stands_in_the_card(talk: Conversation) -> None:
    send(talk)

    kept = str(card_in(talk))
    assert "retraités" not in kept
    assert "relevé" not in kept


def test_what_nobody_could_choose_is_what_nobody_said(talk: Conversation) -> None:
    send(talk, platform="myspace", language="tlh", genre="poem", account="theirs", planned="soon")

    card = card_in(talk)
    assert (card.platform, card.draft_language, card.genre, card.role, card.planned) == (
        "linkedin", None, "post", "employee", None,
    )  # fmt: skip


def test_a_guest_is_refused_in_their_conversation(talk: Conversation) -> None:
    send(talk, person=VISITOR)

    assert talk.messenger.views == [NotReviewed("guest", ask=talk.ports.firm.ask)]


def test_one_that_failed_can_be_tried_again_with_all_that_was_said(talk: Conversation) -> None:
    add = talk.archive.add

    def fail(*given: object, **more: object) -> None:
        raise ValueError(PROMISE)

    talk.archive.add = fail  # type: ignore[method-assign, assignment]
    send(talk, genre="profile")
    talk.wait(10)
    talk.wait(10)
    failed = talk.shown[1].view
    assert isinstance(failed, Failed)

    talk.archive.add = add  # type: ignore[method-assign]
    talk.press("retry", failed.card)
    draft = reviewed(talk).review.draft
    assert (draft.text, draft.genre, draft.audience) == (PROMISE, "profile", "des retraités")
    assert len(talk.shown) == 2


class TestWithAFile:
    """A file in the place of the text."""

    @pytest.fixture(name="talk")
    def _talk(self) -> PolicyConversation:
        return PolicyConversation()

    def test_is_read_as_the_draft(self, talk: PolicyConversation) -> None:
        file = talk.files.give(GivenFile("billet.txt", PROMISE.encode()))
        send(talk, "", JAMES, (file,))

        assert talk.shown[0].view == YourDraft(PROMISE)
        view = reviewed(talk)
        assert (view.review.draft.text, view.from_file) == (PROMISE, "billet.txt")
        assert view.review.not_reviewed == ()
        assert view.review.draft.audience == "des retraités"

    def test_beside_a_text_is_not_read(self, talk: PolicyConversation) -> None:
        file = talk.files.give(GivenFile("billet.txt", b"Autre chose."))
        send(talk, PROMISE, JAMES, (file,))

        view = reviewed(talk)
        assert (view.review.draft.text, view.from_file) == (PROMISE, "")
        assert view.review.not_reviewed == ("file",)

    def test_that_is_gone_is_told(self, talk: PolicyConversation) -> None:
        file = talk.files.give(GivenFile("billet.txt", PROMISE.encode()))
        talk.files.given.clear()
        send(talk, "", JAMES, (file,))

        assert talk.messenger.views == [FileNotRead("gone")]


def test_the_form_opens_for_the_command_alone_and_for_the_shortcut(talk: Conversation) -> None:
    place = Place("T1", "CTEAM", "x")
    command = Received("x", "x", "command", place, "x", AMELIE.id, choice="review")
    shortcut = Received("x", "x", "shortcut", Place("T1", AMELIE.id, "x"), "x", AMELIE.id)

    assert form_for(command, AMELIE, talk.ports) == ReviewForm()
    assert form_for(shortcut, AMELIE, talk.ports) == ReviewForm()
    assert form_for(command, VISITOR, talk.ports) is None
