"""What a model says it sees, held against the draft, the clauses it was given and the table that decides.

Nothing of it is believed: a finding is shown where its words are in the draft, its clause was given, and
its severity is one that the table allows. What the rules found stands, whatever it says (promises 1, 3, 6).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.clause_labels import clause_named
from bot.domain.draft import Language
from bot.domain.explaining import Grounds, may_be_said
from bot.domain.findings import Citation, Finding, severity_named
from bot.domain.model_answers import JudgedFinding, Judgement
from bot.domain.pack import RulePack
from bot.domain.posts import Post
from bot.domain.quoting import places_of_quote
from bot.domain.rules import Rule
from bot.domain.sentences import Span
from bot.domain.verifying import facts_of

DroppedFor = Literal["rule", "clause", "severity", "quote", "known", "why"]
"""What a model said and nobody is shown.

rule: not in the pack, or about what only an author declares; clause: not among those given; severity: not one
of the table's for that rule; quote: not in the draft, or none where the rule is about words; known: found
already on the same words; why: the explanation alone, its finding stays.
"""
_OMISSIONS = ("absence", "conditional")


@dataclass(frozen=True, slots=True)
class Verified:
    """A review's findings, the rules' and the model's, and how many of the model's were dropped for what."""

    findings: tuple[Finding, ...]
    dropped: Mapping[DroppedFor, int]


def verify_judgement(
    judgement: Judgement,
    post: Post,
    floor_findings: Sequence[Finding],
    clauses: Mapping[str, Citation],
    pack: RulePack,
    language: Language,
) -> Verified:
    """The rules' findings, all of them, and those of the model that hold; in the order of `find_problems`.

    `clauses` are those of the prompt (`clause_labels.label_clauses`). Messages and explanations are in
    `language`.
    """
    findings, firm = list(floor_findings), facts_of(pack.firm.texts)
    dropped: Counter[DroppedFor] = Counter()
    # The severest first, so that of two findings on the same words the stronger is the one that stays.
    for judged in sorted(judgement.findings, key=lambda each: -severity_named(each.severity)):
        held = _held(judged, post, findings, clauses, pack, language)
        if not isinstance(held, Finding):
            dropped[held] += 1
            continue
        rule = pack.by_id[held.rule].rule
        grounds = Grounds(post, rule, held.citations[0], firm, language)
        findings.append(_explained(held, judged.why, grounds))
        if judged.why.strip() and not findings[-1].why:
            dropped["why"] += 1
    return Verified(tuple(sorted(findings, key=_in_order)), dropped)


def _in_order(finding: Finding) -> tuple[int, int, str]:
    """As `checking.find_problems` sorts: the most severe first, then by place."""
    return -finding.severity, -1 if finding.start is None else finding.start, finding.rule


def _held(
    judged: JudgedFinding,
    post: Post,
    so_far: Sequence[Finding],
    clauses: Mapping[str, Citation],
    pack: RulePack,
    language: Language,
) -> Finding | DroppedFor:
    """The judgement as a finding, or what it is dropped for: the first thing that is wrong with it."""
    compiled = pack.by_id.get(judged.rule.strip())
    if compiled is None or compiled.rule.declared:
        return "rule"
    rule = compiled.rule
    clause = clause_named(judged.clause, clauses)
    if clause is None:
        return "clause"
    if judged.severity not in severities_of(rule):
        return "severity"
    place = _place(judged.quote, rule, post, [each for each in so_far if each.rule == rule.id])
    if isinstance(place, str):
        return place
    start, end = place or (None, None)
    quote = post.draft.text[slice(*place)] if place else ""
    message, severity = rule.message.in_language(language), severity_named(judged.severity)
    return Finding(rule.id, severity, quote, start, end, message, "model", citations=(clause,))


def severities_of(rule: Rule) -> frozenset[str]:
    """The severities that the table allows a finding of the rule, whoever speaks."""
    cases = {each.severity for each in rule.cases if each.severity != "none"}
    detectors = (each for each in rule.detect if not each.roles and not each.places)
    return frozenset({rule.severity} | cases | {each.severity for each in detectors if each.severity})


def _place(
    quote: str, rule: Rule, post: Post, same_rule: Sequence[Finding]
) -> Span | Literal["quote", "known"] | None:
    """Where the quote stands and the rule has found nothing yet; None for an omission."""
    if not quote.strip():
        if not any(each.kind in _OMISSIONS for each in rule.detect):
            return "quote"
        return "known" if same_rule else None
    missed: Literal["quote", "known"] = "quote"
    for place in places_of_quote(quote, post):
        if not any(_overlap(place, each.place) for each in same_rule):
            return place
        missed = "known"
    return missed


def _overlap(place: Span, other: Span | None) -> bool:
    """What is missing from the whole post is missing at every place of it."""
    return other is None or (place[0] < other[1] and other[0] < place[1])


def _explained(finding: Finding, why: str, grounds: Grounds) -> Finding:
    """The finding with the model's explanation where that may be said, else as the rule puts it."""
    return replace(finding, why=" ".join(why.split())) if may_be_said(why, grounds) else finding
