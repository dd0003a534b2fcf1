"""An impact preview as a person reads it in a terminal, and as other programs do."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.domain.draft import Language
from bot.domain.findings import Severity, Verdict
from bot.domain.impact import ChangedCase, CitationChange, CitedClause, Impact, RuleChange, VerdictChange
from bot.domain.showing import one_line
from bot.texts import say

_SHOWN = 160
"""Characters of a golden case: enough to know which one it is."""


def impact_lines(impact: Impact, language: Language) -> Iterator[str]:
    """The counts, then every post that is not judged the same."""
    yield from _counts(impact, language)
    for each in impact.changed:
        yield ""
        yield from _case(each, language)


def _counts(impact: Impact, language: Language) -> Iterator[str]:
    if impact.cases or impact.drafts:
        golden = say("impact.golden", language, count=impact.cases)
        drafts = say("impact.drafts", language, count=impact.drafts)
        yield say("impact.tried", language, golden=golden, drafts=drafts)
    elif not impact.cancelled:
        yield say("impact.nothing-tried", language)
    if impact.cancelled:
        yield say("impact.cancelled", language)
    if impact.left_out:
        yield say("impact.left-out", language, count=impact.left_out)
    if impact.wrong_before or impact.wrong_after:
        yield say("impact.wrong", language, before=impact.wrong_before, after=impact.wrong_after)
    if impact.cases or impact.drafts:
        yield from _changes(impact, language)


def _changes(impact: Impact, language: Language) -> Iterator[str]:
    if not impact.changed:
        yield say("impact.same", language)
        return
    if impact.verdicts:
        yield say("impact.verdicts", language, count=sum(each.count for each in impact.verdicts))
        yield from _table(impact.verdicts, language)
    else:
        yield say("impact.same-verdicts", language)
    if others := sum(bool(each.rules) and each.was == each.now for each in impact.changed):
        yield say("impact.other-findings", language, count=others)
    if impact.citations:
        yield say("impact.citations", language, count=impact.citations)


def _table(changes: Sequence[VerdictChange], language: Language) -> Iterator[str]:
    rows = [(_word(each.was, language), _word(each.now, language), str(each.count)) for each in changes]
    was, now, count = (max(map(len, column)) for column in zip(*rows, strict=True))
    for row in rows:
        yield f"  {row[0]:<{was}} → {row[1]:<{now}}  {row[2]:>{count}}"


def _case(case: ChangedCase, language: Language) -> Iterator[str]:
    day = case.day.isoformat() if case.day else ""
    name = say(f"impact.case.{case.kind}", language, id=one_line(case.id), platform=case.platform, day=day)
    was, now = _word(case.was, language), _word(case.now, language)
    yield say(
        "impact.case-same" if case.was == case.now else "impact.case", language, case=name, was=was, now=now
    )
    if case.text is not None:
        yield f"  « {_beginning(case.text)} »" if language == "fr" else f"  “{_beginning(case.text)}”"
    yield from _rightness(case, language)
    yield from (_rule(each, language) for each in case.rules)
    yield from (_citation(each, language) for each in case.citations)


def _rightness(case: ChangedCase, language: Language) -> Iterator[str]:
    if not case.right:
        return
    if case.now != case.right and case.was != case.right:
        yield say("impact.case.wrong", language, right=say(f"impact.verdict.{case.right}", language))
    elif case.was != case.now:
        yield say(f"impact.case.{'better' if case.now == case.right else 'worse'}", language)


def _rule(change: RuleChange, language: Language) -> str:
    was, now = _weight(change.was, language), _weight(change.now, language)
    if change.was is None:
        return say("impact.gained", language, rule=change.rule, now=now)
    if change.now is None:
        return say("impact.lost", language, rule=change.rule, was=was)
    return say("impact.weighed", language, rule=change.rule, was=was, now=now)


def _citation(change: CitationChange, language: Language) -> str:
    was = _clauses(change.was, language)
    if change.reworded:
        return say("impact.reworded", language, rule=change.rule, was=was)
    return say("impact.cited", language, rule=change.rule, was=was, now=_clauses(change.now, language))


def _clauses(clauses: Sequence[CitedClause], language: Language) -> str:
    shown = [one_line(f"{each.clause} ({each.document})") for each in clauses]
    return ", ".join(shown) or say("impact.no-clause", language)


def _word(verdict: Verdict, language: Language) -> str:
    return say(f"impact.verdict.{verdict}", language)


def _weight(severity: Severity | None, language: Language) -> str:
    return say(f"severity.{severity.word}", language) if severity else ""


def _beginning(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"


def impact_json(impact: Impact) -> dict[str, Any]:
    """The same for programs; `text` is null where it is its author's own."""
    return {
        "cases": impact.cases,
        "drafts": impact.drafts,
        "left_out": impact.left_out,
        "cancelled": impact.cancelled,
        "wrong": {"before": impact.wrong_before, "after": impact.wrong_after},
        "verdicts": [{"was": each.was, "now": each.now, "count": each.count} for each in impact.verdicts],
        "citations": impact.citations,
        "changed": [_case_json(each) for each in impact.changed],
    }


def _case_json(case: ChangedCase) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": case.kind,
        "platform": case.platform,
        "day": case.day.isoformat() if case.day else None,
        "text": case.text,
        "right": case.right or None,
        "was": case.was,
        "now": case.now,
        "rules": [
            {
                "rule": each.rule,
                "was": each.was.word if each.was else None,
                "now": each.now.word if each.now else None,
            }
            for each in case.rules
        ],
        "citations": [
            {"rule": each.rule, "was": _clauses_json(each.was), "now": _clauses_json(each.now)}
            for each in case.citations
        ],
    }


def _clauses_json(clauses: Sequence[CitedClause]) -> list[dict[str, str]]:
    return [{"document": each.document, "clause": each.clause} for each in clauses]
