"""`vigie ask`: a question about the firm's documents, for a person or a program, or many, one a line."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from bot.cli.jsonl import BadLine, id_of, line_error, object_of_line, to_json
from bot.cli.reading import read_lines
from bot.cli.wiring import Wiring, model_asked
from bot.domain.answering import PolicyReply, QuestionRefused
from bot.domain.contract import citation_json
from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.texts import say
from bot.usecases.ask import AskPorts, answer_question, prepare
from bot.usecases.ask_model import ModelPorts
from bot.usecases.explain_answer import explain_answer


@click.command()
@click.argument("question", nargs=-1)
@click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    help="Language where the question's words do not say; yours by default.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option(
    "--jsonl",
    "file",
    metavar="FILE",
    help='Read one {"id","question"} a line (- for standard input), write one object a line.',
)
@click.option(
    "--model/--no-model",
    "with_model",
    default=None,
    help="Have the language model explain the clauses. By default: for one question where one is configured.",
)
@click.pass_obj
def ask(
    wiring: Wiring,
    question: tuple[str, ...],
    lang: Language | None,
    as_json: bool,
    file: str | None,
    with_model: bool | None,
) -> None:
    """Ask QUESTION of the firm's documents: the clauses that answer it, or whom to ask."""
    spoken = lang or wiring.language
    if file is not None:
        if question or as_json:
            raise click.UsageError(say("ask.not-with", wiring.language))
        model = model_asked(wiring, asked=with_model, by_default=False)
        for answer in answer_lines(read_lines(file, wiring.language), wiring.ask(), spoken, model):
            click.echo(to_json(answer))
        return
    try:
        _refuse_broken(" ".join(question))
        model = model_asked(wiring, asked=with_model, by_default=True)
        reply = _explained(" ".join(question), spoken, wiring.ask(), model)
    except QuestionRefused as refused:
        raise click.ClickException(_why(refused, spoken)) from None
    if as_json:
        click.echo(to_json(reply_json(reply)))
    else:
        _print(reply)


def answer_lines(
    lines: Iterable[bytes], ports: AskPorts, spoken: Language, model: ModelPorts | None = None
) -> Iterator[dict[str, Any]]:
    """One object a line, for `to_json`; blank lines are passed over, a bad one does not stop the rest."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answer_line(line, number, ports, spoken, model)


def reply_json(reply: PolicyReply) -> dict[str, Any]:
    """An answer as the contract has it, without its id."""
    return {
        "answered": reply.answered,
        "answer": reply.text or _sentence(reply),
        "citations": [citation_json(each) for each in reply.clauses],
    }


def _answer_line(
    line: bytes, number: int, ports: AskPorts, spoken: Language, model: ModelPorts | None
) -> dict[str, Any]:
    name: Any = None
    try:
        given = object_of_line(line)
        name = id_of(given)
        if not isinstance(given.get("question"), str):
            raise BadLine("bad-question")
        _refuse_broken(given["question"])
        return {"id": name} | reply_json(_explained(given["question"], spoken, ports, model))
    except BadLine as bad:
        return line_error(name, bad.code, say(f"line.{bad.code}", spoken, line=number))
    except QuestionRefused as refused:
        return line_error(name, refused.code, _why(refused, spoken))
    except Exception as unexpected:  # one line never stops the others, and its text is never in an error
        return line_error(name, "internal", say("line.unanswered", spoken, kind=type(unexpected).__name__))


def _explained(question: str, spoken: Language, ports: AskPorts, model: ModelPorts | None) -> PolicyReply:
    reply = answer_question(question, spoken, ports)
    return explain_answer(reply, prepare(ports).policies.firm, model)


def _refuse_broken(question: str) -> None:
    """Bytes that are not UTF-8 reach a command line as half surrogate pairs."""
    try:
        question.encode()
    except UnicodeEncodeError:
        raise QuestionRefused("not-text") from None


def _why(refused: QuestionRefused, language: Language) -> str:
    return say(f"question.{refused.code}", language, detail=refused.detail)


def _sentence(reply: PolicyReply) -> str:
    if reply.answered:
        return say("answer.clauses", reply.language, count=len(reply.clauses))
    name, *where = (
        one_line(each)
        for each in (reply.ask.name.in_language(reply.language), reply.ask.slack, reply.ask.email)
        if each
    )
    return say("answer.not-covered", reply.language, ask=f"{name} ({', '.join(where)})" if where else name)


def _print(reply: PolicyReply) -> None:
    from rich.console import Console  # takes time to load; programs ask for JSON
    from rich.padding import Padding
    from rich.text import Text

    from bot.cli.card import clause_text

    console = Console()
    console.print(Text(_sentence(reply), style="bold"))
    if reply.text:
        console.print(Text(f"\n{say('model.explains', reply.language, why=one_line(reply.text))}"))
    for citation in reply.clauses:
        console.print(Padding(clause_text(citation, reply.language), (1, 0, 0, 2)))
