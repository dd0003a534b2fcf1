"""What compliance is asked about, or approved, is one exact text; with another in its place it is void."""

from datetime import timedelta

import pytest

from bot.usecases.chat_ports import TryLater
from bot.usecases.form_views import CannotOpen
from bot.usecases.matter_views import NotDone, RequestSent, RequestVoid
from bot.usecases.views import NotReviewed, Reviewed
from tests.fakes_jobs import Crash
from tests.usecases.conversation import AMELIE, NADIA, PROMISE
from tests.usecases.request_talk import MIXED, REWRITTEN, RequestTalk

EDITED = "Comparez les frais avant de signer."


@pytest.fixture
def talk() -> RequestTalk:
    return RequestTalk()


def edit(talk: RequestTalk, card: str, text: str) -> None:
    """Its author changes the message of that card."""
    known = talk.cards.card(card)
    assert known is not None
    talk.happen("edit", known.message, AMELIE, known.message, text=text)
    talk.answer()


def test_a_request_for_a_text_that_was_changed_is_void_and_everybody_sees_it(talk: RequestTalk) -> None:
    matter = talk.asked()
    edit(talk, matter.card, EDITED)

    assert talk.now(matter).state == "void"
    assert (talk.channel_card.matter.state, talk.channel_card.steps[-1].state) == ("void", "void")
    [told] = talk.told(RequestVoid)
    assert (told.why, told.was_approved) == ("edited", False)
    assert talk.told(RequestSent)[0].matter.state == "void"
    assert talk.told(Reviewed)[0].matters[0].state == "void"
    assert talk.opens("request-approve", matter.id, NADIA) == CannotOpen("gone")
    assert talk.archive.verify("T1:UAMELIE") is None


@pytest.mark.parametrize(("decision", "text"), [("approve", ""), ("change", "Un autre texte.")])
def test_an_approval_is_void_on_any_edit(decision: str, text: str, talk: RequestTalk) -> None:
    matter = talk.decide(talk.asked(), decision, text=text)
    edit(talk, matter.card, f"{PROMISE} ")

    assert talk.now(matter).state == "void"
    assert talk.told(RequestVoid)[0].was_approved


def test_what_an_edit_could_not_tell_before_another_replaced_it_is_told_by_the_other(
    talk: RequestTalk,
) -> None:
    matter = talk.asked()
    talk.messenger.faults = [TryLater("ratelimited", 60)]
    edit(talk, matter.card, EDITED)
    assert (talk.now(matter).state, talk.channel_card.matter.state) == ("void", "open")
    edit(talk, matter.card, f"{EDITED} Lisez le contrat.")
    talk.wait(61)

    assert talk.channel_card.matter.state == "void"
    assert [each.why for each in talk.told(RequestVoid)] == ["edited"]
    assert [each.matter.state for each in talk.told(RequestSent)] == ["void"]


@pytest.mark.parametrize("text_of", ["draft", "rewrite"])
def test_an_edit_that_changes_nothing_voids_nothing(text_of: str, talk: RequestTalk) -> None:
    matter = talk.decide(talk.ask(talk.draft(MIXED), text_of), "approve")
    edit(talk, matter.card, MIXED)

    assert talk.now(matter) == matter
    assert talk.told(RequestVoid) == []


def test_an_edit_to_the_approved_rewrite_leaves_it_approved(talk: RequestTalk) -> None:
    matter = talk.decide(talk.ask(talk.draft(MIXED), "rewrite"), "approve")
    edit(talk, matter.card, REWRITTEN)
    assert talk.now(matter) == matter

    edit(talk, matter.card, EDITED)
    assert talk.now(matter).state == "void"


def test_a_draft_that_is_removed_voids_what_was_asked_about_it(talk: RequestTalk) -> None:
    matter = talk.decide(talk.asked(), "approve")
    card = talk.cards.card(matter.card)
    assert card is not None
    talk.happen("deletion", card.message, AMELIE, card.message)
    talk.answer()

    assert talk.now(matter).state == "void"
    assert [each.why for each in talk.told(RequestVoid)] == ["removed"]


def test_what_became_a_question_is_no_draft_any_more(talk: RequestTalk) -> None:
    matter = talk.asked()
    edit(talk, matter.card, "? Peut-on promettre un rendement?")

    assert talk.now(matter).state == "void"


def test_what_was_decided_against_or_has_run_out_is_left_alone(talk: RequestTalk) -> None:
    rejected = talk.decide(talk.asked(), "reject")
    approved = talk.decide(talk.ask(rejected.card, "own", text="Autre."), "approve", days="7")
    talk.clock.time += timedelta(days=8)
    edit(talk, rejected.card, EDITED)

    assert (talk.now(rejected), talk.now(approved)) == (rejected, approved)
    assert talk.told(RequestVoid) == []


def test_another_version_or_platform_of_the_same_draft_voids_nothing(talk: RequestTalk) -> None:
    matter = talk.ask(talk.draft(MIXED), "rewrite")
    talk.press("another", matter.card)
    talk.press("platform", matter.card, choice="x")

    assert talk.now(matter).state == "open"


def test_what_is_asked_while_the_new_text_is_read_is_void_too(talk: RequestTalk) -> None:
    card = talk.draft()
    accepted = talk.messenger.edit

    def ask_meanwhile(*shown: object) -> None:
        talk.messenger.edit = accepted  # type: ignore[method-assign]
        talk.sends("request", card, AMELIE, text_of="draft", why="Vite.")
        accepted(*shown)  # type: ignore[arg-type]
        talk.dispatcher.begin_waiting()

    talk.messenger.edit = ask_meanwhile  # type: ignore[method-assign]
    edit(talk, card, EDITED)

    assert talk.request(card).state == "void"


def test_an_officer_who_decides_too_late_is_told(talk: RequestTalk) -> None:
    matter = talk.asked()
    edit(talk, matter.card, EDITED)
    talk.decide(matter, "approve")

    assert talk.told(NotDone, "DUNADIA") == [NotDone("void")]


@pytest.mark.parametrize("call", range(8))
@pytest.mark.parametrize("trouble", [Crash(), TryLater("ratelimited", 1)])
def test_cut_off_anywhere_it_is_void_and_told_once(
    call: int, trouble: BaseException, talk: RequestTalk
) -> None:
    matter = talk.decide(talk.asked(), "approve")
    calls = iter(range(call + 1))
    fail = talk.messenger._fail

    def stop() -> None:
        if next(calls, None) == call:
            talk.messenger._fail = fail  # type: ignore[method-assign]
            raise trouble
        fail()

    talk.messenger._fail = stop  # type: ignore[method-assign]
    try:
        edit(talk, matter.card, EDITED)
    except Crash:
        talk.jobs.restart()
    talk.wait(10)

    assert talk.now(matter).state == talk.channel_card.matter.state == "void"
    assert [each.was_approved for each in talk.told(RequestVoid)] == [True]
    assert talk.told(Reviewed)[0].review.draft.text == EDITED


def test_a_text_that_cannot_be_reviewed_voids_too(talk: RequestTalk) -> None:
    matter = talk.asked()
    edit(talk, matter.card, "x" * 40_001)

    assert talk.now(matter).state == "void"
    assert talk.told(NotReviewed)
