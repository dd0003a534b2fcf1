"""An author asks compliance: once for a text, with its words in the archive, and officers see all of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.clauses import text_fingerprint
from bot.usecases.chat_ports import CannotShow, FileRef, Place, TryLater
from bot.usecases.form_views import CannotOpen, RequestForm
from bot.usecases.matter_views import NotDone, OfficersOnly, RequestSent, RequestVoid
from bot.usecases.request_text import seen_as
from bot.usecases.views import Reviewed
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE, THOMAS, VISITOR
from tests.usecases.request_talk import CHANNEL, MIXED, REWRITTEN, WHY, RequestTalk


@pytest.fixture
def talk() -> RequestTalk:
    return RequestTalk()


class TestAsking:
    """The form, and what comes of it."""

    def test_the_form_shows_the_draft_and_the_rewrite_to_the_author(self, talk: RequestTalk) -> None:
        card = talk.draft(MIXED)

        opened = talk.opens("ask", card)

        assert opened == RequestForm(card, MIXED, REWRITTEN, "revise")

    def test_officers_see_the_text_the_review_and_why(self, talk: RequestTalk) -> None:
        matter = talk.asked()

        shown = talk.channel_card
        assert (shown.author, shown.text, shown.matter) == ("Amélie Tremblay", PROMISE, matter)
        assert shown.review is not None
        assert shown.review.verdict == "revise"
        assert [(each.state, each.by, each.words) for each in shown.steps] == [
            ("open", "Amélie Tremblay", WHY)
        ]

    def test_the_author_is_told_in_the_thread_of_the_draft_and_the_card_says_so(
        self, talk: RequestTalk
    ) -> None:
        matter = talk.asked()

        [sent] = talk.told(RequestSent)
        [card] = talk.told(Reviewed)
        thread = next(each for each in talk.shown if isinstance(each.view, Reviewed)).place.thread
        assert sent.matter == matter
        assert card.matters == (matter,)
        assert next(each for each in talk.shown if each.view == sent).place.thread == thread

    def test_what_is_written_is_in_the_archive_and_in_no_table(self, talk: RequestTalk) -> None:
        own = "Une troisième version, à moi."
        files = (FileRef("F1", "rapport\nannuel.pdf", 10),)
        matter = talk.ask(talk.draft(), "own", text=own, files=files)

        assert talk.channel_card.text == own
        assert talk.channel_card.files == ("rapport annuel.pdf",)
        assert own not in repr(matter) + repr(talk.notes) + repr(replace(talk.channel_card, review=None))
        assert WHY not in repr(matter) + repr(talk.notes)
        assert talk.archive.verify("T1:UAMELIE") is None

    def test_the_rules_read_a_text_of_the_author_s_own(self, talk: RequestTalk) -> None:
        talk.ask(talk.draft("Comparez les frais."), "own", text=PROMISE)

        assert talk.channel_card.review is not None
        assert talk.channel_card.review.verdict == "revise"

    def test_the_rewrite_is_what_the_form_showed(self, talk: RequestTalk) -> None:
        matter = talk.ask(talk.draft(MIXED), seen_as("rewrite", REWRITTEN))

        assert talk.channel_card.text == REWRITTEN
        assert matter.fingerprint == text_fingerprint(REWRITTEN)

    def test_a_text_that_the_card_shows_no_more_is_not_asked_about(self, talk: RequestTalk) -> None:
        card = talk.draft(MIXED)
        talk.sends("request", card, AMELIE, text_of="rewrite:0123456789ab", why=WHY)
        talk.answer()

        assert talk.matters.of_card(card) == []
        assert talk.told(NotDone) == [NotDone("changed")]

    @pytest.mark.parametrize("planned", ["", "soon", "9" * 30, "-9999999999999"])
    def test_no_moment_or_an_impossible_one_is_none(self, planned: str, talk: RequestTalk) -> None:
        assert talk.ask(talk.draft(), planned=planned).due is None

    def test_it_goes_out_when_the_form_says(self, talk: RequestTalk) -> None:
        due = datetime(2026, 11, 20, 15, tzinfo=UTC)

        assert talk.ask(talk.draft(), planned=str(int(due.timestamp()))).due == due

    def test_a_text_that_waits_is_not_asked_about_twice(self, talk: RequestTalk) -> None:
        card = talk.draft()
        first = talk.ask(card)
        talk.ask(card)

        assert talk.matters.of_card(card) == [first]
        assert talk.channel_card.matter == first
        assert len(talk.told(RequestSent)) == 1

    def test_another_text_of_the_same_draft_is_another_request(self, talk: RequestTalk) -> None:
        card = talk.draft(MIXED)
        talk.ask(card)
        talk.ask(card, "rewrite")

        assert len(talk.matters.of_card(card)) == 2

    def test_earlier_decisions_about_the_author_are_counted(self, talk: RequestTalk) -> None:
        talk.decide(talk.asked(), "approve")
        talk.decide(talk.asked("Comparez les frais."), "reject")
        talk.messenger.messages.clear()
        talk.asked("Lisez les frais.")

        assert talk.channel_card.before == (("approved", 1), ("rejected", 1))

    def test_the_text_is_gone_once_it_is_erased_and_what_happened_stays(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.archive.erase_body(matter.review)
        talk.press("request-take", matter.id, NADIA)

        assert (talk.channel_card.text, talk.channel_card.review) == ("", None)
        assert [each.state for each in talk.channel_card.steps] == ["open", "taken"]


class TestNotTheirs:
    """Whoever may not is refused, alone, and that is recorded."""

    def test_a_stolen_button_opens_nothing(self, talk: RequestTalk) -> None:
        assert talk.opens("ask", talk.draft(), JAMES) == CannotOpen("role")
        assert len(talk.refusals()) == 1

    def test_a_form_about_somebody_else_s_draft_asks_nothing(self, talk: RequestTalk) -> None:
        card = talk.draft()
        talk.sends("request", card, JAMES, text_of="draft", why=WHY)
        talk.answer()

        assert talk.matters.of_card(card) == []
        assert [each.why for each in talk.told(NotDone, "DUJAMES")] == ["gone"]
        assert len(talk.refusals()) == 1

    def test_an_employee_decides_nothing(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        assert talk.opens("request-approve", matter.id, JAMES) == CannotOpen("role")

        assert talk.decide(matter, "approve", JAMES) == matter
        assert isinstance(talk.told(OfficersOnly, "DUJAMES")[0], OfficersOnly)
        assert len(talk.refusals()) == 2

    def test_an_officer_does_not_decide_about_their_own_draft(self, talk: RequestTalk) -> None:
        matter = talk.ask(talk.draft(person=NADIA), person=NADIA)
        assert talk.opens("request-approve", matter.id, NADIA) == CannotOpen("own")

        assert talk.decide(matter, "approve", NADIA) == matter
        talk.press("request-take", matter.id, NADIA)
        assert talk.now(matter) == matter
        assert len(talk.refusals()) == 3

        assert talk.decide(matter, "approve", THOMAS).state == "approved"

    def test_an_employee_does_not_take_a_request(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.press("request-take", matter.id, JAMES)

        assert talk.now(matter) == matter
        assert [(who, type(view)) for _, who, view in talk.messenger.alone] == [("UJAMES", OfficersOnly)]
        assert len(talk.refusals()) == 1

    def test_nobody_takes_back_what_another_asked(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.press("request-withdraw", matter.id, JAMES)

        assert talk.now(matter) == matter
        assert len(talk.refusals()) == 1

    def test_a_guest_is_refused(self, talk: RequestTalk) -> None:
        matter = talk.asked()

        assert talk.decide(matter, "approve", VISITOR) == matter
        assert talk.opens("request-approve", matter.id, VISITOR) is None

    @pytest.mark.parametrize("about", ["R" + "0" * 20, ""])
    def test_a_matter_that_never_was_does_nothing(self, about: str, talk: RequestTalk) -> None:
        assert talk.opens("request-approve", about, NADIA) == CannotOpen("gone")
        assert talk.opens("request-answer", about) == CannotOpen("gone")
        talk.sends("decision", about, NADIA, decision="approve", why=WHY)
        talk.press("request-take", about, NADIA)
        talk.answer()

        assert talk.matters.all == {}

    def test_a_matter_of_another_kind_or_workspace_is_none(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        for other in (replace(matter, kind="incident"), replace(matter, team="T2")):
            talk.matters.all[matter.id] = other
            assert talk.opens("request-approve", matter.id, NADIA) == CannotOpen("gone")
            assert talk.decide(matter, "approve") == other


def test_a_form_that_could_not_be_opened_in_time_is_told_to_who_pressed_alone(talk: RequestTalk) -> None:
    matter = talk.asked()
    for button, about in (("request-approve", matter.id), ("ask", matter.card), ("wrong", "0" * 24)):
        talk.press(button, about, NADIA)  # type: ignore[arg-type]

    assert [view for _, who, view in talk.messenger.alone if who == NADIA.id] == [NotDone("expired")] * 3
    assert talk.now(matter) == matter


class TestTakenBack:
    """By its author, while nobody has decided."""

    def test_it_is_void_and_everybody_sees_it(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.press("request-withdraw", matter.id)

        assert talk.now(matter).state == "void"
        assert talk.channel_card.matter.state == "void"
        assert [each.why for each in talk.told(RequestVoid)] == ["withdrawn"]
        assert talk.told(RequestSent)[0].matter.state == "void"

    def test_not_once_it_is_decided(self, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "reject")
        talk.press("request-withdraw", matter.id)

        assert talk.now(matter) == matter
        assert talk.messenger.alone[0][2] == NotDone("decided", "Nadia Benali")


class TestWhereComplianceIsNotReached:
    """Nothing is lost, and nobody is left without an answer."""

    def test_without_a_channel_the_author_is_told_whom_to_ask(self, talk: RequestTalk) -> None:
        card = talk.draft()
        talk.ports = replace(talk.ports, compliance=None)
        talk.sends("request", card, AMELIE, text_of="draft", why=WHY)
        talk.answer()

        assert talk.told(NotDone) == [NotDone("no-channel", ask=talk.ports.firm.ask)]

    def test_a_channel_without_the_bot_leaves_it_in_the_queue_and_the_author_is_told(
        self, talk: RequestTalk
    ) -> None:
        card = talk.draft()
        talk.messenger.faults = [CannotShow("not_in_channel")]
        matter = talk.ask(card)

        assert talk.told(RequestSent)[0].matter == matter
        assert (
            "compliance.not-told",
            {"message": f"matter:{matter.id}", "why": "not_in_channel"},
        ) in talk.notes

    def test_a_busy_channel_is_told_later_and_once(self, talk: RequestTalk) -> None:
        card = talk.draft()
        talk.messenger.faults = [TryLater("ratelimited", 1)]
        talk.ask(card)
        talk.wait(timedelta(seconds=5).total_seconds())

        assert talk.channel_card.matter == talk.request(card)
        assert len([each for each in talk.shown if each.place == CHANNEL]) == 1
        assert len(talk.told(RequestSent)) == 1

    def test_a_thread_that_is_gone_is_told_in_the_conversation(self, talk: RequestTalk) -> None:
        card = talk.draft()
        talk.messenger.faults = [None, CannotShow("thread_not_found")]
        talk.ask(card)

        [sent] = [each for each in talk.shown if isinstance(each.view, RequestSent)]
        assert sent.place == Place("T1", "DUAMELIE", "")
