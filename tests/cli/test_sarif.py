"""SARIF 2.1.0: the shape that editors and CI read, and positions that lead to the words."""

import re
from typing import Any

import pytest

from bot.cli.sarif import sarif_of
from bot.domain.draft import Draft
from bot.domain.findings import Finding, Severity
from bot.domain.pack import compile_pack
from bot.domain.review import Review, review_post
from tests.domain.small_packs import FIRM, a_clause, a_rule, both, phrase, policies_of

CALL = a_rule("call", phrase("écrivez moi"), title=both("Appel", "Call"), lesson=both("Leçon", "Lesson"))
UNDISCLOSED = a_rule(
    "undisclosed",
    {"kind": "absence", "when": {"any": ["<firm>"]}, "needs": {"any": ["je travaille"]}},
    severity="approval",
)
RULES = (CALL, UNDISCLOSED)


def review_of(text: str, **more: Any) -> Review:
    """The review of a draft by two rules."""
    policies = policies_of(*RULES, **more)
    return review_post(Draft(text), policies, compile_pack(RULES, (), FIRM), "0", lambda words: "fr")


def sarif(text: str, name: str = "post.txt", **more: Any) -> dict[str, Any]:
    """A draft's review as SARIF."""
    return sarif_of([(name, review_of(text, **more))], RULES, "fr")


def results(text: str) -> list[dict[str, Any]]:
    """The results of one draft."""
    found: list[dict[str, Any]] = sarif(text)["runs"][0]["results"]
    return found


def pointed_at(text: str, region: dict[str, int]) -> str:
    """What an editor that counts code points marks: lines and columns from 1, the last not included."""
    lines = text.split("\n")
    first, last = region["startLine"] - 1, region["endLine"] - 1
    if first == last:
        return lines[first][region["startColumn"] - 1 : region["endColumn"] - 1]
    middle = lines[first + 1 : last]
    return "\n".join(
        (lines[first][region["startColumn"] - 1 :], *middle, lines[last][: region["endColumn"] - 1])
    )


def test_the_log_has_what_the_standard_requires() -> None:
    log = sarif("Rivière-Nord vous attend.\nÉcrivez-moi!")

    assert log.keys() == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run.keys() == {"tool", "columnKind", "results"}
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "Vigie"
    assert re.match(r"\d+\.\d+", driver["version"])
    for rule in driver["rules"]:
        assert rule.keys() == {"id", "shortDescription", "fullDescription"}
        assert rule["shortDescription"]["text"]
    for result in run["results"]:
        assert result.keys() == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert all(isinstance(value, int) for value in region.values())
        assert min(region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")) >= 1
        assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])


def test_no_finding_is_no_result_and_still_a_log() -> None:
    assert sarif("Bonjour.")["runs"][0]["results"] == []
    assert sarif_of([], RULES, "en")["runs"][0]["tool"]["driver"]["rules"][0]["shortDescription"] == {
        "text": "Call"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Écrivez-moi!",
        "Une ligne.\n\nPuis: écrivez-moi vite.",
        "🚀🚀 Écrivez-moi 🚀",
        "👩‍👩‍👧\n👍🏽 Écrivez-moi\n",
        "Une ligne.\r\nÉcrivez-moi.",
        "Bonjour. Écrivez\nmoi!",
    ],
)
def test_a_position_leads_to_the_words_by_lines_and_by_offset(text: str) -> None:
    (finding,) = review_of(text).findings
    (result,) = results(text)

    region = result["locations"][0]["physicalLocation"]["region"]
    assert pointed_at(text, region) == finding.quote
    assert text[region["charOffset"] :][: region["charLength"]] == finding.quote


def test_words_over_several_lines_have_a_line_for_each_end() -> None:
    text = "Un\ndeux 🚀 trois\nquatre"
    finding = Finding("call", Severity.REVISE, text[3:17], 3, 17, "message")
    log = sarif_of([("a", _with(finding, text))], RULES, "fr")

    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (
        2,
        1,
        3,
        2,
    )
    assert pointed_at(text, region) == "deux 🚀 trois\nq"


def test_what_is_missing_is_told_where_it_is_called_for() -> None:
    text = "Bonjour.\nChez Rivière-Nord, on a le meilleur service."
    (result,) = results(text)

    assert result["ruleId"] == "undisclosed"
    assert pointed_at(text, result["locations"][0]["physicalLocation"]["region"]) == "Rivière-Nord"


def test_what_is_missing_from_nowhere_in_particular_is_about_the_whole_text() -> None:
    text = "Un\ndeux"
    log = sarif_of(
        [("a", _with(Finding("call", Severity.REVISE, "", None, None, "message"), text))], RULES, "fr"
    )

    region = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert pointed_at(text, region) == text


def _with(finding: Finding, text: str) -> Review:
    review = review_of(text)
    return Review(review.draft, "fr", "fr", "revise", (finding,), review.not_reviewed, None, review.versions)


@pytest.mark.parametrize(
    ("severity", "level"),
    [("suggestion", "note"), ("approval", "warning"), ("revise", "warning"), ("block", "error")],
)
def test_each_severity_has_its_level(severity: str, level: str) -> None:
    finding = Finding("call", Severity[severity.upper()], "Un", 0, 2, "message")
    log = sarif_of([("a", _with(finding, "Un"))], RULES, "fr")

    assert log["runs"][0]["results"][0]["level"] == level


def test_the_message_names_the_clause_and_quotes_nothing_of_the_draft() -> None:
    text = "Madame Untel attend. Écrivez-moi!"
    (result,) = sarif(text, links={"call": [a_clause("PMS-1", "fr")]})["runs"][0]["results"]

    assert result["message"]["text"] == "call: message [PMS-1 Title of PMS-1]"
    assert "Untel" not in str(result)


def test_a_file_name_is_written_as_an_address() -> None:
    (result,) = sarif("Écrivez-moi!", "mes posts/été 1.txt")["runs"][0]["results"]

    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "mes%20posts/%C3%A9t%C3%A9%201.txt"
