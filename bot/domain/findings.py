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
    why: str = ""
    """A model's explanation for this draft, verified (`domain/explaining`); it stands beside the message."""

    @property
    def is_omission(self) -> bool:
        """Something is missing from the draft, so no words of it are marked."""
        return self.start is None

    @property
    def place(self) -> tuple[int, int] | None:
        """The words it marks or, for an omission, those that call for what is missing."""
        return self.about if self.start is None or self.end is None else (self.start, self.end)


_VERDICTS: dict[Severity, Verdict] = {
    Severity.SUGGESTION: "ok",
    Severity.APPROVAL: "approval",
    Severity.REVISE: "revise",
    Severity.BLOCK: "block",
}


def verdict_for(worst: Severity) -> Verdict:
    """The verdict of a draft whose highest finding is that; a suggestion never changes it."""
    return _VERDICTS[worst]


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The highest finding decides."""
    return verdict_for(max((finding.severity for finding in findings), default=Severity.SUGGESTION))


def by_rule(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings of one rule are one problem, with all the words it was found in; the order is kept."""
    problems: dict[str, list[Finding]] = {}
    for finding in findings:
        problems.setdefault(finding.rule, []).append(finding)
    return list(problems.values())


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person would call one problem: the findings of a rule, and the other rules on the same words."""

    findings: tuple[Finding, ...]
    others: tuple[Finding, ...] = ()
    """The worst finding of each other rule, most severe first."""

    @property
    def worst(self) -> Finding:
        """What it is named after."""
        return self.findings[0]


def problems_of(findings: Sequence[Finding]) -> list[Problem]:
    """Findings as problems, the most severe first, and among equals what words found before what meaning did.

    Rules that mark the same words are one problem, under the name of the first; so is what is missing beside
    those words.
    """
    problems: list[Problem] = []
    for those in sorted(by_rule(findings), key=lambda each: (-each[0].severity, each[0].source != "rule")):
        same = next((at for at, each in enumerate(problems) if _same_words(each.findings, those)), None)
        if same is None:
            problems.append(Problem(tuple(those)))
        else:
            problem = problems[same]
            problems[same] = Problem(problem.findings, (*problem.others, those[0]))
    return problems


def _same_words(these: Sequence[Finding], those: Sequence[Finding]) -> bool:
    """Whether every place of the second is on words of the first."""
    taken = [each.place for each in these if each.place]
    places = [each.place for each in those]
    return all(
        place is not None and any(place[0] < end and start < place[1] for start, end in taken)
        for place in places
    )
