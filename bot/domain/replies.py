"""What a reply in the thread of a review asks for, told by its words; what is not plain is not guessed.

Every word must be known: of the wish itself, of those around it, or of the draft. A post that begins with
*why*, *keep* or *if I add* has others, and stays what it may be.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import regex
from rapidfuzz.distance import OSA

from bot.domain.draft import Language
from bot.domain.reply_words import (
    ABOUT_A_PROBLEM,
    APPROVE,
    AROUND,
    IS_IT_FINE,
    KEEP,
    PARTS,
    SHORTER,
    TONE,
    TRANSLATE,
    TYPED_WELL,
    WHAT_IF,
    WHY,
)

Wanted = Literal["shorter", "tone", "translate", "keep", "why", "what-if", "approve"]
"""shorter, tone (warmer, more formal, simpler), translate, keep (a hashtag, words, a part): another text;
why: what the problem is; what-if: what an addition would change; approve: what nobody here can do.
"""

_LONGEST = 150
"""Characters of a reply that asks for something, without what it quotes."""
_LONGEST_ADDITION = 600
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_HASHTAG = regex.compile(r"#[\p{L}\p{N}_]+")
_QUOTED = regex.compile(r"«\s*([^»]+?)\s*»|“([^”]+?)”|\"([^\"]+?)\"|‘([^’]{3,}?)’(?!\p{L})")
_EMOJI = regex.compile(r"\p{Extended_Pictographic}\ufe0f?|\p{Regional_Indicator}{2}")
_MEANS_EMOJI = frozenset({"emoji", "emojis", "emoticone", "emoticones"})
_MEANS_HASHTAG = frozenset({"hashtag", "hashtags", "tag", "tags"})
_TO_MEND = 4
"""Letters of a word from which it may be mistyped."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A wish; `text` is what is to be added, `parts` what is to be kept or asked about, to the letter."""

    wants: Wanted
    text: str = field(default="", repr=False)
    parts: tuple[str, ...] = field(default=(), repr=False)
    language: Language | None = None
    """Of a translation, where it is named."""


def understand_wish(text: str, draft: str) -> Reply | None:
    """What a reply about the review of `draft` asks for, None where it is not plain."""
    said = text.strip()
    if not said or len(said) > _LONGEST + _LONGEST_ADDITION:
        return None
    added = _what_if(said)
    if added or len(_QUOTED.sub(" ", said)) > _LONGEST:
        return added
    quoted = _quotations(said)
    if not all(_holds(draft, each) for each in quoted):
        return None
    bare = _EMOJI.sub(" ", _HASHTAG.sub(" ", _QUOTED.sub(" ", said)))
    words = _words(bare)
    return (
        _keep(said, words, quoted, draft)
        or _why(words, quoted, draft)
        or (None if quoted else _another_text(words, asked=said.rstrip(" )!😊🙏").endswith("?")))
    )


def _another_text(words: list[str], asked: bool) -> Reply | None:
    """A wish about the text as a whole, or about its approval."""
    plain = " ".join(_mended(each) for each in words)
    if APPROVE.search(plain) and _only(AROUND | ABOUT_A_PROBLEM | PARTS, APPROVE.sub(" ", plain)):
        return Reply("approve")
    if asked and IS_IT_FINE.search(plain) and _only(AROUND, IS_IT_FINE.sub(" ", plain)):
        return Reply("approve")
    found = [
        wants
        for wants, core in (("translate", TRANSLATE), ("shorter", SHORTER), ("tone", TONE))
        if core.search(plain)
    ]
    rest = TONE.sub(" ", SHORTER.sub(" ", TRANSLATE.sub(" ", plain)))
    if not found or not _only(AROUND | PARTS, rest):
        return None
    if found[0] == "translate":
        named = [each["language"] for each in TRANSLATE.finditer(plain) if each["language"]]
        if not named:
            return Reply("translate")
        return Reply("translate", language="en" if named[0].startswith(("angl", "engl")) else "fr")
    return Reply("shorter" if found[0] == "shorter" else "tone")


def _keep(said: str, words: list[str], quoted: tuple[str, ...], draft: str) -> Reply | None:
    """Something of the draft that is to stay: given to the letter, or named (*my hashtag*)."""
    plain = " ".join(_mended(each) for each in words)
    begun = KEEP.match(plain)
    tags = tuple(_HASHTAG.findall(_QUOTED.sub(" ", said)))
    pictures = tuple(_EMOJI.findall(_QUOTED.sub(" ", said)))
    if begun is None or not _only(AROUND | PARTS, plain[begun.end() :]):
        return None
    named = set(plain[begun.end() :].split())
    given = (*quoted, *tags, *(each for each in pictures if each in draft))
    if given:
        return Reply("keep", parts=given)
    if named & _MEANS_HASHTAG:
        return Reply("keep", parts=tuple(dict.fromkeys(_HASHTAG.findall(draft))))
    if named & _MEANS_EMOJI:
        return Reply("keep", parts=tuple(dict.fromkeys(_EMOJI.findall(draft))))
    return Reply("keep") if named & PARTS else None


def _why(words: list[str], quoted: tuple[str, ...], draft: str) -> Reply | None:
    """A question about what the review found; `parts` are the words of the draft that it names."""
    plain = " ".join(words)
    begun = WHY.match(plain) or WHY.match(" ".join(_mended(each) for each in words))
    if begun is None:
        return None
    rest = begun.string[begun.end() :].split()
    its_own = frozenset(_words(draft)) - AROUND
    named = tuple(each for each in rest if each in its_own and each not in ABOUT_A_PROBLEM)
    known = AROUND | ABOUT_A_PROBLEM | PARTS
    unknown = [
        each for each in rest if each not in known and each not in its_own and _mended(each) not in known
    ]
    about = (
        bool(quoted)
        or not named
        or any(_mended(each) in ABOUT_A_PROBLEM for each in rest)
        or "probl" in begun[0]
    )
    return Reply("why", parts=(*quoted, *named)) if about and not unknown else None


def _what_if(said: str) -> Reply | None:
    """Something to be added: after a colon, in quotation marks, a hashtag; "" where it is not given."""
    head, colon, given = said.partition(":")
    quoted, tags = _quotations(said), _HASHTAG.findall(said)
    if quoted:
        head, given = _QUOTED.sub(" ", said), quoted[0]
    elif not (colon and given.strip()):
        head, given = _HASHTAG.sub(" ", said), " ".join(tags)
    plain = " ".join(_mended(each) for each in _words(head))
    begun = WHAT_IF.match(plain)
    if begun is None or len(given) > _LONGEST_ADDITION:
        return None
    return (
        Reply("what-if", given.strip() if quoted else given.strip().rstrip("?").rstrip())
        if _only(AROUND | PARTS, plain[begun.end() :])
        else None
    )


def _quotations(said: str) -> tuple[str, ...]:
    return tuple("".join(groups).strip() for groups in _QUOTED.findall(said))


def _holds(draft: str, quoted: str) -> bool:
    """Whether the words stand in the draft, in this order."""
    return f" {' '.join(_words(quoted))} " in f" {' '.join(_words(draft))} "


def _only(known: frozenset[str], words: str) -> bool:
    return all(
        each in known or _mended(each) in known or (each.isdigit() and len(each) < 3)
        for each in words.split()
    )


@cache
def _mended(word: str) -> str:
    """The word it was meant to be: one letter away, begun alike; as it is where there is none."""
    if len(word) < _TO_MEND or word in TYPED_WELL:
        return word
    alike = [each for each in TYPED_WELL if each[0] == word[0] and len(each) >= _TO_MEND]
    near = [each for each in alike if OSA.distance(word, each, score_cutoff=1) <= 1]
    return min(near) if near else word


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
