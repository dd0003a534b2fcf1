"""Two hundred real drafts under a model that lies in every way: nothing false, nothing failing, is shown."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.domain.contract import review_json
from bot.domain.draft import Draft, Language
from bot.domain.findings import Severity, verdict_for
from bot.domain.languages import main_language
from bot.domain.platforms import measure
from bot.domain.posts import lay_out
from bot.domain.review import Review
from bot.domain.verifying import facts_of, invented_facts
from bot.usecases.review import archived_body
from tests.lying_model import LIES, NEVER_SHOWN, LyingModel
from tests.shipped_desk import ModelAtDesk, labelled_drafts, shipped

# Under load the slow one takes minutes to set up.
pytestmark = pytest.mark.timeout(600)
BOTH: tuple[Language, ...] = ("fr", "en")
VERDICTS = [verdict_for(each) for each in Severity]


@dataclass
class Told:
    """The reviews of many drafts, beside those of the rules."""

    desk: ModelAtDesk
    pairs: list[tuple[Review, Review]] = field(default_factory=list)
    lies: Counter[str] = field(default_factory=Counter)

    @property
    def reviews(self) -> list[Review]:
        """With the model."""
        return [review for _, review in self.pairs]

    def rewrites(self) -> Iterator[tuple[Review, str]]:
        """What the model wrote and somebody is shown."""
        for review in self.reviews:
            if review.rewrite and review.rewrite.source == "model":
                yield review, review.rewrite.text


def lied_to(drafts: Callable[[Language], Sequence[Draft]], meaning: bool) -> Told:
    """The drafts of both languages, reviewed with a model that lies."""
    told = Told(ModelAtDesk(LyingModel("fr"), meaning=meaning))
    elsewhere = sorted({each.clause for each in shipped(meaning).published})
    for language in BOTH:
        model = LyingModel(language, elsewhere)
        desk = ModelAtDesk(model, meaning=meaning)
        told.pairs += [(desk.floor(each), desk.review(each)) for each in drafts(language)]
        told.lies += model.lies
    return told


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(False, id="rules of words"),
        pytest.param(True, id="rules of meaning too", marks=pytest.mark.slow),
    ],
)
def told(request: pytest.FixtureRequest) -> Told:
    """One hundred drafts in each language, under the shipped policies."""
    return lied_to(lambda language: labelled_drafts(language)[:100], request.param)


def test_every_lie_is_told(told: Told) -> None:
    assert len(told.pairs) == 200
    assert not LIES - set(told.lies)


def test_every_finding_of_the_rules_stands(told: Told) -> None:
    for floor, review in told.pairs:
        assert [each for each in review.findings if each.source != "model"] == list(floor.findings)


def test_no_verdict_is_lower_than_that_of_the_rules(told: Told) -> None:
    for floor, review in told.pairs:
        assert VERDICTS.index(review.verdict) >= VERDICTS.index(floor.verdict)
        assert review.verdict == verdict_for(
            max((each.severity for each in review.findings), default=Severity(1))
        )


def test_no_citation_is_false(told: Told) -> None:
    published = told.desk.shipped.published
    cited = [each for review in told.reviews for finding in review.findings for each in finding.citations]

    assert cited
    assert set(cited) <= published
    assert all(
        each.citations for review in told.reviews for each in review.findings if each.source == "model"
    )


def test_what_the_model_quotes_stands_in_the_draft(told: Told) -> None:
    of_model = [
        (review, each) for review in told.reviews for each in review.findings if each.source == "model"
    ]

    assert len(of_model) >= len(told.pairs) // 4
    for review, each in of_model:
        there = "" if each.start is None else review.draft.text[each.start : each.end]
        assert each.quote == there
        assert (each.start is None) == (not each.quote)


def test_no_severity_is_one_that_the_rule_may_not_have(told: Told) -> None:
    rules = {each.id: each for each in told.desk.shipped.desk.policies.rules}
    for review in told.reviews:
        for each in review.findings:
            rule = rules[each.rule]
            allowed = {rule.severity, *(case.severity for case in rule.cases)}
            allowed |= {detector.severity for detector in rule.detect if detector.severity}
            assert each.severity.word in allowed - {"none"}


def test_no_rewrite_that_fails_is_shown(told: Told) -> None:
    desk, shown = told.desk.shipped.desk, list(told.rewrites())

    assert shown
    for review, text in shown:
        again = told.desk.floor(Draft(text, review.draft.platform, replace(review.draft.author, name=None)))
        known = facts_of([review.draft.text, review.draft.author.name or ""])
        assert all(each.severity <= Severity.APPROVAL for each in again.findings)
        assert {each.rule for each in again.findings} <= {each.rule for each in review.findings}
        assert review.rewrite
        assert review.rewrite.verdict == again.verdict
        assert invented_facts(text, known, desk.pack.known_facts) == []
        assert measure(text, review.draft.platform).fits
        assert text.split() != review.draft.text.split()
        plain = lay_out(Draft(text)).folded.plain
        assert main_language(again.language, plain) == main_language(
            review.language, lay_out(review.draft).folded.plain
        )


def test_what_can_only_be_a_lie_is_shown_nowhere(told: Told) -> None:
    for review in told.reviews:
        shown = [each.why for each in review.findings if each.source == "model"]
        shown += [each.quote for each in review.findings]
        shown += [review.rewrite.text] if review.rewrite else []
        lies = [
            (lie, text)
            for lie in NEVER_SHOWN
            for text in shown
            if lie in text and lie not in review.draft.text
        ]
        assert not lies


def test_what_was_dropped_is_counted(told: Told) -> None:
    dropped: Counter[str] = Counter()
    for review in told.reviews:
        counted = review_json(review, "r")["model"]["dropped"]
        assert json.loads(archived_body(review, "r"))["review"]["model"]["dropped"] == counted
        dropped.update(counted)

    assert {"rule", "clause", "severity", "quote", "why", "rewrite"} <= set(dropped)


def test_at_most_eight_calls_and_all_of_them_counted(told: Told) -> None:
    """Four answers (judge, rewrite, two repairs), each asked for again once at most."""
    assert all(review.model and 1 <= review.model.calls <= 8 for review in told.reviews)
