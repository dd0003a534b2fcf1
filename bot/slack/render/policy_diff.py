"""What a version changes: each clause with the words removed struck and those added bold, or each rule."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.domain.clause_changes import ChangeKind, ClauseChange
from bot.domain.draft import Language
from bot.domain.pack_changes import RuleChange
from bot.domain.showing import one_line
from bot.domain.word_marks import WordMark
from bot.slack.render.fitting import Room, shortened
from bot.slack.render.rich_text import Block, Element, bullets, data, quotation, rich_text, said, section
from bot.texts import say
from bot.usecases.compare_versions import Compared

_KINDS: Sequence[ChangeKind] = ("added", "changed", "removed", "moved", "renumbered")
_AROUND = 60
"""Characters of unchanged words that stand beside a change."""
_CUT = " … "
_EMPTY_LINES = re.compile(r"\n\s*\n")


def counts(compared: Compared, language: Language) -> str:
    """How many clauses, or things of the rule pack, are not the same; "" where none is."""
    if compared.version.is_pack:
        return say("policy.count.rules", language, count=len(compared.rules)) if compared.rules else ""
    found = Counter(each.kind for each in compared.clauses)
    listed = [say(f"policy.count.{kind}", language, count=found[kind]) for kind in _KINDS if found[kind]]
    return say("policy.count", language, counts=", ".join(listed)) if listed else ""


def changed_clauses(
    changes: Sequence[ClauseChange], language: Language, room: Room, whole: str
) -> Iterator[Block]:
    """Each with its words, as many as there is room for; `whole` is how the rest is had."""
    most = room.for_each(len(changes))
    for change in changes[: room.headings]:
        yield rich_text(*_clause_change(change, language, room, most))
    left = len(changes) - room.headings
    if left > 0:
        yield rich_text(section(data(say("policy.more", language, count=left, whole=whole), room.words)))


def changed_rules(
    changes: Sequence[RuleChange], language: Language, room: Room, whole: str
) -> Iterator[Block]:
    """A line each, as many as there is room for."""
    if not changes:
        return
    lines = [section(data(rule_change(each, language), room.words)) for each in changes[: room.headings]]
    if left := len(changes) - len(lines):
        lines.append(section(data(say("policy.more", language, count=left, whole=whole), room.words)))
    yield rich_text(bullets(lines))


def clause_name(change: ClauseChange) -> str:
    """Its number and title, as a reader finds it; of one that is gone, as it was."""
    return one_line(f"{change.clause.shown} {change.clause.title}")


def changed_words(marks: Sequence[WordMark], most: int) -> list[Element]:
    """The words removed, struck, and those added, bold, each with a few of the words around it."""
    parts: list[Element] = []
    last = len(marks) - 1
    for at, mark in enumerate(marks):
        text = _EMPTY_LINES.sub("\n", mark.text)
        if mark.kind == "same":
            parts += data(_around(text, at == 0, at == last), most)
        else:
            parts += data(text, most, "strike" if mark.kind == "removed" else "bold")
    return parts


def _clause_change(change: ClauseChange, language: Language, room: Room, most: int) -> Iterator[Element]:
    kind = say(f"policy.kind.{change.kind}", language)
    yield section(
        data(clause_name(change), room.words // 3, "bold"), said(f" ({kind})"), _was_called(change, room)
    )
    if any(mark.kind != "same" for mark in change.marks):
        yield quotation(_within(changed_words(change.marks, most), max(most, 2 * room.words)))
    elif change.kind in ("added", "removed"):
        style = () if change.kind == "added" else ("strike",)
        yield quotation(data(change.clause.text, most, *style))


def _was_called(change: ClauseChange, room: Room) -> list[Element]:
    """What it was called before, where that is another name."""
    was, now = change.was, change.now
    if was is None or now is None or (was.shown, was.title) == (now.shown, now.title):
        return []
    return data(f" ← {one_line(f'{was.shown} {was.title}')}", room.words // 3)


def _around(text: str, first: bool, last: bool) -> str:
    """The words next to a change; the others are left out, and that shows."""
    most = _AROUND if first or last else 2 * _AROUND
    if len(text) <= most + len(_CUT):
        return text
    head = "" if first else _beginning(text)
    tail = "" if last else _ending(text)
    cut = f"{head}{_CUT}{tail}"
    return cut.lstrip() if first else cut


def _beginning(text: str) -> str:
    return text[:_AROUND].rsplit(" ", 1)[0]


def _ending(text: str) -> str:
    return text[-_AROUND:].split(" ", 1)[-1]


def _within(parts: list[Element], most: int) -> list[Element]:
    """As many of the marks as there is room for."""
    kept: list[Element] = []
    spent = 0
    for part in parts:
        spent += len(part["text"]) + 50  # what a mark costs beside its words
        if kept and spent > most:
            return [*kept, *said(_CUT)]
        kept.append(part)
    return kept


def rule_change(change: RuleChange, language: Language) -> str:
    """What is not the same of a rule, a topic or the firm, in a line."""
    parts = ", ".join(
        say(f"policy.part.{each}", language) for each in change.parts if change.kind == "rule-changed"
    )
    what = say(f"policy.rules.{change.kind}", language, id=one_line(change.id))
    weights = f"{_weight(change.was, language)} → {_weight(change.now, language)}"
    weighed = f": {weights}" if change.was or change.now else ""
    words = [what + (f" ({parts})" if parts else "") + weighed]
    if change.change and change.kind != "severity-ended":
        words += [_reason(change, language)]
    return shortened(". ".join(each for each in words if each), 500)


def _reason(change: RuleChange, language: Language) -> str:
    set_by = change.change
    assert set_by is not None
    if not set_by.until:
        return one_line(set_by.reason)
    return say(
        "policy.until",
        language,
        reason=one_line(set_by.reason),
        owner=one_line(set_by.owner),
        until=set_by.until.isoformat(),
    )


def _weight(severity: str, language: Language) -> str:
    return say(f"severity.{severity}", language) if severity else "–"
