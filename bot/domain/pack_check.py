"""The examples inside a rule are its tests: run whenever a pack is loaded, before it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.checking import apply_rules
from bot.domain.draft import Draft, Language
from bot.domain.findings import Finding, severity_named
from bot.domain.pack import CompiledRule, RulePack
from bot.domain.rule_examples import MarkedExample

Sort = Literal["bad", "good"]
_AT_LEAST = 3


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


def check_pack(pack: RulePack) -> list[PackProblem]:
    """Every failing example of every rule, in order; empty for a sound pack.

    What the words of the rules find is tried. What they mean is judged on posts held out, while learning
    (`usecases/learn_meaning`): an example never vouches for itself. The bad examples of a rule that only asks
    the language model are counted. Those of a rule about what an author declares are tried as declared, and
    the good ones as if nothing was.
    """
    return [problem for rule in pack.rules for problem in _check_rule(rule, pack)]


def _check_rule(rule: CompiledRule, pack: RulePack) -> Iterator[PackProblem]:
    for language in rule.rule.languages:
        for sort in ("bad", "good"):
            examples: Sequence[MarkedExample] = getattr(getattr(rule.rule.examples, sort), language)
            if len(examples) < _AT_LEAST:
                yield PackProblem(
                    rule.rule.id, "too-few", language, sort, expected=str(_AT_LEAST), found=str(len(examples))
                )
            # Whoever answers a question is asked at a review, not at a publication.
            if sort == "good" or any(each.kind != "judge" for each in rule.rule.detect):
                for example in examples:
                    yield from _check_example(rule, example, sort, language, pack)


def _check_example(
    rule: CompiledRule,
    example: MarkedExample,
    sort: Sort,
    language: Language,
    pack: RulePack,
) -> Iterator[PackProblem]:
    rules = pack.rules if example.severity else (rule,)
    draft = Draft(example.plain)
    if rule.rule.declared and sort == "bad":
        draft = rule.rule.declared.declare(draft)
    findings = apply_rules(draft, replace(pack, rules=rules), language)
    findings = [each for each in findings if each.rule == rule.rule.id]
    problem = _judge(example, sort, findings)
    if problem:
        code, expected, found = problem
        yield PackProblem(rule.rule.id, code, language, sort, example.text, expected, found)


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
