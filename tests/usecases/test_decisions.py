"""A decision is made once, by an officer, with a reason, about the text they saw; a crash undoes none."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import approves
from bot.usecases.form_views import AnswerForm, CannotOpen, DecisionForm
from bot.usecases.matter_views import NotDone, RequestDecided, RequestSent
from bot.usecases.request_text import approved_text
from bot.usecases.views import Reviewed
from tests.fakes_matters import KEPT
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE, THOMAS
from tests.usecases.request_talk import RequestTalk, race_two_officers

OWN = "Un rendement, sans garantie."


@pytest.fixture
def talk() -> RequestTalk:
    return RequestTalk()


def states(talk: RequestTalk) -> list[str]:
    return [each.state for each in talk.channel_card.steps]


class TestEachDecision:
    """What it makes of the request, and who is told what."""

    def test_the_form_shows_the_whole_text_to_an_officer(self, talk: RequestTalk) -> None:
        matter = talk.asked()

        assert talk.opens("request-reject", matter.id, NADIA) == DecisionForm(matter, "reject", PROMISE)

    def test_an_approval_is_of_that_text_until_a_day(self, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "approve", days="7")

        assert (matter.state, matter.closed_by) == ("approved", NADIA.id)
        assert matter.closed_at is not None
        assert matter.good_until == matter.closed_at + timedelta(days=7)
        now = talk.clock.now()
        assert approves(matter, text_fingerprint(PROMISE), now)
        assert not approves(matter, text_fingerprint(PROMISE + " "), now)
        assert not approves(matter, text_fingerprint(PROMISE), now + timedelta(days=8))
        assert approved_text(matter, talk.ports) == PROMISE

    @pytest.mark.parametrize("days", ["", "0", "-3", "4000", "x"])
    def test_a_life_that_is_not_offered_is_the_usual_one(self, days: str, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "approve", days=days)

        assert matter.closed_at is not None
        assert matter.good_until == matter.closed_at + timedelta(days=30)

    def test_approved_with_changes_is_the_officer_s_text(self, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "change", text=OWN)

        assert (matter.state, matter.fingerprint) == ("changed", text_fingerprint(OWN))
        assert approved_text(matter, talk.ports) == OWN
        assert (talk.channel_card.text, talk.channel_card.changed_to) == (PROMISE, OWN)
        [told] = talk.told(RequestDecided)
        assert (told.decision, told.text, told.by) == ("change", OWN, "Nadia Benali")

    @pytest.mark.parametrize("text", [PROMISE, f"{PROMISE}\r\n"])
    def test_with_changes_but_none_is_approved(self, text: str, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "change", text=text)

        assert (matter.state, matter.fingerprint) == ("approved", text_fingerprint(PROMISE))
        assert talk.told(RequestDecided)[0].decision == "approve"

    def test_rejected_says_who_when_and_why_everywhere(self, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "reject", THOMAS, why="Pas cette semaine.")

        step = talk.channel_card.steps[-1]
        assert (step.state, step.by, step.words) == ("rejected", "Thomas Reid", "Pas cette semaine.")
        assert (matter.closed_by, matter.good_until) == (THOMAS.id, None)
        assert talk.told(RequestDecided)[0].why == "Pas cette semaine."
        assert talk.told(RequestSent)[0].matter.state == "rejected"
        assert talk.told(Reviewed)[0].matters[0].state == "rejected"
        assert talk.archive.verify("T1:UAMELIE") is None

    @pytest.mark.parametrize(
        "fields",
        [{"why": "  "}, {"decision": "perhaps"}, {"decision": "change", "text": "  "}, {"revision": "9"}],
    )
    def test_without_a_reason_a_text_or_a_known_word_nothing_is_decided(
        self, fields: dict[str, str], talk: RequestTalk
    ) -> None:
        matter = talk.asked()

        assert talk.decide(matter, **({"decision": "approve"} | fields)) == matter
        assert talk.told(NotDone, "DUNADIA") == [NotDone("changed")]

    def test_no_word_of_it_is_in_a_table_or_a_note(self, talk: RequestTalk) -> None:
        talk.decide(talk.asked(), "change", text=OWN, why="Parce que non.")

        kept = repr(talk.matters.all) + repr(talk.notes) + repr(talk.ports.outbox.__dict__)
        assert not [each for each in (OWN, PROMISE, "Parce que non.") if each in kept]


class TestQuestions:
    """An officer asks, the author answers, and it waits again."""

    def test_the_author_answers_in_a_form_that_shows_the_question(self, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "ask", why="Quelle est la source?")
        assert matter.state == "asked"
        assert talk.told(RequestDecided)[0].why == "Quelle est la source?"
        assert talk.opens("request-answer", matter.id) == AnswerForm(matter, "Quelle est la source?")
        assert talk.opens("request-answer", matter.id, JAMES) == CannotOpen("role")

        talk.sends("answer", matter.id, AMELIE, answer="Le rapport annuel.", revision="1")
        talk.answer()

        assert talk.now(matter).state == "open"
        assert states(talk) == ["open", "asked", "answered"]
        assert talk.channel_card.steps[-1].words == "Le rapport annuel."
        assert talk.told(RequestDecided)[0].matter.state == "open"
        assert talk.opens("request-answer", matter.id) == CannotOpen("decided")

    def test_a_question_is_found_again_after_somebody_took_the_request(self, talk: RequestTalk) -> None:
        matter = talk.decide(talk.asked(), "ask", why="Quelle est la source?")
        talk.press("request-take", matter.id, THOMAS)

        opened = talk.opens("request-answer", matter.id)
        assert isinstance(opened, AnswerForm)
        assert opened.question == "Quelle est la source?"

    def test_what_was_not_asked_is_not_answered(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.sends("answer", matter.id, AMELIE, answer="Voilà.")
        talk.sends("answer", matter.id, JAMES, answer="Voilà.")
        talk.answer()

        assert talk.now(matter) == matter
        assert talk.told(NotDone) == [NotDone("not-asked")]
        assert len(talk.refusals()) == 1

    def test_an_officer_who_did_not_see_the_answer_looks_again(self, talk: RequestTalk) -> None:
        seen = talk.decide(talk.asked(), "ask")
        talk.sends("answer", seen.id, AMELIE, answer="Voilà.", revision="1")
        talk.answer()

        assert talk.decide(seen, "approve", THOMAS).state == "open"
        assert talk.told(NotDone, "DUTHOMAS") == [NotDone("changed")]


class TestTwoOfficers:
    """One decision, whoever is there."""

    def test_the_second_is_told_who_was_first_alone(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.sends_decision(matter, "approve", NADIA)
        talk.sends_decision(matter, "reject", THOMAS)
        talk.answer()

        assert talk.now(matter).state == "approved"
        assert talk.told(NotDone, "DUTHOMAS") == [NotDone("decided", "Nadia Benali")]
        assert len(talk.told(RequestDecided)) == 1
        assert talk.opens("request-reject", matter.id, THOMAS) == CannotOpen("decided")

    @pytest.mark.parametrize("race", range(10))
    def test_in_the_same_instant_one_is_kept_and_told(self, race: int, talk: RequestTalk) -> None:
        race_two_officers(talk)

    def test_who_looks_after_it_does_not_stand_in_the_way_of_a_decision(self, talk: RequestTalk) -> None:
        seen = talk.asked()
        talk.press("request-take", seen.id, THOMAS)

        assert talk.channel_card.taken_by == "Thomas Reid"
        assert talk.decide(seen, "approve", NADIA).state == "approved"

    def test_it_is_taken_over_and_let_go(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        for officer, now in ((NADIA, NADIA.id), (THOMAS, THOMAS.id), (THOMAS, "")):
            talk.press("request-take", matter.id, officer)
            assert talk.now(matter).taken_by == now

        assert states(talk) == ["open", "taken", "taken", "handed-over"]
        talk.press("request-take", talk.decide(talk.now(matter), "reject").id, NADIA)
        assert talk.messenger.alone[-1][2] == NotDone("decided", "Nadia Benali")

    def test_a_card_that_is_drawn_while_somebody_decides_shows_the_decision(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        edit = talk.messenger.edit

        def decide_meanwhile(*shown: Any) -> None:
            talk.messenger.edit = edit  # type: ignore[method-assign]
            talk.matters.move(
                replace(talk.now(matter), state="rejected", closed_by=NADIA.id), "another's", KEPT
            )
            edit(*shown)

        talk.messenger.edit = decide_meanwhile  # type: ignore[method-assign]
        talk.press("request-take", matter.id, THOMAS)

        assert talk.channel_card.matter.state == "rejected"
