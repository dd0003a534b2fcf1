"""`vigie review`: one draft for a person or a program, or many, one a line."""

import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

import click

from bot.cli.jsonl import review_lines, to_json
from bot.cli.texts import refusal, say
from bot.cli.wiring import Wiring
from bot.domain.contract import review_json
from bot.domain.draft import (
    MAX_CHARACTERS,
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
from bot.usecases.review import Desk, keep_review, open_desk

_ORDER: tuple[Verdict, ...] = ("ok", "approval", "revise", "block")
_MAX_BYTES = 4 * MAX_CHARACTERS


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
@click.option("--archive", "keep", is_flag=True, help="Keep the review, to replay it later.")
@click.option("--fail-on", type=click.Choice(_ORDER[1:]), help="Exit with 3 from this verdict up.")
@click.pass_obj
def review(
    wiring: Wiring,
    file: str,
    platform: str,
    lang: Language | None,
    name: str | None,
    role: Role,
    profile_shows_affiliation: bool,
    as_json: bool,
    many: bool,
    keep: bool,
    fail_on: Verdict | None,
) -> int:
    """Review the draft in FILE (- for standard input)."""
    if many:
        _review_many(wiring, file, lang)
        return 0
    try:
        draft = accept_draft(
            _read(file, lang or wiring.language), platform, Author(name, role, profile_shows_affiliation)
        )
    except DraftRefused as refused:
        raise click.ClickException(refusal(refused, lang or wiring.language)) from None
    desk = open_desk(wiring.review())
    return _review_one(desk, draft, lang, as_json=as_json, keep=keep, fail_on=fail_on)


def _review_one(
    desk: Desk, draft: Draft, spoken: Language | None, *, as_json: bool, keep: bool, fail_on: Verdict | None
) -> int:
    result = desk.review(draft, spoken)
    review_id = uuid.uuid4().hex
    if keep:
        keep_review(result, review_id, "cli", desk.ports)
    if as_json:
        click.echo(to_json(review_json(result, review_id)))
    else:
        from rich.console import Console  # takes time to load; programs ask for JSON

        from bot.cli.card import print_card

        print_card(Console(), result, desk.policies, result.spoken)
        if keep:
            click.echo(say("archived", result.spoken, id=review_id))
    return 3 if fail_on and _ORDER.index(result.verdict) >= _ORDER.index(fail_on) else 0


def _review_many(wiring: Wiring, file: str, spoken: Language | None) -> None:
    desk = open_desk(wiring.review())
    with _opened(file, wiring.language) as lines:
        for line in review_lines(lines, desk, spoken):
            click.echo(line)


def _read(file: str, language: Language) -> str:
    if file == "-" and sys.stdin.isatty():
        click.echo(say("paste", language), err=True)
    with _opened(file, language) as stream:
        content = stream.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise DraftRefused("too-long", f"> {MAX_CHARACTERS}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DraftRefused("not-text") from None


@contextmanager
def _opened(file: str, language: Language) -> Iterator[IO[bytes]]:
    if file == "-":
        yield cast("IO[bytes]", sys.stdin.buffer)
        return
    try:
        stream = open(file, "rb")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise click.ClickException(say("file.unreadable", language, file=file, why=error.strerror)) from None
    with stream:
        yield stream
