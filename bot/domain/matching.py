"""Compiled words and the index that says which of them are worth running on a text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.folding import FoldedText
from bot.domain.literals import required_literals
from bot.domain.phrases import Names, phrase_regex
from bot.domain.rules import Condition, Detector, Pattern, Words
from bot.domain.sentences import Span

View = str
"""`plain`, `accented` or `original`: which text an expression is run on."""

Prepared = Mapping[str, tuple[str, Sequence[str]]]
"""Words as a rule file has them → (regular expression, required literals), worked out beforehand."""


@dataclass(frozen=True)
class Expression:
    """One regular expression, compiled when it is first needed."""

    words: str
    """As the rule file has it, with a mark where accents count: the key under which it is prepared."""
    source: str
    view: View
    literals: frozenset[str]
    """What any match contains one of; empty where nothing is known or capitals matter."""

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression; folded text has no capitals, text as written does."""
        return re.compile(self.source)


@dataclass(frozen=True)
class Vocabulary:
    """How words become expressions: the firm's names, and what was worked out at publication."""

    names: Names
    prepared: Prepared = field(default_factory=dict)

    def expression(self, words: str, *, is_regex: bool, exact: bool = False, view: View = "plain") -> Expression:
        """One expression; `words` is a phrase, or a regular expression. Raises `PhraseError`."""
        key = f"={words}" if exact else words
        known = self.prepared.get(key)
        if known:
            return Expression(key, known[0], view, frozenset(known[1]) if view != "original" else frozenset())
        source = words if is_regex else phrase_regex(words, self.names, exact_accents=exact)
        literals = required_literals(source) if view != "original" else frozenset[str]()
        return Expression(key, source, view, literals)


def text_of(folded: FoldedText, view: View) -> str:
    """The text that expressions of that view run on."""
    return folded.plain if view == "plain" else folded.accented if view == "accented" else folded.original


def expressions_of(words: Words, vocabulary: Vocabulary, detector: Detector | None = None) -> list[Expression]:
    """The expressions of a detector's words, or of a condition's (phrases, or `/…/` for a regex)."""
    exact = detector is not None and detector.accents == "exact"
    view = "accented" if exact else "plain"
    if isinstance(detector, Pattern):
        view = "original" if detector.case == "exact" else view
        return [vocabulary.expression(each, is_regex=True, view=view) for each in words.everything]
    return [_phrase_or_regex(each, vocabulary, exact, view) for each in words.everything]


def _phrase_or_regex(words: str, vocabulary: Vocabulary, exact: bool, view: View) -> Expression:
    if len(words) > 2 and words.startswith("/") and words.endswith("/"):
        return vocabulary.expression(words[1:-1], is_regex=True, view=view)
    return vocabulary.expression(words, is_regex=False, exact=exact, view=view)


@dataclass(frozen=True)
class AnyOf:
    """Words of which one is enough, as a single expression: what a condition asks."""

    words: Words
    vocabulary: Vocabulary

    @cached_property
    def compiled(self) -> re.Pattern[str] | None:
        """The alternation, or None for no words."""
        sources = [each.source for each in expressions_of(self.words, self.vocabulary)]
        return re.compile("|".join(f"(?:{source})" for source in sources)) if sources else None

    def found(self, plain: str, start: int = 0, end: int | None = None) -> bool:
        """Whether one of the words is in plain[start:end]."""
        return self.compiled is not None and bool(self.compiled.search(plain, start, len(plain) if end is None else end))


@dataclass(frozen=True)
class CompiledCondition:
    """A condition with the place where its words are looked for."""

    condition: Condition
    words: AnyOf

    def holds(self, plain: str, match: Span, sentence: Span, nearby: Span) -> bool:
        """Whether the words are there, around this match."""
        match_start, match_end = match
        spans = {
            "sentence": sentence,
            "nearby": nearby,
            "post": (0, len(plain)),
            "before": (sentence[0], match_start),
            "after": (match_end, sentence[1]),
            "match": match,
        }
        return self.words.found(plain, *spans[self.condition.within])


def compile_conditions(conditions: Iterable[Condition], vocabulary: Vocabulary) -> tuple[CompiledCondition, ...]:
    """Conditions ready to be asked."""
    return tuple(CompiledCondition(each, AnyOf(each, vocabulary)) for each in conditions)


@dataclass
class LiteralIndex:
    """Which expressions can match a text at all, by the literals each of them needs.

    Literals are filed under their first characters, so that a text is walked once whatever the
    number of rules. `candidates` never leaves out an expression that matches (a test proves it).
    """

    expressions: Sequence[Expression]
    _by_head: dict[str, list[tuple[str, int]]] = field(default_factory=dict, init=False)
    _always: list[int] = field(default_factory=list, init=False)

    _HEAD = 3

    def __post_init__(self) -> None:
        for number, expression in enumerate(self.expressions):
            literals = expression.literals
            if not literals or any(len(literal) < self._HEAD for literal in literals):
                self._always.append(number)
                continue
            for literal in literals:
                self._by_head.setdefault(literal[: self._HEAD], []).append((literal, number))

    def candidates(self, folded: FoldedText) -> set[int]:
        """Numbers of the expressions worth running on this text."""
        found = set(self._always)
        heads = self._by_head
        for text in {folded.plain, folded.accented}:
            trigrams = {text[i : i + self._HEAD] for i in range(len(text) - self._HEAD + 1)}
            for head in trigrams & heads.keys():
                found.update(number for literal, number in heads[head] if literal in text)
        return found
