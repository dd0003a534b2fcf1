"""Whatever the model fails to do, the review arrives from the rules, and says what it had to do without."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.prompt_folder import read_prompts
from bot.domain.budgets import Budgets, Spent
from bot.domain.contract import review_json
from bot.domain.model_answers import ModelAnswer
from bot.domain.prompts import Rendered
from bot.domain.review import Review
from bot.texts import say
from bot.usecases.model_port import NoAnswer, WhyNot
from bot.usecases.ports import PolicyFileError
from tests.fakes_model import ScriptedModel
from tests.shipped_desk import PLENTY, ROOT, ModelAtDesk, Moments
from tests.usecases.model_drafts import HARMLESS, NOTHING_MORE, PASSING, PROMISES, rewriting

DRAFT = PROMISES["en"]
AT_ONCE: tuple[WhyNot, ...] = ("timeout", "refused", "context-too-long", "wrong-key", "unknown-model")
MENDED: tuple[WhyNot, ...] = ("malformed", "truncated")
AGAIN: tuple[WhyNot, ...] = ("busy", "unavailable")


def _left_out(review: Review) -> tuple[str, str] | None:
    left = review_json(review, "r")["model"]["left_out"]
    return left and (left["what"], left["why"])


def _same_as_the_rules(review: Review, desk: ModelAtDesk) -> bool:
    floor = desk.floor(review.draft)
    return replace(review, model=None, engine="rules") == floor


@pytest.mark.parametrize("why", [*AT_ONCE, *MENDED, *AGAIN])
def test_a_judgement_that_does_not_come_leaves_the_review_of_the_rules(why: WhyNot) -> None:
    desk = ModelAtDesk(ScriptedModel([NoAnswer(why)]))
    review = desk.review(DRAFT)

    assert _same_as_the_rules(review, desk)
    assert review.engine == "rules"
    assert _left_out(review) == ("judgement", why)


@pytest.mark.parametrize("why", [*AT_ONCE, *MENDED, *AGAIN])
def test_a_rewrite_that_does_not_come_leaves_the_one_made_by_edits(why: WhyNot) -> None:
    desk = ModelAtDesk(ScriptedModel([NOTHING_MORE, NoAnswer(why)]))
    review = desk.review(DRAFT)

    assert _same_as_the_rules(review, desk)
    assert review.engine == "rules+model"
    assert _left_out(review) == ("rewriting", why)


@pytest.mark.parametrize("why", AT_ONCE)
def test_what_will_not_change_is_asked_once(why: WhyNot) -> None:
    model = ScriptedModel([NoAnswer(why)])
    ModelAtDesk(model).review(DRAFT)

    assert len(model.asked) == 1


@pytest.mark.parametrize("why", MENDED)
def test_what_cannot_be_used_is_mended_once(why: WhyNot) -> None:
    model = ScriptedModel([NoAnswer(why), NOTHING_MORE, rewriting(PASSING["en"])])
    review = ModelAtDesk(model).review(DRAFT)

    assert [each.name for each in model.asked] == ["judge", "repair", "rewrite"]
    assert model.asked[1].user.startswith(model.asked[0].user)
    assert len(model.asked[1].user) > len(model.asked[0].user)
    assert _left_out(review) is None


@pytest.mark.parametrize("why", MENDED)
def test_what_cannot_be_used_twice_is_left_out(why: WhyNot) -> None:
    model = ScriptedModel([NoAnswer(why)])
    review = ModelAtDesk(model).review(DRAFT)

    assert [each.name for each in model.asked] == ["judge", "repair"]
    assert _left_out(review) == ("judgement", why)


def test_an_answer_of_another_shape_is_malformed() -> None:
    model = ScriptedModel([rewriting(PASSING["en"])])
    review = ModelAtDesk(model).review(DRAFT)

    assert _left_out(review) == ("judgement", "malformed")


@pytest.mark.parametrize(("after", "waited"), [(7.0, 7.0), (0.0, 0.0), (None, 1.0)])
def test_a_server_that_is_busy_is_asked_once_more_when_it_says(after: float | None, waited: float) -> None:
    model = ScriptedModel([NoAnswer("busy", after), NOTHING_MORE, rewriting(PASSING["en"])])
    desk = ModelAtDesk(model)
    review = desk.review(DRAFT)

    assert desk.moments.waited == [waited]
    assert _left_out(review) is None


def test_a_server_that_stays_busy_is_asked_no_third_time() -> None:
    model = ScriptedModel([NoAnswer("busy", 2.0)])
    desk = ModelAtDesk(model)
    review = desk.review(DRAFT)

    assert (len(model.asked), desk.moments.waited) == (2, [2.0])
    assert _left_out(review) == ("judgement", "busy")


@pytest.mark.parametrize("after", [31.0, 86_400.0])
def test_nobody_waits_for_a_server_beyond_half_of_the_time_left(after: float) -> None:
    model = ScriptedModel([NoAnswer("busy", after)])
    desk = ModelAtDesk(model)
    review = desk.review(DRAFT)

    assert (len(model.asked), desk.moments.waited) == (1, [])
    assert _left_out(review) == ("judgement", "busy")


def _after(moments: Moments, seconds: float, answer: ModelAnswer) -> Callable[[Rendered, type], ModelAnswer]:
    def answering(_: Rendered, __: type) -> ModelAnswer:
        moments.seconds += seconds
        return answer

    return answering


def test_each_call_has_what_is_left_of_the_review_s_time() -> None:
    moments = Moments()
    model = ScriptedModel([_after(moments, 25.0, NOTHING_MORE), rewriting(PASSING["en"])])
    ModelAtDesk(model, moments=moments).review(DRAFT)

    assert model.seconds == [60.0, 35.0]


def test_with_no_time_left_nothing_more_is_asked_and_no_call_is_counted() -> None:
    moments = Moments()
    model = ScriptedModel([_after(moments, 59.0, NOTHING_MORE), rewriting(PASSING["en"])])
    desk = ModelAtDesk(model, moments=moments)
    review = desk.review(DRAFT)

    assert _left_out(review) == ("rewriting", "timeout")
    assert review_json(review, "r")["model"]["calls"] == len(model.asked) == 1 == len(desk.spending.calls)


def test_rewrites_are_mended_no_longer_than_there_is_time() -> None:
    moments = Moments()
    failing = _after(moments, 25.0, rewriting("A guaranteed return for all of you."))
    model = ScriptedModel([_after(moments, 10.0, NOTHING_MORE), failing])
    review = ModelAtDesk(model, moments=moments).review(DRAFT)

    assert len(model.asked) == 3
    assert _left_out(review) == ("rewriting", "timeout")
    assert review.model
    assert review.model.dropped == {"rewrite": 2}


def test_a_prompt_that_leaves_out_what_it_is_given_is_refused_when_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    shutil.copytree(ROOT / "prompts", folder)
    text = (folder / "rewrite.md").read_text(encoding="utf-8")
    without = text.replace("{{affiliation}}", "nothing").replace(" affiliation,", "")
    (folder / "rewrite.md").write_text(without, encoding="utf-8")

    with pytest.raises(PolicyFileError):
        read_prompts(folder)


BUDGETS: dict[str, Budgets] = {
    "of the review": replace(PLENTY, review_tokens=100),
    "of the person": replace(PLENTY, person_tokens_a_day=100),
    "of the day": replace(PLENTY, tokens_a_day=100),
}


@pytest.mark.parametrize("budget", BUDGETS)
def test_beyond_a_budget_nothing_is_asked(budget: str) -> None:
    model = ScriptedModel([NOTHING_MORE])
    desk = ModelAtDesk(model, BUDGETS[budget])
    review = desk.review(DRAFT)

    assert model.asked == []
    assert _same_as_the_rules(review, desk)
    assert _left_out(review) == ("judgement", "over-budget")
    assert review_json(review, "r")["model"]["calls"] == 0


def test_a_review_that_spent_its_tokens_on_the_judgement_is_not_rewritten_by_the_model() -> None:
    model = ScriptedModel([NOTHING_MORE])
    ModelAtDesk(model).review(DRAFT)
    judge = (len(model.asked[0].system) + len(model.asked[0].user)) // 2
    desk = ModelAtDesk(ScriptedModel([NOTHING_MORE]), replace(PLENTY, review_tokens=judge))

    assert _left_out(desk.review(DRAFT)) == ("rewriting", "over-budget")


def test_what_one_person_spent_leaves_the_others_theirs() -> None:
    desk = ModelAtDesk(ScriptedModel([NOTHING_MORE]), replace(PLENTY, person_tokens_a_day=15_000))
    while _left_out(desk.review(HARMLESS["en"])) is None:
        assert len(desk.spending.calls) < 20

    assert _left_out(desk.review(HARMLESS["en"], person="U2")) is None
    assert _left_out(desk.review(HARMLESS["en"])) == ("judgement", "over-budget")


def test_a_call_that_failed_has_cost_its_tokens_too() -> None:
    desk = ModelAtDesk(ScriptedModel([NoAnswer("refused", tokens=(900, 12))]))
    told = review_json(desk.review(DRAFT), "r")["model"]

    assert told["tokens"] == {"in": 900, "out": 12}
    assert [each.spent for each in desk.spending.calls.values()] == [Spent(900, 12)]
    assert told["calls"] == 1


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("why", [*AT_ONCE, *MENDED, *AGAIN, "over-budget", "identifies"])
def test_the_author_is_told_why_in_a_sentence(why: str, language: str) -> None:
    for left in ("judgement", "rewriting"):
        told = say(f"model.left-out.{left}", language, why=say(f"model.why.{why}", language))  # type: ignore[arg-type]

        assert told.endswith(".")
        assert why not in ("over-budget", "wrong-key") or why not in told
