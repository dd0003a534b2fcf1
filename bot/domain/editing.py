"""Edits to a draft, sentence by sentence: what the findings mark is softened or taken out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Literal

from bot.domain.findings import Finding
from bot.domain.folding import fold, fold_words
from bot.domain.matching import AnyOf, Vocabulary
from bot.domain.pack import RulePack
from bot.domain.phrases import phrase_regex
from bot.domain.posts import Post
from bot.domain.rules import Fix, Softening, Words
from bot.domain.sentences import Span
from bot.domain.substance import (
    asks_for_contact,
    has_substance,
    is_flourish,
    is_hook,
    is_listed,
    is_praise,
    is_real_question,
    is_step,
    says_something,
)
from bot.domain.topics import names_a_topic

Fate = Literal["kept", "softened", "dropped"]

_LEANS_BACK = re.compile(
    r"^\W*(?:ca|cela|c'est|c'etait|il|elle|ils|elles|lui|leur|celui|celle|ceux|ce|cet|cette|et|mais|alors|donc|parce|sinon|en plus|"
    r".*\b(?:en dire autant|say the same|say that|beat that)|"
    r"this|that|these|those|it|it's|they|they're|he|she|his|her|and|but|so|because|otherwise|not|plus)\b"
)
_TO_THE_REVIEWER = re.compile(
    r"\b(?:system (?:note|prompt|message)|ignor\w+ (?:\w+ ){0,3}(?:polic\w+|rules?|instructions?|politiques?|regles?|consignes?)|"
    r"(?:return|reply|answer|respond|output|repond\w*|renvoie|retourne|affiche) (?:\w+ ){0,3}(?:verdict|ok|approved|approuve\w*|json)|"
    r"(?:note|message|cher|chere|dear|hey|hi|hello|bonjour) (?:to|for|a|au|pour)? ?(?:the |l'|le )?(?:reviewer|bot|ai|assistant|chatbot|reviseur|robot|ia|vigie)\b|"
    r"(?:approved|cleared|validated|signed off|approuve\w*|valide\w*|autorise\w*) (?:\w+ ){0,2}(?:by|par) (?:the |la |notre |our )?(?:compliance|conformite|legal)|"
    r"(?:this|the|ce|cette) (?:draft|post|text|message|billet|texte|publication|brouillon) (?:\w+ ){0,2}"
    r"(?:is|est|has been|was|a ete) (?:\w+ )?(?:pre-?approved|exempt\w*|approved|approuve\w*|preapprouve\w*)|"
    r"(?:must|should|need|do|does|doit|ne doit) (?:not|pas)? ?(?:be |etre )?(?:analy[sz]e\w*|review\w*|examin\w*|relu\w*)|"
    r"(?:clause|article) [a-z]{1,8}-?\d[\d.]*|[a-z]{2,8}-\d+\.\d+|"
    r"(?:new|nouvelles?) (?:instructions?|consignes?)|end of (?:draft|prompt|input)|fin du brouillon|fictional example|exemple fictif ci-dessus|"
    r"skip (?:the )?(?:review|checks?)|saute (?:cette|la) (?:publication|revision|verification)|verdict\W{1,4}ok)\b|"
    r"^\W*(?:system|assistant|user|instructions?) ?:|<\||\|>|\{\s*\"?verdict"
)
_INTERROGATIVE = re.compile(r"^\W*(?:quel(?:le)?s?|que|comment|combien|what|which|how)\b(?:\W+\w{2,}){3}")
_ONLY_TAGS = re.compile(r"^(?:\s*[#@]\w[\w.]*\s*)+$")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_AN_ASIDE = 12
"""Words: a longer sentence stands on its own."""
_TAGS = re.compile(r"(?:[\s,]*(?<![\w.@/])[@#][\w.]*\w)+")
_GOVERNS = re.compile(
    r"\b(?:à|a|au|aux|avec|par|de|chez|et|selon|to|with|by|from|and|at|for|of|@)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of the draft, the white space before it, and what becomes of it."""

    text: str
    plain: str
    lead: str
    findings: tuple[Finding, ...] = ()
    fate: Fate = "kept"
    put: str = ""

    @property
    def result(self) -> str:
        """What is left of the sentence."""
        return {"kept": self.text, "softened": self.put, "dropped": ""}[self.fate]


def cut_segments(post: Post, findings: Sequence[Finding]) -> list[Segment]:
    """The draft's sentences with the findings that touch each of them."""
    places = [post.folded.span(*span) for span in post.sentences]
    touching = _touching(places, findings)
    segments, done, text = [], 0, post.draft.text
    for span, (start, end), found in zip(post.sentences, places, touching, strict=True):
        plain = post.folded.plain[slice(*span)]
        segments.append(Segment(text[start:end], plain, text[done:start], tuple(found)))
        done = end
    return segments


def _touching(places: Sequence[Span], findings: Sequence[Finding]) -> list[list[Finding]]:
    """For each of these places, the findings that mark a part of it, or speak of one."""
    touching: list[list[Finding]] = [[] for _ in places]
    ends = [end for _, end in places]
    for finding in findings:
        if finding.place is None:
            continue
        begin, end = finding.place
        number = bisect_right(ends, begin)
        while number < len(places) and places[number][0] < end:
            touching[number].append(finding)
            number += 1
    return touching


def apply_fixes(segments: Sequence[Segment], pack: RulePack) -> list[Segment]:
    """Each segment with its fate: fixed where its words allow it, dropped where they do not."""
    fixed = [_fix(segment, pack) for segment in segments]
    return _without_orphans(fixed, pack)


def _fix(segment: Segment, pack: RulePack) -> Segment:
    if _TO_THE_REVIEWER.search(segment.plain):
        return replace(segment, fate="dropped")
    text: str | None = segment.text
    moves = [pack.by_id[finding.rule].rule.fix for finding in segment.findings]
    for fix in moves:
        text = _moved(text, fix, segment.plain) if text is not None else None
    if text == segment.text:
        return segment
    # A boast without its superlative is still a boast: what stays must say something.
    only_tags_went = all(fix.move == "trim-tags" for fix in moves)
    tidied = _tidy(text or "")
    if len(_WORDS.findall(tidied)) < 3 or not (only_tags_went or has_substance(fold_words(tidied))):
        return replace(segment, fate="dropped")
    return replace(segment, fate="softened", put=tidied)


def _moved(text: str, fix: Fix, plain: str) -> str | None:
    """The sentence after one rule's move; None where it must go."""
    if fix.move == "keep" or (fix.move == "disclose" and (is_step(plain) or is_real_question(plain))):
        return text
    if fix.move == "trim-tags":
        return _without_tags(text)
    return _soften(text, (*fix.soften.fr, *fix.soften.en)) if fix.move != "drop" else None


@cache
def _finder(phrase: str) -> re.Pattern[str]:
    return re.compile(phrase_regex(phrase))


def _without_tags(text: str) -> str:
    """The sentence without its runs of tags; one that a word of the sentence governs stays, as a word of it."""

    def trim(run: re.Match[str]) -> str:
        inside = bool(_WORDS.search(text[: run.start()])) and bool(_WORDS.search(text[run.end() :]))
        governed = inside and bool(_GOVERNS.search(text[: run.start()]))
        single = inside and len(re.findall(r"[@#]\w", run.group())) == 1
        return run.group() if governed or single else ""

    return _TAGS.sub(trim, text)


def _soften(text: str, softenings: Sequence[Softening]) -> str | None:
    """The sentence with its marked words replaced, or None where nothing matches."""
    changed = False
    for softening in softenings:
        folded = fold(text)
        match = _finder(softening.find).search(folded.plain)
        if match:
            start, end = folded.span(*match.span())
            text, changed = text[:start] + softening.put + text[end:], True
    return text if changed else None


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]{2,}", " ", text).strip()
    text = re.sub(r"\s+([,.])", r"\1", text)
    return text[:1].upper() + text[1:] if text[:1].islower() and not text.startswith(("http", "@")) else text


def _without_orphans(segments: Sequence[Segment], pack: RulePack) -> list[Segment]:
    """Clean sentences that only made sense beside a dropped one of their paragraph go with it."""
    result: list[Segment] = []
    leaned_on: Segment | None = None
    for number, segment in enumerate(segments):
        if result and not (is_listed(segment.plain) and is_listed(result[-1].plain)):
            leaned_on = result[-1]  # an item of a list leans on what introduces the list
        before = not _opens_paragraph(segment) and _is_gone(leaned_on)
        after = _leads_to_nothing(segment, segments[number + 1 :])
        opens = number == 0 and is_a_question(segment) and names_a_topic(fold(segment.text), pack)
        orphaned = not opens and _orphaned(segment, before, after)
        result.append(replace(segment, fate="dropped") if orphaned else segment)
    return result


def _leads_to_nothing(segment: Segment, following: Sequence[Segment]) -> bool:
    """Whether what comes after it in its paragraph is gone: the sentence, or every item of the list."""
    if not following or _opens_paragraph(following[0]) or is_listed(segment.plain):
        return False
    items = list(takewhile(lambda each: is_listed(each.plain), following))
    return all(_is_gone(each) for each in items or following[:1])


def _is_gone(segment: Segment | None) -> bool:
    return segment is not None and segment.fate == "dropped"


def _opens_paragraph(segment: Segment) -> bool:
    return segment.lead.count("\n") >= 2


def is_a_question(segment: Segment) -> bool:
    """A question that opens on the reader's subject and sells nothing."""
    return segment.plain.rstrip().endswith("?") and is_hook(segment.plain)


def _orphaned(segment: Segment, before: bool, after: bool) -> bool:
    """Whether a clean sentence means nothing, or sells still, without the one beside it that is gone."""
    if segment.fate != "kept" or not (before or after) or _ONLY_TAGS.match(segment.text):
        return False
    words = len(_WORDS.findall(segment.plain))
    if not words:
        return before
    if asks_for_contact(segment.plain):
        return True
    if is_praise(segment.plain) and words < _AN_ASIDE:
        return True
    if before and _LEANS_BACK.match(segment.plain) and not is_step(segment.plain):
        return True
    if has_substance(segment.plain) or _asks(segment):
        return False
    return is_flourish(segment.plain) or (before and words < _AN_ASIDE and not says_something(segment.plain))


def _asks(segment: Segment) -> bool:
    """An open question, however short."""
    return is_a_question(segment) and bool(_INTERROGATIVE.match(segment.plain))


def mentions(words: Sequence[str], plain: str) -> bool:
    """Whether a folded text names one of these."""
    return AnyOf(Words(any=tuple(words)), Vocabulary({})).found(plain)


def is_only_tags(segment: Segment) -> bool:
    """A line of hashtags or mentions, which is neither content nor promotion."""
    return bool(_ONLY_TAGS.match(segment.text))
