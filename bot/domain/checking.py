"""The floor: every rule applied to a draft as given. Pure; what it finds no model can take back."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from bot.domain.detecting import Candidates, CompiledDetector, Hit, find_hits, speaks_to
from bot.domain.draft import Author, Draft, Language
from bot.domain.findings import Finding, Severity, severity_named
from bot.domain.folding import fold_words
from bot.domain.guards import Surroundings, guarded
from bot.domain.meaning import Sense, Sensed
from bot.domain.pack import CompiledCase, CompiledRule, RulePack
from bot.domain.pages import Page
from bot.domain.posts import Post, lay_out
from bot.domain.sentences import Span
from bot.domain.substance import has_substance

_ENOUGH = 40
"""Hits of one detector that are looked at: nobody reads the forty-first, and a flood costs no time."""

_Hit = tuple[Hit, Severity]
_Found = tuple[CompiledRule, Hit, Severity]


def apply_rules(
    draft: Draft, pack: RulePack, language: Language, sense: Sense | None = None
) -> list[Finding]:
    """All findings of all rules, most severe first, then by place; messages in `language`."""
    post = lay_out(draft)
    return find_problems(post, pack, language, sense)


def find_problems(
    post: Post, pack: RulePack, language: Language, sense: Sense | None = None
) -> list[Finding]:
    """The same for a draft that is already laid out."""
    sensed = sense(post) if sense else Sensed()
    hits = _find_words(post, pack, sensed)
    found = [
        (rule, hit, severity)
        for rule in pack.rules
        for hit, severity in _together(rule, hits.get(rule.place, ()), post, sensed)
    ]
    matters = any(case.case.core is not None for rule, _, _ in found for case in rule.cases)
    core = matters and _is_core(post, found)
    findings = []
    for rule, hit, severity in found:
        decided = _decide(rule, hit, severity, post, core)
        if decided is not None:
            findings.append(_finding(rule, hit, decided, post, language))
    return sorted(
        findings, key=lambda each: (-each.severity, each.start if each.start is not None else -1, each.rule)
    )


def _find_words(post: Post, pack: RulePack, sensed: Sensed) -> dict[int, list[_Hit]]:
    """What the words of each rule find, by the rule's place in its pack; guards and exceptions considered."""
    called: dict[int, dict[int, dict[int, list[Page]]]] = {}
    for number, pages in sorted(pack.index.candidates(post.folded).items()):
        place, detector = pack.owners[number]
        called.setdefault(place, {}).setdefault(detector, {})[number] = pages
    hits: dict[int, list[_Hit]] = {}
    for rule in pack.rules:
        if (rule.place in called or rule.wordless) and (
            kept := _hits_of_rule(rule, post, called.get(rule.place, {}), sensed)
        ):
            hits[rule.place] = kept
    return hits


def _hits_of_rule(
    rule: CompiledRule, post: Post, called: Mapping[int, Candidates], sensed: Sensed
) -> list[_Hit]:
    """What the rule's detectors find: those with an expression worth running, and those without words."""
    kept: list[_Hit] = []
    for place in sorted(rule.wordless.union(called)):
        detector = rule.detectors[place]
        if not speaks_to(detector.detector, post.draft.author):
            continue
        hits = islice(find_hits(detector, post, called.get(place, {})), _ENOUGH)
        kept += [
            (hit, detector.severity)
            for hit in hits
            if not _doubted(rule, detector, hit, sensed) and _stands(rule, detector, hit, post)
        ]
    return kept


def _doubted(rule: CompiledRule, detector: CompiledDetector, hit: Hit, sensed: Sensed) -> bool:
    """Whether the words are there and what is said around them is far from what the rule is about."""
    span = hit.span or hit.about
    if span is None or detector.detector.sure or not rule.by_meaning:
        return False
    return sensed.doubts(rule.rule.id, span)


def _together(
    rule: CompiledRule, hits: Sequence[_Hit], post: Post, sensed: Sensed
) -> list[tuple[Hit, Severity]]:
    """What words found, and what meaning finds in the sentences where words are silent."""
    told = {place for hit, _ in hits if (span := hit.span or hit.about) for place in sensed.touched(span)}
    meant = [
        (hit, rule.by_meaning.severity)
        for each in sensed.suspicions.get(rule.rule.id, ())
        if rule.by_meaning
        and speaks_to(rule.by_meaning.detector, post.draft.author)
        and each.part not in told
        and _stands(rule, rule.by_meaning, hit := Hit(each.span, source="example", detail=each.example), post)
    ]
    return _merged((*hits, *meant))


def _stands(rule: CompiledRule, detector: CompiledDetector, hit: Hit, post: Post) -> bool:
    """Whether no guard and no exception makes the hit harmless, and what it needs is there."""
    span = hit.span or hit.about
    if span is None:
        return True
    plain, sentence, nearby = post.folded.plain, post.sentence_around(span), post.nearby(span)
    if not all(each.holds(plain, span, sentence, nearby, post.known) for each in detector.also):
        return False
    if any(
        each.holds(plain, span, sentence, nearby, post.known) for each in (*detector.unless, *rule.unless)
    ):
        return False
    guards = rule.rule.guards if detector.detector.guards is None else detector.detector.guards
    return guarded(guards, Surroundings(plain, span, sentence, nearby)) is None


def _merged(hits: Iterable[tuple[Hit, Severity]]) -> list[tuple[Hit, Severity]]:
    """Overlapping hits of one rule become one, with the higher severity."""
    merged: list[tuple[Hit, Severity]] = []
    for hit, severity in sorted(hits, key=lambda each: each[0].span or (-1, -1)):
        last = merged[-1] if merged else None
        if last and hit.span and last[0].span and hit.span[0] < last[0].span[1]:
            merged[-1] = (_joined(last[0], hit), max(severity, last[1]))
        elif last and hit.span is None and last[0].span is None:
            merged[-1] = (last[0], max(severity, last[1]))
        else:
            merged.append((hit, severity))
    return merged


def _joined(first: Hit, second: Hit) -> Hit:
    assert first.span and second.span
    span = first.span[0], max(first.span[1], second.span[1])
    inside = second.span[1] <= first.span[1]
    return Hit(span, first.quoted if inside else None, first.source, first.detail or second.detail)


def _decide(rule: CompiledRule, hit: Hit, severity: Severity, post: Post, core: bool) -> Severity | None:
    """The severity after the rule's cases; None where a case says that nothing is wrong."""
    for case in rule.cases:
        if _case_holds(rule, case, hit, post, core):
            return None if case.case.severity == "none" else severity_named(case.case.severity)
    return severity


def _case_holds(rule: CompiledRule, compiled: CompiledCase, hit: Hit, post: Post, core: bool) -> bool:
    case, plain = compiled.case, post.folded.plain
    if case.core is not None and case.core != core:
        return False
    if case.framed is not None and case.framed != _is_framed(rule, post):
        return False
    if not _is_by(compiled, post.draft.author):
        return False
    span: Span = hit.span or (0, len(plain))
    sentence, nearby = post.sentence_around(span), post.nearby(span)
    return all(
        each.holds(plain, span, sentence, nearby, post.known) for each in compiled.present
    ) and not any(each.holds(plain, span, sentence, nearby, post.known) for each in compiled.absent)


def _is_by(compiled: CompiledCase, author: Author) -> bool:
    """Whether the author is one of whom the case speaks."""
    case = compiled.case
    if case.roles and author.role not in case.roles:
        return False
    listed = fold_words(author.name or "") in compiled.spokespersons
    if case.spokesperson not in (None, listed):
        return False
    return case.affiliation_shown in (None, author.affiliation_shown)


def _is_framed(rule: CompiledRule, post: Post) -> bool:
    """Whether the post says everything that the rule wants said beside what it finds."""
    plain = post.folded.plain
    asked = id(rule), (0, len(plain))
    if asked not in post.known:
        post.known[asked] = all(element.found(plain) for element in rule.framing)
    return post.known[asked]


def _is_core(post: Post, found: Sequence[_Found]) -> bool:
    """Without the sentences with a finding, no fact, step or real question remains (the severity table).

    A hit that a case makes harmless is no finding, so its sentence remains.
    """
    plain = post.folded.plain
    flagged: set[int] = set()
    for rule, hit, severity in found:
        decided = _decide(rule, hit, severity, post, core=False)
        if hit.span and decided is not None and decided > Severity.SUGGESTION:
            first, last = post.sentences_of(hit.span)
            flagged.update(range(first, last + 1))
    return not any(
        has_substance(plain[slice(*span)])
        for number, span in enumerate(post.sentences)
        if number not in flagged
    )


def _finding(rule: CompiledRule, hit: Hit, severity: Severity, post: Post, language: Language) -> Finding:
    message = rule.rule.message.in_language(language)
    if hit.span is None:
        about = post.folded.span(*hit.about) if hit.about else None
        return Finding(rule.rule.id, severity, "", None, None, message, hit.source, hit.detail, about=about)
    start, end = hit.quoted or post.folded.span(*hit.span)
    return Finding(
        rule.rule.id, severity, post.draft.text[start:end], start, end, message, hit.source, hit.detail
    )
