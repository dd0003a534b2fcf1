"""The report as a table for the terminal, and as the one that the documentation shows."""

from collections.abc import Iterator
from typing import Any

from bot.domain.draft import Language
from bot.evaluation.report import Report
from bot.texts import say


def table_of(report: Report, language: Language) -> str:
    """The rates with their intervals, both languages side by side; then the rules, worst recall first."""
    return "\n".join((*rate_lines(report, language), "", *rule_lines(report, language)))


def rate_lines(report: Report, language: Language) -> Iterator[str]:
    """A Markdown table, one rate a line."""
    heads = [say(f"eval.head-{name}", language) for name in ("rate", "all", "fr", "en", "gap")]
    yield "| " + " | ".join(heads) + " |"
    yield "|---|" + "---:|" * 4
    for name, each in report["rates"].items():
        cells = [say(f"eval.{name}", language), shown(each)]
        cells += [percent(report["languages"][spoken][name]["value"]) for spoken in ("fr", "en")]
        cells.append(_gap(report["french_minus_english"][name]))
        yield "| " + " | ".join(cells) + " |"


def rule_lines(report: Report, language: Language) -> Iterator[str]:
    """A Markdown table, one rule a line."""
    heads = [
        say(f"eval.head-{name}", language)
        for name in ("rule", "right", "wrong", "missed", "precision", "recall")
    ]
    yield "| " + " | ".join(heads) + " |"
    yield "|---|" + "---:|" * 5
    for rule, each in sorted(report["rules"].items(), key=lambda named: (named[1]["recall"] or 0, named[0])):
        counts = " | ".join(str(each[name]) for name in ("right", "wrong", "missed"))
        yield f"| {rule} | {counts} | {percent(each['precision'])} | {percent(each['recall'])} |"


def shown(rate: dict[str, Any]) -> str:
    """A rate with what it counts and its interval."""
    if rate["value"] is None:
        return "–"
    counted, interval = f"{rate['hits']}/{rate['of']}", f"{percent(rate['low'])}–{percent(rate['high'])}"
    return f"{percent(rate['value'])} ({counted}; {interval})"


def percent(value: float | None) -> str:
    """A share in per cent, one decimal; a dash for none."""
    return "–" if value is None else f"{100 * value:.1f} %"


def _gap(gap: list[float]) -> str:
    between, low, high = (100 * each for each in gap)
    return f"{between:+.1f} ({low:+.1f}…{high:+.1f})"
