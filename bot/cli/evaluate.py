"""`vigie eval`: how good the reviews of labelled posts are, and whether they got worse."""

import json
import os
from collections.abc import Sequence
from typing import Any

import click

from bot.cli.evaluate_questions import evaluate_questions, learn_questions
from bot.cli.reading import read_lines
from bot.cli.wiring import Wiring
from bot.cli.writing import write_text
from bot.domain.draft import Language
from bot.domain.library import Versions
from bot.domain.showing import one_line
from bot.evaluation.cases import Case, parse_cases
from bot.evaluation.curve import curve_of
from bot.evaluation.page import page_of
from bot.evaluation.report import Report, drops, is_baseline, report_of
from bot.evaluation.run import review_cases
from bot.evaluation.score import score
from bot.evaluation.table import percent, table_of
from bot.texts import say
from bot.usecases.review import Desk, open_desk


@click.command("eval")
@click.argument("cases", nargs=-1)
@click.option("--json", "json_file", metavar="FILE", help="Write the report there, as JSON.")
@click.option("--html", "html_file", metavar="FILE", help="Write the report there, as a page with plots.")
@click.option("--baseline", metavar="FILE", help="Compare with that report (JSON), and fail on a drop.")
@click.option(
    "--tolerance",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    help="How much a rate may drop.",
)
@click.option("--missed", is_flag=True, help="List the posts that are judged wrongly, by id.")
@click.option(
    "--questions", metavar="FILE", help="Score the answers to the labelled questions of that file instead."
)
@click.option(
    "--learn", metavar="FILE", help="With --questions: learn when to answer from them, and write it there."
)
@click.pass_obj
def evaluate(
    wiring: Wiring,
    cases: Sequence[str],
    json_file: str | None,
    html_file: str | None,
    baseline: str | None,
    tolerance: float,
    missed: bool,
    questions: str | None,
    learn: str | None,
) -> int:
    """Score the reviews of the labelled posts in CASES (JSON lines), as a table."""
    language = wiring.language
    if questions or learn or not cases:
        return _of_questions(wiring, cases, questions, learn, json_file, missed=missed)
    _refuse_overwriting(json_file, html_file, (*cases, baseline or ""), language)
    before = _read_report(baseline, language) if baseline else None
    desk = open_desk(wiring.review())
    labelled = [case for file in cases for case in _read_cases(file, desk, language)]
    if not labelled:
        raise click.ClickException(say("eval.no-cases", language))
    outcomes = list(review_cases(labelled, desk))
    scores = score(outcomes, [rule.id for rule in desk.policies.rules])
    policies = desk.policies
    versions = Versions(policies.library, policies.rules_version, desk.ports.code, policies.embedder)
    report = report_of(scores, curve_of(labelled, desk), versions)
    if before is not None and not is_baseline(before, report):
        raise click.ClickException(say("eval.no-report", language, file=baseline))
    click.echo(table_of(report, language))
    for outcome in outcomes if missed else ():
        if outcome.verdict != outcome.case.verdict:
            click.echo(f"{one_line(outcome.case.id)}: {outcome.case.verdict} → {outcome.verdict}")
    if json_file:
        write_text(json_file, json.dumps(report, ensure_ascii=False, indent=1) + "\n", language)
    if html_file:
        write_text(html_file, page_of(report, language), language)
    return 0 if before is None else _tell_drops(report, before, tolerance, language)


def _of_questions(
    wiring: Wiring,
    cases: Sequence[str],
    questions: str | None,
    learn: str | None,
    json_file: str | None,
    *,
    missed: bool,
) -> int:
    if cases or not questions:
        raise click.UsageError(
            say("eval.questions-alone" if cases or learn else "eval.no-files", wiring.language)
        )
    _refuse_overwriting(json_file, learn, (questions,), wiring.language)
    if learn:
        learn_questions(wiring, questions, learn)
    else:
        evaluate_questions(wiring, questions, json_file, missed=missed)
    return 0


def _read_cases(file: str, desk: Desk, language: Language) -> list[Case]:
    return parse_cases(read_lines(file, language), file, {rule.id for rule in desk.policies.rules})


def _refuse_overwriting(
    json_file: str | None, html_file: str | None, read: Sequence[str], language: Language
) -> None:
    """A report never takes the place of what it is made from, nor of the other report."""
    written = [os.path.abspath(each) for each in (json_file, html_file) if each]
    taken = {os.path.abspath(each) for each in read if each}
    for each in written:
        if each in taken or written.count(each) > 1:
            raise click.UsageError(say("eval.same-file", language, file=each))


def _read_report(file: str, language: Language) -> Any:
    """What a file of JSON holds; None for what is none."""
    try:
        return json.loads(b"".join(read_lines(file, language)))
    except (ValueError, RecursionError):
        raise click.ClickException(say("eval.no-report", language, file=file)) from None


def _tell_drops(report: Report, before: Report, tolerance: float, language: Language) -> int:
    worse = drops(report, before, tolerance)
    for name, was, now in worse:
        what = say(f"eval.{name}", language)
        click.echo(say("eval.dropped", language, what=what, was=_told(was), now=_told(now)), err=True)
    if not worse:
        click.echo(say("eval.no-drop", language))
    return 1 if worse else 0


def _told(value: float) -> str:
    return str(value) if isinstance(value, int) else percent(value)
