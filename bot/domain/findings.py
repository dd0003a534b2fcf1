"""What a review found: severities and their order, findings, citations, the verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Verdict = Literal["ok", "approval", "revise", "block"]
Source = Literal["rule", "example", "model"]


class Severity(IntEnum):
    """Weakest first, as in the table that decides (`docs/writing-rules.md`)."""

    SUGGESTION = 1
    APPROVAL = 2
    REVISE = 3
    BLOCK = 4

    @property
    def word(self) -> str:
        """The word used in rule files and in the JSON contract."""
        return self.name.lower()


def severity_named(word: str) -> Severity:
    """The severity of a rule file's word. Raises KeyError for an unknown one."""
    return Severity[word.upper()]


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause of the firm's own documents, to the letter; `document` is the document's title."""

    document: str
    clause: str
    title: str
    text: str
    version: int
    language: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: `quote == text[start:end]` in code points; an omission has "" and None."""

    rule: str
    severity: Severity
    quote: str
    start: int | None
    end: int | None
    message: str
    source: Source = "rule"
    detail: str = ""
    """What a person needs beside the message: missing words, or the example it is close to."""
    citations: tuple[Citation, ...] = ()
    about: tuple[int, int] | None = None
    """For an omission, the words of the draft that call for what is missing."""

    @property
    def is_omission(self) -> bool:
        """Something is missing from the draft, so no words of it are marked."""
        return self.start is None

    @property
    def place(self) -> tuple[int, int] | None:
        """The words it marks or, for an omission, those that call for what is missing."""
        return self.about if self.start is None or self.end is None else (self.start, self.end)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The highest finding decides; a suggestion never does."""
    worst = max((finding.severity for finding in findings), default=Severity.SUGGESTION)
    verdicts: dict[Severity, Verdict] = {
        Severity.SUGGESTION: "ok",
        Severity.APPROVAL: "approval",
        Severity.REVISE: "revise",
        Severity.BLOCK: "block",
    }
    return verdicts[worst]


def by_rule(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of one rule are one problem, with all the words it was found in; the order is kept."""
    problems: dict[str, list[Finding]] = {}
    for finding in findings:
        problems.setdefault(finding.rule, []).append(finding)
    return list(problems.values())
