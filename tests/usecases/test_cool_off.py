"""A draft written in anger: time first, one reminder, and the rewrite when it is asked for or then."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.slack.ids import COPY, DROP_DRAFT, REMIND_TOMORROW, SHOW_REWRITE
from bot.slack.render import draw
from bot.texts import say
from bot.usecases.chat_ports import Button, Card, Person, TryLater
from bot.usecases.cool_off_views import CoolOff, DraftDropped, DraftStillHere
from bot.usecases.form_views import PostingForm, RequestForm
from bot.usecases.matter_views import NotDone, SharedReview
from bot.usecases.remind_authors import AuthorsReminded
from bot.usecases.views import Reviewed
from tests.fakes import InMemoryPolicyStore
from tests.publications import pack, publication, rule
from tests.slack.legal_payloads import actions_of
from tests.usecases.conversation import AMELIE, JAMES
from tests.usecases.watch_talk import WatchTalk

ANGRY = "Comparez les frais avant de signer. Bande de clowns."
CALM = "Comparez les frais avant de signer."
QUEBEC = -5 * 3600


class AngryTalk(WatchTalk):
    """A conversation in which clowns are an insult."""

    def __init__(self) -> None:
        super().__init__()
        heated = rule("insult", cool_off=True, detect=[{"kind": "phrase", "fr": ["bande de clowns"]}])
        self.policies.publish(publication(content=pack(rule(), heated)))
        self.remind = AuthorsReminded("T1", self.ports)

    def angry(self, person: Person = AMELIE) -> Card:
        """A draft written in anger, reviewed."""
        return self.draft(ANGRY, person)

    def later(self, hours: float) -> None:
        """Time passes, and the reminders are looked at."""
        self.wait(hours * 3600)
        self.remind()

    @property
    def card_now(self) -> Reviewed:
        """The card as it is shown."""
        return self.views_of(Reviewed)[-1]

    @property
    def reminded(self) -> list[DraftStillHere]:
        """The reminders that were sent."""
        return self.views_of(DraftStillHere)


@pytest.fixture
def talk() -> AngryTalk:
    return AngryTalk()


def offered(view: Reviewed) -> bool:
    """Whether the card as Slack shows it has a rewrite, or a button about one."""
    assert view.review.rewrite is not None
    message = draw(view, "fr")
    return view.review.rewrite.text in str(message.blocks) or COPY in actions_of(message)


def test_the_whole_way_time_first_then_the_reminder_with_the_rewrite(talk: AngryTalk) -> None:
    card = talk.angry()
    assert not offered(talk.card_now)
    assert REMIND_TOMORROW in actions_of(draw(talk.card_now, "fr"))

    talk.press("cool-hour", card.id)
    [remark] = talk.card_now.remarks
    assert isinstance(remark, CoolOff)
    assert remark.due is not None
    talk.later(0.9)
    assert not talk.reminded
    talk.later(0.2)

    [reminder] = talk.reminded
    message = draw(reminder, "fr")
    assert reminder.review.rewrite is not None
    assert reminder.review.rewrite.text in str(message.blocks)
    assert "Bande de clowns" in str(message.blocks)
    assert {COPY, DROP_DRAFT} <= set(actions_of(message))
    assert offered(talk.card_now)

    talk.press("cool-drop", card.id)
    assert talk.views_of(DraftDropped)
    assert not talk.reminded
    assert not offered(talk.card_now)
    talk.press("cool-show", card.id)
    assert offered(talk.card_now)


def test_where_nothing_can_be_written_instead_no_version_is_promised(talk: AngryTalk) -> None:
    talk.draft("Bande de clowns.")
    message = draw(talk.card_now, "fr")

    assert talk.card_now.review.rewrite is None
    assert SHOW_REWRITE not in actions_of(message)
    assert REMIND_TOMORROW in actions_of(message)
    assert say("no-rewrite", "fr", ask="Un texte.") in str(message.blocks)


def test_the_archive_has_the_rewrite_that_the_card_holds_back(talk: AngryTalk) -> None:
    talk.angry()

    [body] = talk.archived("")
    assert json.loads(body)["review"]["rewrite"]["text"]


def test_who_asks_for_the_rewrite_has_it_at_once_and_is_not_reminded(talk: AngryTalk) -> None:
    card = talk.angry()
    talk.press("cool-hour", card.id)
    talk.press("cool-show", card.id)

    assert offered(talk.card_now)
    talk.later(2)
    assert not talk.reminded


@pytest.mark.parametrize("text", [CALM, "Un rendement garanti, chaque année."])
def test_what_is_not_angry_has_its_rewrite_at_once(talk: AngryTalk, text: str) -> None:
    talk.draft(text)

    assert not talk.card_now.remarks


def test_pressed_twice_there_is_one_reminder_and_a_change_of_mind_moves_it(talk: AngryTalk) -> None:
    card = talk.angry()
    talk.press("cool-hour", card.id)
    talk.press("cool-hour", card.id)
    talk.press("cool-tomorrow", card.id)
    talk.later(2)
    assert not talk.reminded
    talk.later(24)
    talk.later(48)

    assert len(talk.reminded) == 1


def test_tomorrow_is_the_next_morning_where_they_are(talk: AngryTalk) -> None:
    talk.ports.directory.people[AMELIE.id] = replace(AMELIE, utc_offset=QUEBEC)  # type: ignore[attr-defined]
    card = talk.angry()
    talk.press("cool-tomorrow", card.id)

    stands = talk.reminders.of_card(card.id)
    assert stands is not None
    assert stands.due is not None
    local = stands.due + timedelta(seconds=QUEBEC)
    assert (local.hour, local.minute) == (9, 0)


@pytest.mark.parametrize("what", ["calmed", "removed", "erased", "left", "trial"])
def test_what_needs_no_reminder_any_more_has_none(talk: AngryTalk, what: str) -> None:
    card = talk.angry()
    talk.press("cool-hour", card.id)
    if what == "calmed":
        talk.happen("edit", card.message, AMELIE, card.message, text=CALM)
    elif what == "removed":
        talk.happen("deletion", card.message, AMELIE, card.message)
    elif what == "erased":
        talk.archive.erase_body(card.review)
    elif what == "left":
        talk.ports.directory.people.clear()  # type: ignore[attr-defined]
    else:
        talk.ports = replace(talk.ports, trial=True)
        talk.remind = AuthorsReminded("T1", talk.ports)
    talk.answer()
    talk.later(2)

    assert not talk.reminded
    stands = talk.reminders.of_card(card.id)
    assert stands is not None
    assert stands.state == "over"


def test_edited_to_something_as_angry_it_is_reminded_of_as_it_is_now(talk: AngryTalk) -> None:
    card = talk.angry()
    talk.press("cool-hour", card.id)
    talk.happen("edit", card.message, AMELIE, card.message, text=f"{ANGRY} Vraiment.")
    talk.answer()
    talk.later(2)

    assert [each.review.draft.text for each in talk.reminded] == [f"{ANGRY} Vraiment."]


def test_what_could_not_be_sent_is_sent_once_when_it_can_be(talk: AngryTalk) -> None:
    card = talk.angry()
    talk.press("cool-hour", card.id)
    talk.messenger.faults = [TryLater("down")]
    talk.later(2)
    assert not talk.reminded
    assert ("reminder.not-sent", {"card": card.id, "why": "down"}) in talk.notes
    talk.later(0.1)
    talk.later(0.1)

    assert len(talk.reminded) == 1


def test_cut_off_after_it_was_sent_it_is_not_sent_again(talk: AngryTalk) -> None:
    card = talk.angry()
    talk.press("cool-hour", card.id)
    waiting = talk.reminders.all[card.id]
    talk.later(2)
    talk.reminders.all[card.id] = waiting  # as if the machine had died before it was kept
    AuthorsReminded("T1", talk.ports)()

    assert len(talk.reminded) == 1


@pytest.mark.parametrize("button", ["cool-hour", "cool-tomorrow", "cool-show", "cool-drop"])
def test_nobody_else_acts_on_it_and_it_is_recorded(talk: AngryTalk, button: Button) -> None:
    card = talk.angry()
    talk.press(button, card.id, JAMES)

    assert talk.reminders.of_card(card.id) is None
    assert not offered(talk.card_now)
    assert talk.archived("refusal")


def test_of_a_draft_that_was_erased_the_button_says_so(talk: AngryTalk) -> None:
    card = talk.angry()
    talk.archive.erase_body(card.review)
    talk.press("cool-hour", card.id)

    assert talk.messenger.alone[-1][2] == NotDone("gone")


def test_no_form_shows_the_rewrite_before_the_card_does(talk: AngryTalk) -> None:
    card = talk.angry()
    assert talk.open("posted", card.id, AMELIE, PostingForm).text == ANGRY
    assert talk.open("ask", card.id, AMELIE, RequestForm).rewrite == ""

    talk.press("cool-show", card.id)
    assert talk.open("posted", card.id, AMELIE, PostingForm).text != ANGRY
    assert talk.open("ask", card.id, AMELIE, RequestForm).rewrite


def test_where_it_is_seen_alone_the_conversation_is_offered_and_a_channel_sees_no_rewrite(
    talk: AngryTalk,
) -> None:
    talk.command(ANGRY, "review")
    _, view, _ = talk.messenger.private[-1]
    assert isinstance(view, Reviewed)
    drawn = draw(view, "fr")
    assert SHOW_REWRITE not in actions_of(drawn)
    assert "Continuer" in str(drawn.blocks)

    talk.press("share", view.card)
    [shared] = talk.views_of(SharedReview)
    assert shared.review.rewrite is None


def test_nothing_of_the_draft_is_kept_with_it(talk: AngryTalk) -> None:
    card = talk.angry()
    talk.press("cool-hour", card.id)
    talk.later(2)

    assert "clowns" not in repr(talk.reminders.all) + repr(talk.notes)
    assert isinstance(talk.policies, InMemoryPolicyStore)
