"""The reviews on the first page are what the policies of the repository give today."""

import re
from collections.abc import Callable
from typing import Literal

import pytest

from bot.domain.draft import Language
from tests.docs.pages import ROOT
from tests.docs.readme_reviews import readme_review

_MARKED = re.compile(r"(<!-- review: (fr|en) -->\n).*?(<!-- end -->)", re.DOTALL)


def _language(word: str) -> Literal["fr", "en"]:
    return "fr" if word == "fr" else "en"


def test_the_reviews_of_the_readme_are_real(golden: Callable[[str, str], None]) -> None:
    """A rule changed, and they with it? `make golden` writes the new ones; read them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [found[1] for found in _MARKED.findall(readme)] == ["fr", "en"]
    golden(
        "../../README.md",
        _MARKED.sub(lambda found: f"{found[1]}{readme_review(_language(found[2]))}\n{found[3]}", readme),
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_review_of_the_readme_shows_a_clause_and_a_rewrite(language: Language) -> None:
    shown = readme_review(language)

    assert re.search(r"\b[A-Z]+-\d+\.\d+ .+, v\d", shown)
    assert "╭" in shown
