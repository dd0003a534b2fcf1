"""The report of an evaluation: one JSON object, from which the table and the page are drawn.

It says what was measured, on how many posts, with which versions; nothing of the posts themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.domain.library import Versions
from bot.evaluation.curve import Point
from bot.evaluation.intervals import Rate
from bot.evaluation.score import LOWER_IS_BETTER, VERDICTS, RuleScore, Scores

Report = Mapping[str, Any]

_DIGITS = 4
_ROUNDING = 1e-6
HARD_ZEROS = ("misquotes", "uncited")
"""Counts that may never rise."""


def report_of(scores: Scores, curve: Sequence[Point], versions: Versions) -> dict[str, Any]:
    """The scores as JSON; the same cases and versions give the same report."""
    return {
        "cases": scores.cases,
        "versions": {"rules": versions.rules, "code": versions.code, "embedder": versions.embedder},
        "rates": _rates(scores.rates),
        "languages": {language: _rates(rates) for language, rates in scores.languages.items()},
        "french_minus_english": {name: [_rounded(each) for each in gap] for name, gap in scores.gap.items()},
        "misquotes": scores.misquotes,
        "uncited": scores.uncited,
        "confusion": {"verdicts": list(VERDICTS), "rows": [list(row) for row in scores.confusion]},
        "rules": {rule: _rule(each) for rule, each in sorted(scores.rules.items())},
        "curve": [{name: _rounded(value) for name, value in asdict(point).items()} for point in curve],
    }


def is_baseline(given: object, report: Report) -> bool:
    """Whether what was read is a report on as many cases, with the same rates."""
    if not isinstance(given, dict) or given.get("cases") != report["cases"]:
        return False
    rates = given.get("rates")
    if not isinstance(rates, dict) or rates.keys() != report["rates"].keys():
        return False
    counts = [given.get(name) for name in HARD_ZEROS]
    return all(type(count) is int for count in counts) and all(map(_is_rate, rates.values()))


def _is_rate(given: object) -> bool:
    value = given.get("value", -1) if isinstance(given, dict) else -1
    return value is None or (isinstance(value, int | float) and 0 <= value <= 1)


def drops(report: Report, baseline: Report, tolerance: float) -> list[tuple[str, float, float]]:
    """What is worse than in the baseline by more than `tolerance`: the name, what it was, what it is.

    No tolerance for what may never happen more often: blocks passed, misquotes, findings without a clause.
    """
    worse = []
    for name, before in baseline["rates"].items():
        was, now = before["value"], report["rates"][name]["value"]
        if was is None or now is None:
            continue
        allowed = (0.0 if name == "blocks_passed" else tolerance) + _ROUNDING
        if (now - was if name in LOWER_IS_BETTER else was - now) > allowed:
            worse.append((name, was, now))
    for name in HARD_ZEROS:
        if report[name] > baseline[name]:
            worse.append((name, baseline[name], report[name]))
    return worse


def _rates(rates: Mapping[str, Rate]) -> dict[str, Any]:
    return {
        name: {
            "value": _rounded(each.value),
            "low": _rounded(each.low),
            "high": _rounded(each.high),
            "hits": each.hits,
            "of": each.of,
        }
        for name, each in rates.items()
    }


def _rule(score: RuleScore) -> dict[str, Any]:
    return {
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
