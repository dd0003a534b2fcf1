"""A review as a person reads it in a terminal: verdict, problems, clause, rewrite."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.domain.draft import Language
from bot.domain.findings import Citation, Finding, Problem, Verdict, problems_of
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.domain.rewriting import Change, Rewrite
from bot.domain.showing import one_line, showable
from bot.texts import say

_SYMBOLS: dict[Verdict, str] = {"ok": "○", "approval": "◇", "revise": "△", "block": "■"}
_COLOURS: dict[Verdict, str] = {"ok": "green", "approval": "blue", "revise": "yellow", "block": "red"}
_SHOWN_FIRST = 3


def print_card(console: Console, review: Review, policies: PublishedPolicies, language: Language) -> None:
    """Print a whole review."""
    console.print(Group(*_card(review, policies, language)))


def _card(review: Review, policies: PublishedPolicies, language: Language) -> Iterator[RenderableType]:
    colour = _COLOURS[review.verdict]
    heading = f"{_SYMBOLS[review.verdict]} {say(f'verdict.{review.verdict}', language)}"
    yield Text(f"\n{heading}", style=f"bold {colour}")
    problems = problems_of(review.findings)
    for problem in problems[:_SHOWN_FIRST]:
        yield Padding(_problem(problem, policies, language), (1, 0, 0, 2))
    if problems[_SHOWN_FIRST:]:
        yield Text(f"\n{say('more', language)}", style="bold")
        for problem in problems[_SHOWN_FIRST:]:
            yield Padding(_heading(problem, policies, language), (0, 0, 0, 2))
    yield from _outcome(review, policies, language)
    if length := review.too_long:
        yield Text(f"\n{say('too-long', language, used=length.used, limit=length.limit)}", style="italic")
    if review.not_reviewed:
        parts = ", ".join(say(f"part.{part}", language) for part in review.not_reviewed)
        yield Text(f"\n{say('not-reviewed', language, parts=parts)}", style="italic")
    if review.model and review.model.left_out:
        why = say(f"model.why.{review.model.why}", language)
        yield Text(f"\n{say(f'model.left-out.{review.model.left_out}', language, why=why)}", style="italic")
    library, rules, model = review.versions.library, review.versions.rules, _heard(review, language)
    versions = say("versions", language, library=library, rules=rules, model=model)
    yield Text(f"\n{versions}\n", style="dim")


def _heard(review: Review, language: Language) -> str:
    """Which language model had a part in the review, or that none had."""
    if review.model and review.engine == "rules+model":
        return say("model.heard", language, model=one_line(review.model.name))
    return say("model.not-heard", language)


def _outcome(review: Review, policies: PublishedPolicies, language: Language) -> Iterator[RenderableType]:
    """What the author may post instead, or whom to ask when there is nothing."""
    if review.rewrite:
        yield from _rewrite(review.rewrite, review, language)
    elif review.verdict in ("revise", "block"):
        ask = one_line(policies.firm.ask.name.in_language(language))
        yield Text(f"\n{say('no-rewrite', language, ask=ask)}")


def _heading(problem: Problem, policies: PublishedPolicies, language: Language) -> Text:
    worst = problem.worst
    titles = {rule.id: rule.title.in_language(language) for rule in policies.rules}
    text = Text()
    text.append(one_line(titles.get(worst.rule, worst.rule)), style="bold")
    text.append(f" ({say(f'severity.{worst.severity.word}', language)}) ")
    if worst.is_omission:
        text.append(say("omission", language), style="italic")
        return text
    for number, finding in enumerate(problem.findings):
        quote = one_line(finding.quote)
        text.append(" · " if number else "")
        text.append(f"« {quote} »" if language == "fr" else f"“{quote}”", style="underline")
    return text


def _problem(problem: Problem, policies: PublishedPolicies, language: Language) -> RenderableType:
    finding = problem.worst
    detail = one_line(finding.detail)
    parts: list[RenderableType] = [_heading(problem, policies, language), Text(showable(finding.message))]
    if finding.why:
        parts.append(Text(say("model.explains", language, why=one_line(finding.why)), style="italic"))
    if finding.source == "example":
        parts.append(Text(say("near-example", language, example=detail), style="italic"))
    elif finding.is_omission and finding.detail:
        parts.append(Text(say("missing-words", language, words=detail), style="italic"))
    if problem.others:
        parts.append(Text(say("also", language, problems=_titles(problem.others, policies, language))))
    if not finding.citations:
        parts.append(Text(say("no-clause", language), style="dim"))
    parts += [clause_text(citation, language) for citation in finding.citations]
    return Group(*parts)


def _titles(findings: Sequence[Finding], policies: PublishedPolicies, language: Language) -> str:
    titles = {rule.id: rule.title.in_language(language) for rule in policies.rules}
    return one_line(", ".join(titles.get(each.rule, each.rule) for each in findings))


def clause_text(citation: Citation, language: Language) -> Text:
    """A clause: number and title, the document and its version, and its text."""
    text = Text("  ")
    text.append(one_line(f"{citation.clause} {citation.title}"), style="bold dim")
    text.append(f" · {one_line(citation.document)}, v{citation.version}", style="dim")
    if citation.language != language:
        text.append(f" · {say('other-language', language)}", style="dim italic")
    text.append(f"\n  {showable(citation.text)}", style="dim")
    return text


def _rewrite(rewrite: Rewrite, review: Review, language: Language) -> Iterator[RenderableType]:
    yield Text("")
    if rewrite.proposal:
        yield Text(say(f"why-proposal.{review.why_proposal}", language))
    title = say("proposal" if rewrite.proposal else "rewrite", language)
    yield Panel(Text(showable(rewrite.text)), title=title, title_align="left", border_style="green")
    if rewrite.verdict == "approval":
        yield Text(say("rewrite.needs-approval", language), style="italic")
    if not rewrite.proposal:
        yield Text(say("changes", language), style="bold")
        for change in rewrite.changes:
            yield Padding(_change(change, language), (0, 0, 0, 2))


def _change(change: Change, language: Language) -> Text:
    text = Text()
    if not change.was:
        text.append(f"+ {say('added', language)}: {showable(change.now)}", style="green")
    elif not change.now:
        text.append(f"− {say('removed', language)}: {showable(change.was)}", style="red")
    else:
        text.append(f"− {showable(change.was)}\n", style="red")
        text.append(f"+ {showable(change.now)}", style="green")
    return text
