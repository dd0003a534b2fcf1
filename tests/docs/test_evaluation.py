"""The page of the evaluation shows the figures of the committed report, and no others."""

import json
import re
from collections.abc import Callable

import pytest

from bot.evaluation.page import page_of
from bot.evaluation.score import RATES
from bot.evaluation.table import rate_lines
from bot.texts import say
from tests.docs.pages import ROOT

REPORT = ROOT / "tests/evals/report.json"
PAGE = ROOT / "docs/evaluation.md"
_MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)

Golden = Callable[[str, str], None]


def _figures() -> str:
    if not REPORT.exists():
        return "No figure yet."
    return "\n".join(rate_lines(json.loads(REPORT.read_text("utf-8")), "en"))


def test_the_figures_of_the_page_are_those_of_the_report(golden: Golden) -> None:
    """Another report? `make golden` writes its figures; read them."""
    page = PAGE.read_text("utf-8")

    assert len(_MARKED.findall(page)) == 1
    golden("../../docs/evaluation.md", _MARKED.sub(lambda marks: f"{marks[1]}{_figures()}\n{marks[2]}", page))


@pytest.mark.skipif(not REPORT.exists(), reason="no report is committed yet")
def test_the_page_with_plots_is_that_of_the_report(golden: Golden) -> None:
    golden("../../docs/evaluation.html", page_of(json.loads(REPORT.read_text("utf-8")), "en"))


def test_every_rate_is_explained() -> None:
    explained = PAGE.read_text("utf-8").lower()

    assert not [name for name in RATES if say(f"eval.{name}", "en").lower() not in explained]
