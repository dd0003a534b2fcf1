"""`vigie archive export`: records to verify elsewhere, a table, the dossier of one draft."""

from collections.abc import Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import click

from bot.cli.archive_filters import Asked, filters, new_reading_id, reader_for
from bot.cli.archive_rows import json_line, table_lines
from bot.cli.said import Said, file_name
from bot.cli.wiring import Wiring
from bot.cli.writing import new_text
from bot.domain.showing import one_line
from bot.texts import Language, say
from bot.usecases.archive_ports import ArchivePorts, Reader
from bot.usecases.gather_dossier import Dossier, find_dossier, gather_dossier
from bot.usecases.search_archive import FoundRecord, keep_archive_reading, search_archive

Format = Literal["jsonl", "csv", "html"]


@click.command()
@click.argument("review", type=Said("review"), required=False)
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "html"]), help="html: of one REVIEW.")
@filters
@click.option("--words", default="", help="Those that have all these words.")
@click.option("--limit", type=click.IntRange(1), help="That many at most.")
@click.option(
    "--lang", type=click.Choice(["fr", "en"]), help="Language of a table or a dossier; yours by default."
)
@click.option(
    "-o",
    "--output",
    type=file_name,
    metavar="FILE",
    help="A file that is not there yet; else standard output.",
)
@click.pass_obj
def export(
    wiring: Wiring,
    /,
    review: str | None,
    form: Format | None,
    reason: str,
    words: str,
    limit: int | None,
    lang: Language | None,
    output: str | None,
    **given: Any,
) -> None:
    """Write records as JSON lines or a table, or the dossier of one REVIEW (its id, its card's, a request's).

    It needs --reason, and is recorded before anything is read.
    """
    asked, language = Asked(**given), wiring.language
    form = form or ("html" if review else "jsonl")
    _refuse_what_does_not_fit(
        review, form, language, filtered=bool(asked.on_record(words=words, limit=limit))
    )
    reader = reader_for(reason, language)
    if output and Path(output).exists():  # told before anything is recorded and read
        raise click.ClickException(say("file.is-there", language, file=output))
    ports = wiring.archive()
    if review:
        from bot.cli.dossier_page import dossier_page

        dossier = _dossier(review, reader, ports, language)
        _write([dossier_page(dossier, lang or language)], output, ports, language)
        return
    on_record = asked.on_record(command="export", format=form, words=len(words.split()), limit=limit)
    keep_archive_reading(new_reading_id(), reader, on_record, ports)
    records, lines = asked.records(newest_first=False), asked.lines(tuple(words.split()))
    with closing(search_archive(records, lines, limit, ports.reading)) as found:
        first = next(found, None)
        if first is None:
            raise click.ClickException(say("archive.nothing", language))
        every: Iterable[FoundRecord] = chain([first], found)
        told = map(json_line, every) if form == "jsonl" else table_lines(every, lang or language)
        _write(told, output, ports, language)


def _refuse_what_does_not_fit(
    review: str | None, form: Format, language: Language, *, filtered: bool
) -> None:
    if bool(review) != (form == "html"):
        raise click.UsageError(say("archive.one-review", language))
    if review and filtered:
        raise click.UsageError(say("archive.no-filters", language))


def _dossier(review: str, reader: Reader, ports: ArchivePorts, language: Language) -> Dossier:
    ids = find_dossier(review, ports)
    if not ids:
        raise click.ClickException(say("archive.no-such", language, id=one_line(review)))
    keep_archive_reading(new_reading_id(), reader, {"command": "export", "dossier": ids}, ports)
    return gather_dossier(review, ids, reader, ports)


def _write(lines: Iterable[str], output: str | None, ports: ArchivePorts, language: Language) -> None:
    """To a new file, or to standard output."""
    if output is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    with new_text(output, ports.new_file, language) as write:
        for line in lines:
            write(line)
    click.echo(say("archive.written", language, file=output), err=True)
