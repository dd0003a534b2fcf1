"""A text made shorter without a model: whole sentences are left out, those that say least first."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.composing import Voice, assemble, is_on_subject
from bot.domain.draft import Draft, Language
from bot.domain.editing import Segment, cut_segments, is_only_tags
from bot.domain.orphans import without_orphans
from bot.domain.pack import RulePack
from bot.domain.posts import lay_out
from bot.domain.substance import has_substance, is_listed, states_a_limit

_HOLDS, _FIRST = 4, 3
"""What a sentence is worth that holds the others, and more for the one that a text begins with."""


def leave_out(text: str, pack: RulePack, language: Language) -> Iterator[str]:
    """The text with one sentence less, two, and so on, while one that says something is left.

    What only stood on a sentence that is left out goes with it. Nothing is reviewed here.
    """
    segments = cut_segments(lay_out(Draft(text)), ())
    limits = " ".join(limit for topic in pack.topics for limit in topic.limit.texts)
    worth = [_worth(each, pack, limits) for each in segments]
    said = [number for number, each in enumerate(segments) if not is_only_tags(each)]
    # Of two sentences that say as little the later goes first: what comes first tells what a post is about.
    order = sorted(said, key=lambda number: (worth[number] + _FIRST * (number == said[0]), -number))
    dropped: set[int] = set()
    for number in order[:-1]:
        dropped.add(number)
        left = [replace(each, fate="dropped") if at in dropped else each for at, each in enumerate(segments)]
        left = [
            segments[at] if worth[at] >= _HOLDS and at not in dropped else each
            for at, each in enumerate(without_orphans(left, pack))
        ]
        if not any(each.result and not is_only_tags(each) for each in left):
            return
        yield assemble(left, pack, None, Voice(language, False, 0), "bare").text


def _worth(segment: Segment, pack: RulePack, limits: str) -> int:
    """What balances a text is worth most, a limit that is stated, and what a list hangs from."""
    plain = segment.plain
    holds = segment.text in limits or states_a_limit(plain) or plain.rstrip().endswith(":")
    return _HOLDS * holds + 2 * (is_on_subject(segment, pack) or is_listed(plain)) + has_substance(plain)
