"""`vigie archive verify` and `heads`: whether the archive is whole, and what to keep elsewhere to know it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from bot.cli.jsonl import to_json
from bot.cli.reading import read_lines
from bot.cli.wiring import Wiring
from bot.domain.chain_checks import BrokenLink
from bot.domain.showing import one_line
from bot.texts import Language, say
from bot.usecases.archive_ports import Head
from bot.usecases.note_heads import HeadsUnusable, head_lines, read_heads
from bot.usecases.verify_archive import Verified, verify_archive

_NAMED = 20
_NAMED_AS_JSON = 1000
"""Broken links that are named; the others are counted."""


@dataclass
class _Told:
    """The first of the broken links, as they come."""

    language: Language
    as_json: bool
    named: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, broken: BrokenLink) -> None:
        says = say(f"archive.fault.{broken.fault}", self.language)
        if len(self.named) == (_NAMED_AS_JSON if self.as_json else _NAMED):
            return
        self.named.append(
            {
                "stream": broken.stream, "number": broken.number, "record": broken.record_id,
                "at": broken.at, "fault": broken.fault, "says": says,
            }
        )  # fmt: skip
        if not self.as_json:
            click.echo(broken_line(broken, self.language))


@click.command()
@click.option("--heads", metavar="FILE", help="Compare with what `vigie archive heads` printed earlier.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def verify(wiring: Wiring, heads: str | None, as_json: bool) -> int:
    """Check every chain of the archive: each record, its text, and what was noted of it earlier."""
    noted, ports = _noted(heads, wiring.language, as_json=as_json), wiring.archive()
    told, began = _Told(wiring.language, as_json), time.perf_counter()
    verified = verify_archive(ports.reading, told, noted)
    seconds = time.perf_counter() - began
    if as_json:
        click.echo(to_json(_as_json(verified, told.named, seconds)))
    else:
        _tell(verified, len(told.named), seconds, wiring.language)
    return 0 if verified.is_whole else 1


@click.command("heads")
@click.option(
    "--anchor", is_flag=True, help="Note them in the database too, as a bot at work does once a day."
)
@click.pass_obj
def show_heads(wiring: Wiring, anchor: bool) -> None:
    """Print where every chain ends, one JSON object a line, and a SHA-256 over them to keep elsewhere."""
    ports = wiring.archive()
    at = ports.clock.now()
    if anchor:
        noted = ports.anchoring.anchor_heads(at)
        click.echo(say("archive.anchored", wiring.language, count=noted), err=True)
    for line in head_lines(ports.reading, at):
        click.echo(line)


def _noted(file: str | None, language: Language, *, as_json: bool) -> Mapping[str, Head]:
    """The heads of a file. Raises `ClickException`."""
    if file is None:
        return {}
    try:
        heads, at, digest = read_heads(read_lines(file, language))
    except HeadsUnusable:
        raise click.ClickException(say("archive.heads-unusable", language, file=one_line(file))) from None
    if not as_json:
        click.echo(say("archive.heads-of", language, at=one_line(at)[:16].replace("T", " "), digest=digest))
    return heads


def broken_line(broken: BrokenLink, language: Language) -> str:
    """Where a chain is broken, and what is wrong there."""
    says = say(f"archive.fault.{broken.fault}", language)
    which = f" ({one_line(broken.record_id)}, {one_line(broken.at)})" if broken.record_id else ""
    place = say("archive.place", language, stream=one_line(str(broken.stream)), number=broken.number)
    return f"{place}{which}: {says}"


def _tell(verified: Verified, named: int, seconds: float, language: Language) -> None:
    if more := verified.broken - named:
        click.echo(say("archive.more-broken", language, count=more))
    if not verified.records and verified.is_whole:
        click.echo(say("archive.empty", language))
        return
    counts = ", ".join(
        (
            say("archive.records", language, count=verified.records),
            say("archive.chains", language, count=verified.chains),
            say("archive.erased", language, count=verified.erased),
        )
    )
    told = say("archive.whole", language, counts=counts, seconds=f"{seconds:.1f}")
    if not verified.is_whole:
        told = say("archive.broken", language, counts=counts, count=verified.broken)
    click.echo(told)
    if verified.unrecorded:
        click.echo(say("archive.unrecorded", language, count=verified.unrecorded))


def _as_json(verified: Verified, named: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    return {
        "whole": verified.is_whole, "records": verified.records, "chains": verified.chains,
        "erased": verified.erased, "unrecorded": verified.unrecorded, "seconds": round(seconds, 3),
        "faults": verified.broken, "broken": named,
    }  # fmt: skip
