"""`vigie review`: one draft for a person or a program, or many, one a line."""

import uuid
from typing import Literal

import click
from click.core import ParameterSource

from bot.cli.jsonl import review_lines, to_json
from bot.cli.reading import read_lines, read_text
from bot.cli.sarif import sarif_of
from bot.cli.wiring import Wiring
from bot.domain.contract import review_json
from bot.domain.draft import PLATFORMS, ROLES, Author, Draft, DraftRefused, Language, Role, accept_draft
from bot.domain.findings import Verdict
from bot.texts import say
from bot.usecases.review import Desk, keep_review, open_desk

_ORDER: tuple[Verdict, ...] = ("ok", "approval", "revise", "block")
_OF_ONE_DRAFT = ("platform", "name", "role", "profile_shows_affiliation", "as_json", "as_sarif", "keep")
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
    keep: bool,
    fail_on: Verdict | None,
) -> int:
    """Review the draft in FILE (- for standard input)."""
    wiring: Wiring = context.obj
    if as_json and as_sarif:
        raise click.UsageError(say("review.one-form", wiring.language), context)
    if many:
        _refuse_what_is_of_one_draft(context, wiring.language)
        return _review_many(wiring, file, lang, fail_on)
    try:
        text = read_text(file, lang or wiring.language)
        draft = accept_draft(text, platform, Author(name, role, profile_shows_affiliation))
    except DraftRefused as refused:
        raise click.ClickException(
            say(f"refused.{refused.code}", lang or wiring.language, detail=refused.detail)
        ) from None
    desk = open_desk(wiring.review())
    form: Form = "json" if as_json else "sarif" if as_sarif else "card"
    return _review_one(desk, draft, lang, file, form, keep=keep, fail_on=fail_on)


def _refuse_what_is_of_one_draft(context: click.Context, language: Language) -> None:
    given = [
        each.opts[0]
        for each in context.command.params
        if each.name in _OF_ONE_DRAFT
        and context.get_parameter_source(each.name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError(say("jsonl.not-with", language, options=", ".join(given)), context)


def _review_one(
    desk: Desk,
    draft: Draft,
    spoken: Language | None,
    file: str,
    form: Form,
    *,
    keep: bool,
    fail_on: Verdict | None,
) -> int:
    """The answer is written first: a review that nobody could read is not archived under an unknown id."""
    result = desk.review(draft, spoken)
    review_id = uuid.uuid4().hex
    if form == "json":
        click.echo(to_json(review_json(result, review_id)))
    elif form == "sarif":
        click.echo(to_json(sarif_of([(file, result)], desk.policies.rules, result.spoken)))
    else:
        from rich.console import Console  # takes time to load; programs ask for JSON

        from bot.cli.card import print_card

        print_card(Console(), result, desk.policies, result.spoken)
    if keep:
        keep_review(result, review_id, "cli", desk.ports)
        if form == "card":
            click.echo(say("archived", result.spoken, id=review_id))
    return _REACHED if _reaches(result.verdict, fail_on) else 0


def _review_many(wiring: Wiring, file: str, spoken: Language | None, fail_on: Verdict | None) -> int:
    desk = open_desk(wiring.review())
    reached = False
    for answer in review_lines(read_lines(file, wiring.language), desk, spoken):
        click.echo(to_json(answer))
        reached = reached or _reaches(answer.get("verdict"), fail_on)
    return _REACHED if reached else 0


def _reaches(verdict: Verdict | None, fail_on: Verdict | None) -> bool:
    return bool(verdict and fail_on and _ORDER.index(verdict) >= _ORDER.index(fail_on))
