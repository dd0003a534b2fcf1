"""`vigie eval --questions`: how good the answers to labelled questions are, and learning when to answer."""

import json
import os

import click

from bot.cli.reading import read_lines
from bot.cli.wiring import Wiring
from bot.cli.writing import write_text
from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.evaluation.learn_questions import learn_decision
from bot.evaluation.questions import (
    LabelledQuestion,
    NotAQuestion,
    Outcome,
    parse_questions,
    questions_table,
    score_questions,
)
from bot.evaluation.table import percent
from bot.texts import say
from bot.usecases.ask import answer_question, prepare


def evaluate_questions(wiring: Wiring, file: str, json_file: str | None, *, missed: bool) -> None:
    """Score the answers to the questions in FILE, as a table; in `json_file` as JSON."""
    language, ports = wiring.language, wiring.ask()
    outcomes = []
    for case in _read(file, language):
        reply = answer_question(case.question, case.lang, ports)
        outcomes.append(Outcome(case, tuple(each.clause for each in reply.clauses)))
    report = score_questions(outcomes)
    click.echo(questions_table(report, language))
    for each in outcomes if missed else ():
        if not each.is_right:
            expected, shown = (", ".join(some) or "–" for some in (each.case.clauses, each.shown))
            click.echo(f"{one_line(each.case.id)}: {expected} → {shown}")
    if json_file:
        write_text(json_file, json.dumps(report, ensure_ascii=False, indent=1) + "\n", language)


def learn_questions(wiring: Wiring, file: str, decision_file: str) -> None:
    """Learn from the known questions, labelled in FILE, when a question is answered; a minute.

    What was computed of the known questions is written beside the decision.
    """
    language, ports = wiring.language, wiring.ask()
    labelled = {each.question: each.clauses for each in _read(file, language)}
    knowledge = prepare(ports).knowledge
    try:
        decision = learn_decision(knowledge, labelled, ports.embedder().fingerprint)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from None
    write_text(decision_file, decision.model_dump_json(indent=1) + "\n", language)
    ports.keep_recall(knowledge.recall, os.path.dirname(decision_file))
    shares = {"answered": percent(decision.wrongly_answered), "refused": percent(decision.wrongly_refused)}
    click.echo(say("eval.q-learned", language, count=len(labelled), file=decision_file, **shares))


def _read(file: str, language: Language) -> list[LabelledQuestion]:
    try:
        found = parse_questions(read_lines(file, language))
    except NotAQuestion as wrong:
        raise click.ClickException(
            say("eval.bad-question", language, file=file, line=wrong.line, reason=wrong.reason)
        ) from None
    if not found:
        raise click.ClickException(say("eval.no-questions", language))
    return found
