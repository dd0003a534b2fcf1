"""Labelled posts: what is none is refused with its line and a reason; each says what its sentences teach."""

import json
from typing import Any

import pytest

from bot.domain.labelled import LabelledPost, NotLabelled, parse_labelled, taught_by

RULES = {"guaranteed-return", "urgency-fomo", "undisclosed-affiliation"}
SECRET = "Madame Untel"


def line(text: object = f"{SECRET} ouvre.", lang: object = "fr", **more: Any) -> str:
    """A line without findings, but for what is given."""
    return json.dumps({"text": text, "lang": lang, **more}, ensure_ascii=False)


def refused(*lines: str | bytes) -> NotLabelled:
    """Why the lines are refused; the text is never said."""
    with pytest.raises(NotLabelled) as error:
        list(parse_labelled(lines, RULES))
    assert SECRET not in str(error.value)
    assert "\n" not in str(error.value)
    return error.value


def test_a_post_is_read_with_its_findings_and_the_number_of_its_line() -> None:
    finding = {"rule": "urgency-fomo", "quote": "vite", "severity": "revise"}
    given = ["", line("Vite, vite!", findings=[finding]), "  \r\n", line("Bonjour", lang="mixed").encode()]

    read = list(parse_labelled([each.replace("Vite, ", "") if each else each for each in given[:2]], RULES))
    both = list(parse_labelled(given[1:], RULES))

    assert [number for number, _ in read] == [2]
    assert read[0][1].rules == {"urgency-fomo"}
    assert [(number, each.lang, each.verdict) for number, each in both] == [
        (1, "fr", None),
        (3, "mixed", None),
    ]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("nonsense", "Invalid JSON"),
        ("[]", "Input should be an object"),
        (b'{"text": "\xff", "lang": "fr"}', "Invalid JSON"),
        (line(5), "text: Input should be a valid string"),
        (json.dumps({"text": SECRET}), "lang: Field required"),
        (json.dumps({"lang": "fr"}), "text: Field required"),
        (line(lang="de"), "lang: Input should be 'fr', 'en' or 'mixed'"),
        (line(colour="bleu"), "colour: Extra inputs are not permitted"),
        (line(verdict="perhaps"), "verdict: Input should be"),
        (line(author={"role": "king"}), "author.role: Input should be"),
        (line(findings=[{"quote": "ouvre"}]), "findings.0.rule: Field required"),
        (line(findings=[{"rule": "urgency-fomo", "severity": "bad"}]), "findings.0.severity: Input should"),
        (line(findings=[{"rule": "no-such-rule"}]), "there is no rule no-such-rule"),
        (
            line(findings=[{"rule": "urgency-fomo", "quote": f"{SECRET} ferme"}]),
            "urgency-fomo: the quote is not in the text",
        ),
        (line(" \u200b "), "not a draft: empty"),
        (line(SECRET * 9_000), "not a draft: too-long"),
        (line(platform="tiktok"), "not a draft: unknown-platform"),
    ],
)
def test_what_is_no_labelled_post_is_refused_with_its_line_and_a_reason(
    bad: str | bytes, reason: str
) -> None:
    error = refused(line(), "", bad, "nonsense")

    assert error.line == 3
    assert error.reason.startswith(reason)


# what a post teaches

TEXT = "Le bureau ouvre. Rendement assuré de 8 %. Faites vite!"


def taught(text: str, *findings: tuple[str, str]) -> list[set[str]]:
    """The rules that each unit of the text breaks."""
    labelled = LabelledPost.model_validate(
        {"text": text, "lang": "fr", "findings": [{"rule": rule, "quote": quote} for rule, quote in findings]}
    )
    return [set(each) for each in taught_by(labelled).broken]


def test_the_sentence_that_is_quoted_breaks_the_rule_and_so_does_each_pair_with_it() -> None:
    assert taught(TEXT, ("guaranteed-return", "assuré de 8 %")) == [
        set(),
        {"guaranteed-return"},
        set(),
        {"guaranteed-return"},
        {"guaranteed-return"},
    ]


def test_a_quote_over_two_sentences_is_in_both() -> None:
    assert taught(TEXT, ("urgency-fomo", "8 %. Faites vite"))[:3] == [
        set(),
        {"urgency-fomo"},
        {"urgency-fomo"},
    ]


def test_a_sentence_can_break_two_rules_and_a_clean_post_breaks_none() -> None:
    two = taught(TEXT, ("guaranteed-return", "Rendement assuré"), ("urgency-fomo", "8 %"))

    assert two[1] == {"guaranteed-return", "urgency-fomo"}
    assert taught(TEXT) == [set()] * 5


def test_a_quote_is_found_through_what_folding_changes() -> None:
    disguised = "Le bureau ouvre. R e n d e m e n t a\u200bssuré. Faites vite!"

    assert taught(disguised, ("guaranteed-return", "a\u200bssuré"))[:3] == [
        set(),
        {"guaranteed-return"},
        set(),
    ]


def test_what_is_missing_is_in_no_sentence_and_nobody_is_sure_of_any() -> None:
    labelled = LabelledPost.model_validate(
        {"text": TEXT, "lang": "fr", "findings": [{"rule": "undisclosed-affiliation"}]}
    )

    assert taught_by(labelled).unsure == {"undisclosed-affiliation"}
    assert not any(taught_by(labelled).broken)


def test_a_post_of_one_sentence_breaks_what_it_breaks_whatever_is_quoted() -> None:
    assert taught("Rendement assuré.", ("undisclosed-affiliation", ""), ("guaranteed-return", "assuré")) == [
        {"undisclosed-affiliation", "guaranteed-return"}
    ]
