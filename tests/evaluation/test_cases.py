"""Cases say what is right: a line that does not is refused, and outcomes keep what scoring needs."""

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.draft import Draft
from bot.domain.findings import Severity
from bot.domain.learned import Learned
from bot.evaluation.cases import Case, Expected, parse_cases
from bot.evaluation.curve import CAUTIONS, curve_of
from bot.evaluation.run import outcome_of, review_cases
from bot.evaluation.score import RATES
from bot.usecases.ports import PolicyFileError
from bot.usecases.review import Desk, ReviewPorts
from tests.domain.small_learned import learned_of, learned_rule
from tests.domain.small_packs import a_clause, a_rule, a_topic, pack_of, phrase, policies_of
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import DIMENSION, BagOfWords

RULES = {"promise", "advice"}
SECRET = "Madame Untel"
TEXT = f"{SECRET} écrit. Un rendement garanti!"
FINDING = {"rule": "promise", "quote": "rendement garanti", "severity": "revise"}


def line(name: str | None = "a", **more: Any) -> bytes:
    """A case."""
    case = {"id": name, "lang": "fr", "text": TEXT, "verdict": "revise", "findings": [FINDING], **more}
    return json.dumps({key: value for key, value in case.items() if value is not None}).encode()


def test_a_case_has_its_draft_its_verdict_and_the_place_of_each_quote() -> None:
    author = {"name": "Ana", "role": "executive", "profile_shows_affiliation": True}
    (case,) = parse_cases([line(place="qc", platform="x", author=author)], "cases.jsonl", RULES)

    assert (case.id, case.language, case.place, case.verdict, case.is_wrong) == (
        "a",
        "fr",
        "qc",
        "revise",
        True,
    )
    assert case.expected == (Expected("promise", Severity.REVISE, (23, 40)),)
    assert TEXT[23:40] == "rendement garanti"
    assert (case.draft.platform, case.draft.author.role, case.draft.language) == ("x", "executive", "fr")


def test_a_mixed_post_lets_its_words_decide_and_an_omission_marks_nothing() -> None:
    omission = {"rule": "advice", "severity": "suggestion"}
    (case,) = parse_cases([line(lang="mixed", verdict="ok", findings=[omission])], "c", RULES)

    assert case.draft.language is None
    assert case.expected[0].span is None
    assert not case.is_wrong


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"nonsense", "Invalid JSON"),
        (line(None), "a case has an id and a verdict"),
        (line(""), "a case has an id and a verdict"),
        (line(verdict=None), "a case has an id and a verdict"),
        (line(verdict="ok"), "its findings make it revise, not ok"),
        (line(verdict="block", findings=[]), "its findings make it ok, not block"),
        (line(findings=[{"rule": "promise"}]), "promise: a case says how severe it is"),
        (line(findings=[{**FINDING, "rule": "unknown"}]), "there is no rule unknown"),
        (line(findings=[{**FINDING, "quote": "gain"}]), "promise: the quote is not in the text"),
        (line("first"), "the id first is there twice"),
        (line(text=""), "not a draft: empty"),
    ],
)
def test_a_line_that_is_no_case_is_refused_with_its_file_its_line_and_no_word_of_the_post(
    bad: bytes, said: str
) -> None:
    with pytest.raises(PolicyFileError) as refused:
        parse_cases([line("first"), b"\n", bad], "cases.jsonl", RULES)

    assert (refused.value.file, refused.value.line) == ("cases.jsonl", 3)
    assert refused.value.reason.startswith(said)
    assert SECRET not in str(refused.value)


def test_a_file_without_a_case_has_none() -> None:
    assert parse_cases([b"\n", b"  "], "c", RULES) == []


# what becomes of a case

PROMISE = a_rule("promise", phrase("rendement garanti"), {"kind": "examples"})
LEARNED = learned_of(promise=learned_rule(sentence=(0.0,) * 2 * DIMENSION, bias=2.0, threshold=1.0))


def desk(learned: Learned | None = None, **more: Any) -> Desk:
    """A desk with one rule, of words and perhaps of meaning, and a resource to propose."""
    topic = a_topic()
    ports = ReviewPorts(InMemoryPolicyStore(), None, None, lambda text: "fr", BagOfWords, "0")  # type: ignore[arg-type]
    policies = policies_of(PROMISE, topics=(topic,), learned=learned, **more)
    return Desk(policies, pack_of(PROMISE, topics=(topic,), learned=learned), ports)


def cases(*lines: bytes) -> list[Case]:
    """These, read."""
    return parse_cases(lines, "c", RULES)


def test_a_case_is_reviewed_as_everybody_s_drafts_are() -> None:
    (wrong, clean) = review_cases(
        cases(line("a"), line("b", text="Bonjour.", verdict="ok", findings=[])), desk()
    )

    assert (wrong.verdict, wrong.is_flagged, wrong.rewritten) == ("revise", True, True)
    assert [each.quote for each in wrong.findings] == ["rendement garanti"]
    assert (wrong.misquotes, wrong.uncited) == (0, 1)
    assert (clean.verdict, clean.is_flagged, clean.rewritten) == ("ok", False, None)


def test_a_finding_with_a_clause_is_not_uncited_and_other_words_are_a_misquote() -> None:
    reviewing = desk(links={"promise": [a_clause("PMS-1", "fr")]})
    (case,) = cases(line())
    review = reviewing.review(case.draft)
    (finding,) = review.findings

    other = replace(review, findings=(replace(finding, quote="rendement assuré"),))
    seen = outcome_of(case, review, reviewing.pack)
    assert (seen.misquotes, seen.uncited) == (0, 0)
    assert outcome_of(case, other, reviewing.pack).misquotes == 1


def test_no_rewrite_is_called_for_where_nothing_is_wrong_or_nothing_was_seen() -> None:
    (case,) = cases(line())
    seen = desk().review(case.draft)
    missed = desk().review(Draft("Bonjour."))

    pack = desk().pack

    assert outcome_of(case, replace(seen, rewrite=None), pack).rewritten is False
    assert outcome_of(case, missed, pack).rewritten is None
    assert outcome_of(replace(case, verdict="ok"), seen, pack).rewritten is None


def test_nor_for_what_is_confidential_but_for_what_is_only_taken_for_it() -> None:
    (case,) = cases(line())
    secret = pack_of(a_rule("promise", phrase("rendement garanti"), fix={"topic": "confidential"}))
    seen = replace(desk().review(case.draft), rewrite=None)

    (mistaken,) = cases(line(findings=[{**FINDING, "rule": "advice"}]))
    both = pack_of(*(each.rule for each in secret.rules), a_rule("advice", phrase("conseil")))

    assert outcome_of(case, seen, secret).rewritten is None
    assert outcome_of(mistaken, seen, both).rewritten is False


def test_the_curve_goes_from_the_boldest_to_words_alone() -> None:
    said = "Vous dormirez tranquille."
    quoted = [{"rule": "promise", "quote": "tranquille", "severity": "revise"}]
    given = cases(
        line("words"),
        line("meaning", text=said, findings=quoted),
        line("clean", text="Bonjour.", verdict="ok", findings=[]),
    )

    curve = curve_of(given, desk(LEARNED))

    assert [each.caution for each in curve] == list(CAUTIONS)
    assert (curve[0].recall, curve[0].false_alarms) == (1.0, 1.0)
    assert all(
        (before.recall or 0) >= (after.recall or 0)
        and (before.false_alarms or 0) >= (after.false_alarms or 0)
        for before, after in pairwise(curve)
    )
    words = [RATES["recall"](each) for each in review_cases(given, desk())]
    assert (
        (curve[-1].recall, curve[-1].false_alarms) == (sum(hits for hits, _ in words) / 2, 0.0) == (0.5, 0.0)
    )


def test_the_point_without_more_caution_is_what_runs() -> None:
    pairs = learned_rule(
        sentence=(0.0,) * 2 * DIMENSION, bias=-1.0, words={"jamais perdre": 6.0, "rien*": 1.0}
    )
    reviewing = desk(learned_of(promise=pairs))
    said = "Vous ne pourrez jamais. Perdre, ce n'est rien ici."
    quoted = [{"rule": "promise", "quote": "Perdre", "severity": "revise"}]
    given = cases(line("pair", text=said, findings=quoted), line("words"))

    point = next(each for each in curve_of(given, reviewing) if each.caution == 0)

    flagged = [each.is_flagged for each in review_cases(given, reviewing)]
    assert flagged == [True, True]
    assert point.recall == 1.0
