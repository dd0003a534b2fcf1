"""`vigie jobs`: what is under way, what failed and why, and doing it again; never what anybody wrote."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast, get_args

import click

from bot.cli.wiring import Wiring
from bot.domain.showing import one_line
from bot.texts import say
from bot.usecases.chat_ports import State
from bot.usecases.jobs_ports import Entry
from bot.usecases.retry_jobs import failed_jobs, retry_jobs

_WORTH_SEEING: tuple[State, ...] = ("waiting", "begun", "failed")
_EVENT_WIDTH = 28


@click.group()
def jobs() -> None:
    """See what is under way and what failed, and have it done again."""


@jobs.command("list")
@click.option("--state", "states", multiple=True, type=click.Choice(get_args(State)), help="Only those.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_jobs(wiring: Wiring, *, states: Sequence[str], limit: int, as_json: bool) -> None:
    """List what waits, what is begun and what failed, the newest first."""
    wanted = cast(Sequence[State], states) or _WORTH_SEEING
    found = wiring.jobs().entries.entries(wanted, limit)
    for entry in found:
        click.echo(_json(entry) if as_json else _line(entry, wiring))
    if not found and not as_json:
        click.echo(say("jobs.none", wiring.language))


@jobs.command()
@click.argument("event")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.pass_obj
def show(wiring: Wiring, event: str, *, as_json: bool) -> None:
    """Show how the job EVENT stands: when it came, its attempts, what it waits for or failed of."""
    entry = wiring.jobs().entries.entry(event)
    if entry is None:
        raise click.ClickException(say("jobs.unknown", wiring.language, event=one_line(event)))
    if as_json:
        click.echo(_json(entry))
        return
    for name, value in _told(entry, wiring):
        click.echo(f"{name:<22} {value}")


@jobs.command()
@click.argument("events", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Everything that failed.")
@click.pass_obj
def retry(wiring: Wiring, events: Sequence[str], *, every: bool) -> int:
    """Do the failed jobs EVENTS again, as soon as a worker is there."""
    if bool(events) == every:
        raise click.UsageError(say("jobs.which", wiring.language))
    ports = wiring.jobs()
    asked = [each.event for each in failed_jobs(ports.entries)] if every else list(events)
    again, cannot = retry_jobs(asked, ports.entries, ports.clock)
    click.echo(say("jobs.again", wiring.language, count=len(again)))
    for event in cannot:
        click.echo(say("jobs.cannot", wiring.language, event=one_line(event)), err=True)
    return 1 if cannot else 0


def _line(entry: Entry, wiring: Wiring) -> str:
    state = say(f"jobs.state.{entry.state}", wiring.language)
    came = f"{entry.received_at:%Y-%m-%d %H:%M:%S}"
    event = f"{one_line(entry.event):<{_EVENT_WIDTH}}"
    return f"{came}  {event} {entry.kind:<8} {entry.person:<12} {state:<10} {one_line(entry.why)}".rstrip()


def _told(entry: Entry, wiring: Wiring) -> list[tuple[str, str]]:
    language = wiring.language
    kept = say(f"jobs.text.{'kept' if entry.has_text else 'gone'}", language)
    told = {
        "event": one_line(entry.event),
        "kind": entry.kind,
        "person": f"{entry.person} ({entry.team})",
        "state": say(f"jobs.state.{entry.state}", language),
        "attempts": str(entry.attempt + 1),
        "why": one_line(entry.why) or "–",
        "came": _moment(entry.received_at),
        "due": _moment(entry.due),
        "over": _moment(entry.finished_at) if entry.finished_at else "–",
        "text": kept,
    }
    return [(say(f"jobs.field.{name}", language), value) for name, value in told.items()]


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _json(entry: Entry) -> str:
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else value

    return json.dumps({name: plain(value) for name, value in asdict(entry).items()})
