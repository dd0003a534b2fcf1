"""Texts put together from what is left of a draft and from the resource topic it is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from bot.domain.draft import Language
from bot.domain.editing import Segment, is_only_tags
from bot.domain.findings import Finding
from bot.domain.fixes import Sentences
from bot.domain.folding import fold, fold_words
from bot.domain.pack import RulePack
from bot.domain.rules import Topic
from bot.domain.substance import (
    greets_somebody,
    has_substance,
    is_general,
    is_listed,
    is_real_question,
    is_step,
    speaks_of_oneself,
    states_a_limit,
)
from bot.domain.topics import names_a_subject, names_a_topic

_HASHTAG = re.compile(r"#\w*[^\W\d_]\w*")
_NUMBERED = re.compile(r"^(\d{1,2})([.)] )", re.MULTILINE)
_KEPT_HASHTAGS = 2
_ONE_PARAGRAPH = 280
"""Characters beyond which a text is given room to breathe."""
_FEW_WORDS = 40
_MANY_WORDS = 60
"""A draft shorter than these gets a resource of about its own size."""
_MOST = 0.65
"""Of its words: two things that were said stand by themselves, whatever was beside them."""
_NEARLY_ALL = 0.85
"""Of a draft's words: what is left is that draft."""
_A_GOOD_PART = 0.4
"""Of a draft's words: what is left is a post, if it is long enough."""
_A_GREETING = 12
"""Words of a welcome or of thanks that are a post: nobody looks for more in them."""
_A_POST = 20
_A_WHOLE_POST = 28
"""Words that make a post of what says one thing: for the reader, or about anything."""
_A_STATEMENT = 8
_A_STEP = 12
"""Words of a statement, or of a step on any subject, that stands alone."""
_A_LONG_POST = 80
"""Words of a draft that may lose its subject: what is left has one of its own."""


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
    """A resource post on a topic: the reader's question, the answer, its limit, an open question.

    About as long as the draft; `brief`: as short as the shortest platform asks.
    """
    if brief:
        return topic.short.in_voice(voice.language, voice.familiar)
    words, steps = len(draft.split()), voice.all(topic.steps)
    question, limit = voice.choose(topic.question), voice.choose(topic.limit)
    if words < _FEW_WORDS:
        return " ".join([question, *steps[:2], limit])
    answer = _listed(steps if words >= _MANY_WORDS else steps[:3], draft)
    return "\n\n".join([question, answer, limit, voice.choose(topic.open)])


def _listed(steps: Sequence[str], draft: str) -> str:
    """One step a line for a draft that is itself written in lines, else a paragraph."""
    return "\n".join(f"• {step}" for step in steps) if draft.count("\n") >= 3 else " ".join(steps)


def with_hashtags(text: str, draft: str, dropped: Sequence[str] = ()) -> str:
    """The text with at most two of the draft's own hashtags, where they were not the problem."""
    tags = [tag for tag in dict.fromkeys(_HASHTAG.findall(draft)) if tag not in dropped][:_KEPT_HASHTAGS]
    return f"{text}\n\n{' '.join(tags)}" if tags else text


def with_lines(text: str, label: str, affiliation: str) -> str:
    """The text under an advertising label, on its own line, and after whom the author works for.

    A reply, which opens on a mention, stays one: the sentence then closes it.
    """
    if affiliation:
        text = f"{text} {affiliation}" if text.startswith("@") else f"{affiliation} {text}"
    return f"{label}{_gap(text)}{text}" if label else text


def _gap(text: str) -> str:
    return "\n\n" if "\n\n" in text else "\n"


Remains = Literal["a post", "its subject", "nothing"]
"""What is left of a draft: enough to be posted, sentences on its subject, or nothing of use."""


def what_remains(segments: Sequence[Segment], pack: RulePack) -> Remains:
    """How much of a draft its edits leave."""
    said = [each for each in segments if not is_only_tags(each)]
    left = [each for each in said if each.result]
    words = sum(_words(each.result) for each in left)
    share = words / max(1, sum(_words(each.text) for each in said))
    on_subject = any(is_on_subject(each, pack) for each in left)
    things = sum(has_substance(fold_words(each.result)) for each in left)
    useful = any(_is_useful(fold_words(each.result)) for each in left)
    a_post = words >= (_A_POST if useful else _A_WHOLE_POST)
    enough = things >= 2 or (things == 1 and share >= _A_GOOD_PART and a_post)
    greets = words >= _A_GREETING and any(greets_somebody(fold_words(each.result)) for each in left)
    stands = share >= _NEARLY_ALL or ((things >= 2 or greets) and share >= _MOST)
    if left and (stands or (enough and not _lost_subject(segments, left, pack))):
        return "a post"
    named = on_subject and names_a_topic(fold(" ".join(each.result for each in left)), pack)
    return "its subject" if named else "nothing"


def _words(text: str) -> int:
    """How many words a text has, its tags aside."""
    return sum(not word.startswith(("#", "@")) for word in text.split())


def _lost_subject(segments: Sequence[Segment], left: Sequence[Segment], pack: RulePack) -> bool:
    """Whether a short draft named a topic and what is left of it names none."""
    draft = fold(" ".join(each.text for each in segments))
    if len(draft.plain.split()) >= _A_LONG_POST or not names_a_subject(draft, pack):
        return False
    return not names_a_topic(fold(" ".join(each.result for each in left)), pack)


def _is_useful(plain: str) -> bool:
    return is_step(plain) or is_real_question(plain) or is_general(plain)


def is_on_subject(segment: Segment, pack: RulePack) -> bool:
    """Whether what is left of a sentence says something about a topic of the pack, or is a whole step."""
    plain = fold_words(segment.result)
    if is_step(plain) and len(plain.split()) >= _A_STEP:
        return True
    if states_a_limit(plain):
        return True
    if is_step(plain):
        return names_a_topic(fold(segment.result), pack)
    asks = is_real_question(plain) and not speaks_of_oneself(plain)
    states = is_general(plain) and len(plain.split()) >= _A_STATEMENT
    return (asks or states) and names_a_subject(fold(segment.result), pack)


def keep_subject(segments: Sequence[Segment], pack: RulePack) -> list[Segment]:
    """Only the sentences on the subject, and the lines of hashtags: what else little is left says nothing."""
    return [
        each if is_only_tags(each) or is_on_subject(each, pack) else replace(each, fate="dropped")
        for each in segments
    ]


@dataclass(frozen=True, slots=True)
class Assembled:
    """An edited draft: its text, what stands where a rule marked, beside what it marked, and after all."""

    text: str
    put_in: dict[str, str]
    beside: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()


Fullness = Literal["bare", "taught", "whole"]
"""What is put in: nothing, one rule's own sentence, or the topic's answer and its limit."""


def assemble(
    segments: Sequence[Segment], pack: RulePack, topic: Topic | None, voice: Voice, fullness: Fullness
) -> Assembled:
    """What is left of the draft, in its order."""
    put_in: dict[str, str] = {}
    beside: list[tuple[str, str]] = []
    pieces: list[str] = []
    lead = ""
    for segment in segments:
        lead = max(lead, _break(segment.lead), key=len)
        text = segment.result
        if not text and fullness == "taught" and not put_in and not is_listed(segment.plain):
            text = _instead(segment, pack, voice, put_in)
        if text and segment.balance:
            beside.append((segment.balanced_for, voice.choose(segment.balance)))
            text = f"{_closed(text)} {beside[-1][1]}"
        if text:
            pieces += [lead, text] if pieces else [text]
            lead = ""
    text, added = _renumbered("".join(pieces), segments), tuple[str, ...]()
    if fullness == "whole" and topic:
        added = (" ".join(voice.all(topic.steps)[:2]), voice.choose(topic.limit))
        text = _followed_by(added, text, segments)
    return Assembled(text, put_in, tuple(beside), added)


def _renumbered(text: str, segments: Sequence[Segment]) -> str:
    """The text with the items of its numbered list counted again where one was taken out."""
    numbers = [(each, int(at[1])) for each in segments if (at := _NUMBERED.match(each.text))]
    counted = [number for _, number in numbers] == list(range(1, len(numbers) + 1))
    if not counted or all(each.result for each, _ in numbers):
        return text
    left = count(1)
    return _NUMBERED.sub(lambda item: f"{next(left)}{item[2]}", text)


def _break(lead: str) -> str:
    breaks = lead.count("\n")
    return "\n\n" if breaks >= 2 else "\n" if breaks else " "


def _instead(segment: Segment, pack: RulePack, voice: Voice, put_in: dict[str, str]) -> str:
    """The sentence that the worst of its rules offers for a dropped one."""
    for finding in _worst_first(segment.findings):
        instead = pack.by_id[finding.rule].rule.fix.instead
        if instead:
            put_in[finding.rule] = voice.choose(instead)
            return put_in[finding.rule]
    return ""


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: -each.severity)


def _closed(text: str) -> str:
    """A sentence that another can follow."""
    return f"{text}." if text[-1].isalnum() and not text.split()[-1].startswith(("#", "@")) else text


def _followed_by(added: Sequence[str], text: str, segments: Sequence[Segment]) -> str:
    """The text, what is added to it, and last its lines of hashtags."""
    tags = [each.result for each in segments if each.result and is_only_tags(each)]
    for tag in tags:
        text = text.replace(tag, "").rstrip()
    body = [_closed(text) if text else text, " ".join(added)]
    airy = "\n" in text or sum(map(len, body)) > _ONE_PARAGRAPH
    return "\n\n".join([("\n\n" if airy else " ").join(part for part in body if part), *tags])
