"""A rule pack made ready to run: words compiled for one firm, and indexed by their literals."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.detecting import CompiledDetector
from bot.domain.draft import Draft
from bot.domain.findings import severity_named
from bot.domain.firm import FirmProfile
from bot.domain.folding import fold_words
from bot.domain.learned import Learned
from bot.domain.matching import (
    AnyOf,
    CompiledCondition,
    Expression,
    LiteralIndex,
    Prepared,
    Vocabulary,
    compile_conditions,
    expressions_of,
)
from bot.domain.rules import (
    Absence,
    AnyDetector,
    Conditional,
    Pattern,
    Phrase,
    Rule,
    SeverityCase,
    Topic,
    Words,
)
from bot.domain.verifying import KnownFacts, facts_of

_ANSWERED_ELSEWHERE = ("examples", "judge")
"""Kinds that look at no words: what was learned answers for one, the language model for the other."""


@dataclass(frozen=True)
class CompiledCase:
    """A severity case with its conditions compiled."""

    case: SeverityCase
    present: tuple[CompiledCondition, ...]
    absent: tuple[CompiledCondition, ...]
    spokespersons: frozenset[str] = frozenset()
    """Who speaks for the firm, by its own list; folded."""


@dataclass(frozen=True)
class CompiledRule:
    """A rule ready to run; `place` is its own in the pack it was compiled in, whatever it is run with."""

    rule: Rule
    place: int
    detectors: tuple[CompiledDetector, ...]
    unless: tuple[CompiledCondition, ...]
    cases: tuple[CompiledCase, ...]
    framing: tuple[AnyOf, ...]

    @cached_property
    def wordless(self) -> frozenset[int]:
        """Places of the detectors that no words call: they run on every post."""
        return frozenset(
            place
            for place, each in enumerate(self.detectors)
            if not each.expressions and each.detector.kind not in _ANSWERED_ELSEWHERE
        )

    @cached_property
    def by_meaning(self) -> CompiledDetector | None:
        """The detector that judges by meaning, where there is one."""
        return next((each for each in self.detectors if each.detector.kind == "examples"), None)


@dataclass(frozen=True)
class RulePack:
    """The rules and resource topics in force, compiled for a firm."""

    rules: tuple[CompiledRule, ...]
    topics: tuple[Topic, ...]
    firm: FirmProfile
    index: LiteralIndex
    owners: tuple[tuple[int, int], ...]
    """For each expression of `index`, the place of its rule in the pack and of its detector in the rule."""
    topic_index: LiteralIndex
    topic_owners: tuple[str, ...]
    """For each expression of `topic_index`, the topic it speaks for."""
    learned: Learned | None = None
    """What the rules of meaning judge by."""

    @cached_property
    def clean_resources(self) -> set[Draft]:
        """Resource posts, with nothing of a draft in them, that every rule reviewed and found clean."""
        return set()

    @cached_property
    def by_id(self) -> dict[str, CompiledRule]:
        """Each rule under its id."""
        return {each.rule.id: each for each in self.rules}

    @cached_property
    def known_facts(self) -> KnownFacts:
        """What a published fix, a resource or the firm profile may put into a rewrite."""
        fixes = [each.rule.fix for each in self.rules]
        put = [softening.put for fix in fixes for softening in (*fix.soften.fr, *fix.soften.en)]
        added = [text for fix in fixes for text in fix.texts]
        topics = [text for topic in self.topics for text in topic.texts]
        return facts_of((*put, *added, *topics, *self.firm.texts))

    @cached_property
    def by_meaning(self) -> frozenset[str]:
        """The rules that judge by meaning, so that sentences must be embedded."""
        return frozenset(rule.rule.id for rule in self.rules if rule.by_meaning)

    @cached_property
    def promoting(self) -> frozenset[str]:
        """The rules that find what is about the author, the firm or their offer."""
        return frozenset(each.rule.id for each in self.rules if each.rule.promotes)

    @cached_property
    def mild(self) -> frozenset[str]:
        """The rules that only suggest, unless a case says otherwise."""
        return frozenset(each.rule.id for each in self.rules if each.rule.severity == "suggestion")


def _words_of(detector: AnyDetector) -> Words | None:
    if isinstance(detector, Phrase | Pattern):
        return detector
    return detector.when if isinstance(detector, Absence | Conditional) else None


def _compile_detector(
    rule: Rule, detector: AnyDetector, vocabulary: Vocabulary, index: list[Expression]
) -> CompiledDetector:
    words = _words_of(detector)
    expressions = expressions_of(words, vocabulary, detector) if words else []
    first = len(index)
    index += expressions
    return CompiledDetector(
        rule,
        detector,
        severity_named(detector.severity or rule.severity),
        first,
        tuple(expressions),
        also=compile_conditions(detector.also, vocabulary),
        unless=compile_conditions(detector.unless, vocabulary),
        needs=compile_conditions(detector.needs, vocabulary) if isinstance(detector, Conditional) else (),
        present=AnyOf(detector.needs, vocabulary) if isinstance(detector, Absence) else None,
    )


def _compile_rule(rule: Rule, place: int, vocabulary: Vocabulary, index: list[Expression]) -> CompiledRule:
    return CompiledRule(
        rule,
        place,
        tuple(_compile_detector(rule, detector, vocabulary, index) for detector in rule.detect),
        compile_conditions(rule.unless, vocabulary),
        tuple(
            CompiledCase(
                case,
                compile_conditions(case.present, vocabulary),
                compile_conditions(case.absent, vocabulary),
                frozenset(map(fold_words, vocabulary.names.get("spokesperson", ()))),
            )
            for case in rule.cases
        ),
        tuple(AnyOf(element, vocabulary) for element in rule.framing),
    )


def compile_pack(
    rules: Sequence[Rule],
    topics: Sequence[Topic],
    firm: FirmProfile,
    prepared: Prepared | None = None,
    learned: Learned | None = None,
) -> RulePack:
    """The pack, ready to run. Raises `PhraseError` or `re.error` for words that do not compile.

    `prepared` is what `prepare` gave for the same pack and firm: it spares a cold start the work.
    """
    index: list[Expression] = []
    vocabulary = Vocabulary(firm.names_for_rules, prepared or {})
    compiled = tuple(_compile_rule(rule, place, vocabulary, index) for place, rule in enumerate(rules))
    owned = [(topic.id, each) for topic in topics for each in expressions_of(topic.words, vocabulary)]
    return RulePack(
        compiled,
        tuple(topics),
        firm,
        LiteralIndex(index),
        tuple(
            (place, position)
            for place, rule in enumerate(compiled)
            for position, each in enumerate(rule.detectors)
            for _ in each.expressions
        ),
        LiteralIndex([expression for _, expression in owned]),
        tuple(owner for owner, _ in owned),
        learned,
    )


def prepare(pack: RulePack) -> dict[str, tuple[str, list[list[str]]]]:
    """What compiling worked out for each of the pack's words, to be stored beside the pack."""
    return {
        each.words: (each.source, [sorted(literals) for literals in each.needs])
        for each in (*pack.index.expressions, *pack.topic_index.expressions)
    }
