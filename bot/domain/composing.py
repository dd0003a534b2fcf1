"""Texts put together from what is left of a draft and from the resource topic it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.draft import Language
from bot.domain.editing import Segment, is_only_tags
from bot.domain.findings import Finding
from bot.domain.pack import RulePack
from bot.domain.rules import Sentences, Topic
from bot.domain.substance import has_substance, is_listed, is_real_question

_HASHTAG = re.compile(r"#\w*[^\W\d_]\w*")
_KEPT_HASHTAGS = 2
_ONE_PARAGRAPH = 280
"""Characters beyond which a text is given room to breathe."""
_FEW_SENTENCES = 3
_FEW_WORDS = 60
"""A draft shorter than this gets a resource of about its own size."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How the draft speaks; `turn` chooses among the variants of a text, the same for the same draft."""

    language: Language
    familiar: bool
    turn: int

    def choose(self, sentences: Sentences) -> str:
        """One variant of a sentence."""
        variants = sentences.in_voice(self.language, self.familiar)
        return variants[self.turn % len(variants)]

    def all(self, sentences: Sentences) -> tuple[str, ...]:
        """All of them, where they are a list and not variants."""
        return sentences.in_voice(self.language, self.familiar)


def compose_resource(topic: Topic, voice: Voice, draft: str, brief: bool) -> str:
    """A resource post on a topic: the reader's question, the answer, its limit, an open question."""
    if brief:
        return topic.short.in_voice(voice.language, voice.familiar)
    steps = voice.all(topic.steps)
    if len(draft.split()) < _FEW_WORDS:
        steps = steps[:3]
    parts = [
        voice.choose(topic.question),
        _listed(steps, draft),
        voice.choose(topic.limit),
        voice.choose(topic.open),
    ]
    return "\n\n".join(parts)


def _listed(steps: Sequence[str], draft: str) -> str:
    """One step a line for a draft that is itself written in lines, else a paragraph."""
    return "\n".join(f"• {step}" for step in steps) if draft.count("\n") >= 3 else " ".join(steps)


def with_hashtags(text: str, draft: str, dropped: Sequence[str] = ()) -> str:
    """The text with at most two of the draft's own hashtags, where they were not the problem."""
    tags = [tag for tag in dict.fromkeys(_HASHTAG.findall(draft)) if tag not in dropped][:_KEPT_HASHTAGS]
    return f"{text}\n\n{' '.join(tags)}" if tags else text


@dataclass(frozen=True, slots=True)
class Assembled:
    """An edited draft: its text, the sentence put in for each rule, how much of the draft it keeps.

    `added` is what follows the draft's own text and the sentences put in.
    """

    text: str
    put_in: dict[str, str]
    added: tuple[str, ...]
    substance: int
    sentences: int


Fullness = Literal["whole", "taught", "bare"]
"""How much is put in: the topic's answer too, only the rules' own sentences, or nothing."""


def assemble(
    segments: Sequence[Segment], pack: RulePack, topic: Topic | None, voice: Voice, fullness: Fullness
) -> Assembled:
    """What is left of the draft, in its order, with a sentence of substance where promotion stood."""
    kept = [each for each in segments if each.result and not is_only_tags(each)]
    substance = sum(has_substance(each.plain) for each in kept)
    put_in: dict[str, str] = {}
    pieces: list[str] = []
    lead = ""
    room = 0 if fullness == "bare" else 2
    for segment in segments:
        lead = max(lead, _break(segment.lead), key=len)
        text = segment.result
        may_stand_here = room and not is_listed(segment.plain)
        if not text and may_stand_here and (sentence := _instead(segment, pack, voice, put_in)):
            text, room = sentence, room - 1
        if text:
            pieces += [lead, text] if pieces else [text]
            lead = ""
    text, added = "".join(pieces), tuple[str, ...]()
    if fullness == "whole" and topic:
        added = tuple(_answer(kept, substance, bool(put_in), topic, voice, segments))
        text = _followed_by(added, text, segments)
    return Assembled(text, put_in, added, substance, len(kept))


def _break(lead: str) -> str:
    breaks = lead.count("\n")
    return "\n\n" if breaks >= 2 else "\n" if breaks else " "


def _instead(segment: Segment, pack: RulePack, voice: Voice, put_in: dict[str, str]) -> str:
    """The sentence that a rule offers for a dropped one; each rule offers once."""
    for finding in _worst_first(segment.findings):
        instead = pack.by_id[finding.rule].rule.fix.instead
        if instead and finding.rule not in put_in:
            put_in[finding.rule] = voice.choose(instead)
            return put_in[finding.rule]
    return ""


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: -each.severity)


def _answer(
    kept: Sequence[Segment],
    substance: int,
    taught: bool,
    topic: Topic,
    voice: Voice,
    segments: Sequence[Segment],
) -> Iterator[str]:
    """A draft of which little is left gets the topic's answer; one that lost its end, an open question."""
    steps = voice.all(topic.steps)
    asked_only = len(kept) <= 1 or all(is_real_question(each.plain) for each in kept)
    little_left = asked_only or (substance < 2 and len(kept) <= _FEW_SENTENCES)
    if little_left:
        yield " ".join(steps[: 1 if taught else 2])
        yield voice.choose(topic.limit)
    if (little_left or _lost_its_end(segments)) and not any(
        each.plain.rstrip().endswith("?") for each in kept
    ):
        yield voice.choose(topic.open)


def _followed_by(added: Sequence[str], text: str, segments: Sequence[Segment]) -> str:
    """The text, what is added to it, and last its lines of hashtags."""
    tags = [each.result for each in segments if each.result and is_only_tags(each)]
    body = [part for part in [*_before_tags([text, *added], tags), *tags] if part]
    airy = "\n" in text or sum(map(len, body)) > _ONE_PARAGRAPH
    return ("\n\n" if airy else " ").join(body)


def _lost_its_end(segments: Sequence[Segment]) -> bool:
    """Whether the draft's last sentence, its hashtags aside, was taken out."""
    closing = next((each for each in reversed(segments) if not is_only_tags(each)), None)
    return closing is not None and closing.fate == "dropped"


def _before_tags(parts: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The text parts without the lines of hashtags, which close the post."""
    body = list(parts)
    for tag in tags:
        body = [part.replace(tag, "").rstrip() for part in body]
    return body
