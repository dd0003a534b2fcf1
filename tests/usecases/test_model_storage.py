"""A database or an index that is away ends no review: it goes on without clauses, or without the model."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.budgets import Budgets, Spent
from bot.domain.contract import review_json
from bot.domain.draft import Draft, Language
from bot.domain.review import Review
from bot.usecases.ask_model import AskingModel, ModelPorts, mask_for
from bot.usecases.model_port import NoAnswer
from bot.usecases.model_review import review_with_model
from bot.usecases.ports import StorageError
from bot.usecases.spending import ModelCall
from tests.fakes_model import ScriptedModel
from tests.fakes_spending import InMemorySpending
from tests.shipped_desk import ModelAtDesk, shipped
from tests.usecases.model_drafts import NOTHING_MORE, PASSING, PROMISES, rewriting

DRAFT = PROMISES["en"]


class AwayFor(InMemorySpending):
    """Spending in a database that is away for one of its methods."""

    def __init__(self, method: str) -> None:
        super().__init__()
        self._method = method

    def begin(self, call: ModelCall, budgets: Budgets, spent_review: Spent) -> bool:
        self._away("begin")
        return super().begin(call, budgets, spent_review)

    def record(self, call: ModelCall) -> None:
        self._away("record")
        super().record(call)

    def _away(self, method: str) -> None:
        if method == self._method:
            raise StorageError("The database is locked.")


def _reviewed(*answers: Any, **ports: Any) -> tuple[Review, ModelAtDesk, ScriptedModel]:
    model = ScriptedModel(answers or [NOTHING_MORE, rewriting(PASSING["en"])])
    at_desk, draft = ModelAtDesk(model), Draft(DRAFT)
    given: ModelPorts = replace(at_desk.ports, **ports)
    asking = AskingModel(given, mask_for(draft, shipped().desk), "U1", "review-1")
    return review_with_model(draft, shipped().desk, asking), at_desk, model


def _left_out(review: Review) -> tuple[str, str] | None:
    left = review_json(review, "r")["model"]["left_out"]
    return left and (left["what"], left["why"])


def test_clauses_that_cannot_be_looked_for_are_done_without() -> None:
    def away(text: str, language: Language, most: int) -> Any:
        raise StorageError("The index is damaged.")

    review, _, model = _reviewed(find_clauses=away)

    assert [each.name for each in model.asked] == ["judge", "rewrite"]
    assert _left_out(review) is None
    assert review.rewrite
    assert review.rewrite.text == PASSING["en"]
    assert review.model
    assert review.model.clauses


def test_where_no_call_can_be_kept_none_is_made_and_the_rules_review_arrives() -> None:
    review, at_desk, model = _reviewed(spending=AwayFor("begin"))

    assert model.asked == []
    assert replace(review, model=None) == at_desk.floor(DRAFT)
    assert _left_out(review) == ("judgement", "unavailable")


@pytest.mark.parametrize("answers", [(), (NoAnswer("timeout"),)])
def test_what_a_call_took_may_stay_at_what_it_was_expected_to_take(answers: tuple[Any, ...]) -> None:
    spending = AwayFor("record")
    review, _, model = _reviewed(*answers, spending=spending)

    assert [each.outcome for each in spending.calls.values()] == ["asked"] * len(model.asked)
    assert all(each.spent.tokens_in > 0 for each in spending.calls.values())
    assert _left_out(review) == (("judgement", "timeout") if answers else None)
