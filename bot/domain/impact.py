"""What a change of the library does before it counts: the same posts under the one in force and the other.

Nobody's text is in it but that of golden cases, and of drafts whose authors sent them to compliance (promise
8): of any other draft it says the review, the day and the platform.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from bot.domain.draft import Draft, Language, Platform
from bot.domain.findings import Citation, Finding, Severity, Verdict
from bot.domain.review import Found

_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class TriedPost:
    """A post that a change is tried on."""

    id: str
    """The golden case's, or the review's."""
    kind: Literal["golden", "draft"]
    draft: Draft = field(repr=False)
    spoken: Language | None = None
    """The language of the messages and clauses, where it was not the draft's."""
    day: date | None = None
    """The day of the review (UTC); None for a golden case."""
    right: str = ""
    """The verdict that it must have, "" where nobody said."""
    shareable: bool = False
    """Whether an owner may read it: a golden case, or a draft that was sent to compliance."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that finds something in the post under one version only (None), or weighs it otherwise."""

    rule: str
    was: Severity | None
    now: Severity | None


@dataclass(frozen=True, slots=True)
class CitedClause:
    """Where a reader finds a clause: the document's title and the clause's number in that version."""

    document: str
    clause: str


@dataclass(frozen=True, slots=True)
class CitationChange:
    """What stands behind a rule that speaks under both versions."""

    rule: str
    was: tuple[CitedClause, ...]
    now: tuple[CitedClause, ...]

    @property
    def reworded(self) -> bool:
        """The same clauses, saying something else."""
        return self.was == self.now


@dataclass(frozen=True, slots=True)
class ChangedCase:
    """What the two versions say of one post. In an `Impact` only where it is not the same."""

    id: str
    kind: Literal["golden", "draft"]
    platform: Platform
    was: Verdict
    now: Verdict
    rules: tuple[RuleChange, ...] = ()
    citations: tuple[CitationChange, ...] = ()
    right: str = ""
    """The verdict that it must have, "" where nobody said."""
    day: date | None = None
    """Of an archived draft."""
    text: str | None = field(default=None, repr=False)
    """None where it is its author's own."""

    @property
    def differs(self) -> bool:
        """Whether anything is not the same."""
        return self.was != self.now or bool(self.rules or self.citations)


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """How many posts go from one verdict to another."""

    was: Verdict
    now: Verdict
    count: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does to the posts it was tried on."""

    cases: int
    """Golden cases that were tried."""
    drafts: int
    """Archived drafts that were tried, each text once."""
    verdicts: tuple[VerdictChange, ...]
    """The mildest verdict before first."""
    citations: int
    """Posts of which a rule cites other clauses, or the same with another text."""
    wrong_before: int
    """Golden cases that have another verdict than the right one."""
    wrong_after: int
    left_out: int
    """Posts that could not be read."""
    cancelled: bool
    """It was stopped: the rest was not tried."""
    changed: tuple[ChangedCase, ...]
    """Every post that is not judged the same; golden cases first, then drafts, the newest first."""


def compare(post: TriedPost, before: Found, after: Found) -> ChangedCase:
    """What changes of one post."""
    return ChangedCase(
        id=post.id,
        kind=post.kind,
        platform=post.draft.platform,
        was=before.verdict,
        now=after.verdict,
        rules=tuple(_rule_changes(before.findings, after.findings)),
        citations=tuple(_citation_changes(before.findings, after.findings)),
        right=post.right,
        day=post.day,
        text=post.draft.text if post.shareable else None,
    )


def impact_of(compared: Sequence[ChangedCase], left_out: int = 0, *, cancelled: bool = False) -> Impact:
    """What changes of all posts; their order is kept."""
    golden = [each for each in compared if each.kind == "golden"]
    judged = [each for each in golden if each.right]
    moved = Counter((each.was, each.now) for each in compared if each.was != each.now)
    return Impact(
        cases=len(golden),
        drafts=len(compared) - len(golden),
        verdicts=tuple(VerdictChange(*pair, moved[pair]) for pair in sorted(moved, key=_by_severity)),
        citations=sum(bool(each.citations) for each in compared),
        wrong_before=sum(each.was != each.right for each in judged),
        wrong_after=sum(each.now != each.right for each in judged),
        left_out=left_out,
        cancelled=cancelled,
        changed=tuple(each for each in compared if each.differs),
    )


def _by_severity(pair: tuple[Verdict, Verdict]) -> tuple[int, int]:
    return _VERDICTS.index(pair[0]), _VERDICTS.index(pair[1])


def _rule_changes(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[RuleChange]:
    was, now = _severities(before), _severities(after)
    for rule in sorted(was.keys() | now.keys()):
        if was.get(rule) != now.get(rule):
            yield RuleChange(rule, was.get(rule), now.get(rule))


def _severities(findings: Sequence[Finding]) -> dict[str, Severity]:
    """The worst finding of each rule."""
    worst: dict[str, Severity] = {}
    for each in findings:
        worst[each.rule] = max(each.severity, worst.get(each.rule, each.severity))
    return worst


def _citation_changes(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[CitationChange]:
    """The findings of a rule all cite the same clauses, so one speaks for them."""
    was = {each.rule: each.citations for each in before}
    now = {each.rule: each.citations for each in after}
    for rule in sorted(was.keys() & now.keys()):
        if _quoted(was[rule]) != _quoted(now[rule]):
            yield CitationChange(rule, _places(was[rule]), _places(now[rule]))


def _quoted(citations: Sequence[Citation]) -> list[tuple[str, ...]]:
    """What a reader sees of them but the version: a new one of a document changes only what it changes."""
    return [(each.document, each.clause, each.title, each.text, each.language) for each in citations]


def _places(citations: Sequence[Citation]) -> tuple[CitedClause, ...]:
    return tuple(CitedClause(each.document, each.clause) for each in citations)
