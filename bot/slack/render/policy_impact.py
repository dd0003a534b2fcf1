"""What a version would change, before it is published: counts, then the posts that are judged otherwise."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.draft import Language
from bot.domain.impact import ChangedCase, CitedClause, Impact
from bot.domain.showing import one_line
from bot.slack.render.fitting import Room, fit
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    bullets,
    data,
    paragraph,
    rich_text,
    said,
    section,
)
from bot.texts import say
from bot.usecases.policy_views import PolicyImpact

_BEGINNING = 160


def draw_policy_impact(view: PolicyImpact, language: Language) -> Message:
    """Nobody's text is in it but that of golden cases, and of drafts that were sent to compliance."""
    text = say("policy.impact", language, version=view.version)
    return Message(text, fit(lambda room: list(_impact(view, text, language, room))))


def _impact(view: PolicyImpact, text: str, language: Language, room: Room) -> Iterator[Block]:
    impact = view.impact
    yield paragraph(text, "bold")
    yield rich_text(bullets([section(said(each)) for each in _counts(impact, language)]))
    for each in impact.changed[: room.headings]:
        yield rich_text(section(*_case(each, view.titles, language, room)))
    if left := len(impact.changed[room.headings :]):
        yield paragraph(say("slack.and-more", language, count=left))


def _counts(impact: Impact, language: Language) -> Iterator[str]:
    golden = say("impact.golden", language, count=impact.cases)
    drafts = say("impact.drafts", language, count=impact.drafts)
    yield say("impact.tried", language, golden=golden, drafts=drafts)
    if impact.cancelled:
        yield say("impact.cancelled", language)
    if impact.left_out:
        yield say("impact.left-out", language, count=impact.left_out)
    if impact.wrong_before or impact.wrong_after:
        yield say("impact.wrong", language, before=impact.wrong_before, after=impact.wrong_after)
    if not impact.changed:
        yield say("impact.same", language)
        return
    for change in impact.verdicts:
        was, now = _verdict(change.was, language), _verdict(change.now, language)
        yield f"{was} → {now}: {change.count}"
    if not impact.verdicts:
        yield say("impact.same-verdicts", language)
    if impact.citations:
        yield say("impact.citations", language, count=impact.citations)


def _case(
    case: ChangedCase, titles: Mapping[str, str], language: Language, room: Room
) -> Iterator[list[Element]]:
    day = case.day.isoformat() if case.day else ""
    name = say(f"impact.case.{case.kind}", language, id=one_line(case.id), platform=case.platform, day=day)
    yield data(name, room.words // 3, "bold")
    same = case.was == case.now
    was, now = _verdict(case.was, language), _verdict(case.now, language)
    yield said(f": {was}" if same else f": {was} → {now}")
    if case.right:
        yield said(_right(case, language))
    if case.text is not None:
        yield said("\n")
        yield data(_beginning(case.text), _BEGINNING * 2, "italic")
    details = [*_rules(case, titles), *_citations(case, titles, language)]
    if details:
        yield data("\n" + "; ".join(details), room.words)


def _right(case: ChangedCase, language: Language) -> str:
    """What a golden case says of the verdict, where it is not as before and right."""
    if case.now == case.right:
        return "" if case.was == case.right else f". {say('impact.case.better', language).strip()}"
    if case.was == case.right:
        return f". {say('impact.case.worse', language).strip()}"
    return f". {say('impact.case.wrong', language, right=_verdict(case.right, language)).strip()}"


def _rules(case: ChangedCase, titles: Mapping[str, str]) -> Iterator[str]:
    for change in case.rules:
        sign = "+" if change.was is None else "−" if change.now is None else "~"
        yield f"{sign} {one_line(titles.get(change.rule, change.rule))}"


def _citations(case: ChangedCase, titles: Mapping[str, str], language: Language) -> Iterator[str]:
    for change in case.citations:
        rule = titles.get(change.rule, change.rule)
        values = {"rule": one_line(rule), "was": _clauses(change.was, language)}
        if change.reworded:
            yield say("impact.reworded", language, **values).strip()
        else:
            yield say("impact.cited", language, now=_clauses(change.now, language), **values).strip()


def _clauses(clauses: Sequence[CitedClause], language: Language) -> str:
    shown = ", ".join(one_line(f"{each.clause} ({each.document})") for each in clauses)
    return shown or say("impact.no-clause", language)


def _verdict(verdict: str, language: Language) -> str:
    return say(f"impact.verdict.{verdict}", language)


def _beginning(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _BEGINNING else f"{line[: _BEGINNING - 1].rstrip()}…"
