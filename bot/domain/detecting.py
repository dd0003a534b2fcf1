"""The closed set of rule kinds: each finds hits in a post, before guards and conditions."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.draft import Author, DraftLanguage
from bot.domain.findings import Severity, Source
from bot.domain.folding import fold_words
from bot.domain.identifiers import find_identifiers
from bot.domain.languages import guess_language
from bot.domain.matching import AnyOf, CompiledCondition, Expression
from bot.domain.pages import Page
from bot.domain.posts import Post
from bot.domain.rules import (
    Absence,
    AnyDetector,
    Conditional,
    Count,
    Declared,
    Detector,
    IdentifierKind,
    Measure,
    Pattern,
    Phrase,
    Rule,
)
from bot.domain.sentences import Span

Candidates = Mapping[int, Sequence[Page]]
"""Places in the pack's index of the expressions worth running, each with the pages it is worth running on."""


_BEGINS = re.compile(r"[^\s.,;:!?…»”)\]]|\.(?=\d)")
_OPENS_AFTER = " \t\r\n\u00a0\u202f,;:«“([{"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a detector found: a span of the folded text, or None for an omission."""

    span: Span | None
    quoted: Span | None = None
    """The span of the text as given, where the detector knows it better than folding does."""
    source: Source = "rule"
    detail: str = ""
    about: Span | None = None
    """For an omission, the folded span that calls for what is missing."""


@dataclass(frozen=True)
class CompiledDetector:
    """A detector of a rule with its words compiled; `first` is the place of the first in the pack's index."""

    rule: Rule
    detector: AnyDetector
    severity: Severity
    first: int
    expressions: tuple[Expression, ...]
    also: tuple[CompiledCondition, ...]
    unless: tuple[CompiledCondition, ...]
    needs: tuple[CompiledCondition, ...] = ()
    present: AnyOf | None = None


def _matched(compiled: CompiledDetector, post: Post, candidates: Candidates) -> Iterator[Hit]:
    for number, pages in candidates.items():
        if not 0 <= number - compiled.first < len(compiled.expressions):
            continue
        expression = compiled.expressions[number - compiled.first]
        marks = "quote" in expression.compiled.groupindex
        for match in expression.matches(post.folded, pages):
            found = match.span("quote") if marks and match.start("quote") >= 0 else match.span()
            if found[0] == found[1]:
                continue
            span = _without_neighbours(match.string, found)
            yield Hit(post.folded_span(*span), span) if expression.view == "original" else Hit(span)


def _without_neighbours(text: str, span: Span) -> Span:
    """The span without what ends the sentence before it, opens what follows it, or stands between."""
    first = _BEGINS.search(text, *span)
    start = first.start() if first else span[0]
    end = start + len(text[start : span[1]].rstrip(_OPENS_AFTER))
    return (start, end) if start < end else span


def _conditional(compiled: CompiledDetector, post: Post, candidates: Candidates) -> Iterator[Hit]:
    for hit in _matched(compiled, post, candidates):
        assert hit.span is not None
        sentence, nearby = post.sentence_around(hit.span), post.nearby(hit.span)
        if not any(
            each.holds(post.folded.plain, hit.span, sentence, nearby, post.known) for each in compiled.needs
        ):
            yield hit


def _absence(compiled: CompiledDetector, post: Post, candidates: Candidates) -> Iterator[Hit]:
    detector = compiled.detector
    assert isinstance(detector, Absence) and compiled.present is not None
    if detector.waived_by and post.draft.author.affiliation_shown:
        return
    plain = post.folded.plain
    hits = list(_matched(compiled, post, candidates))
    # What reads the whole post comes last: most candidates match nothing.
    if hits and not compiled.present.found(plain):
        missing = _missing_words(detector, plain)
        yield from (Hit(None, detail=missing, about=hit.span) for hit in hits)


def _missing_words(detector: Absence, plain: str) -> str:
    """The words of the approved wording that an attempted disclosure lacks; empty for no attempt."""
    from rapidfuzz import fuzz  # loaded for a near miss only

    if detector.approved is None:
        return ""
    for wording in (detector.approved.fr, detector.approved.en):
        folded = fold_words(wording)
        if 60 <= fuzz.partial_ratio(folded, plain) < 100:
            present = set(re.findall(r"\w+", plain))
            return " ".join(
                word for word in re.findall(r"[\w'’-]+", wording) if fold_words(word) not in present
            )
    return ""


_TAG = re.compile(r"(?<![\w.@/])@[\w](?:[\w.-]*\w)?(?!@)")
_HASHTAG = re.compile(r"(?<!\w)#\w*[^\W\d_]\w*")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_EXCLAMATION = re.compile(r"[!?]{3,}")
_SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{4,}(?:[\s'’!?,.-]+[A-ZÀ-Þ]{2,})+")
_COUNTED: dict[Measure, re.Pattern[str]] = {
    "mentions": _TAG,
    "hashtags": _HASHTAG,
    "emoji": _EMOJI,
    "exclamations": _EXCLAMATION,
}


def _count(compiled: CompiledDetector, post: Post, candidates: Candidates) -> Iterator[Hit]:
    detector, text = compiled.detector, post.draft.text
    assert isinstance(detector, Count)
    if detector.measure == "capitals":
        yield from _shouting(text, detector.above, post)
        return
    spans = [match.span() for match in _COUNTED[detector.measure].finditer(text)]
    if len(spans) > detector.above:
        whole = (spans[0][0], spans[-1][1])
        adjacent = all(not text[a[1] : b[0]].strip(" \n,") for a, b in pairwise(spans))
        marked = whole if adjacent else (spans[int(detector.above)][0], spans[-1][1])
        yield Hit(post.folded_span(*marked), marked, detail=str(len(spans)))


def _shouting(text: str, above: float, post: Post) -> Iterator[Hit]:
    longest = max(_SHOUTED.finditer(text), key=lambda match: len(match.group()), default=None)
    if longest is None:
        return
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    if len(letters) >= 20 and capitals / len(letters) > above:
        yield Hit(post.folded_span(*longest.span()), longest.span())


def _identified(compiled: CompiledDetector, post: Post, candidates: Candidates) -> Iterator[Hit]:
    detector = compiled.detector
    assert isinstance(detector, IdentifierKind)
    for name, span in find_identifiers(post.draft.text, detector.which):
        yield Hit(post.folded_span(*span), span, detail=name)


def _declared(compiled: CompiledDetector, post: Post, candidates: Candidates) -> Iterator[Hit]:
    detector = compiled.detector
    assert isinstance(detector, Declared)
    if detector.is_of(post.draft) and detector.written_in in (None, _written_in(post)):
        yield Hit(None)


def _written_in(post: Post) -> DraftLanguage | None:
    """What its author says that it is in, or what its words tell; None where they do not."""
    return post.draft.language or guess_language(post.folded.plain, post.folded.accented)


_FINDERS: dict[type, Callable[[CompiledDetector, Post, Candidates], Iterator[Hit]]] = {
    Phrase: _matched,
    Pattern: _matched,
    Count: _count,
    Absence: _absence,
    Conditional: _conditional,
    IdentifierKind: _identified,
    Declared: _declared,
}


def speaks_to(detector: Detector, author: Author) -> bool:
    """Whether the detector looks at the posts of such an author at all."""
    if detector.roles and author.role not in detector.roles:
        return False
    return not detector.places or author.territory in detector.places


def find_hits(compiled: CompiledDetector, post: Post, candidates: Candidates) -> Iterator[Hit]:
    """Every hit of one detector of words or numbers in a post, before guards and conditions."""
    return _FINDERS[type(compiled.detector)](compiled, post, candidates)
