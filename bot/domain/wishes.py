"""Another text, as its author wishes: whether it is what was asked for, and what has changed in it.

The wish never counts against the checks of a rewrite (`domain/rewrite_checks`): it comes on top of them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.changes import changed_sentences
from bot.domain.draft import Draft, Language, Platform
from bot.domain.folding import fold, fold_words
from bot.domain.languages import guess_language, main_language
from bot.domain.platforms import measure
from bot.domain.posts import lay_out
from bot.domain.rewriting import A_GOOD_PART_SHORTER, Change
from bot.domain.sentences import sentence_spans
from bot.domain.verifying import KnownFacts, facts_of

Wants = Literal["shorter", "tone", "translate", "keep", "why", "what-if", "other"]
"""As in `domain/replies`; other: what only a language model may understand."""

_WORD = re.compile(r"\w+")
_DATES = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"), ("mai", "may"),
    ("juin", "june"), ("juillet", "july"), ("aout", "august"), ("septembre", "september"),
    ("octobre", "october"), ("novembre", "november"), ("decembre", "december"), ("lundi", "monday"),
    ("mardi", "tuesday"), ("mercredi", "wednesday"), ("jeudi", "thursday"), ("vendredi", "friday"),
    ("samedi", "saturday"), ("dimanche", "sunday"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What an author says in the thread of a review, and the text that it is said of: the last one shown."""

    wants: Wants
    said: str = field(repr=False)
    shown: str = field(repr=False)
    language: Language | None = None
    """Of a translation; None: the other one."""
    parts: tuple[str, ...] = field(default=(), repr=False)
    """What is to be kept, or is asked about."""
    proposal: bool = False
    """Whether the text shown is a post of its own, nothing of the draft."""


def language_wanted(wish: Wish, draft: Draft) -> Language:
    """The language of the text that is wished for: that of the text shown, unless a translation is."""
    shown = _language_of(wish.shown) or _language_of(draft.text) or "fr"
    if wish.wants != "translate":
        return shown
    return wish.language or ("en" if shown == "fr" else "fr")


def _language_of(text: str) -> Language | None:
    folded = fold(text)
    guessed = guess_language(folded.plain, folded.accented)
    return None if guessed is None else main_language(guessed, folded.plain)


def room_wanted(wish: Wish, platform: Platform) -> int:
    """How many characters the text wished for may have; a little more than that is no fault."""
    limit = measure("", platform).limit
    return (
        min(limit, max(1, int(len(wish.shown) * A_GOOD_PART_SHORTER))) if wish.wants == "shorter" else limit
    )


def facts_of_wish(wish: Wish, draft: Draft) -> tuple[KnownFacts, ...]:
    """What the author gave beside the draft: in the thread now, and earlier in the text that is shown.

    For a translation, the days and months of the draft in the other language too.
    """
    words = set(_WORD.findall(fold_words(f"{draft.text}\n{wish.shown}")))
    dates = [other for pair in _DATES for one, other in (pair, pair[::-1]) if one in words]
    return facts_of([wish.said, wish.shown]), *([facts_of(dates)] if wish.wants == "translate" else [])


def unmet(text: str, wish: Wish, draft: Draft) -> tuple[str, ...]:
    """What the author asked for and the text is not, in English, a sentence each; empty where it is."""
    return tuple(_unmet(text, wish, draft))


def _unmet(text: str, wish: Wish, draft: Draft) -> Iterator[str]:
    used, shown = (measure(each, draft.platform).used for each in (text, wish.shown))
    if " ".join(text.split()) == " ".join(wish.shown.split()):
        yield "The text is the one the author has already. Do what the author asks."
    elif wish.wants == "shorter" and used >= shown:
        yield f"The author wants a shorter text than the {shown} characters there are; this one has {used}."
    wanted = language_wanted(wish, draft)
    if _language_of(text) not in (None, wanted):
        yield f"The text must be in {'English' if wanted == 'en' else 'French'}."
    if wish.wants == "keep":
        missing = [each for each in wish.parts if not holds(text, each)]
        if missing:
            yield f"The author wants this kept to the letter: {json.dumps(missing, ensure_ascii=False)}"


def holds(text: str, part: str) -> bool:
    """Whether the part stands in the text, to the letter but for case and spaces."""
    return " ".join(part.casefold().split()) in " ".join(text.casefold().split())


def with_parts(wish: Wish) -> str | None:
    """The text shown with the hashtags and emoji that were missing at its end; None for what is more."""
    missing = [each for each in wish.parts if not holds(wish.shown, each)]
    if not missing or any(not each.startswith("#") and any(map(str.isalnum, each)) for each in missing):
        return None
    after_tags = wish.shown.split()[-1:] and wish.shown.split()[-1].startswith("#")
    joined = " " if after_tags or not missing[0].startswith("#") else "\n\n"
    return f"{wish.shown.rstrip()}{joined}{' '.join(missing)}"


def changes_between(before: str, after: str) -> tuple[Change, ...]:
    """What was taken out, put in and replaced from one version to the next, a sentence each."""
    was, now = (_sentences(each) for each in (before, after))
    return tuple(
        Change("" if place is None else was[place], new, "") for place, new in changed_sentences(was, now)
    )


def _sentences(text: str) -> list[str]:
    folded = lay_out(Draft(text)).folded
    spans = (folded.span(*each) for each in sentence_spans(folded.plain))
    return [text[start:end] for start, end in spans]
