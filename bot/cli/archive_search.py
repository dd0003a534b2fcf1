"""`vigie archive search`: which records there are; their texts only to who says why they read them."""

from contextlib import closing
from typing import Any

import click

from bot.cli.archive_filters import Asked, filters, new_reading_id, reader_for
from bot.cli.archive_rows import state_named, text_named
from bot.cli.jsonl import to_json
from bot.cli.wiring import Wiring
from bot.domain.showing import one_line
from bot.texts import Language, say
from bot.usecases.search_archive import FoundRecord, keep_archive_reading, search_archive


@click.command()
@click.argument("words", nargs=-1)
@filters
@click.option("--text", "with_text", is_flag=True, help="Show how each text begins.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="That many, the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def search(
    wiring: Wiring,
    /,
    words: tuple[str, ...],
    reason: str,
    with_text: bool,
    limit: int,
    as_json: bool,
    **given: Any,
) -> None:
    """List the records that have all WORDS, whatever their accents and case; without any, all of the filters.

    With WORDS or --text what people wrote is shown: that needs --reason, and is recorded.
    """
    asked, language = Asked(**given), wiring.language
    ports, shows = wiring.archive(), bool(words or with_text)
    if shows:
        reader = reader_for(reason, language)
        on_record = asked.on_record(command="search", words=len(words), limit=limit)
        keep_archive_reading(new_reading_id(), reader, on_record, ports)
    records, lines = asked.records(newest_first=True), asked.lines(words)
    count = 0
    with closing(search_archive(records, lines, limit, ports.reading)) as found:
        for each in found:
            count += 1
            if as_json:
                click.echo(to_json(_as_json(each, shows=shows)))
            else:
                _print(each, language, shows=shows)
    if not as_json and count in (0, limit):
        click.echo(say("archive.limit" if count else "archive.nothing", language, limit=limit), err=True)


def _print(found: FoundRecord, language: Language, *, shows: bool) -> None:
    record, line = found.link.record, found.line
    state = state_named(record.kind, line.decision, language)
    said = [line.verdict, state or line.by, ", ".join(line.rules)]
    if found.text != "kept":
        said = [text_named(found.text, language)]
    columns = (
        f"{one_line(str(record.at))[:16].replace('T', ' ')}",
        f"{one_line(str(record.kind)):<12}",
        f"{one_line(line.author):<12}",
        one_line(str(record.record_id)),
        *(one_line(each) for each in said if each),
    )
    click.echo("  ".join(columns))
    if shows and found.excerpt:
        click.echo(f"    {one_line(found.excerpt)}")


def _as_json(found: FoundRecord, *, shows: bool) -> dict[str, Any]:
    record, line = found.link.record, found.line
    said = {
        "at": record.at, "id": record.record_id, "kind": record.kind, "author": line.author,
        "verdict": line.verdict, "decision": line.decision, "rules": list(line.rules),
        "text": found.text,
    }  # fmt: skip
    return said | ({"excerpt": found.excerpt} if shows else {})
