"""Clean sentences that mean nothing, or sell still, without the one beside them that is gone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.domain.editing import Segment, is_only_tags, paragraph_of
from bot.domain.folding import fold
from bot.domain.pack import RulePack
from bot.domain.substance import (
    announces,
    asks_for_contact,
    has_substance,
    is_flourish,
    is_general,
    is_hook,
    is_listed,
    is_praise,
    is_real_question,
    is_step,
    leans_back,
    says_something,
    serves_reader,
    speaks_of_oneself,
    speaks_of_someone,
    takes_up,
)
from bot.domain.topics import names_a_topic

_INTERROGATIVE = re.compile(r"^\W*(?:quel(?:le)?s?|que|comment|combien|what|which|how)\b(?:\W+\w{2,}){3}")
_LINK = re.compile(
    r"(?:(?:anyway|anyhow|also|so|plus|then|still|well|that said|"
    r"bref|alors|donc|aussi|enfin|sinon|cela dit|et puis), |(?:and|but|so|or|et|mais|donc) )(?=\w)",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_A_REMNANT = 20
_A_STATEMENT = 9
_AN_ASIDE = 12
"""Words: a longer sentence stands on its own."""


def without_orphans(segments: Sequence[Segment], pack: RulePack) -> list[Segment]:
    """The segments, those dropped too that only made sense beside a dropped one of their paragraph."""
    segments = _without_stories(segments, pack)
    result: list[Segment] = []
    leaned_on: Segment | None = None
    for number, segment in enumerate(segments):
        if result and not (is_listed(segment.plain) and is_listed(result[-1].plain)):
            leaned_on = result[-1]  # an item of a list leans on what introduces the list
        before = _is_gone(leaned_on) and (not segment.opens_paragraph or _paragraph_is_gone(result))
        after = _leads_to_nothing(segment, segments[number + 1 :])
        opens = number == 0 and is_a_question(segment) and names_a_topic(fold(segment.text), pack)
        orphaned = not opens and (
            _orphaned(segment, before, after, pack) or _introduces(segment, segments[number + 1 :])
        )
        result.append(replace(segment, fate="dropped") if orphaned else segment)
    return _well_begun(_without_remnants(result, pack))


def _well_begun(segments: list[Segment]) -> list[Segment]:
    """The first sentence left, without a word that linked it to one that is gone."""
    first = next((at for at, each in enumerate(segments) if each.result), 0)
    if first and (link := _LINK.match(segments[first].result)):
        said = segments[first].result[link.end() :]
        segments[first] = replace(segments[first], fate="softened", put=said[:1].upper() + said[1:])
    return segments


def _introduces(segment: Segment, following: Sequence[Segment]) -> bool:
    """Whether it is about the author and what takes it up is gone: "I started a chat. It's on…"."""
    if segment.fate != "kept" or not following or following[0].opens_paragraph:
        return False
    gone = following[0].fate == "dropped" and bool(following[0].findings) and takes_up(following[0].plain)
    return gone and speaks_of_oneself(segment.plain) and not serves_reader(segment.plain)


def _without_remnants(segments: Sequence[Segment], pack: RulePack) -> list[Segment]:
    """A paragraph that lost most of its words goes whole where an aside or a few words are left."""
    starts = [at for at, each in enumerate(segments) if at == 0 or each.opens_paragraph]
    result = list(segments)
    for first, end in zip(starts, [*starts[1:], len(segments)], strict=True):
        paragraph = segments[first:end]
        left = [each for each in paragraph if each.result]
        words = sum(len(each.result.split()) for each in left)
        lost_most = sum(len(each.text.split()) for each in paragraph) > 2 * words
        aside = words < _A_REMNANT and all(map(_is_aside, left))
        trifle = words < _AN_ASIDE and not any(_is_of_use(each, pack) for each in left)
        if lost_most and len(starts) > 1 and (aside or trifle):
            result[first:end] = [replace(each, fate="dropped") for each in paragraph]
    return result


def _is_of_use(segment: Segment, pack: RulePack) -> bool:
    plain = segment.plain
    return serves_reader(plain) or is_listed(plain) or names_a_topic(fold(segment.result), pack)


def _is_aside(segment: Segment) -> bool:
    plain = segment.plain
    return (
        (speaks_of_oneself(plain) or announces(plain)) and not serves_reader(plain) and segment.fate == "kept"
    )


def _without_stories(segments: Sequence[Segment], pack: RulePack) -> list[Segment]:
    """Where a rule's scope is the paragraph, its story goes: the paragraph, and what tells on of the person.

    What a reader can use whoever the story is about stays.
    """
    told, after = set[int](), False
    for number, segment in enumerate(segments):
        if segment.fate == "dropped" and any(
            pack.by_id[each.rule].rule.fix.scope == "paragraph" for each in segment.findings
        ):
            told.update(paragraph_of(number, segments))
            after = True
        elif after and speaks_of_someone(segment.plain):
            told.add(number)
    return [
        replace(segment, fate="dropped") if number in told and not _is_for_reader(segment.plain) else segment
        for number, segment in enumerate(segments)
    ]


def _is_for_reader(plain: str) -> bool:
    return is_general(plain) or (serves_reader(plain) and not speaks_of_someone(plain))


def _paragraph_is_gone(done: Sequence[Segment]) -> bool:
    """Whether nothing is left of the paragraph before."""
    for segment in reversed(done):
        if segment.fate != "dropped":
            return False
        if segment.opens_paragraph:
            break
    return bool(done)


def _leads_to_nothing(segment: Segment, following: Sequence[Segment]) -> bool:
    """Whether what it leads to is gone: the sentence after it in its paragraph, or every item of the list."""
    if not following or is_listed(segment.plain):
        return False
    if following[0].opens_paragraph and not segment.plain.rstrip().endswith(":"):
        return False
    items = list(takewhile(lambda each: is_listed(each.plain), following))
    return all(_is_gone(each) for each in items or following[:1])


def _is_gone(segment: Segment | None) -> bool:
    return segment is not None and segment.fate == "dropped"


def is_a_question(segment: Segment) -> bool:
    """A question that opens on the reader's subject and sells nothing."""
    return segment.plain.rstrip().endswith("?") and is_hook(segment.plain)


def _orphaned(segment: Segment, before: bool, after: bool, pack: RulePack) -> bool:
    """Whether a clean sentence means nothing, or sells still, without the one beside it that is gone.

    `before`: that one stood before it, at the end of the same paragraph or of one that is gone whole.
    """
    plain = segment.plain
    if segment.fate != "kept" or not (before or after) or is_only_tags(segment):
        return False
    words = len(_WORDS.findall(plain))
    if segment.opens_paragraph and before:
        return takes_up(plain) and not is_step(plain)
    if not words:
        return before
    if asks_for_contact(plain) or (is_praise(plain) and words < _AN_ASIDE) or (after and announces(plain)):
        return True
    if before and leans_back(plain) and not is_step(plain):
        return True
    return _means_little(segment, before, after, words, pack)


def _means_little(segment: Segment, before: bool, after: bool, words: int, pack: RulePack) -> bool:
    """Whether it is neither a step, a question on the subject, nor a statement that stands on its own."""
    plain = segment.plain
    on_subject = names_a_topic(fold(segment.text), pack)
    if after and plain.endswith("?") and not (_asks(segment) or on_subject):
        return True
    if is_step(plain) or is_real_question(plain) or _asks(segment):
        return False
    stands = is_listed(plain) or on_subject or (words >= _A_STATEMENT and is_general(plain))
    if before and words < _AN_ASIDE and not stands:
        return True
    return not has_substance(plain) and (is_flourish(plain) or (before and not says_something(plain)))


def _asks(segment: Segment) -> bool:
    """An open question, however short."""
    return is_a_question(segment) and bool(_INTERROGATIVE.match(segment.plain))
