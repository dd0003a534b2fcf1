"""Cases and what became of them, made by hand."""

from collections.abc import Sequence

from bot.domain.draft import Draft
from bot.domain.findings import Finding, Severity, Verdict, severity_named, verdict_for, verdict_of
from bot.evaluation.cases import Case, Expected
from bot.evaluation.run import Outcome

TEXT = "Le secret de Madame Untel: un rendement garanti."
Labelled = tuple[str, str, tuple[int, int] | None]
"""Rule, severity, and where the words are."""


def case(name: str = "a", *labelled: Labelled, language: str = "fr", text: str = TEXT) -> Case:
    """A case with these findings, and the verdict that follows."""
    expected = tuple(Expected(rule, severity_named(word), span) for rule, word, span in labelled)
    verdict = verdict_for(max((each.severity for each in expected), default=Severity.SUGGESTION))
    return Case(name, language, "qc", Draft(text), verdict, expected)


def found(rule: str, severity: str = "revise", span: tuple[int, int] | None = (0, 5)) -> Finding:
    """A finding on those words; none for an omission."""
    start, end = span or (None, None)
    return Finding(rule, severity_named(severity), TEXT[start:end] if span else "", start, end, "message")


def outcome(
    given: Case,
    *findings: Finding,
    rewritten: bool | None = None,
    misquotes: int = 0,
    uncited: int = 0,
    verdict: Verdict | None = None,
) -> Outcome:
    """What became of a case in which this was found."""
    return Outcome(given, verdict or verdict_of(findings), findings, rewritten, misquotes, uncited)


WRONG: Labelled = ("promise", "revise", (0, 9))
BLOCKED: Labelled = ("secret", "block", (10, 20))
ADVICE: Labelled = ("hashtags", "suggestion", (0, 3))


def a_few() -> Sequence[Outcome]:
    """Six cases: found, missed, found as less than it is, a false alarm, and two that are rightly clean."""
    return (
        outcome(case("hit", WRONG), found("promise"), rewritten=True),
        outcome(case("missed", WRONG, language="en"), rewritten=False),
        outcome(case("softer", BLOCKED, WRONG), found("secret", "revise", (30, 35)), rewritten=True),
        outcome(case("alarm"), found("promise", "block")),
        outcome(case("clean", language="en")),
        outcome(case("advice", ADVICE, language="mixed"), found("hashtags", "suggestion")),
    )
