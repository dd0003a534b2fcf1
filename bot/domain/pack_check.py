"""The examples inside a rule are its tests: run whenever a pack is loaded, before it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.checking import apply_rules
from bot.domain.draft import Draft, Language
from bot.domain.findings import Finding, severity_named
from bot.domain.nearness import Vectors
from bot.domain.pack import CompiledRule, RulePack
from bot.domain.rules import ExamplesByLanguage, MarkedExample, RuleExamples

Sort = Literal["bad", "good"]
_AT_LEAST = {"pattern": 3, "examples": 20}


@dataclass(frozen=True, slots=True)
class PackProblem:
    """Why a pack is refused: the rule, the example (when one fails), and what is wrong."""

    rule: str
    code: Literal["too-few", "missed", "wrong-span", "false-alarm", "wrong-severity", "twice"]
    language: Language
    sort: Sort
    example: str = ""
    expected: str = ""
    found: str = ""


def check_pack(pack: RulePack, vectors: Vectors | None = None) -> list[PackProblem]:
    """Every failing example of every rule, in order; empty for a sound pack.

    `examples` rules are judged leave-one-out: an example never vouches for itself.
    """
    return [problem for rule in pack.rules for problem in _check_rule(rule, pack, vectors or {})]


def _check_rule(rule: CompiledRule, pack: RulePack, vectors: Vectors) -> Iterator[PackProblem]:
    by_meaning = all(detector.detector.kind == "examples" for detector in rule.detectors)
    least = _AT_LEAST["examples" if by_meaning else "pattern"]
    for language in rule.rule.languages:
        for sort in ("bad", "good"):
            examples: Sequence[MarkedExample] = getattr(getattr(rule.rule.examples, sort), language)
            if len(examples) < least:
                yield PackProblem(
                    rule.rule.id, "too-few", language, sort, expected=str(least), found=str(len(examples))
                )
            for example in examples:
                yield from _check_example(rule, example, sort, language, pack, vectors)


def _check_example(
    rule: CompiledRule,
    example: MarkedExample,
    sort: Sort,
    language: Language,
    pack: RulePack,
    vectors: Vectors,
) -> Iterator[PackProblem]:
    judged = _without(rule, example.plain)
    rules = [judged if each is rule else each for each in pack.rules] if example.severity else [judged]
    findings = apply_rules(Draft(example.plain), replace(pack, rules=tuple(rules)), language, vectors)
    findings = [each for each in findings if each.rule == rule.rule.id]
    problem = _judge(example, sort, findings)
    if problem:
        code, expected, found = problem
        yield PackProblem(rule.rule.id, code, language, sort, example.text, expected, found)


def _without(rule: CompiledRule, text: str) -> CompiledRule:
    """The rule as it would be if it had never seen that example; rules of words do not look at theirs."""
    if not any(detector.detector.kind == "examples" for detector in rule.detectors):
        return rule
    examples = RuleExamples(
        **{sort: _others(getattr(rule.rule.examples, sort), text) for sort in ("bad", "good")}
    )
    unseen = rule.rule.model_copy(update={"examples": examples})
    return replace(rule, rule=unseen, detectors=tuple(replace(each, rule=unseen) for each in rule.detectors))


def _others(examples: ExamplesByLanguage, text: str) -> ExamplesByLanguage:
    kept = {
        language: tuple(each for each in getattr(examples, language) if each.plain != text)
        for language in ("fr", "en")
    }
    return examples.model_copy(update=kept)


_Judgement = tuple[Literal["missed", "wrong-span", "false-alarm", "wrong-severity"], str, str]


def _judge(example: MarkedExample, sort: Sort, findings: list[Finding]) -> _Judgement | None:
    if sort == "good":
        return ("false-alarm", "", findings[0].quote) if findings else None
    if not findings:
        return ("missed", "", "")
    for start, end in example.spans:
        overlap = any(
            each.start is not None and each.end is not None and each.start < end and start < each.end
            for each in findings
        )
        if not overlap:
            return ("wrong-span", example.plain[start:end], " | ".join(each.quote for each in findings))
    worst = max(each.severity for each in findings)
    if example.severity and worst != severity_named(example.severity):
        return ("wrong-severity", example.severity, worst.word)
    return None
