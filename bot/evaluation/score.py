"""Scores of reviewed cases. Every rate is a sum over posts of (hits, of): that is what is resampled.

Terms: recall = wrong posts of which the author was told; false alarms = clean posts flagged above a
suggestion; category recall and precision = labelled findings whose rule was found, found rules that were
labelled, counted once a post; overlap = labelled words of found rules that are touched by the quote.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from bot.domain.findings import Severity, Verdict
from bot.evaluation.intervals import Rate, difference, rate
from bot.evaluation.run import Outcome

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Counted = tuple[int, int]
Count = Callable[[Outcome], Counted]


def _recall(outcome: Outcome) -> Counted:
    return int(outcome.is_flagged and outcome.case.is_wrong), int(outcome.case.is_wrong)


def _false_alarms(outcome: Outcome) -> Counted:
    return int(outcome.is_flagged and not outcome.case.is_wrong), int(not outcome.case.is_wrong)


def _passed_blocks(outcome: Outcome) -> Counted:
    blocked = outcome.case.verdict == "block"
    return int(blocked and not outcome.is_flagged), int(blocked)


def _exact(outcome: Outcome) -> Counted:
    return int(outcome.verdict == outcome.case.verdict), 1


def _within_one(outcome: Outcome) -> Counted:
    return int(abs(VERDICTS.index(outcome.verdict) - VERDICTS.index(outcome.case.verdict)) <= 1), 1


def labelled_rules(outcome: Outcome) -> set[str]:
    """The rules labelled in a post, above a suggestion."""
    return {each.rule for each in outcome.case.expected if each.severity > Severity.SUGGESTION}


def found_rules(outcome: Outcome) -> set[str]:
    """The rules found in a post, above a suggestion."""
    return {each.rule for each in outcome.findings if each.severity > Severity.SUGGESTION}


def _category_recall(outcome: Outcome) -> Counted:
    found = {each.rule for each in outcome.findings}
    return len(labelled_rules(outcome) & found), len(labelled_rules(outcome))


def _category_precision(outcome: Outcome) -> Counted:
    labelled = {each.rule for each in outcome.case.expected}
    return len(found_rules(outcome) & labelled), len(found_rules(outcome))


def _overlap(outcome: Outcome) -> Counted:
    found = [each for each in outcome.case.expected if outcome.finds(each)]
    return sum(outcome.overlaps(each) for each in found), len(found)


def _rewrites(outcome: Outcome) -> Counted:
    return int(bool(outcome.rewritten)), int(outcome.rewritten is not None)


RATES: Mapping[str, Count] = {
    "recall": _recall,
    "false_alarms": _false_alarms,
    "blocks_passed": _passed_blocks,
    "exact_verdicts": _exact,
    "verdicts_within_one": _within_one,
    "category_recall": _category_recall,
    "category_precision": _category_precision,
    "overlap": _overlap,
    "rewrites_passing": _rewrites,
}
"""Every rate of a report, in the order in which it is shown."""

LOWER_IS_BETTER = frozenset({"false_alarms", "blocks_passed"})


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How one rule did: posts in which it was rightly found, wrongly found, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of what it found, how much was right; None when it found nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Of what there was, how much it found; None when there was nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(frozen=True)
class Scores:
    """Everything measured on one set of cases."""

    cases: int
    rates: Mapping[str, Rate]
    languages: Mapping[str, Mapping[str, Rate]]
    """The same rates for French and for English posts."""
    gap: Mapping[str, tuple[float, float, float]]
    """French minus English: the difference and its interval."""
    rules: Mapping[str, RuleScore]
    confusion: Sequence[Sequence[int]]
    """Rows are the right verdicts, columns those given, both in the order of `VERDICTS`."""
    misquotes: int
    uncited: int


def score(outcomes: Sequence[Outcome], rules: Iterable[str]) -> Scores:
    """The scores of reviewed cases; `rules` are those in force."""
    by_language = {
        language: [each for each in outcomes if each.case.language == language] for language in ("fr", "en")
    }
    return Scores(
        len(outcomes),
        {name: rate([count(each) for each in outcomes]) for name, count in RATES.items()},
        {
            language: {name: rate([count(each) for each in those]) for name, count in RATES.items()}
            for language, those in by_language.items()
        },
        {
            name: difference(
                [count(each) for each in by_language["fr"]], [count(each) for each in by_language["en"]]
            )
            for name, count in RATES.items()
        },
        {rule: _score_rule(rule, outcomes) for rule in rules},
        _confusion(outcomes),
        sum(each.misquotes for each in outcomes),
        sum(each.uncited for each in outcomes),
    )


def _score_rule(rule: str, outcomes: Iterable[Outcome]) -> RuleScore:
    counted = Counter(
        (
            any(each.rule == rule for each in outcome.case.expected),
            any(each.rule == rule for each in outcome.findings),
        )
        for outcome in outcomes
    )
    return RuleScore(counted[True, True], counted[False, True], counted[True, False])


def _confusion(outcomes: Iterable[Outcome]) -> list[list[int]]:
    counted = Counter((each.case.verdict, each.verdict) for each in outcomes)
    return [[counted[right, given] for given in VERDICTS] for right in VERDICTS]
