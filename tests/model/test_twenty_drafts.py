"""Twenty drafts reviewed with a real small model: it copies, invents and loops, and nobody is shown that."""

import time
from dataclasses import replace
from statistics import median

import pytest

from bot.adapters.langchain_model import LangChainModel
from bot.domain.findings import verdict_of
from tests.model.brief_model import BriefModel
from tests.model.conftest import NAME
from tests.model.serve import KEY
from tests.shipped_desk import PLENTY, ModelAtDesk, labelled_drafts
from tests.usecases.test_lying_model import (
    BOTH,
    Told,
    test_at_most_eight_calls_and_all_of_them_counted,
    test_every_finding_of_the_rules_stands,
    test_no_citation_is_false,
    test_no_severity_is_one_that_the_rule_may_not_have,
    test_no_verdict_is_lower_than_that_of_the_rules,
)

__all__ = [
    "test_at_most_eight_calls_and_all_of_them_counted",
    "test_every_finding_of_the_rules_stands",
    "test_no_citation_is_false",
    "test_no_severity_is_one_that_the_rule_may_not_have",
    "test_no_verdict_is_lower_than_that_of_the_rules",
]
SECONDS = 600.0


@pytest.fixture(scope="module")
def told(real_address: str) -> Told:
    """Ten drafts of each language, each with something to correct or to block; the figures are printed."""
    model = BriefModel(LangChainModel(NAME, KEY, real_address))
    desk = ModelAtDesk(model, replace(PLENTY, review_seconds=SECONDS), real_time=True)
    told = Told(desk)
    for language in BOTH:
        wrong = [each for each in labelled_drafts(language) if verdict_of(desk.floor(each).findings) != "ok"]
        short = sorted(wrong, key=lambda each: len(each.text))[:10]
        for draft in short:
            begun = time.monotonic()
            told.pairs.append((desk.floor(draft), desk.review(draft)))
            print(f"{language} {time.monotonic() - begun:.0f} s", told.reviews[-1].model and _figures(told))
    calls = [review.model.calls for review in told.reviews if review.model]
    print(f"{len(told.pairs)} drafts, {sum(calls)} calls, {median(calls)} a review at the median")
    return told


def _figures(told: Told) -> str:
    part = told.reviews[-1].model
    assert part
    took = f"{part.calls} calls, {part.tokens_in}+{part.tokens_out} tokens"
    return f"{took}, dropped {dict(part.dropped)} {part.why or ''}"


def test_the_model_was_heard(told: Told) -> None:
    assert len(told.pairs) == 20
    assert any(review.engine == "rules+model" for review in told.reviews)


def test_no_rewrite_that_fails_is_shown(told: Told) -> None:
    for review in told.reviews:
        if review.rewrite:
            again = told.desk.floor(replace(review.draft, text=review.rewrite.text))
            assert verdict_of(again.findings) in ("ok", "approval")
