"""`vigie backup` and `vigie restore`: everything in the database as one file, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC

import click

from bot.cli.archive_verify import broken_line
from bot.cli.said import file_name
from bot.cli.wiring import Wiring
from bot.cli.writing import written
from bot.domain.backup_manifest import Manifest
from bot.domain.chain_checks import BrokenLink
from bot.domain.showing import one_line
from bot.texts import Language, say
from bot.usecases.back_up import back_up
from bot.usecases.backup_ports import BackupPorts, BackupUnusable
from bot.usecases.restore_backup import check_backup, restore_backup
from bot.usecases.verify_archive import verify_archive


@click.command()
@click.argument("file", type=file_name)
@click.pass_obj
def backup(wiring: Wiring, file: str) -> int:
    """Save everything that is in the database in FILE, while the bot goes on."""
    ports, language = wiring.backup(), wiring.language
    with _usable(file, language), written(file, language):
        manifest = back_up(file, ports)
    click.echo(say("backup.done", language, file=one_line(file), what=_what(manifest, language)))
    if ports.has_keys:
        click.echo(say("backup.key", language))
    return _verify(ports, language)


@click.command()
@click.argument("file", type=file_name)
@click.option("--check", is_flag=True, help="Only read FILE and check it; nothing is restored.")
@click.pass_obj
def restore(wiring: Wiring, file: str, check: bool) -> int:
    """Put the backup FILE into a database with nothing in it: SQLite or PostgreSQL, wherever it came from."""
    ports, language = wiring.backup(), wiring.language
    with _usable(file, language):
        manifest = check_backup(file, ports) if check else restore_backup(file, ports)
    done = say("backup.checked" if check else "backup.restored", language, what=_what(manifest, language))
    click.echo(done)
    return 0 if check else _verify(ports, language)


def _what(manifest: Manifest, language: Language) -> str:
    """What is in a backup, and of when."""
    at = f"{manifest.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    rows = say("backup.rows", language, count=manifest.rows)
    return say("backup.what", language, rows=rows, tables=len(manifest.tables), at=at)


def _verify(ports: BackupPorts, language: Language) -> int:
    """Whether the archive is whole, with the first place where it is not."""
    places: list[BrokenLink] = []
    verified = verify_archive(ports.reading(), lambda broken: None if places else places.append(broken))
    if verified.is_whole:
        click.echo(say("backup.whole", language, count=verified.records))
        return 0
    click.echo(broken_line(places[0], language), err=True)
    click.echo(say("backup.not-whole", language, count=verified.broken), err=True)
    return 1


@contextmanager
def _usable(file: str, language: Language) -> Iterator[None]:
    try:
        yield
    except BackupUnusable as unusable:
        known = {name: one_line(value) for name, value in unusable.known.items()}
        why = say(f"backup.fault.{unusable.fault}", language, **{"file": one_line(file), **known})
        raise click.ClickException(why) from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise click.ClickException(say("file.unreadable", language, file=one_line(file), why=why)) from None
