"""Review labelled posts the way everybody's are reviewed, and keep what scoring needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.findings import Finding, Severity, Verdict
from bot.domain.pack import RulePack
from bot.domain.review import Review
from bot.domain.rewriting import is_confidential
from bot.evaluation.cases import Case, Expected
from bot.usecases.review import Desk


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and what became of it."""

    case: Case
    verdict: Verdict
    findings: tuple[Finding, ...]
    rewritten: bool | None = None
    """Whether a rewrite that passed every check was offered; None where none was called for."""
    misquotes: int = 0
    """Findings whose quote is not the words of the draft at that place."""
    uncited: int = 0
    """Findings with no clause of the firm's documents."""

    @property
    def is_flagged(self) -> bool:
        """Whether the author was told of anything above a suggestion."""
        return self.verdict != "ok"

    def finds(self, expected: Expected) -> bool:
        """Whether the rule was found, wherever it was marked."""
        return any(each.rule == expected.rule for each in self.findings)

    def overlaps(self, expected: Expected) -> bool:
        """Whether some finding of the rule marks a part of the words that are the problem."""
        if expected.span is None:
            return self.finds(expected)
        start, end = expected.span
        return any(
            each.rule == expected.rule and each.place and each.place[0] < end and start < each.place[1]
            for each in self.findings
        )


def review_cases(cases: Iterable[Case], desk: Desk) -> Iterator[Outcome]:
    """Each case reviewed, rewrite included."""
    for case in cases:
        yield outcome_of(case, desk.review(case.draft), desk.pack)


def outcome_of(case: Case, review: Review, pack: RulePack) -> Outcome:
    """What scoring needs of a review.

    What is labelled confidential calls for no rewrite, as it is not to be told; what is only taken for it
    does call for one.
    """
    wants_rewrite = (
        case.is_wrong
        and review.verdict in ("revise", "block")
        and not is_confidential((each.rule for each in case.expected), pack)
    )
    text = review.draft.text
    return Outcome(
        case,
        review.verdict,
        review.findings,
        review.rewrite is not None if wants_rewrite else None,
        sum(each.start is not None and text[each.start : each.end] != each.quote for each in review.findings),
        sum(each.severity > Severity.SUGGESTION and not each.citations for each in review.findings),
    )
