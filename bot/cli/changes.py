"""What a version changes, and what covers what, as lines of a terminal."""

from collections.abc import Iterator, Sequence

import click

from bot.domain.clause_changes import ClauseChange, summarize
from bot.domain.clauses import Clause
from bot.domain.coverage import Coverage
from bot.domain.draft import Language
from bot.domain.pack_changes import RuleChange
from bot.domain.showing import one_line, showable
from bot.domain.word_marks import WordMark
from bot.texts import say

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": "↕", "renumbered": "#"}
_LONGEST = 100
"""Characters of a clause beside another."""


def change_lines(
    changes: Sequence[ClauseChange], shown: Sequence[ClauseChange], language: Language, *, whole: bool
) -> Iterator[str]:
    """How many clauses of each kind, then those shown; `whole`: their words too, marked as wdiff does."""
    if not changes:
        return
    counts = summarize(changes)
    yield say(
        "policies.counts",
        language,
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        moved=counts.moved,
        renumbered=counts.renumbered,
    )
    for change in shown:
        yield f"  {_SIGNS[change.kind]} {_name(change)}"
        if whole:
            yield from _words(change)


def rule_change_lines(changes: Sequence[RuleChange], language: Language) -> Iterator[str]:
    """What a rule pack changes, one thing a line."""
    for each in changes:
        yield f"  {_rule_change(each, language)}"


def _rule_change(change: RuleChange, language: Language) -> str:
    what = say(f"policy.rules.{change.kind}", language, id=one_line(change.id))
    parts = (
        [say(f"policy.part.{part}", language) for part in change.parts]
        if change.kind == "rule-changed"
        else change.parts
    )
    named = f" ({', '.join(parts)})" if parts else ""
    weights = [say(f"severity.{each}", language) if each else "–" for each in (change.was, change.now)]
    weighed = f": {' → '.join(weights)}" if change.was or change.now else ""
    return f"{what}{named}{weighed}{_reason(change, language)}"


def _reason(change: RuleChange, language: Language) -> str:
    set_by = change.change
    if set_by is None or change.kind == "severity-ended":
        return ""
    reason, owner = one_line(set_by.reason), one_line(set_by.owner)
    if set_by.until:
        reason = say("policy.until", language, reason=reason, owner=owner, until=set_by.until)
    return f". {reason}" if reason else ""


def coverage_lines(coverage: Coverage, language: Language) -> Iterator[str]:
    """The four things to look at, each with how many there are."""
    yield say("coverage.gaps", language, count=len(coverage.gaps))
    yield from (f"  {rule}" for rule in coverage.gaps)
    yield say("coverage.unused", language, count=len(coverage.unused))
    yield from (f"  {_clause(each)}" for each in coverage.unused)
    yield say("coverage.twins", language, count=len(coverage.twins))
    for twins in coverage.twins:
        yield f"  {twins.score:.2f}  {_clause(twins.one)}"
        yield f"        {_clause(twins.two)}"
        yield from (f"        | {_short(each.text)}" for each in (twins.one, twins.two))
    yield say("coverage.one-language", language, count=len(coverage.one_language))
    for alone in coverage.one_language:
        yield f"  {alone.document} ({alone.language})"
        yield from (f"    {one_line(each.shown)} {one_line(each.title)}" for each in alone.clauses)


def _name(change: ClauseChange) -> str:
    """Its number and its title; both where they are no longer the same."""
    clause = change.clause
    number = one_line(clause.shown)
    if change.new_number and change.was:
        number = f"{one_line(change.was.shown)} → {number}"
    return f"{number} {marked(change.title_marks) if change.title_marks else one_line(clause.title)}"


def _words(change: ClauseChange) -> Iterator[str]:
    if change.kind == "changed":
        text = marked(change.marks)
    elif change.kind in ("added", "removed"):
        text = showable(change.clause.text)
    else:
        return
    yield from (f"      {line}" for line in text.splitlines() if line.strip())


def marked(marks: Sequence[WordMark]) -> str:
    """The words with their marks: [-gone-] and {+new+}, in red and green on a terminal that has colours."""
    return "".join(_mark(mark) for mark in marks)


def _mark(mark: WordMark) -> str:
    text = showable(mark.text)
    if mark.kind == "removed":
        return click.style(f"[-{text}-]", fg="red")
    return click.style(f"{{+{text}+}}", fg="green") if mark.kind == "added" else text


def _clause(clause: Clause) -> str:
    return f"{clause.document}/{clause.language} {one_line(clause.shown)} {one_line(clause.title)}"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
