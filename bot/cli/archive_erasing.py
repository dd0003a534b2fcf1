"""`vigie archive key|hold|release|holds|purge|erase`: what is kept, and what is kept no longer."""

from collections.abc import Mapping

import click

from bot.cli.said import Said
from bot.cli.telling import by_whom
from bot.cli.wiring import Wiring
from bot.domain.draft import Language
from bot.domain.keeping import Hold
from bot.domain.showing import one_line
from bot.texts import say
from bot.usecases.erase_person import NoPerson, erase_person, traces_of
from bot.usecases.hold import NoSuchHold, NothingToHold, hold, release
from bot.usecases.keeping_ports import StillNeeded, Traces
from bot.usecases.purge_archive import purge_archive, what_is_past

_what = Said("id")
_reason = click.option(
    "--reason",
    required=True,
    type=Said("reason"),
    help="Why: it is archived, and shown by `holds`; no draft text.",
)


@click.command("key")
@click.pass_obj
def print_key(wiring: Wiring) -> None:
    """Print a new key for VIGIE_ENCRYPTION_KEY."""
    click.echo(wiring.new_key())
    click.echo(say("keeping.key", wiring.language), err=True)


@click.command("hold")
@click.argument("what", type=_what)
@_reason
@click.pass_obj
def place_hold(wiring: Wiring, what: str, reason: str) -> None:
    """Let nothing be erased of WHAT: a person (U…), or a card, a matter or a review by its id."""
    try:
        held = hold(what, reason, by_whom(), wiring.keeping())
    except NothingToHold:
        raise click.ClickException(say("keeping.nothing-to-hold", wiring.language)) from None
    click.echo(say("keeping.held", wiring.language, hold=held.hold.id, what=what, bodies=held.bodies))


@click.command("release")
@click.argument("hold_id", metavar="HOLD", type=_what)
@_reason
@click.pass_obj
def release_hold(wiring: Wiring, hold_id: str, reason: str) -> None:
    """Release HOLD: what it covered may be erased again."""
    try:
        released = release(hold_id, reason, by_whom(), wiring.keeping())
    except NoSuchHold:
        raise click.ClickException(say("keeping.no-such-hold", wiring.language)) from None
    what = released.person or released.record
    click.echo(say("keeping.released", wiring.language, hold=released.id, what=what))


@click.command("holds")
@click.option("--all", "everything", is_flag=True, help="Those that were released too.")
@click.pass_obj
def list_holds(wiring: Wiring, everything: bool) -> None:
    """List the holds: id, what is held, since when, by whom, why."""
    for each in wiring.keeping().holds.all():
        if everything or each.stands:
            click.echo(_listed(each, wiring.language))


def _listed(each: Hold, language: Language) -> str:
    what, why, since = each.person or each.record, one_line(each.reason), f"{each.placed_at:%Y-%m-%d}"
    line = f"{each.id:<9} {what:<26} {since}  {one_line(each.placed_by):<12} {why}"
    if each.released_at is None:
        return line
    when, by = f"{each.released_at:%Y-%m-%d}", one_line(each.released_by)
    return f"{line} [{say('keeping.over', language, when=when, by=by, why=one_line(each.release_reason))}]"


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="Say what would be erased, and erase nothing.")
@click.pass_obj
def purge(wiring: Wiring, dry_run: bool) -> None:
    """Erase what is older than VIGIE_RETENTION says, unless it is on hold or still needed."""
    ports, language = wiring.keeping(), wiring.language
    if not ports.retention:
        click.echo(say("keeping.no-retention", language))
        return
    purged = what_is_past(ports) if dry_run else purge_archive(by_whom(), ports)
    if not purged.bodies and not purged.rows:
        click.echo(say("keeping.nothing-past", language))
        return
    click.echo(say("keeping.would-purge" if dry_run else "keeping.purged", language))
    _print_counts(purged.bodies, purged.rows, language)
    if not purged.journal_clear:
        raise click.ClickException(say("keeping.journal", language))


@click.command("erase")
@click.argument("person", type=_what)
@_reason
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def erase(wiring: Wiring, person: str, reason: str, yes: bool) -> None:
    """Erase what PERSON (U…) wrote, and what else is kept of them as an author."""
    ports, language = wiring.keeping(), wiring.language
    try:
        traces = traces_of(person, ports)
        if traces.closed:
            click.echo(say("keeping.refusals-closed", language, count=traces.closed))
        if traces.is_nothing:
            click.echo(say("keeping.nothing-of-theirs", language))
            return
        click.echo(say("keeping.would-erase", language, person=person))
        _print_counts(traces.bodies, traces.rows, language)
        if not yes:
            click.confirm(say("keeping.sure", language), abort=True)
        erased = erase_person(person, reason, by_whom(), ports)
    except NoPerson:
        raise click.ClickException(say("keeping.no-person", language)) from None
    except StillNeeded as needed:
        raise click.ClickException(_why_not(needed.traces, language)) from None
    click.echo(say("keeping.erased", language))
    if not erased.journal_clear:
        raise click.ClickException(say("keeping.journal", language))


def _why_not(traces: Traces, language: Language) -> str:
    if traces.holds:
        ids = ", ".join(each.id for each in traces.holds)
        return say("keeping.on-hold", language, holds=ids)
    if traces.waiting:
        return say("keeping.waiting", language, matters=", ".join(traces.waiting))
    return say("keeping.under-way", language)


def _print_counts(bodies: Mapping[str, int], rows: Mapping[str, int], language: Language) -> None:
    for kind, count in sorted(bodies.items()):
        click.echo(say("keeping.bodies", language, kind=kind, count=count))
    for table, count in sorted(rows.items()):
        click.echo(say("keeping.rows", language, table=table, count=count))


COMMANDS: tuple[click.Command, ...] = (print_key, place_hold, release_hold, list_holds, purge, erase)
