"""The report as one HTML page, with its plots drawn in place: nothing is fetched, nothing runs."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from bot.domain.draft import Language
from bot.evaluation.plot import plot
from bot.evaluation.report import Report
from bot.evaluation.table import percent, shown
from bot.texts import say

_STYLE = """
:root {
  color-scheme: light dark;
  --ink: #1d2430; --soft: #667085; --line: #d0d5dd; --mark: #1f5fbf; --paper: #fff
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ef; --soft: #98a2b3; --line: #3a4253; --mark: #7fb0ff; --paper: #14181f }
}
body {
  font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem
}
h1, h2 { line-height: 1.2 }
h2 { margin-top: 2.5rem }
p.soft, figcaption { color: var(--soft) }
.scroll { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: right }
th:first-child, td:first-child { text-align: left }
figure { display: inline-block; margin: 0 2rem 1rem 0; vertical-align: top }
svg text { font: 11px system-ui, sans-serif; fill: var(--soft) }
.axis { stroke: var(--line); fill: none }
.plot { stroke: var(--mark); fill: none; stroke-width: 2 }
.dot, .bar { fill: var(--mark) }
.here { fill: var(--paper); stroke: var(--mark); stroke-width: 3 }
"""
_CURVES = (("false_alarms", "recall"), ("category_recall", "category_precision"))

Told = Callable[..., str]
"""A text of the catalogue, escaped."""


def page_of(report: Report, language: Language) -> str:
    """The whole page."""

    def told(key: str, **values: Any) -> str:
        return escape(say(f"eval.{key}", language, **values))

    versions = escape(", ".join(f"{name} {value}" for name, value in report["versions"].items()))
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"/>',
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
            f"<title>{told('title')}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{told('title')}</h1>",
            f'<p class="soft">{told("measured-on", cases=report["cases"])} {versions}</p>',
            *_rates(report, told),
            *_curves(report, told),
            *_confusion(report, told),
            *_rules(report, told),
            "</body></html>\n",
        )
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield '<div class="scroll"><table><tr>' + "".join(f"<th>{each}</th>" for each in heads) + "</tr>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{each}</td>" for each in row) + "</tr>"
    yield "</table></div>"


def _rates(report: Report, told: Told) -> Iterator[str]:
    rows = [
        (
            told(name),
            shown(each),
            *(shown(report["languages"][spoken][name]) for spoken in ("fr", "en")),
            " … ".join(f"{100 * value:+.1f}" for value in report["french_minus_english"][name][1:]),
        )
        for name, each in report["rates"].items()
    ]
    yield from _table((told(f"head-{name}") for name in ("rate", "all", "fr", "en", "gap")), rows)
    yield f"<p>{told('counts', misquotes=report['misquotes'], uncited=report['uncited'])}</p>"


def _curves(report: Report, told: Told) -> Iterator[str]:
    yield f'<h2>{told("curves")}</h2><p class="soft">{told("curves-told")}</p>'
    for across, up in _CURVES:
        points = [
            (each["caution"], each[across], each[up])
            for each in report["curve"]
            if each[across] is not None and each[up] is not None
        ]
        drawn = plot(points, told(across), told(up))
        yield f"<figure>{drawn}<figcaption>{told(up)} / {told(across)}</figcaption></figure>"


def _confusion(report: Report, told: Told) -> Iterator[str]:
    verdicts, rows = report["confusion"]["verdicts"], report["confusion"]["rows"]
    yield f'<h2>{told("confusion")}</h2><p class="soft">{told("confusion-told")}</p>'
    yield from _table(
        ("", *verdicts), ((name, *map(str, row)) for name, row in zip(verdicts, rows, strict=True))
    )


def _rules(report: Report, told: Told) -> Iterator[str]:
    yield f"<h2>{told('rules')}</h2>"
    names = ("rule", "right", "wrong", "missed", "precision", "recall")
    rows = (
        (
            escape(rule),
            *(str(each[name]) for name in names[1:4]),
            _bar(each["precision"]),
            _bar(each["recall"]),
        )
        for rule, each in report["rules"].items()
    )
    yield from _table((told(f"head-{name}") for name in names), rows)


def _bar(share: float | None) -> str:
    bar = f'<rect class="bar" width="{60 * (share or 0):.1f}" height="9"/>'
    return f'{percent(share)} <svg width="60" height="9">{bar}</svg>'
