"""Reviews as SARIF 2.1.0, which editors and continuous integration read (OASIS standard, March 2020)."""

import os
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from bot import __version__
from bot.domain.draft import Language
from bot.domain.findings import Finding, Severity
from bot.domain.review import Review
from bot.domain.rules import Rule

_LEVELS = {
    Severity.SUGGESTION: "note",
    Severity.APPROVAL: "warning",
    Severity.REVISE: "warning",
    Severity.BLOCK: "error",
}


def sarif_of(
    reviews: Iterable[tuple[str, Review]], rules: Sequence[Rule], language: Language
) -> dict[str, Any]:
    """One run over these reviews, each under the name of its file or line; columns count code points."""
    places = {rule.id: place for place, rule in enumerate(rules)}
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Vigie",
                        "version": __version__,
                        "rules": [_rule(rule, language) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(name, review, finding, places)
                    for name, review in reviews
                    for finding in review.findings
                ],
            }
        ],
    }


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.in_language(language)},
        "fullDescription": {"text": rule.lesson.in_language(language)},
    }


def _result(name: str, review: Review, finding: Finding, places: dict[str, int]) -> dict[str, Any]:
    cited = "".join(f" [{each.clause} {each.title}]" for each in finding.citations)
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{cited}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(os.fsencode(name))},
                    "region": _region(review.draft.text, *(finding.place or (0, len(review.draft.text)))),
                }
            }
        ],
    }


def _region(text: str, start: int, end: int) -> dict[str, int]:
    return {
        "charOffset": start,
        "charLength": end - start,
        "startLine": text.count("\n", 0, start) + 1,
        "startColumn": start - text.rfind("\n", 0, start),
        "endLine": text.count("\n", 0, end) + 1,
        "endColumn": end - text.rfind("\n", 0, end),
    }
