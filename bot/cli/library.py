"""`vigie policies add|diff|preview|show|retire|withdraw|rollback|history|coverage|export`."""

from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from bot.cli.changes import change_lines, coverage_lines, rule_change_lines
from bot.cli.impact import impact_lines
from bot.cli.jsonl import to_json
from bot.cli.telling import by_whom, told
from bot.cli.wiring import Wiring
from bot.domain.draft import Language
from bot.domain.showing import one_line, showable
from bot.domain.versions import RULES, VersionRef, read_wanted
from bot.texts import say
from bot.usecases.add_version import WantedDocument, add_file
from bot.usecases.compare_versions import Compared, compare_with_force, resolve
from bot.usecases.library_life import (
    Done,
    candidate_with,
    find_clause,
    find_coverage,
    history,
    original_file,
    withdraw,
)
from bot.usecases.library_ports import FileRefused, GivenFile
from bot.usecases.preview_impact import preview
from bot.usecases.publish_policy import folder_candidate
from bot.usecases.publish_version import retire_document, roll_back
from bot.usecases.write_pack import pack_files

_MOST_BYTES = 25_000_000
_FIRST = 40
"""Changed clauses that are named when a file is added; `diff` shows all."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--document", default="", help="The id of the document; found out by its clauses when not said."
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Its language; found out when not said.")
@click.option("--title", default="", help="As it is cited; the one in force by default.")
@click.option("--owner", default="", help="Who answers for it.")
@click.option("--effective", type=click.DateTime(["%Y-%m-%d"]), help="From when it applies.")
@click.pass_obj
def add(
    wiring: Wiring,
    file: Path,
    document: str,
    lang: Language | None,
    title: str,
    owner: str,
    effective: datetime | None,
) -> None:
    """Add FILE as a draft version: DOCX, PDF, HTML, Markdown, text; YAML or ZIP for rules."""
    wish = WantedDocument(document, lang, title, owner, effective.date() if effective else None)
    try:
        added = add_file(_given(file), wish, by_whom(), wiring.life())
    except FileRefused as refused:
        _refuse(refused, wiring.language)
    click.echo(
        say("policies.known" if added.known else "policies.added", wiring.language, version=added.version)
    )
    _print_changes(added.compared, wiring.language, whole=False)


@click.command()
@click.argument("version")
@click.pass_obj
def diff(wiring: Wiring, version: str) -> None:
    """What VERSION (PMS/fr, PMS/fr@4, rules@7) changes of the one in force, word by word."""
    ports = wiring.life()
    _print_changes(compare_with_force(named(version, wiring), ports), wiring.language, whole=True)


@click.command("preview")
@click.argument("version", required=False)
@click.option(
    "--last", type=click.IntRange(0, 10_000), default=200, show_default=True, help="Archived drafts."
)
@click.option("--json", "as_json", is_flag=True, help="Print the effect as JSON.")
@click.pass_obj
def preview_effect(wiring: Wiring, version: str | None, last: int, as_json: bool) -> None:
    """What publishing VERSION, or the policy folder, would change for golden cases and archived drafts."""
    ref = named(version, wiring) if version else None
    with told(wiring.language) as progress:
        changed = candidate_with(ref, wiring.life(), progress) if ref else folder_candidate(wiring.publish())
        impact = preview(changed, wiring.preview(), last, progress, lambda: False)
    if as_json:
        from bot.cli.impact import impact_json

        click.echo(to_json(impact_json(impact)))
    else:
        for line in impact_lines(impact, wiring.language):
            click.echo(line)


@click.command()
@click.argument("name")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language to show first; yours by default.")
@click.pass_obj
def show(wiring: Wiring, name: str, lang: Language | None) -> None:
    """Show the clause, or all clauses of the document, called NAME, as they are in force."""
    found = find_clause(name, lang or wiring.language, wiring.life())
    if not found:
        raise click.ClickException(say("policies.no-clause", wiring.language, name=one_line(name)))
    for each in found:
        stable = f" [{each.key}]" if each.number else ""
        click.echo(
            f"{one_line(each.shown)}{stable} {one_line(each.title)} ({each.document}, {each.language})"
        )
        click.echo(f"  {showable(each.text)}\n")


@click.command()
@click.argument("document")
@click.pass_obj
def retire(wiring: Wiring, document: str) -> None:
    """Take DOCUMENT (PMS/fr) out of the library; its versions are kept."""
    ref = named(document, wiring)
    if ref.language is None:
        raise click.ClickException(say("policies.rules-stay", wiring.language))
    with told(wiring.language) as progress:
        outcome = retire_document(ref.document, ref.language, by_whom(), wiring.life(), progress)
    click.echo(say("policies.retired", wiring.language, document=f"{ref.document}/{ref.language}"))
    click.echo(say("policies.in-force", wiring.language, library=outcome.library))


@click.command("withdraw")
@click.argument("version")
@click.pass_obj
def put_away(wiring: Wiring, version: str) -> None:
    """Put the draft VERSION away: it stays in the history and is offered no more."""
    ref, ports = named(version, wiring), wiring.life()
    if compare_with_force(ref, ports).state != "draft":
        raise click.ClickException(say("policies.no-draft", wiring.language, version=ref))
    withdraw(ref, by_whom(), ports)
    click.echo(say("policies.withdrawn", wiring.language, version=ref))


@click.command()
@click.argument("library", required=False)
@click.pass_obj
def rollback(wiring: Wiring, library: str | None) -> None:
    """Put back in force the library before this one, or LIBRARY."""
    with told(wiring.language) as progress:
        back = roll_back(by_whom(), wiring.life(), library, progress)
    click.echo(say("policies.rolled-back", wiring.language, library=back.library, before=back.before))
    for was, now in back.versions:
        click.echo(f"  {was or '–'} → {now or '–'}")


@click.command("history")
@click.option("--most", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.pass_obj
def show_history(wiring: Wiring, most: int) -> None:
    """Who did what to the policies, and when, newest first."""
    for each in history(wiring.life(), most):
        click.echo(_line(each, wiring.language))


@click.command("coverage")
@click.pass_obj
def show_coverage(wiring: Wiring) -> None:
    """Rules with no clause, clauses that no rule uses, near-duplicates, clauses in one language only."""
    for line in coverage_lines(find_coverage(wiring.life()), wiring.language):
        click.echo(line)


@click.command()
@click.argument("version")
@click.option("--to", "target", type=click.Path(path_type=Path), help="A file, or a folder for rules.")
@click.pass_obj
def export(wiring: Wiring, version: str, target: Path | None) -> None:
    """Write the very bytes of VERSION, as they were given; rules as the files of a policy folder."""
    ref, ports = named(version, wiring), wiring.life()
    if ref.is_pack:
        folder = target or Path(f"{RULES}-{ref.number}")
        for name, text in pack_files(ports.versions.pack(ref.number), ports.reader).items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        click.echo(say("policies.exported", wiring.language, file=folder))
        return
    original = original_file(ref, ports)
    file = target or Path(Path(original.name).name)
    file.write_bytes(original.content)
    click.echo(say("policies.exported", wiring.language, file=file))


def _line(done: Done, language: Language) -> str:
    """One thing that was done: when, who, what."""
    act = done.act
    what = say(
        f"act.{act.kind}",
        language,
        version=act.version or "",
        library=act.library,
        before=act.before or "–",
        detail=act.detail,
        changes=", ".join(f"{was or '–'} → {now or '–'}" for was, now in done.changes),
    )
    return f"{act.at:%Y-%m-%d %H:%M}  {one_line(act.by):<24} {one_line(what)}"


def _given(file: Path) -> GivenFile:
    with file.open("rb") as opened:
        return GivenFile(file.name, opened.read(_MOST_BYTES + 1))


def named(text: str, wiring: Wiring) -> VersionRef:
    """The version that somebody means. Raises `ClickException`, `NoSuchVersion`."""
    wanted = read_wanted(text)
    if wanted is None:
        raise click.ClickException(say("policies.no-version", wiring.language, name=one_line(text)))
    return resolve(wanted, wiring.life())


def _refuse(refused: FileRefused, language: Language) -> NoReturn:
    raise click.ClickException(say(f"file.refused.{refused.code}", language, detail=refused.detail)) from None


def _print_changes(compared: Compared, language: Language, *, whole: bool) -> None:
    """What changes; `whole`: the words too."""
    names = {"version": compared.version, "other": compared.in_force}
    click.echo(say("policies.beside" if compared.in_force else "policies.beside-nothing", language, **names))
    shown = compared.clauses if whole else compared.clauses[:_FIRST]
    for line in change_lines(compared.clauses, shown, language, whole=whole):
        click.echo(line)
    if left := len(compared.clauses) - len(shown):
        how = f"vigie policies diff {compared.version}"
        click.echo(f"  {say('policy.more', language, count=left, whole=how)}")
    for line in rule_change_lines(compared.rules, language):
        click.echo(line)
    for rule, key in compared.lost_pins:
        click.echo(say("policies.lost-pin", language, rule=one_line(rule), clause=one_line(key)))
