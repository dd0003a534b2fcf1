"""A change tried on golden cases and archived drafts: what it would do, and nobody's text."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.draft import Author, Draft
from bot.domain.findings import Citation
from bot.domain.impact import Impact
from bot.domain.library import LinkedClause, PublishedPolicies
from bot.domain.rules import Rule
from bot.domain.severity_changes import SeverityChange
from bot.usecases.library_ports import GoldenCase
from bot.usecases.ports import ArchivedRecord, LearnedElsewhere, NothingPublished, Step
from bot.usecases.preview_impact import PreviewPorts, preview, preview_impact, same_findings
from bot.usecases.review import Desk, ReviewPorts, archived_body, desk_for
from tests.domain.small_learned import learned_of, learned_rule
from tests.domain.small_packs import a_rule, a_topic, phrase, policies_of
from tests.fakes import InMemoryArchive
from tests.fakes_index import DIMENSION, BagOfWords, StoppedClock
from tests.fakes_versions import InMemoryPolicyStore
from tests.publications import publication

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
CALL = a_rule("call", phrase("écrivez-moi"))
PROMISE = a_rule("promise", phrase("rendement garanti"))
GRAVE = a_rule("promise", phrase("rendement garanti"), severity="block")
CASES = (
    GoldenCase("fr-1", "Rendement garanti, écrivez-moi!", "x", "revise"),
    GoldenCase("fr-2", "Bonjour à toutes et à tous.", verdict="ok"),
)
SECRET = "Ma cliente Josée Marcotte a un rendement garanti."


def review_ports(**changes: Any) -> ReviewPorts:
    """What reviewing needs, in memory."""
    ports = ReviewPorts(
        InMemoryPolicyStore(), InMemoryArchive(), StoppedClock(), lambda text: "fr", BagOfWords, "test"
    )
    return replace(ports, **changes)


def desk(*rules: Rule, ports: ReviewPorts | None = None, **more: Any) -> Desk:
    """A desk with these rules."""
    return desk_for(policies_of(*rules, **more), ports or review_ports())


def archived(text: str, number: int = 1, at: datetime = MONDAY, **more: Any) -> ArchivedRecord:
    """The review of a text, as the archive gives it."""
    review = desk(PROMISE).review(Draft(text, **more))
    return ArchivedRecord(f"r{number}", "T1:U1", number, at, "0" * 64, archived_body(review, f"r{number}"))


def changed(impact: Impact) -> list[tuple[str, str, str]]:
    """The posts of an impact with their verdicts."""
    return [(each.id, each.was, each.now) for each in impact.changed]


def test_the_golden_cases_and_the_archived_drafts_are_tried_under_both_versions() -> None:
    impact = preview_impact(desk(CALL, PROMISE), desk(CALL, GRAVE), CASES, [archived(SECRET)])

    assert (impact.cases, impact.drafts, impact.cancelled) == (2, 1, False)
    assert changed(impact) == [("fr-1", "revise", "block"), ("r1", "revise", "block")]
    assert (impact.wrong_before, impact.wrong_after) == (0, 1)


def test_an_archived_draft_is_told_by_its_review_its_day_and_its_platform_alone() -> None:
    author = Author("Nadia Ferland", "expert")

    impact = preview_impact(
        desk(PROMISE), desk(GRAVE), [], [archived(SECRET, author=author, platform="threads")]
    )

    (case,) = impact.changed
    assert (case.id, str(case.day), case.platform, case.text) == ("r1", "2026-11-16", "threads", None)
    everything = repr(impact) + repr(case.rules) + repr(case.citations)
    for private in ("Josée", "Marcotte", "garanti", "Nadia", "expert", "U1"):
        assert private not in everything


def test_a_version_and_itself_change_nothing() -> None:
    impact = preview_impact(desk(CALL, PROMISE), desk(CALL, PROMISE), CASES, [archived(SECRET)])

    assert impact.changed == ()
    assert impact.verdicts == ()


def test_a_text_that_was_reviewed_several_times_is_tried_once_as_it_was_given_last() -> None:
    again = [archived(SECRET, 3, platform="x"), archived("Bonjour.", 2), archived(SECRET, 1)]

    impact = preview_impact(desk(PROMISE), desk(GRAVE), [], again)

    assert impact.drafts == 2
    assert [each.id for each in impact.changed] == ["r3"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(None, id="erased"),
        pytest.param("not JSON", id="not-json"),
        pytest.param("[]", id="no-object"),
        pytest.param("{}", id="no-draft"),
        pytest.param({"draft": "x"}, id="draft-no-object"),
        pytest.param({"spoken": "de"}, id="language"),
        pytest.param({"text": 7}, id="text-no-text"),
        pytest.param({"text": " "}, id="nothing-to-read"),
        pytest.param({"platform": "myspace"}, id="platform"),
        pytest.param({"author": {"hat": True}}, id="author"),
    ],
)
def test_a_review_that_cannot_be_read_is_left_out_and_counted(change: Any) -> None:
    good = archived(SECRET)
    if isinstance(change, dict):
        body = json.loads(good.body or "")
        body["draft"] = change.get("draft") or body["draft"] | {
            k: v for k, v in change.items() if k != "spoken"
        }
        change = json.dumps(body | {k: v for k, v in change.items() if k == "spoken"})

    impact = preview_impact(desk(PROMISE), desk(GRAVE), [], [replace(good, body=change), good])

    assert (impact.left_out, impact.drafts) == (1, 1)


def test_progress_is_told_before_each_post() -> None:
    told: list[tuple[Step, int, int]] = []

    def progress(step: Step, done: int = 0, of: int = 0) -> None:
        told.append((step, done, of))

    preview_impact(desk(PROMISE), desk(GRAVE), CASES, [archived(SECRET)], progress)

    assert told == [("reviewing", done, 3) for done in range(3)]


def test_a_preview_that_is_cancelled_says_so_and_what_it_found_until_then() -> None:
    answers = iter([False, False, True])

    impact = preview_impact(
        desk(PROMISE), desk(GRAVE), CASES, [archived(SECRET)], cancelled=lambda: next(answers)
    )

    assert (impact.cancelled, impact.cases, impact.drafts) == (True, 2, 0)
    assert changed(impact) == [("fr-1", "revise", "block")]


def test_nothing_is_archived() -> None:
    ports = review_ports()

    preview_impact(desk(PROMISE, ports=ports), desk(GRAVE, ports=ports), CASES, [archived(SECRET)])

    assert ports.archive.recent(10) == []


def test_what_is_compared_is_what_a_review_finds() -> None:
    one = desk(CALL, GRAVE)

    for text in (SECRET, CASES[0].text, "Bonjour."):
        review, found = one.review(Draft(text)), one.find(Draft(text))
        assert (found.findings, found.verdict) == (review.findings, review.verdict)
        assert (found.language, found.spoken) == (review.language, review.spoken)


# Where only documents changed, the rules are asked once

_CITATIONS = st.builds(
    Citation,
    st.sampled_from(["Politique", "Code"]),
    st.sampled_from(["1", "2"]),
    st.just("Titre"),
    st.sampled_from(["Rien n'est promis.", "Rien n'est jamais promis."]),
    st.integers(1, 3),
    st.sampled_from(["fr", "en"]),
)
_LINKS = st.dictionaries(
    st.sampled_from(["call", "promise"]),
    st.lists(st.builds(LinkedClause, _CITATIONS, st.integers(1, 3), st.just(0.8)), max_size=3),
)
_TEXTS = st.lists(
    st.sampled_from(["Rendement garanti. ", "Écrivez-moi! ", "Bonjour. ", "Hello there. "]), min_size=1
)


@given(_LINKS, _LINKS, st.lists(_TEXTS.map("".join), max_size=4))
def test_asking_the_rules_once_gives_what_asking_them_twice_does(
    was: dict[str, Any], now: dict[str, Any], texts: list[str]
) -> None:
    cases = [GoldenCase(str(place), text) for place, text in enumerate(texts)]
    before, after = desk(CALL, PROMISE, links=was), desk(CALL, PROMISE, links=now)
    # A resource topic finds nothing: the rules are asked twice for it, and answer the same.
    asked_twice = desk(CALL, PROMISE, links=now, topics=(a_topic(),))
    assert same_findings(before.policies, after.policies)
    assert not same_findings(before.policies, asked_twice.policies)

    assert preview_impact(before, after, cases, []) == preview_impact(before, asked_twice, cases, [])


# From the library in force to a candidate


def candidate_of(ports: ReviewPorts, **changes: Any) -> PublishedPolicies:
    """What is in force, but for these."""
    return replace(ports.policies.published(), library="", **changes)


@pytest.fixture
def in_force() -> ReviewPorts:
    """A library with one rule in force, and a review in the archive."""
    ports = review_ports()
    ports.policies.publish(publication())
    one = archived("Un rendement garanti, Josée.")
    ports.archive.add("review", one.record_id, one.stream, one.at, one.body or "")
    return ports


def test_a_candidate_is_held_against_what_is_in_force(in_force: ReviewPorts) -> None:
    rules = tuple(
        each.model_copy(update={"severity": "block"}) for each in in_force.policies.published().rules
    )

    impact = preview(candidate_of(in_force, rules=rules), PreviewPorts(in_force, lambda: CASES), 10)

    assert changed(impact) == [("fr-1", "revise", "block"), ("r1", "revise", "block")]


def test_a_change_of_severity_counts_as_it_does_today(in_force: ReviewPorts) -> None:
    today = in_force.clock.now().date()
    ports = PreviewPorts(in_force, lambda: CASES)

    def raised(until: int) -> Impact:
        change = SeverityChange(
            rule="guaranteed-return", severity="block", until=today + timedelta(days=until)
        )
        return preview(candidate_of(in_force, severities=(change,)), ports, 0)

    assert changed(raised(0)) == [("fr-1", "revise", "block")]
    assert changed(raised(-1)) == []


def test_only_as_many_reviews_as_wanted_are_tried(in_force: ReviewPorts) -> None:
    second = archived("Un autre rendement garanti.", 2)
    in_force.archive.add("review", second.record_id, second.stream, second.at, second.body or "")
    ports = PreviewPorts(in_force, tuple)

    assert [preview(candidate_of(in_force), ports, most).drafts for most in (0, 1, 10)] == [0, 1, 2]


def test_without_anything_in_force_there_is_nothing_to_compare_with() -> None:
    with pytest.raises(NothingPublished):
        preview(policies_of(PROMISE), PreviewPorts(review_ports(), tuple), 10)


def test_a_candidate_that_learned_with_another_encoder_is_refused(in_force: ReviewPorts) -> None:
    learned = learned_of(meant=learned_rule(sentence=(0.0,) * 2 * DIMENSION))
    elsewhere = learned.model_copy(update={"embedder": "elsewhere/1"})

    with pytest.raises(LearnedElsewhere):
        preview(candidate_of(in_force, learned=elsewhere), PreviewPorts(in_force, tuple), 10)


def test_a_sentence_is_embedded_once_for_both_versions(in_force: ReviewPorts) -> None:
    meant = a_rule("meant", {"kind": "examples"})
    learned = learned_of(meant=learned_rule(sentence=(0.0,) * 2 * DIMENSION))
    embedder = BagOfWords(learned.embedder)
    ports = replace(in_force, embedder=lambda: embedder)
    content = json.loads(publication().rules_json) | {
        "rules": [meant.model_dump(mode="json")],
        "learned": learned.model_dump(mode="json"),
    }
    ports.policies.publish(publication(content=json.dumps(content), links={}))

    preview(candidate_of(ports, topics=(a_topic(),)), PreviewPorts(ports, lambda: CASES), 0)

    assert len(embedder.embedded) == len(set(embedder.embedded)) == 2
