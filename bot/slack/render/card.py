"""A review: the verdict, what to do next, the problems with the firm's clauses, and what to post instead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.draft import PLATFORMS, Language
from bot.domain.findings import Finding, Problem, Verdict, problems_of
from bot.domain.library import PublishedPolicies
from bot.domain.model_part import ModelPart
from bot.domain.review import Review
from bot.domain.rewriting import Change, Rewrite
from bot.domain.showing import one_line, showable
from bot.slack.ids import (
    ANOTHER_VERSION,
    CHOOSE_PLATFORM,
    COMPLETE,
    SHORTER,
    WAS_A_QUESTION,
    WHY,
    platform_block,
)
from bot.slack.render.fitting import Room, beginning, fit
from bot.slack.render.quoting import clause_quotation, contact
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    bullets,
    buttons,
    choice,
    data,
    divider,
    header,
    paragraph,
    rich_text,
    said,
    section,
    small,
    to_copy,
)
from bot.texts import say
from bot.usecases.views import Reviewed

_SYMBOLS: dict[Verdict, str] = {"ok": "⚪", "approval": "🔷", "revise": "⚠️", "block": "⛔"}
"""Told apart by shape as well as by colour; a screen reader says a word or two before the verdict's own."""


def draw_reviewed(view: Reviewed, language: Language) -> Message:
    """The card of a review."""
    verdict = say(f"verdict.{view.review.verdict}", language)
    text = f"{verdict}. {_next_step(view.review, language)}"
    return Message(text, fit(lambda room: list(_card(view, language, room))))


def _card(view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    review = view.review
    yield header(f"{_SYMBOLS[review.verdict]} {say(f'verdict.{review.verdict}', language)}")
    if view.again:
        yield small(say("slack.again", language))
    yield _what_to_do(view, language, room)
    yield from problems(review.findings, view.policies, language, room)
    yield from _outcome(review, view.policies, language, room)
    if review.model and review.model.left_out:
        yield paragraph(left_out(review.model, language), "italic")
    if length := review.too_long:
        yield paragraph(say("too-long", language, used=length.used, limit=length.limit), "italic")
    if review.not_reviewed:
        parts = ", ".join(say(f"part.{part}", language) for part in review.not_reviewed)
        yield paragraph(say("not-reviewed", language, parts=parts), "italic")
    library, rules = one_line(review.versions.library), one_line(review.versions.rules)
    model = _heard(review, language)
    yield small(say("versions", language, library=library, rules=rules, model=model))
    yield _platforms(view, language)
    yield buttons(view.card, *_buttons(review, language))


def _buttons(review: Review, language: Language) -> Iterator[tuple[str, str]]:
    """What may be asked of this card by a press: five things at most."""
    if review.model and review.model.can_be_completed:
        yield COMPLETE, say("slack.button.complete", language)
    if review.rewrite:
        yield ANOTHER_VERSION, say("slack.button.another", language)
        yield SHORTER, say("slack.button.shorter", language)
    if review.findings:
        yield WHY, say("slack.button.why", language)
    yield WAS_A_QUESTION, say("slack.button.question", language)


def _heard(review: Review, language: Language) -> str:
    """Which language model had a part in the review, or that none had."""
    if review.model and review.engine == "rules+model":
        return say("model.heard", language, model=one_line(review.model.name))
    return say("model.not-heard", language)


def left_out(part: ModelPart, language: Language) -> str:
    """What the review had to do without, and why."""
    why = say(f"model.why.{part.why}", language)
    return say(f"model.left-out.{part.left_out}", language, why=why)


def _next_step(review: Review, language: Language) -> str:
    if review.verdict == "ok":
        return say("slack.next.suggestions" if review.findings else "slack.next.ok", language)
    if review.verdict == "approval":
        return say("slack.next.approval", language)
    offered = "rewrite" if review.rewrite else "none"
    return say(f"slack.next.{review.verdict}.{offered}", language)


def _what_to_do(view: Reviewed, language: Language, room: Room) -> Block:
    parts = [said(_next_step(view.review, language))]
    if view.review.verdict == "approval":
        ask = contact(view.policies.firm.ask, language, room.words)
        parts += [said("\n"), data(say("slack.ask", language, ask=ask), room.words)]
    return rich_text(section(*parts))


def problems(
    findings: Sequence[Finding],
    policies: PublishedPolicies,
    language: Language,
    room: Room,
    taught: bool = False,
) -> Iterator[Block]:
    """What was found, the most severe first, with the clauses; where `taught` also what the rules teach."""
    titles = {rule.id: one_line(rule.title.in_language(language)) for rule in policies.rules}
    lessons = {rule.id: rule.lesson.in_language(language) for rule in policies.rules} if taught else {}
    found = problems_of(findings)
    for problem in found[: room.problems]:
        first, *clauses = _problem(problem, titles, language, room)
        lesson = lessons.get(problem.worst.rule)
        yield rich_text(first, *([section(data(lesson, room.words))] if lesson else []), *clauses)
    others = found[room.problems :]
    if not others:
        return
    listed = [
        section(*_title(each, titles, language, room), said(" "), *_words(each, language, room))
        for each in others[: room.headings]
    ]
    if others[room.headings :]:
        listed.append(section(said(say("slack.and-more", language, count=len(others) - len(listed)))))
    yield rich_text(section(said(say("more", language), "bold")), bullets(listed))


def _problem(
    problem: Problem, titles: Mapping[str, str], language: Language, room: Room
) -> Iterator[Element]:
    finding = problem.worst
    detail = one_line(finding.detail)
    lines = [*_title(problem, titles, language, room), said("\n"), *_words(problem, language, room)]
    lines += [said("\n"), data(finding.message, room.words)]
    if finding.why:
        lines += [
            said("\n"),
            data(say("model.explains", language, why=one_line(finding.why)), room.words, "italic"),
        ]
    if finding.source == "example":
        lines += [said("\n"), data(say("near-example", language, example=detail), room.words, "italic")]
    elif finding.is_omission and finding.detail:
        lines += [said("\n"), data(say("missing-words", language, words=detail), room.words, "italic")]
    if problem.others:
        others = ", ".join(titles.get(each.rule, each.rule) for each in problem.others)
        lines += [said("\n"), data(say("also", language, problems=others), room.words)]
    if not finding.citations:
        lines += [said("\n"), said(say("no-clause", language), "italic")]
    yield section(*lines)
    for citation in finding.citations[: room.citations]:
        yield clause_quotation(citation, language, room)


def _title(
    problem: Problem, titles: Mapping[str, str], language: Language, room: Room
) -> Iterator[list[Element]]:
    """The rule's title, and how bad it is."""
    worst = problem.worst
    yield data(titles.get(worst.rule, worst.rule), room.words, "bold")
    yield said(f" ({say(f'severity.{worst.severity.word}', language)})")


def _words(problem: Problem, language: Language, room: Room) -> Iterator[list[Element]]:
    """The words of the draft that are the problem, as they stand there."""
    if problem.worst.is_omission:
        yield said(say("omission", language), "italic")
        return
    for number, finding in enumerate(problem.findings[: room.quotes]):
        yield said(f"{' · ' if number else ''}{say('slack.quote-begins', language)}")
        yield data(finding.quote, room.words, "italic")
        yield said(say("slack.quote-ends", language))
    if problem.findings[room.quotes :]:
        yield said(f" · {say('slack.and-more', language, count=len(problem.findings) - room.quotes)}")


def _outcome(review: Review, policies: PublishedPolicies, language: Language, room: Room) -> Iterator[Block]:
    """What the author may post instead, or whom to ask when there is nothing."""
    if review.rewrite:
        yield divider()
        yield rich_text(*_rewrite(review.rewrite, review, language, room))
    elif review.verdict in ("revise", "block"):
        ask = contact(policies.firm.ask, language, room.words)
        yield rich_text(section(data(say("no-rewrite", language, ask=ask), room.words * 3)))


def _rewrite(rewrite: Rewrite, review: Review, language: Language, room: Room) -> Iterator[Element]:
    if rewrite.proposal:
        yield section(said(say(f"why-proposal.{review.why_proposal}", language)))
    yield section(said(say("proposal" if rewrite.proposal else "rewrite", language), "bold"))
    text = showable(rewrite.text)
    shown = beginning(text, room.rewrite)
    yield to_copy(data(shown, room.rewrite))
    if shown != text:
        yield section(said(say("slack.only-the-beginning", language), "italic"))
    if rewrite.verdict == "approval":
        yield section(said(say("rewrite.needs-approval", language), "italic"))
    if not rewrite.proposal and rewrite.changes:
        yield section(said(say("changes", language), "bold"))
        yield changes_list(rewrite.changes, language, room)


def changes_list(changes: Sequence[Change], language: Language, room: Room) -> Element:
    """What was added, removed and replaced, a line each."""
    listed = [section(*_change(each, language, room)) for each in changes[: room.changes]]
    left = len(changes) - len(listed)
    if left:
        listed.append(section(said(say("slack.changes-more", language, count=left))))
    return bullets(listed)


def _change(change: Change, language: Language, room: Room) -> Iterable[list[Element]]:
    was, now = data(one_line(change.was), room.words // 3), data(one_line(change.now), room.words // 3)
    if not was:
        return said(f"{say('added', language)}: "), now
    if not now:
        return said(f"{say('removed', language)}: "), was
    return said(f"{say('slack.replaced', language)}: "), was, said(" → "), now


def _platforms(view: Reviewed, language: Language) -> Block:
    names: dict[str, str] = {each: say(f"slack.platform.{each}", language) for each in PLATFORMS}
    label = say("slack.platform", language)
    return choice(platform_block(view.card), CHOOSE_PLATFORM, label, names, view.review.draft.platform)
