"""The report says what was measured and nothing of the posts; a drop is told, the page draws the same."""

import json
import re
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.domain.draft import Language
from bot.domain.library import Versions
from bot.evaluation.curve import Point
from bot.evaluation.page import page_of
from bot.evaluation.report import HARD_ZEROS, drops, report_of
from bot.evaluation.score import RATES, score
from bot.evaluation.table import percent, rate_lines, shown, table_of
from tests.evaluation.outcomes import TEXT, a_few

CURVE = [
    Point(-1.0, 1.0, 0.6, 0.9, 0.4),
    Point(0.0, 2 / 3, 1 / 3, 0.5, 2 / 3),
    Point(99.0, 0.25, 0.0, None, None),
]


@pytest.fixture
def report() -> dict[str, Any]:
    """The report of six cases."""
    scores = score(a_few(), ["promise", "secret"])
    return report_of(scores, CURVE, Versions("3-9f", "7d1e", "0.4.0", "tiny-2"))


def test_it_is_the_same_once_it_was_written_and_read(report: dict[str, Any]) -> None:
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_it_says_what_was_measured_on_how_many_posts_with_which_versions(report: dict[str, Any]) -> None:
    assert report["cases"] == 6
    assert report["versions"] == {"rules": "7d1e", "code": "0.4.0", "embedder": "tiny-2"}
    assert list(report["rates"]) == list(RATES)
    assert report["rates"]["recall"] == {"value": 0.6667, "hits": 2, "of": 3, "low": 0.0, "high": 1.0}
    assert report["rules"]["promise"] == {
        "right": 1,
        "wrong": 1,
        "missed": 2,
        "precision": 0.5,
        "recall": 0.3333,
    }
    assert report["curve"][2] == {
        "caution": 99.0,
        "recall": 0.25,
        "false_alarms": 0.0,
        "category_recall": None,
        "category_precision": None,
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_of_a_post_is_in_it(report: dict[str, Any], language: Language) -> None:
    for written in (
        json.dumps(report, ensure_ascii=False),
        page_of(report, language),
        table_of(report, language),
    ):
        assert not [word for word in ("Untel", "secret de", "garanti", *TEXT.split(":")) if word in written]


# drops


def worse(report: dict[str, Any], name: str, value: float | None) -> dict[str, Any]:
    """The same with another rate."""
    changed = deepcopy(report)
    changed["rates"][name]["value"] = value
    return changed


@pytest.mark.parametrize("name", RATES)
def test_a_rate_that_is_worse_than_before_is_told_and_one_that_is_better_is_not(
    report: dict[str, Any], name: str
) -> None:
    before = worse(report, name, 0.5)
    higher, lower = worse(report, name, 0.6), worse(report, name, 0.4)
    bad, good = (higher, lower) if name in ("false_alarms", "blocks_passed") else (lower, higher)

    assert drops(bad, before, 0.01) == [(name, 0.5, bad["rates"][name]["value"])]
    assert drops(good, before, 0.01) == []
    assert drops(before, before, 0.0) == []
    # No tolerance for a post to block that passes.
    assert drops(bad, before, 0.2) == ([(name, 0.5, 0.6)] if name == "blocks_passed" else [])


def test_what_could_not_be_counted_is_no_drop(report: dict[str, Any]) -> None:
    assert drops(worse(report, "recall", None), report, 0.01) == []
    assert drops(report, worse(report, "recall", None), 0.01) == []


@pytest.mark.parametrize("name", HARD_ZEROS)
def test_a_misquote_or_a_finding_without_a_clause_more_is_a_drop_whatever_the_tolerance(
    report: dict[str, Any], name: str
) -> None:
    assert drops({**report, name: 1}, report, 1.0) == [(name, 0, 1)]
    assert drops({**report, name: 1}, {**report, name: 1}, 1.0) == []


# the table


def test_the_table_has_a_line_a_rate_and_a_line_a_rule_the_worst_first(report: dict[str, Any]) -> None:
    lines = table_of(report, "en").splitlines()

    assert lines[2].startswith(
        "| Wrong posts flagged (recall) | 66.7 % (2/3; 0.0 %–100.0 %) | 100.0 % | 0.0 % | "
    )
    assert lines[2].endswith(" | +100.0 (+100.0…+100.0) |")
    assert len(list(rate_lines(report, "en"))) == 2 + len(RATES)
    assert [line.split()[1] for line in lines[-2:]] == ["promise", "secret"]
    assert len({line.count("|") for line in rate_lines(report, "fr")}) == 1


def test_what_cannot_be_counted_is_a_dash(report: dict[str, Any]) -> None:
    assert percent(None) == "–"
    assert shown({"value": None, "low": None, "high": None, "hits": 0, "of": 0}) == "–"


# the page


def parsed(page: str) -> ElementTree.Element:
    """The page as a tree: every tag closed, every character escaped."""
    return ElementTree.fromstring(page.partition("\n")[2])  # noqa: S314 (our own page)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_well_formed_and_shows_every_rate_rule_and_verdict(
    report: dict[str, Any], language: Language
) -> None:
    page = page_of(report, language)

    assert page.startswith("<!doctype html>\n")
    tree = parsed(page)
    shown_text = " ".join("".join(each.itertext()) for each in tree.iter("td"))
    assert tree.get("lang") == language
    assert [each.tag for each in tree] == ["head", "body"]
    for said in ("promise", "secret", "66.7 % (2/3;", "revise", "approval"):
        assert said in shown_text
    assert len(list(tree.iter("svg"))) == 2 + 2 * 2


def test_nothing_is_fetched_and_nothing_runs(report: dict[str, Any]) -> None:
    assert not re.search(r"https?:|src=|href=|url\(|<script|\son\w+=", page_of(report, "en"))


def test_what_comes_from_outside_is_escaped(report: dict[str, Any]) -> None:
    nasty = "<b>&'\""
    report["rules"][nasty] = report["rules"].pop("promise")
    report["versions"]["rules"] = nasty

    page = page_of(report, "en")

    assert nasty not in page
    assert "&lt;b&gt;&amp;" in page
    parsed(page)


def test_the_curve_has_a_dot_a_point_and_a_ring_where_we_are(report: dict[str, Any]) -> None:
    tree = parsed(page_of(report, "en"))
    (first, second) = (
        [each.get("class") for each in svg.iter("circle")] for svg in list(tree.iter("svg"))[:2]
    )
    ring = next(each for each in tree.iter("circle") if each.get("class") == "here")

    assert first == ["dot", "here", "dot"]
    assert second == ["dot", "here"]
    assert "".join(ring.itertext()) == "+0: 66.7 % / 33.3 %"
    assert float(ring.get("cx", 0)) == pytest.approx(44 + 232 / 3, abs=0.1)
    assert float(ring.get("cy", 0)) == pytest.approx(320 - 44 - 232 * 2 / 3, abs=0.1)
