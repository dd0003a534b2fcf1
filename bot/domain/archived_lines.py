"""What a record of the archive says, as one line of a list; and the texts in it that people wrote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.folding import fold

_REASONS = ("why", "answer", "done", "note")
"""Under which of the words of a matter people wrote why; the first that is there."""
_AROUND = 60
"""Characters on each side of the words that an excerpt is about."""


@dataclass(frozen=True, slots=True)
class ArchivedLine:
    """One record as a line; what it does not have, or what was erased of it, is ""."""

    author: str
    """The id of whoever's draft it is, or of the chain where it is nobody's."""
    name: str = ""
    platform: str = ""
    language: str = ""
    verdict: str = ""
    rules: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    """The draft; of a decision the officer's own text, of a posting what was posted."""
    rewrite: str = field(default="", repr=False)
    decision: str = ""
    """The state of a matter (`domain/matters`)."""
    by: str = ""
    """Who did what the record says, where it is not the author's review."""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WantedLines:
    """Which of them are asked for; what is empty is not looked at."""

    verdicts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Each must be there, whatever its accents and its case."""


def line_of(stream: str, body: Mapping[str, Any] | None) -> ArchivedLine:
    """The line of a record; `body` is None once erased."""
    author = stream.rpartition(":")[2]
    if not body:
        return ArchivedLine(author)
    if "review" in body:
        return _review_line(author, body)
    matter, words = body.get("matter"), body.get("words", {})
    if isinstance(matter, Mapping):
        return ArchivedLine(
            matter.get("author", author),
            rules=tuple(matter.get("rules", ())),
            text=str(words.get("text", "")),
            decision=str(matter.get("state", "")),
            by=str(body.get("by", "")),
            reason=_reason(words),
        )
    return ArchivedLine(author, by=str(body.get("by", "")), reason=_reason(body) or str(body.get("deed", "")))


def _review_line(author: str, body: Mapping[str, Any]) -> ArchivedLine:
    review, draft = body["review"], body["draft"]
    rewrite = review.get("rewrite")
    return ArchivedLine(
        author,
        draft["author"].get("name") or "",
        review["platform"],
        review["language"],
        review["verdict"],
        tuple(dict.fromkeys(each["rule"] for each in review["findings"])),
        draft["text"],
        rewrite["text"] if rewrite else "",
    )


def _reason(words: Mapping[str, Any]) -> str:
    return next((str(words[each]) for each in _REASONS if words.get(each)), "")


def is_wanted(line: ArchivedLine, wanted: WantedLines) -> bool:
    """Whether a line is asked for, its words apart."""
    return (not wanted.verdicts or line.verdict in wanted.verdicts) and (
        not wanted.rules or not set(wanted.rules).isdisjoint(line.rules)
    )


def written_in(body: Mapping[str, Any] | None) -> Iterator[str]:
    """The texts of a record that people wrote, or were shown as theirs to post."""
    if not body:
        return
    if "review" in body:
        line = _review_line("", body)
        yield from (each for each in (line.text, line.rewrite, line.name) if each)
        return
    words = body.get("words", {})
    for each in (*words.values(), body.get("why", ""), body.get("by", "")):
        if isinstance(each, str) and each:
            yield each


def excerpt_of(texts: Sequence[str], words: Sequence[str]) -> str | None:
    """What stands around the first of the words, on one line; None where one of them is nowhere.

    Without words, the beginning of the first text.
    """
    if not words:
        return _cut(texts[0], 0, 2 * _AROUND) if texts else ""
    folded = [fold(text) for text in texts]
    sought = [plain for word in words if (plain := fold(word).plain.strip())]
    if not sought or not all(any(word in each.plain for each in folded) for word in sought):
        return None
    there = next(each for each in folded if sought[0] in each.plain)
    at = there.plain.index(sought[0])
    start, end = there.span(at, at + len(sought[0]))
    return _cut(there.original, start - _AROUND, end + _AROUND)


def _cut(text: str, start: int, end: int) -> str:
    start, end = max(start, 0), min(end, len(text))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return before + " ".join(text[start:end].split()) + after
