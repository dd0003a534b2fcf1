"""Questions made of the rules' own examples and of the firm's clauses: the same for the same seed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeVar

from bot.domain.draft import Language
from bot.domain.findings import Verdict
from bot.domain.library import PublishedPolicies
from bot.domain.rules import Rule

EXERCISE = 3
"""Questions of an exercise: two minutes."""
CERTIFICATION = 10
_OF_CLAUSES = 3
"""Of a certification, how many ask what a clause of the firm's is about."""
_WEIGHED = 4
"""Of a certification, how many are about what weighs most for the role, where there are so many."""
_LONGEST = 400
"""Characters of an example that can be read in two minutes among others."""
_TRIED = 6
"""Examples of one sort that are looked at: each costs a review."""
VerdictOf = Callable[[str], Verdict]
"""What the policies in force say of a text."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Question:
    """Two texts, one of which may be posted; or one clause and what it may be about (`choices`)."""

    rule: str
    texts: tuple[str, ...] = field(repr=False)
    choices: tuple[str, ...] = ()
    right: int = 0
    """Which text, or which choice, from 0."""


def exercise_on(
    rule: Rule, language: Language, seed: str, verdict_of: VerdictOf, most: int = EXERCISE
) -> tuple[Question, ...]:
    """Up to three pairs of examples of one rule, no example twice: fewer where the file has no more in that
    language that the whole pack judges as the rule does."""
    good = _judged(rule.examples.good.texts_in(language), ("ok",), seed, verdict_of, most)
    bad = _judged(rule.examples.bad.texts_in(language), ("revise", "block"), seed, verdict_of, most)
    return tuple(_pair(rule.id, *texts, seed) for texts in zip(good, bad, strict=False))


def certification_for(
    weighed: Sequence[str], policies: PublishedPolicies, language: Language, seed: str, verdict_of: VerdictOf
) -> tuple[Question, ...]:
    """Ten questions, no rule twice: first what weighs for the role, then others, then clauses."""
    rules = {rule.id: rule for rule in policies.rules}
    first = [rules[each] for each in shuffled(weighed, seed) if each in rules]
    others = [rule for rule in shuffled(policies.rules, seed, lambda each: each.id) if rule not in first]
    pairs: list[Question] = []
    for rule in (*first[:_WEIGHED], *others):
        if len(pairs) == CERTIFICATION - _OF_CLAUSES:
            break
        pairs += exercise_on(rule, language, seed, verdict_of, 1)
    asked = {each.rule for each in pairs}
    left = [rule for rule in others if rule.id not in asked]
    clauses = list(_about_clauses(left, policies, language, seed))[: CERTIFICATION - len(pairs)]
    return (*pairs, *clauses)


def score_of(questions: Sequence[Question], answers: Sequence[int | None]) -> int:
    """How many were answered right; one that was not answered is wrong."""
    return sum(asked.right == given for asked, given in zip(questions, answers, strict=False))


def shuffled(items: Sequence[Item], seed: str, name: Callable[[Item], str] = str) -> list[Item]:
    """In an order that the seed decides, and nobody foresees."""
    return sorted(items, key=lambda each: sha256(f"{seed}\0{name(each)}".encode()).digest())


def _judged(
    texts: Sequence[str], verdicts: tuple[Verdict, ...], seed: str, verdict_of: VerdictOf, most: int
) -> list[str]:
    """So many that the pack judges so, of those that are short: a good example of one rule may be a bad one
    of another."""
    short = [each for each in texts if len(each) <= _LONGEST]
    found: list[str] = []
    for text in shuffled(short, seed)[: _TRIED * most]:
        if len(found) == most:
            break
        if verdict_of(text) in verdicts:
            found.append(text)
    return found


def _pair(rule: str, good: str, bad: str, seed: str) -> Question:
    texts = tuple(shuffled((good, bad), f"{seed}:{rule}"))
    return Question(rule, texts, right=texts.index(good))


def _about_clauses(
    rules: Sequence[Rule], policies: PublishedPolicies, language: Language, seed: str
) -> Iterator[Question]:
    """What a clause is about, of three: titles of rules that no clause of it stands behind but one."""
    titles = {rule.id: rule.title.in_language(language) for rule in policies.rules}
    seen: set[str] = set()
    for rule in rules:
        links = policies.links.get(rule.id, ())
        linked = next((each for each in links if each.citation.language == language), None)
        if linked is None or linked.citation.clause in seen:
            continue
        seen.add(linked.citation.clause)
        behind = {
            other
            for other, known in policies.links.items()
            if any(each.citation.clause == linked.citation.clause for each in known)
        }
        wrong = [titles[each] for each in shuffled(sorted(titles), f"{seed}:{rule.id}") if each not in behind]
        choices = tuple(shuffled((titles[rule.id], *wrong[:2]), f"{seed}:{rule.id}"))
        yield Question(rule.id, (linked.citation.text,), choices, choices.index(titles[rule.id]))
