"""Cases: labelled posts that say what the verdict and the severity of each finding must be."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.domain.draft import Author, Draft, accept_draft
from bot.domain.findings import Severity, Verdict, severity_named, verdict_for
from bot.domain.labelled import LabelledFinding, LabelledPost, NotLabelled, parse_labelled
from bot.usecases.ports import PolicyFileError


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that is right; `span` is None where nothing is marked."""

    rule: str
    severity: Severity
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Case:
    """A post with its right verdict and findings.

    `language` is fr, en or mixed; `place` is where it was written.
    """

    id: str
    language: str
    place: str
    draft: Draft
    verdict: Verdict
    expected: tuple[Expected, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether something must be said above a suggestion."""
        return self.verdict != "ok"


def parse_cases(lines: Iterable[bytes], file: str, rules: Collection[str]) -> list[Case]:
    """One case a line; blank lines are passed over. Raises `PolicyFileError` at the first that is none.

    A case names rules that exist, quotes words of its text, and has the verdict of its findings.
    """
    cases: dict[str, Case] = {}
    try:
        for number, labelled in parse_labelled(lines, rules):
            case = _case(labelled, number)
            if case.id in cases:
                raise NotLabelled(number, f"the id {case.id} is there twice")
            cases[case.id] = case
    except NotLabelled as wrong:
        raise PolicyFileError(file, wrong.line, wrong.reason) from None
    return list(cases.values())


def _case(labelled: LabelledPost, line: int) -> Case:
    if not labelled.id or labelled.verdict is None:
        raise NotLabelled(line, "a case has an id and a verdict")
    expected = tuple(_expected(each, labelled.text, line) for each in labelled.findings)
    verdict = verdict_for(max((each.severity for each in expected), default=Severity.SUGGESTION))
    if verdict != labelled.verdict:
        raise NotLabelled(line, f"its findings make it {verdict}, not {labelled.verdict}")
    draft = accept_draft(
        labelled.text,
        labelled.platform,
        Author(labelled.author.name, labelled.author.role, labelled.author.profile_shows_affiliation),
        None if labelled.lang == "mixed" else labelled.lang,
    )
    return Case(labelled.id, labelled.lang, labelled.place, draft, verdict, expected)


def _expected(finding: LabelledFinding, text: str, line: int) -> Expected:
    if finding.severity is None:
        raise NotLabelled(line, f"{finding.rule}: a case says how severe it is")
    start = text.find(finding.quote)
    span = (start, start + len(finding.quote)) if finding.quote else None
    return Expected(finding.rule, severity_named(finding.severity), span)
