"""Compiled words and the index that says which of them are worth running on a text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bot.domain.folding import FoldedText
from bot.domain.literals import MOST_KNOWN, Literals, key_of, keys_of, literal_sets, skeleton
from bot.domain.pages import Page, pages_of
from bot.domain.phrases import Names, PhraseError, phrase_regex
from bot.domain.rules import Condition, Detector, Pattern, Words
from bot.domain.sentences import Span

View = str
"""`plain`, `accented` or `original`: which text an expression is run on."""

Prepared = Mapping[str, tuple[str, Sequence[Sequence[str]]]]
"""Words as a rule file has them → (regular expression, sets of literals), worked out beforehand."""

_WORTH_A_SHELF = 8
"""How many expressions a view must have for it to pay to look up the words of its text."""


@lru_cache(maxsize=MOST_KNOWN)
def compile_words(source: str) -> re.Pattern[str]:
    """The compiled expression, once: a pack has more of them than `re` remembers. Raises `re.error`."""
    return re.compile(source)


def is_part(source: str) -> bool:
    """Whether it can stand among others, as in `AnyOf`: alone it compiles, and it sets no flag for all."""
    try:
        return compile_words(source).flags == re.UNICODE
    except re.error:
        return False


@dataclass(frozen=True)
class Expression:
    """One regular expression, compiled when it is first needed."""

    words: str
    """As the rule file has it, after a mark of how it is read: the key under which it is prepared."""
    source: str
    view: View
    needs: tuple[Literals, ...]
    """Sets of which the skeleton of any text that matches has a literal each; none where nothing is known."""

    @property
    def literals(self) -> Literals:
        """The most selective of these sets: what the expression is filed under."""
        return self.needs[0] if self.needs else frozenset()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression; folded text has no capitals, text as written does."""
        return compile_words(self.source)

    def matches(self, folded: FoldedText, pages: Iterable[Page]) -> Iterator[re.Match[str]]:
        """Its matches on these pages of a text, in order; none overlaps another."""
        text, done = text_of(folded, self.view), 0
        for page in pages:
            for match in self.compiled.finditer(text, max(page.begin, done), page.reach):
                if match.start() >= page.end:
                    break
                done = match.end()
                yield match

    @cached_property
    def _further(self) -> list[tuple[Literals, Literals]]:
        """The other sets, as keys and as literals without one."""
        return [_keys_and_loose(each) for each in self.needs[1:]]

    def may_match(self, bones: str, keys: Literals) -> bool:
        """Whether a text with one of `literals` may have one of each other set."""
        for own, loose in self._further:
            if own.isdisjoint(keys) and not any(map(bones.__contains__, loose)):
                return False
        return True


def _keys_and_loose(literals: Literals) -> tuple[Literals, Literals]:
    keys = {literal: key_of(literal) for literal in literals}
    return frozenset(filter(None, keys.values())), frozenset(
        literal for literal, key in keys.items() if not key
    )


@dataclass(frozen=True)
class Vocabulary:
    """How words become expressions: the firm's names, and what was worked out at publication."""

    names: Names
    prepared: Prepared = field(default_factory=dict)

    def expression(
        self, words: str, *, is_regex: bool, exact: bool = False, view: View = "plain"
    ) -> Expression:
        """One expression; `words` is a phrase, or a regular expression. Raises `PhraseError`."""
        key = _key(words, is_regex=is_regex, exact=exact)
        known = self.prepared.get(key)
        if known:
            return Expression(key, known[0], view, tuple(map(frozenset, known[1])))
        source = self.source(words, is_regex=is_regex, exact=exact)
        try:
            needs = literal_sets(source)
        except re.error as error:
            raise PhraseError(words, f"not a valid expression ({error.msg})") from error
        return Expression(key, source, view, needs)

    def source(self, words: str, *, is_regex: bool, exact: bool = False) -> str:
        """The regular expression alone, unproven. Raises `PhraseError` for a phrase."""
        known = self.prepared.get(_key(words, is_regex=is_regex, exact=exact))
        if known:
            return known[0]
        return words if is_regex else phrase_regex(words, self.names, exact_accents=exact)


def _key(words: str, *, is_regex: bool, exact: bool) -> str:
    return f"{'/' if is_regex else '=' if exact else ' '}{words}"


def text_of(folded: FoldedText, view: View) -> str:
    """The text that expressions of that view run on."""
    return folded.plain if view == "plain" else folded.accented if view == "accented" else folded.original


def expressions_of(
    words: Words, vocabulary: Vocabulary, detector: Detector | None = None
) -> list[Expression]:
    """The expressions of a detector's words, or of a condition's (phrases, or `/…/` for a regex)."""
    exact = detector is not None and detector.accents == "exact"
    view = "accented" if exact else "plain"
    if isinstance(detector, Pattern):
        view = "original" if detector.case == "exact" else view
        return [vocabulary.expression(each, is_regex=True, view=view) for each in words.everything]
    return [_phrase_or_regex(each, vocabulary, exact, view) for each in words.everything]


def _phrase_or_regex(words: str, vocabulary: Vocabulary, exact: bool, view: View) -> Expression:
    bare = between_slashes(words)
    if bare is None:
        return vocabulary.expression(words, is_regex=False, exact=exact, view=view)
    return vocabulary.expression(bare, is_regex=True, view=view)


def between_slashes(words: str) -> str | None:
    """The regular expression that a condition's words are; None for a phrase."""
    return words[1:-1] if len(words) > 2 and words.startswith("/") and words.endswith("/") else None


@dataclass(frozen=True)
class AnyOf:
    """Words of which one is enough, as a single expression: what a condition asks."""

    words: Words
    vocabulary: Vocabulary

    @cached_property
    def compiled(self) -> re.Pattern[str] | None:
        """The alternation, or None for no words. Raises `PhraseError`."""
        if not self.words.everything:
            return None
        bare = [(each, between_slashes(each)) for each in self.words.everything]
        sources = [
            self.vocabulary.source(each if inner is None else inner, is_regex=inner is not None)
            for each, inner in bare
        ]
        try:
            return compile_words("|".join(f"(?:{source})" for source in sources))
        except re.error:
            expressions_of(self.words, self.vocabulary)  # says which of the words is wrong
            raise

    def found(self, plain: str, start: int = 0, end: int | None = None) -> bool:
        """Whether one of the words is in plain[start:end]."""
        return self.compiled is not None and bool(
            self.compiled.search(plain, start, len(plain) if end is None else end)
        )


@dataclass(frozen=True)
class CompiledCondition:
    """A condition with the place where its words are looked for."""

    condition: Condition
    words: AnyOf

    def holds(
        self, plain: str, match: Span, sentence: Span, nearby: Span, known: dict[tuple[int, Span], bool]
    ) -> bool:
        """Whether the words are there, around this match; `known` keeps what other hits asked of the post."""
        span = self._place(plain, match, sentence, nearby)
        answer = known.get((id(self), span))
        if answer is None:
            answer = known[id(self), span] = self.words.found(plain, *span)
        return answer

    def _place(self, plain: str, match: Span, sentence: Span, nearby: Span) -> Span:
        within = self.condition.within
        if within == "post":
            return 0, len(plain)
        if within == "sentence":
            return sentence
        if within == "nearby":
            return nearby
        if within == "match":
            return match
        return (sentence[0], match[0]) if within == "before" else (match[1], sentence[1])


def compile_conditions(
    conditions: Iterable[Condition], vocabulary: Vocabulary
) -> tuple[CompiledCondition, ...]:
    """Conditions ready to be asked."""
    return tuple(CompiledCondition(each, AnyOf(each, vocabulary)) for each in conditions)


@dataclass
class _Shelf:
    """The literals of one view's expressions, filed under their keys."""

    _sure: dict[str, list[int]] = field(default_factory=dict)
    """Where the key is all there is to the literal."""
    _filed: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    _loose: list[tuple[str, int]] = field(default_factory=list)

    def file(self, literal: str, number: int) -> None:
        """File a literal of an expression."""
        key = key_of(literal)
        if key and literal in (f" {key} ", f" {key[:-1]}"):
            self._sure.setdefault(key, []).append(number)
        elif key:
            self._filed.setdefault(key, []).append((literal, number))
        else:
            self._loose.append((literal, number))

    def numbers(self, bones: str, keys: Literals) -> set[int]:
        """The expressions of which a literal is in the skeleton of a text."""
        found: set[int] = set()
        for key in self._sure.keys() & keys:
            found.update(self._sure[key])
        filed = list(self._loose)
        for key in self._filed.keys() & keys:
            filed += self._filed[key]
        found.update([number for literal, number in filed if literal in bones])
        return found


@dataclass
class LiteralIndex:
    """Which expressions can match a text at all, by the literals each of them needs.

    Literals are filed under words, so that a text's words are looked up once whatever the number of
    rules. `candidates` never leaves out an expression that matches (a test proves it).
    """

    expressions: Sequence[Expression]
    _shelves: dict[View, _Shelf] = field(default_factory=dict, init=False)
    _always: dict[View, list[int]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for number, expression in enumerate(self.expressions):
            if not expression.literals or self._views[expression.view] < _WORTH_A_SHELF:
                self._always.setdefault(expression.view, []).append(number)
                continue
            for literal in expression.literals:
                self._shelves.setdefault(expression.view, _Shelf()).file(literal, number)

    @cached_property
    def _views(self) -> Counter[View]:
        return Counter(each.view for each in self.expressions)

    def candidates(self, folded: FoldedText) -> dict[int, list[Page]]:
        """Numbers of the expressions worth running on this text, and the pages they are worth running on."""
        found: dict[int, list[Page]] = {}
        for view in self._views:
            text = text_of(folded, view)
            for page in pages_of(text):
                for number in self._worth_running(view, page.of(text)):
                    found.setdefault(number, []).append(page)
        return found

    def _worth_running(self, view: View, text: str) -> Iterable[int]:
        always = self._always.get(view, [])
        if view not in self._shelves:
            return always
        bones = skeleton(text)
        keys = frozenset(keys_of(bones))
        called = self._shelves[view].numbers(bones, keys)
        return always + [each for each in called if self.expressions[each].may_match(bones, keys)]
