"""The edit-based rewriter: promotion into something a reader can use, with no model.

Candidates are made from the gentlest to the plainest and each is reviewed by every rule before it
may be shown: the first that passes is the rewrite, and none is shown when none passes (promise 4).
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.checking import apply_rules
from bot.domain.composing import Assembled, Fullness, Voice, assemble, compose_resource, with_hashtags
from bot.domain.draft import Draft, Language
from bot.domain.editing import Segment, apply_fixes, cut_segments, mentions
from bot.domain.findings import Finding, Severity, Verdict, by_rule, verdict_of
from bot.domain.folding import fold_words
from bot.domain.nearness import VectorsOf, no_vectors
from bot.domain.pack import RulePack
from bot.domain.platforms import measure
from bot.domain.posts import Post
from bot.domain.rules import Topic
from bot.domain.topics import CONFIDENTIAL, is_familiar, topic_of
from bot.domain.verifying import facts_of, invented_facts, is_well_formed

_TURNS = 3
_LONG = 4_000
"""Characters of a draft beyond which it is edited in one voice: the others would hardly differ."""
_FLOOD = 40
"""Findings of one rule from which a draft is not edited: as no more are looked for, some would remain."""
_FULLNESS: tuple[Fullness, ...] = ("whole", "taught", "bare")


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
    vectors_of: VectorsOf = no_vectors,
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
        rewrite = verify_rewrite(candidate, post.draft, findings, pack, language, vectors_of)
        if rewrite:
            return replace(rewrite, for_length=rewrite.proposal and too_long)
        if not candidate.proposal:
            too_long = not measure(candidate.text, post.draft.platform).fits
    return None


def verify_rewrite(
    candidate: Candidate,
    draft: Draft,
    findings: Sequence[Finding],
    pack: RulePack,
    language: Language,
    vectors_of: VectorsOf = no_vectors,
) -> Rewrite | None:
    """The candidate as a rewrite if it passes: reviewed, nothing new, nothing invented, it fits.

    A resource post that holds nothing of a draft and passed once under a pack is not read again.
    """
    text = candidate.text.strip()
    rewritten = Draft(text, draft.platform, replace(draft.author, name=None))
    if rewritten in pack.clean_resources:
        return Rewrite(text, "ok", candidate.changes, True, candidate.proposal)
    if not text or text == draft.text.strip() or not _can_be_posted(rewritten):
        return None
    again = apply_rules(rewritten, pack, language, vectors_of(rewritten))
    before = {finding.rule for finding in findings}
    if any(each.severity > Severity.APPROVAL or each.rule not in before for each in again):
        return None
    if invented_facts(text, facts_of([draft.text, draft.author.name or ""]), pack.known_facts):
        return None
    if candidate.proposal and not again and not invented_facts(text, pack.known_facts):
        pack.clean_resources.add(rewritten)
    return Rewrite(text, verdict_of(again), candidate.changes, True, candidate.proposal)


def _can_be_posted(draft: Draft) -> bool:
    return is_well_formed(draft.text) and measure(draft.text, draft.platform).fits


def _candidates(
    post: Post, findings: Sequence[Finding], pack: RulePack, language: Language, turn: int
) -> Iterator[Candidate]:
    fallback = _fallback_topic(findings, pack)
    topic = topic_of(post.folded, pack, fallback)
    familiar = language == "fr" and is_familiar(post.folded.plain)
    first = zlib.crc32(post.draft.text.strip().encode("utf-8", "surrogatepass")) + turn
    voices = [Voice(language, familiar, first + extra) for extra in range(_TURNS)]
    if verdict_of(findings) != "block" and fallback != CONFIDENTIAL and not _is_flooded(findings):
        segments = apply_fixes(cut_segments(post, findings), pack)
        for fullness in _FULLNESS:
            for voice in voices if len(post.draft.text) <= _LONG else voices[:1]:
                yield from _edited(segments, findings, pack, topic, voice, fullness)
    if topic:
        yield from _composed(post, findings, topic, voices)


def _is_flooded(findings: Sequence[Finding]) -> bool:
    return any(len(found) >= _FLOOD for found in by_rule(findings))


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
    topic: Topic | None,
    voice: Voice,
    fullness: Fullness,
) -> Iterator[Candidate]:
    assembled = assemble(segments, pack, topic, voice, fullness)
    line, changes = _disclosure(findings, pack, voice.language, assembled)
    worth_it = assembled.substance if fullness == "bare" else assembled.sentences or line
    if not worth_it or not assembled.text:
        return
    text = f"{line} {assembled.text}" if line else assembled.text
    worst = max(findings, key=lambda each: each.severity).rule
    added = [Change("", each, worst) for each in assembled.added]
    yield Candidate(text, (*changes, *_changes(segments, assembled), *added), proposal=False)


def _disclosure(
    findings: Sequence[Finding], pack: RulePack, language: Language, assembled: Assembled
) -> tuple[str, list[Change]]:
    """The line of the firm profile that a missing disclosure asks for."""
    for finding in findings:
        fix = pack.by_id[finding.rule].rule.fix
        if fix.move == "disclose":
            firm = pack.firm
            lines = firm.affiliation if fix.line == "affiliation" else firm.advertising_mention
            line = lines.in_language(language)
            if not mentions([line], fold_words(assembled.text)):
                return line, [Change("", line, finding.rule)]
    return "", []


def _changes(segments: Sequence[Segment], assembled: Assembled) -> Iterator[Change]:
    """One change a sentence that is no longer as it was."""
    put_in = dict(assembled.put_in)
    rule = next((segment.findings[0].rule for segment in segments if segment.findings), "")
    for segment in segments:
        rule = segment.findings[0].rule if segment.findings else rule
        if segment.fate == "softened":
            yield Change(segment.text, segment.put, rule)
        elif segment.fate == "dropped":
            named = next((each.rule for each in segment.findings if each.rule in put_in), rule)
            yield Change(segment.text, put_in.pop(named, "") if segment.findings else "", named)


def _composed(
    post: Post, findings: Sequence[Finding], topic: Topic, voices: Sequence[Voice]
) -> Iterator[Candidate]:
    draft = post.draft
    rule = max(findings, key=lambda each: each.severity).rule
    for brief in (False, True):
        for voice in voices:
            text = compose_resource(topic, voice, draft.text, brief)
            changes = (Change(draft.text, text, rule),)
            yield Candidate(with_hashtags(text, draft.text), changes, proposal=True)
            yield Candidate(text, changes, proposal=True)
