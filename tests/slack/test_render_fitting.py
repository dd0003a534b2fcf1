"""Whatever the review, Slack takes the card; what does not fit goes in a fixed order, and visibly."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.draft import Draft
from bot.domain.findings import Citation, Finding, Severity
from bot.domain.rewriting import Change
from bot.domain.showing import showable
from bot.slack.render import draw
from bot.slack.render.fitting import beginning, cost, shortened
from bot.texts import say
from bot.usecases.views import AnsweredByClauses
from tests.domain.small_packs import FIRM
from tests.marks import slowly
from tests.slack.legal_payloads import assert_legal, objects_in, seen
from tests.slack.sample_reviews import a_clause, a_finding, a_review, a_rewrite, an_omission, drawn

CUT = "…"
LONG_CLAUSE = "Nous ne promettons ni rendement ni résultat. " * 105
"""Some 4,700 characters."""

PIECES = [
    "a",
    "mot ",
    "Une phrase. ",
    "é",
    "👩🏽‍🚀",
    "\u202e",
    "\u200b",
    "\n",
    "<!channel> ",
    "*_~`",
    '\\"',
    "العربية ",
]

long_texts = st.builds(
    lambda piece, count, end: piece * count + end,
    st.sampled_from(PIECES),
    st.integers(0, 40_000).map(lambda n: n // 7),
    st.text(max_size=20),
)  # fmt: skip
citations = st.builds(
    a_clause,
    long_texts,
    document=long_texts,
    clause=st.text(max_size=30),
    title=long_texts,
    language=st.sampled_from(["fr", "en"]),
)
findings = st.builds(
    a_finding,
    st.sampled_from([f"rule-{n}" for n in range(40)]),
    long_texts.filter(bool),
    st.sampled_from(list(Severity)),
    long_texts,
    st.lists(citations, max_size=2).map(tuple),
)
changes = st.lists(st.builds(Change, long_texts, long_texts, st.just("r")), max_size=12)


@given(
    found=st.lists(st.one_of(findings, st.builds(an_omission, long_texts)), max_size=40),
    text=long_texts.filter(bool),
    changed=changes,
    language=st.sampled_from(["fr", "en"]),
)
def test_any_review_gives_a_message_that_slack_takes(
    found: list[Finding], text: str, changed: list[Change], language: str
) -> None:
    review = a_review(found, a_rewrite(text, *changed), ("image", "video", "link", "file"))

    assert_legal(drawn(review, "fr" if language == "fr" else "en", again=True))


@settings(max_examples=30)
@given(st.lists(st.builds(Citation, *[long_texts] * 4, st.just(1), st.just("fr")), max_size=5))
def test_any_clauses_give_a_message_that_slack_takes(clauses: list[Citation]) -> None:
    assert_legal(draw(AnsweredByClauses(tuple(clauses), FIRM.ask, "c"), "fr"))


@pytest.mark.parametrize("piece", [*PIECES[:2], *map(slowly, PIECES[2:])])
def test_a_review_with_everything_at_its_longest_is_taken(piece: str) -> None:
    long = (piece * 40_000)[:40_000]
    clause = a_clause(long, document=long, clause=long, title=long, language="en")
    found = [
        a_finding(f"rule-{n % 20}-{long}", long, message=long, citations=(clause,) * 2) for n in range(40)
    ]
    changed = [Change(long, long, "r")] * 40

    assert_legal(drawn(a_review(found, a_rewrite(long, *changed)), again=True))


def test_a_clause_that_fits_alone_is_whole_however_many_problems_there_are() -> None:
    long = LONG_CLAUSE.strip()
    found = [a_finding(f"rule-{n}", f"quote {n}", citations=(a_clause(long),)) for n in range(40)]

    shown = seen(drawn(a_review(found)))

    assert shown.count(long) == 1
    assert all(f"rule-{n}" in shown for n in range(4))


def test_most_of_a_long_draft_is_given_up_before_a_problem() -> None:
    found = [a_finding(f"rule-{n}", message="m" * 500, citations=(a_clause("c" * 1_100),)) for n in range(3)]
    text = "Un brouillon. " * 2_000
    review = a_review(found, draft=Draft(text))

    shown = seen(drawn(review))

    assert shown.count("m" * 300) == 3
    assert shown.count("c" * 1_100) == 3
    assert say("card.draft.parts.marked", "fr") in shown


def test_the_third_problem_becomes_a_heading_before_a_clause_is_cut() -> None:
    clause = "mot " * 640 + "fin"
    found = [a_finding(f"rule-{n}", citations=(a_clause(clause),)) for n in range(3)]

    shown = seen(drawn(a_review(found)))

    assert shown.count(clause) == 2
    assert shown.index(say("more", "fr")) < shown.rindex("rule-2")


def test_problems_that_are_not_even_headings_are_counted() -> None:
    found = [a_finding(f"rule-{n:02}") for n in range(40)]

    shown = seen(drawn(a_review(found)))

    named = sum(f"rule-{n:02}" in shown for n in range(40))
    assert say("slack.and-more", "fr", count=40 - named) in shown


def test_a_word_found_too_often_is_shown_a_few_times_and_counted() -> None:
    shown = seen(drawn(a_review([a_finding(quote="garanti")] * 40)))

    assert shown.count("«\N{NO-BREAK SPACE}garanti\N{NO-BREAK SPACE}»") == 5
    assert say("slack.and-more", "fr", count=35) in shown


def test_a_rewrite_as_long_as_linkedin_takes_is_whole() -> None:
    text = ("Une épargne régulière aide à y voir clair. " * 80)[:3_000]
    found = [a_finding(f"rule-{n}", citations=(a_clause(LONG_CLAUSE[:400]),)) for n in range(9)]

    shown = seen(drawn(a_review(found, a_rewrite(text))))

    assert text in shown
    assert say("card.only-the-beginning", "fr") not in shown


def test_a_rewrite_too_long_for_a_message_ends_with_a_sentence_and_says_that_it_is_the_beginning() -> None:
    message = drawn(a_review([a_finding()], a_rewrite("Une phrase entière. " * 2_000)))

    [box] = [each for each in objects_in(message.blocks) if each.get("type") == "rich_text_preformatted"]
    shown = "".join(each["text"] for each in box["elements"])
    assert shown.endswith("Une phrase entière.")
    assert say("card.only-the-beginning", "fr") in seen(message)


@given(st.text(), st.integers(10, 200))
def test_a_text_that_is_cut_costs_no_more_and_ends_visibly(text: str, most: int) -> None:
    text = showable(text)

    cut = shortened(text, most)

    assert cost(cut) <= most
    assert cut == text or (cut.endswith(CUT) and text.startswith(cut.removesuffix(CUT)))


@given(st.text(), st.integers(10, 200))
def test_the_beginning_of_a_text_costs_no_more(text: str, most: int) -> None:
    assert cost(beginning(showable(text), most)) <= most


def test_no_word_and_no_character_is_cut_in_two() -> None:
    assert shortened("une longue phrase", 16) == f"une longue{CUT}"
    assert shortened("une longue phrase", 17) == "une longue phrase"
    assert shortened("👩🏽‍🚀" * 5, cost("👩🏽‍🚀") * 2 + 8) == "👩🏽‍🚀👩🏽‍🚀" + CUT
    assert beginning("Une phrase. Une autre. La fin.", 25) == "Une phrase. Une autre."
    assert beginning("une seule phrase sans fin", 17) == f"une seule{CUT}"


def test_a_cost_is_what_a_text_takes_in_a_request() -> None:
    for text in ("abc", "é", "👀", '"\\\n', "<!channel>"):
        assert cost(text) == len(json.dumps({"text": text})) - len(json.dumps({"text": ""}))
