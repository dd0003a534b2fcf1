"""The edit-based rewriter: promotion into something a reader can use, with no model.

Candidates are made from the gentlest to the plainest and each is reviewed by every rule before it
may be shown: the first that passes is the rewrite, and none is shown when none passes (promise 4).
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.composing import (
    Assembled,
    Fullness,
    Remains,
    Voice,
    assemble,
    compose_resource,
    keep_subject,
    what_remains,
    with_hashtags,
    with_lines,
)
from bot.domain.draft import Draft, Language
from bot.domain.editing import Segment, apply_fixes, cut_segments, mentions
from bot.domain.findings import Finding, Verdict, by_rule, verdict_of
from bot.domain.folding import fold, fold_words
from bot.domain.meaning import Sense
from bot.domain.orphans import without_orphans
from bot.domain.pack import RulePack
from bot.domain.platforms import measure
from bot.domain.posts import Post
from bot.domain.rewrite_checks import find_faults, read_again
from bot.domain.rules import Topic
from bot.domain.topics import CONFIDENTIAL, is_familiar, names_a_topic, topic_of
from bot.domain.verifying import invented_facts

_TURNS = 3
_LONG = 4_000
"""Characters of a draft beyond which it is edited in one voice: the others would hardly differ."""
A_GOOD_PART_SHORTER = 0.75
"""How long a text is, of the one it shortens, for its reader to call it shorter."""
_FLOOD = 40
"""Findings of one rule from which a draft is not edited: as no more are looked for, some would remain."""
_FULLNESS: dict[Remains, tuple[Fullness, ...]] = {
    "a post": ("bare", "taught"),
    "its subject": ("whole", "taught", "bare"),
    "nothing": ("taught", "bare"),
}
"""What is tried, in this order: an author's post is left alone, a few sentences are answered."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was written, what stands there now ("" where it was taken out), and for which rule."""

    was: str
    now: str
    rule: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A text that passed every check; `proposal`: a different post, nothing of the draft is left."""

    text: str
    verdict: Verdict
    changes: tuple[Change, ...]
    fits: bool
    proposal: bool
    source: Literal["edits", "model"] = "edits"
    for_length: bool = False
    """Of a proposal: something of the draft was left, too long for its platform."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that might become the rewrite."""

    text: str
    changes: tuple[Change, ...]
    proposal: bool


def rewrite_draft(
    post: Post,
    findings: Sequence[Finding],
    pack: RulePack,
    language: Language,
    turn: int = 0,
    sense: Sense | None = None,
) -> Rewrite | None:
    """A reviewed rewrite, or None: nothing to rewrite, an approval to ask for, or nothing to publish.

    `turn` asks for another version; the same draft and turn give the same text.
    """
    verdict = verdict_of(findings)
    if verdict in ("ok", "approval"):
        return None
    tried = set[str]()
    too_long = False
    for candidate in _candidates(post, findings, pack, language, turn):
        if candidate.text in tried:
            continue
        tried.add(candidate.text)
        rewrite = verify_rewrite(candidate, post.draft, findings, pack, language, sense)
        if rewrite:
            return replace(rewrite, for_length=rewrite.proposal and too_long)
        if not candidate.proposal:
            too_long = not measure(candidate.text, post.draft.platform).fits
    return None


def shorter_rewrite(
    post: Post,
    findings: Sequence[Finding],
    pack: RulePack,
    language: Language,
    shown: str,
    proposal: bool,
    sense: Sense | None = None,
) -> Rewrite | None:
    """A rewrite that passes and is shorter than the text shown; None where edits make none.

    Of those a good part shorter the longest, which says most; else the shortest. An edited draft stays one,
    and a `proposal` too: no other post is put in the place of an edited one for being shorter.
    """
    lengths: dict[Candidate, int] = {}
    for turn in range(max(map(len, _FULLNESS.values()))):
        for candidate in _candidates(post, findings, pack, language, turn):
            lengths[candidate] = measure(candidate.text, post.draft.platform).used
    most = measure(shown, post.draft.platform).used
    shorter = [each for each in lengths if lengths[each] < most and each.proposal == proposal]
    verified = (
        verify_rewrite(each, post.draft, findings, pack, language, sense)
        for each in sorted(shorter, key=lambda each: by_shortening(lengths[each], most))
    )
    return next(filter(None, verified), None)


def by_shortening(length: int, most: int) -> tuple[bool, int]:
    """Sorts texts shorter than another: of those a good part shorter the longest, else the shortest."""
    enough = length <= A_GOOD_PART_SHORTER * most
    return not enough, -length if enough else length


def verify_rewrite(
    candidate: Candidate,
    draft: Draft,
    findings: Sequence[Finding],
    pack: RulePack,
    language: Language,
    sense: Sense | None = None,
) -> Rewrite | None:
    """The candidate as a rewrite if it passes: reviewed, nothing new, nothing invented, it fits.

    A resource post that holds nothing of a draft and passed once under a pack is not read again.
    """
    reading = read_again(candidate.text, draft, pack, language, sense)
    text, changes = reading.draft.text, candidate.changes
    if reading.draft in pack.clean_resources:
        return Rewrite(text, "ok", changes, True, candidate.proposal)
    if next(find_faults(reading, draft, findings), None):
        return None
    if candidate.proposal and not reading.findings and not invented_facts(text, pack.known_facts):
        pack.clean_resources.add(reading.draft)
    return Rewrite(text, verdict_of(reading.findings), changes, True, candidate.proposal)


def _candidates(
    post: Post, findings: Sequence[Finding], pack: RulePack, language: Language, turn: int
) -> Iterator[Candidate]:
    fallback = _fallback_topic(findings, pack)
    topic = topic_of(post.folded, pack, fallback)
    familiar = language == "fr" and is_familiar(post.folded.plain, post.draft.author.address)
    first = zlib.crc32(post.draft.text.strip().encode("utf-8", "surrogatepass")) + turn
    voices = [Voice(language, familiar, first + extra) for extra in range(_TURNS)]
    confidential = is_confidential((each.rule for each in findings), pack)
    editable = verdict_of(findings) != "block" and not confidential and not _is_flooded(findings)
    edits = list(_edits(post, findings, pack)) if editable else []
    spoken = voices if len(post.draft.text) <= _LONG else voices[:1]
    for segments, left in edits:
        if left != "nothing":
            yield from _edited(segments, findings, pack, fallback, spoken, _in_turn(_FULLNESS[left], turn))
    if topic:
        yield from _composed(post, findings, topic, voices)
    for segments, left in edits:
        if left == "nothing":
            yield from _edited(segments, findings, pack, fallback, spoken, _FULLNESS[left])


def _edits(
    post: Post, findings: Sequence[Finding], pack: RulePack
) -> Iterator[tuple[list[Segment], Remains]]:
    """The draft edited, gently first, and how much of it that leaves."""
    cut = cut_segments(post, findings)
    gentle, plain = (without_orphans(apply_fixes(cut, pack, each), pack) for each in (True, False))
    for segments in (gentle, plain) if plain != gentle else (gentle,):
        left = what_remains(segments, pack)
        yield (keep_subject(segments, pack) if left == "its subject" else segments), left


def _in_turn(order: tuple[Fullness, ...], turn: int) -> tuple[Fullness, ...]:
    """Another version begins with another fullness."""
    first = turn % len(order)
    return order[first:] + order[:first]


def _is_flooded(findings: Sequence[Finding]) -> bool:
    return any(len(found) >= _FLOOD for found in by_rule(findings))


def is_confidential(rules: Iterable[str], pack: RulePack) -> bool:
    """Whether a draft that breaks these rules tells what is nobody's to tell: it is offered no rewrite."""
    return any(pack.by_id[rule].rule.fix.topic == CONFIDENTIAL for rule in rules)


def _fallback_topic(findings: Sequence[Finding], pack: RulePack) -> str | None:
    """The topic that the most severe finding's rule falls back on; confidential wins over all."""
    topics = [
        pack.by_id[each.rule].rule.fix.topic for each in sorted(findings, key=lambda each: -each.severity)
    ]
    return CONFIDENTIAL if CONFIDENTIAL in topics else next((topic for topic in topics if topic), None)


def _edited(
    segments: Sequence[Segment],
    findings: Sequence[Finding],
    pack: RulePack,
    fallback: str | None,
    voices: Sequence[Voice],
    order: Sequence[Fullness],
) -> Iterator[Candidate]:
    left = fold(" ".join(each.result for each in segments if each.result))
    if not left.plain.strip():
        return
    topic = topic_of(left, pack, fallback)
    named = names_a_topic(left, pack)
    worst = max(findings, key=lambda each: each.severity).rule
    for fullness in order if named else [each for each in order if each != "whole"]:
        for voice in voices:
            assembled = assemble(segments, pack, topic, voice, fullness)
            lines = _disclosures(segments, findings, pack, voice.language, assembled.text)
            text = with_lines(
                assembled.text, lines.get("advertising", ("", ""))[0], lines.get("affiliation", ("", ""))[0]
            )
            put = [Change("", line, rule) for line, rule in lines.values()]
            added = [Change("", each, worst) for each in assembled.added]
            yield Candidate(text, (*put, *_changes(segments, assembled), *added), proposal=False)


def _disclosures(
    segments: Sequence[Segment], findings: Sequence[Finding], pack: RulePack, language: Language, text: str
) -> dict[str, tuple[str, str]]:
    """The lines of the firm profile that missing disclosures ask for, each with the rule that asks.

    An advertising label only where what was paid for is still there.
    """
    firm = pack.firm
    profile = {"advertising": firm.advertising_mention, "affiliation": firm.affiliation}
    stands = {id(each) for segment in segments if segment.fate != "dropped" for each in segment.findings}
    lines: dict[str, tuple[str, str]] = {}
    for finding in findings:
        fix = pack.by_id[finding.rule].rule.fix
        if fix.move != "disclose" or fix.line in lines:
            continue
        gone = finding.place is not None and id(finding) not in stands
        line = profile[fix.line].in_language(language)
        if not (gone and fix.line == "advertising") and not mentions([line], fold_words(text)):
            lines[fix.line] = line, finding.rule
    return lines


def _changes(segments: Sequence[Segment], assembled: Assembled) -> Iterator[Change]:
    """One change a sentence that is no longer as it was, and one a sentence put beside another."""
    put_in = dict(assembled.put_in)
    rule = next((segment.findings[0].rule for segment in segments if segment.findings), "")
    for segment in segments:
        rule = segment.findings[0].rule if segment.findings else rule
        if segment.fate == "softened":
            yield Change(segment.text, segment.put, rule)
        elif segment.fate == "dropped":
            named = next((each.rule for each in segment.findings if each.rule in put_in), rule)
            yield Change(segment.text, put_in.pop(named, "") if segment.findings else "", named)
    for named, sentence in assembled.beside:
        yield Change("", sentence, named)


def _composed(
    post: Post, findings: Sequence[Finding], topic: Topic, voices: Sequence[Voice]
) -> Iterator[Candidate]:
    draft = post.draft
    rule = max(findings, key=lambda each: each.severity).rule
    marked = [word for each in findings for word in each.quote.split()]
    for brief in (False, True):
        for voice in voices:
            text = compose_resource(topic, voice, draft.text, brief)
            for version in (with_hashtags(text, draft.text, marked), text):
                yield Candidate(version, (Change(draft.text, version, rule),), proposal=True)
