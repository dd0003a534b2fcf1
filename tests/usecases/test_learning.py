"""Exercises and certifications: offered to whoever needs them, answered once, seen by nobody else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.quizzes import Question, certification_for, exercise_on, score_of
from bot.slack.ids import EXERCISE, LEARN
from bot.slack.render import draw
from bot.slack.render.forms import draw_form
from bot.slack.render.home import draw_home
from bot.usecases.chat_ports import Card, Person, Place, Received
from bot.usecases.exercise_views import CertificateEnds, ExerciseOffer
from bot.usecases.form_views import CannotOpen
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.learning_home import certified_by_role
from bot.usecases.learning_ports import Attempt
from bot.usecases.open_form import form_for
from bot.usecases.people_ports import Speaker
from bot.usecases.quiz_views import Lessons, NoQuiz, QuizForm, QuizResult
from bot.usecases.remind_certified import CertifiedReminded
from bot.usecases.views import Reviewed
from tests.publications import document, link, pack, publication, rule
from tests.shipped_desk import shipped
from tests.slack.legal_payloads import actions_of
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE
from tests.usecases.watch_talk import FINE, WatchTalk

BAD = [f"Un [[rendement garanti]], numéro {number}." for number in range(6)]
GOOD = [f"Comparez les frais, numéro {number}." for number in range(6)]
EXAMPLES = {"bad": {"fr": BAD}, "good": {"fr": GOOD}}


class LearningTalk(WatchTalk):
    """A conversation in which a rule has six examples of each sort."""

    def __init__(self) -> None:
        super().__init__()
        rules = [
            rule(
                f"rule-{letter}", examples=EXAMPLES, title={"fr": f"Titre {letter}", "en": f"Title {letter}"},
                detect=[{"kind": "phrase", "fr": [f"mot défendu {letter}"]}],
            )
            for letter in "abcdefghijkl"
        ]  # fmt: skip
        clauses = ("PMS-1", "PMS-2", "CODE-1", "CODE-2")
        links = {each["id"]: [link(clauses[place % 4])] for place, each in enumerate(rules)}
        self.policies.publish(
            publication([document(), document("CODE")], links, content=pack(rule(examples=EXAMPLES), *rules))
        )

    def promise(self, times: int, person: Person = AMELIE) -> Card:
        """So many drafts with the same problem; the card of the last."""
        cards = [self.draft(f"{PROMISE} {number}", person) for number in range(times)]
        return cards[-1]

    @property
    def offer(self) -> ExerciseOffer | None:
        """What the last card offers."""
        remarks = self.views_of(Reviewed)[-1].remarks
        return next((each for each in remarks if isinstance(each, ExerciseOffer)), None)

    def opened(self, button: str, about: str, person: Person = AMELIE, choice: str = "") -> Any:
        """What opens for that button."""
        event = f"T1:press:{next(self.numbers)}"
        place = Place("T1", f"D{person.id}", "")
        pressed = Received(
            event,
            event,
            "button",
            place,
            "1",
            person.id,
            card=about,
            button=button,
            choice=choice,  # type: ignore[arg-type]
        )
        return form_for(pressed, person, self.ports)

    def answer_form(self, form: QuizForm, right: int, person: Person = AMELIE) -> Any:
        """Send it with so many right answers; what is shown then, unless its page was closed."""
        fields = {
            f"q{place}": str(each.right if place < right else 1 - each.right)
            for place, each in enumerate(form.questions)
        }
        carried = f"{form.number}|{form.library}"
        self.send(form.kind, form.subject, person, decision=carried, **fields)
        return self.messenger.pages.get("V1")


@pytest.fixture
def talk() -> LearningTalk:
    return LearningTalk()


class TestAnExercise:
    def test_is_offered_with_the_third_draft_and_not_before(self, talk: LearningTalk) -> None:
        talk.promise(2)
        assert talk.offer is None
        talk.draft(FINE)
        assert talk.offer is None
        talk.draft(f"{PROMISE} encore")

        assert talk.offer == ExerciseOffer("guaranteed-return", 3)
        message = draw(talk.views_of(Reviewed)[-1], "fr")
        assert EXERCISE in actions_of(message)

    def test_an_edit_is_no_other_draft_and_what_is_ninety_days_old_does_not_count(
        self, talk: LearningTalk
    ) -> None:
        card = talk.promise(2)
        talk.happen("edit", card.message, AMELIE, card.message, text=f"{PROMISE} Vraiment.")
        talk.answer()
        assert talk.offer is None
        talk.wait(91 * 86_400)
        talk.promise(1)

        assert talk.offer is None

    def test_answered_right_is_passed_with_why_and_is_not_offered_for_ninety_days(
        self, talk: LearningTalk
    ) -> None:
        card = talk.promise(3)
        form = talk.opened("exercise", card.id, choice="guaranteed-return")
        assert len(form.questions) == 3
        assert len({text for each in form.questions for text in each.texts}) == 6
        result = talk.answer_form(form, right=3)

        assert isinstance(result, QuizResult)
        assert (result.passed, result.score) == (True, 3)
        assert draw_form(result, "fr")["title"]["text"] == "Deux minutes"
        talk.promise(1)
        assert talk.offer is None
        assert isinstance(talk.opened("exercise", card.id, choice="guaranteed-return"), NoQuiz)
        talk.wait(91 * 86_400)
        talk.promise(3)
        assert talk.offer is not None

    def test_not_passed_may_be_tried_again_at_once_with_others(self, talk: LearningTalk) -> None:
        card = talk.promise(3)
        first = talk.opened("exercise", card.id, choice="guaranteed-return")
        assert not talk.answer_form(first, right=2).passed
        second = talk.opened("exercise", card.id, choice="guaranteed-return")

        assert second.number == 2
        assert second.questions != first.questions

    def test_sent_twice_or_late_or_under_other_policies_it_counts_once(self, talk: LearningTalk) -> None:
        card = talk.promise(3)
        form = talk.opened("exercise", card.id, choice="guaranteed-return")
        talk.answer_form(form, right=0)
        assert talk.answer_form(form, right=3) == NoQuiz("answered")
        later = talk.opened("exercise", card.id, choice="guaranteed-return")
        talk.policies.publish(publication(content=pack(rule())))
        assert talk.answer_form(later, right=3) == NoQuiz("changed")

        assert [each.score for each in talk.learning.all] == [0]

    def test_is_nobody_elses_to_open_and_that_is_recorded(self, talk: LearningTalk) -> None:
        card = talk.promise(3)

        assert talk.opened("exercise", card.id, JAMES, "guaranteed-return") == CannotOpen("role")
        assert talk.archived("refusal")

    def test_of_a_rule_with_too_few_examples_or_of_none_says_so(self, talk: LearningTalk) -> None:
        card = talk.promise(3, JAMES)

        assert talk.opened("exercise", card.id, JAMES, "guaranteed-return") == NoQuiz("none")
        assert talk.opened("exercise", card.id, JAMES, "no-such-rule") == NoQuiz("none")

    def test_nonsense_for_an_answer_is_a_wrong_one(self, talk: LearningTalk) -> None:
        card = talk.promise(3)
        form = talk.opened("exercise", card.id, choice="guaranteed-return")
        carried = f"{form.number}|{form.library}"
        talk.send("exercise", form.subject, AMELIE, decision=carried, q0="٣", q1="-1", q2="99")

        assert talk.messenger.pages["V1"].score == 0  # type: ignore[union-attr]


class TestACertification:
    def test_passed_with_eight_of_ten_counts_for_a_year_and_each_answer_has_its_clause(
        self, talk: LearningTalk
    ) -> None:
        form = talk.opened("certify", "start")
        assert len({each.rule for each in form.questions}) == len(form.questions) == 10
        assert len(draw_form(form, "fr")["blocks"]) < 100
        result = talk.answer_form(form, right=8)

        assert (result.passed, result.score) == (True, 8)
        assert result.until is not None
        assert (result.until - talk.clock.now()).days in (364, 365)
        assert any(each.clause for each in result.answers)
        assert "Votre certificat est valable" in str(draw_form(result, "fr"))
        assert [each.subject for each in talk.learning.certificates("T1")] == ["employee"]

    def test_counts_and_is_shown_at_home_though_its_page_was_closed_before_the_result(
        self, talk: LearningTalk
    ) -> None:
        form = talk.opened("certify", "start")
        talk.messenger.closed.add("V1")

        assert talk.answer_form(form, right=8) is None
        assert len(talk.learning.certificates("T1")) == 1
        at_home = talk.messenger.homes[AMELIE.id].learning
        assert at_home
        assert at_home.last
        assert at_home.last.score == 8

    def test_with_seven_it_is_not_and_the_next_has_other_questions_after_a_day(
        self, talk: LearningTalk
    ) -> None:
        form = talk.opened("certify", "start")
        assert not talk.answer_form(form, right=7).passed
        assert talk.opened("certify", "start").why == "wait"
        talk.wait(86_401)
        again = talk.opened("certify", "start")

        assert again.number == 2
        assert again.questions != form.questions

    def test_is_of_the_role_in_which_they_post_and_of_no_other_answered_meanwhile(
        self, talk: LearningTalk
    ) -> None:
        form = talk.opened("certify", "start")
        talk.people.keep(Speaker("T1", AMELIE.id, role="executive"))
        assert talk.answer_form(form, right=10) == NoQuiz("changed")
        assert talk.opened("certify", "start").subject == "executive"

    def test_is_different_for_everybody(self, talk: LearningTalk) -> None:
        french = replace(JAMES, language="fr")
        talk.ports.directory.people[JAMES.id] = french  # type: ignore[attr-defined]

        hers, his = talk.opened("certify", "start"), talk.opened("certify", "start", french)

        assert hers.questions != his.questions

    def test_needs_ten_questions_and_says_so_without(self, talk: LearningTalk) -> None:
        talk.policies.publish(publication(content=pack(rule(examples=EXAMPLES))))

        assert talk.opened("certify", "start") == NoQuiz("none")


class TestQuestionsOfTheSamplePack:
    """The shipped rules and clauses, in both languages and for every role."""

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_a_certification_has_ten_questions_about_ten_rules_each_with_one_right_answer(
        self, language: Any
    ) -> None:
        desk = shipped().desk
        weigh = desk.policies.firm.certification.weigh

        def verdict_of(text: str) -> Any:
            from bot.domain.draft import Draft

            return desk.find(Draft(text), language).verdict

        executive = next(rules for role, rules in weigh.items() if role == "executive")
        asked = certification_for(executive, desk.policies, language, "seed", verdict_of)

        assert len(asked) == len({each.rule for each in asked}) == 10
        assert len([each for each in asked if each.rule in executive]) >= 3
        for each in asked:
            if each.choices:
                assert len(set(each.choices)) == 3
            else:
                assert verdict_of(each.texts[each.right]) == "ok"
                assert verdict_of(each.texts[1 - each.right]) in ("revise", "block")
        again = certification_for(executive, desk.policies, language, "seed", verdict_of)
        other = certification_for(executive, desk.policies, language, "another", verdict_of)
        assert again == asked != other

    def test_every_rule_that_is_weighed_exists(self) -> None:
        policies = shipped().desk.policies
        known = {each.id for each in policies.rules}

        assert all(each in known for rules in policies.firm.certification.weigh.values() for each in rules)


def test_the_lessons_of_a_card_are_its_authors_to_read(talk: LearningTalk) -> None:
    card = talk.promise(1)
    page = talk.opened("learn", card.id)

    assert isinstance(page, Lessons)
    assert page.lessons
    assert "Comparez les frais" in str(draw_form(page, "fr"))
    assert LEARN in str(draw(talk.views_of(Reviewed)[-1], "fr").blocks)
    assert talk.opened("learn", card.id, JAMES) == CannotOpen("role")
    talk.archive.erase_body(card.review)
    assert talk.opened("learn", card.id) == CannotOpen("gone")


class TestACertificate:
    """Given by hand, so that a year passes quickly."""

    def given(self, talk: LearningTalk, days: int = 365, **more: Any) -> Attempt:
        """Amélie's, that counts so many days."""
        now = talk.clock.now()
        attempt = replace(
            Attempt("T1", AMELIE.id, "certification", "employee", 1, now, 9, 10, True, "1", "E1"),
            until=now + timedelta(days=days), **more,
        )  # fmt: skip
        talk.learning.settle(attempt)
        return attempt

    def test_counts_for_its_days_and_may_be_renewed_in_the_last_month(self, talk: LearningTalk) -> None:
        attempt = self.given(talk)
        assert talk.opened("certify", "start") == NoQuiz("certified", attempt.until)
        talk.wait(340 * 86_400)

        assert isinstance(talk.opened("certify", "start"), QuizForm | NoQuiz)
        assert talk.opened("certify", "start") != NoQuiz("certified", attempt.until)

    def test_failed_is_tried_again_after_a_day(self, talk: LearningTalk) -> None:
        failed = self.given(talk, passed=False)
        talk.learning.all = [replace(failed, until=None)]
        waits = talk.opened("certify", "start")
        assert isinstance(waits, NoQuiz)
        assert waits.why == "wait"
        talk.wait(86_401)

        assert talk.opened("certify", "start") != waits

    def test_that_runs_out_within_a_month_is_said_once(self, talk: LearningTalk) -> None:
        self.given(talk, days=31)
        remind = CertifiedReminded("T1", talk.ports)
        remind()
        assert not talk.views_of(CertificateEnds)
        talk.wait(2 * 86_400)
        remind()
        remind()

        assert len(talk.views_of(CertificateEnds)) == 1
        assert "échéance" in str(draw(talk.views_of(CertificateEnds)[0], "fr").blocks)

    @pytest.mark.parametrize("why", ["left", "other role", "over"])
    def test_of_whom_nothing_is_to_be_renewed_nothing_is_said(self, talk: LearningTalk, why: str) -> None:
        self.given(talk, days=10)
        if why == "left":
            talk.ports.directory.people.clear()  # type: ignore[attr-defined]
        elif why == "other role":
            talk.people.keep(Speaker("T1", AMELIE.id, role="expert"))
        else:
            talk.wait(11 * 86_400)
        CertifiedReminded("T1", talk.ports)()

        assert not talk.views_of(CertificateEnds)

    def test_is_on_the_page_of_its_owner_and_figures_are_for_officers_alone(self, talk: LearningTalk) -> None:
        self.given(talk)
        home = home_for(AMELIE, "T1", HomeWanted("learning"), talk.ports)
        assert home.learning is not None
        assert home.learning.figures is None
        assert "Certificat obtenu (9 sur 10)" in str(draw_home(home, "fr"))

        officers = home_for(NADIA, "T1", HomeWanted("learning"), talk.ports)
        assert officers.learning is not None
        assert officers.learning.last is None
        assert "moins de cinq personnes" in str(draw_home(officers, "fr"))
        assert AMELIE.id not in str(draw_home(officers, "fr"))


def test_no_figure_is_of_fewer_than_five_people_nor_tells_one_by_subtraction(talk: LearningTalk) -> None:
    now = talk.clock.now()

    def certified(role: str, number: int, days: int) -> list[Attempt]:
        one = Attempt("T1", "U", "certification", role, 1, now, 9, 10, True, "1", "E")
        return [
            replace(one, person=f"U{role}{each}", until=now + timedelta(days=days)) for each in range(number)
        ]

    people = [
        *certified("employee", 5, 300), *certified("expert", 4, 300), *certified("paid", 3, 10),
        *certified("executive", 6, 300),
        *(replace(each, person=f"x{each.person}") for each in certified("executive", 2, 10)),
    ]  # fmt: skip
    figures = {each.role: (each.certified, each.ending) for each in certified_by_role(people, now)}

    assert figures == {
        "employee": (5, 0), "expert": (None, None), "paid": (None, None), "executive": (8, None),
    }  # fmt: skip


def test_questions_are_scored_one_by_one_and_an_unanswered_one_is_wrong() -> None:
    asked = [Question("a", ("x", "y"), right=1), Question("b", ("x", "y")), Question("c", ("x", "y"))]

    assert score_of(asked, [1, 1, None]) == 1
    assert exercise_on(shipped().desk.policies.rules[0], "fr", "s", lambda text: "approval") == ()
