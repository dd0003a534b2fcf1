"""`vigie review`: one draft for a person or a program, or many, one a line."""

import uuid
from dataclasses import replace
from typing import Literal

import click
from click.core import ParameterSource

from bot.cli.jsonl import review_lines, to_json
from bot.cli.reading import read_lines, read_text
from bot.cli.sarif import sarif_of
from bot.cli.wiring import Wiring, model_asked
from bot.domain.contract import review_json
from bot.domain.draft import (
    MAX_CONTEXT,
    PLATFORMS,
    ROLES,
    Author,
    Draft,
    DraftRefused,
    Language,
    Role,
    accept_draft,
)
from bot.domain.findings import Verdict
from bot.texts import say
from bot.usecases.archive_ports import COMMAND_LINE
from bot.usecases.model_review import Reviewer
from bot.usecases.review import keep_review, open_desk

_ORDER: tuple[Verdict, ...] = ("ok", "approval", "revise", "block")
_OF_ONE_DRAFT = (
    "platform", "name", "role", "profile_shows_affiliation", "audience", "purpose",
    "as_json", "as_sarif", "keep",
)  # fmt: skip
"""Parameters that say something of one draft; with --jsonl each line speaks for itself."""
_REACHED = 3
Form = Literal["card", "json", "sarif"]


@click.command()
@click.argument("file", default="-")
@click.option("--platform", type=click.Choice(PLATFORMS), default="linkedin", show_default=True)
@click.option(
    "--lang", type=click.Choice(["fr", "en"]), help="Language of the messages; the draft's by default."
)
@click.option("--name", help="The author's name.")
@click.option("--role", type=click.Choice(ROLES), default="employee", show_default=True)
@click.option("--profile-shows-affiliation", is_flag=True, help="The author's profile names the firm.")
@click.option("--json", "as_json", is_flag=True, help="Print the review as JSON.")
@click.option(
    "--jsonl", "many", is_flag=True, help='Read one {"id","text",…} a line, write one object a line.'
)
@click.option(
    "--sarif", "as_sarif", is_flag=True, help="Print the review as SARIF 2.1.0, for editors and CI."
)
@click.option("--audience", default="", help="For whom the post is, for the language model.")
@click.option("--purpose", default="", help="What the post is to achieve, for the language model.")
@click.option(
    "--model/--no-model",
    "with_model",
    default=None,
    help="Ask the language model. By default: for one draft where one is configured, not for --jsonl.",
)
@click.option("--archive", "keep", is_flag=True, help="Keep the review, to replay it later.")
@click.option("--fail-on", type=click.Choice(_ORDER[1:]), help="Exit with 3 from this verdict up.")
@click.pass_context
def review(
    context: click.Context,
    file: str,
    platform: str,
    lang: Language | None,
    name: str | None,
    role: Role,
    profile_shows_affiliation: bool,
    as_json: bool,
    many: bool,
    as_sarif: bool,
    audience: str,
    purpose: str,
    with_model: bool | None,
    keep: bool,
    fail_on: Verdict | None,
) -> int:
    """Review the draft in FILE (- for standard input)."""
    wiring: Wiring = context.obj
    if as_json and as_sarif:
        raise click.UsageError(say("review.one-form", wiring.language), context)
    if many:
        _refuse_what_is_of_one_draft(context, wiring.language)
        return _review_many(wiring, file, lang, fail_on, with_model=bool(with_model))
    try:
        text = read_text(file, lang or wiring.language)
        draft = accept_draft(text, platform, Author(name, role, profile_shows_affiliation))
        draft = replace(draft, audience=audience[:MAX_CONTEXT], purpose=purpose[:MAX_CONTEXT])
    except DraftRefused as refused:
        raise click.ClickException(
            say(f"refused.{refused.code}", lang or wiring.language, detail=refused.detail)
        ) from None
    reviewer = _reviewer(wiring, asked=with_model, by_default=True)
    form: Form = "json" if as_json else "sarif" if as_sarif else "card"
    return _review_one(reviewer, draft, lang, file, form, keep=keep, fail_on=fail_on)


def _refuse_what_is_of_one_draft(context: click.Context, language: Language) -> None:
    given = [
        each.opts[0]
        for each in context.command.params
        if each.name in _OF_ONE_DRAFT
        and context.get_parameter_source(each.name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError(say("jsonl.not-with", language, options=", ".join(given)), context)


def _reviewer(wiring: Wiring, *, asked: bool | None, by_default: bool) -> Reviewer:
    """Whoever reviews: with the language model where one is asked for. Says when there is none to ask."""
    return Reviewer(open_desk(wiring.review()), model_asked(wiring, asked=asked, by_default=by_default))


def _review_one(
    reviewer: Reviewer,
    draft: Draft,
    spoken: Language | None,
    file: str,
    form: Form,
    *,
    keep: bool,
    fail_on: Verdict | None,
) -> int:
    """The answer is written first: a review that nobody could read is not archived under an unknown id."""
    desk, review_id = reviewer.desk, uuid.uuid4().hex
    result = reviewer.review(draft, spoken, review=review_id)
    if form == "json":
        click.echo(to_json(review_json(result, review_id)))
    elif form == "sarif":
        click.echo(to_json(sarif_of([(file, result)], desk.policies.rules, result.spoken)))
    else:
        from rich.console import Console  # takes time to load; programs ask for JSON

        from bot.cli.card import print_card

        print_card(Console(), result, desk.policies, result.spoken)
    if keep:
        keep_review(result, review_id, COMMAND_LINE, desk.ports)
        if form == "card":
            click.echo(say("archived", result.spoken, id=review_id))
    return _REACHED if _reaches(result.verdict, fail_on) else 0


def _review_many(
    wiring: Wiring, file: str, spoken: Language | None, fail_on: Verdict | None, *, with_model: bool
) -> int:
    reviewer = _reviewer(wiring, asked=with_model, by_default=False)
    reached = False
    for answer in review_lines(read_lines(file, wiring.language), reviewer, spoken):
        click.echo(to_json(answer))
        reached = reached or _reaches(answer.get("verdict"), fail_on)
    return _REACHED if reached else 0


def _reaches(verdict: Verdict | None, fail_on: Verdict | None) -> bool:
    return bool(verdict and fail_on and _ORDER.index(verdict) >= _ORDER.index(fail_on))
