"""What `vigie doctor` says of the database, the inbox, the archive, and the clocks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.adapters.archive_state import look_at_archive
from bot.adapters.database_state import DatabaseState, look, try_to_write
from bot.adapters.sqlalchemy_keys import newest_is_closed
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.cli.wiring import Check
from bot.domain.draft import Language
from bot.texts import say
from bot.usecases.ports import StorageError

MOST_APART = 60.0
"""Seconds between two clocks: Slack's signatures count for five minutes, and so do requests of DBOS."""
_GIGABYTE = 1_000_000_000
_LITTLE, _TOO_LITTLE = 1.0, 0.1
"""Gigabytes left on the disk of the database."""
_WAITS_TOO_LONG = 300.0
_NOTED_WITHIN = timedelta(days=2)


def database_checks(application: Application) -> Iterator[Check]:
    """The database, and all that is asked of it alone; nothing more once it does not answer."""
    language = application.settings.language
    try:
        state = look(application.engine)
        try_to_write(application.engine)
    except StorageError as failed:
        yield Check("database", "problem", str(failed), say("doctor.mend.database", language))
        return
    yield _database(state, language)
    if state.now:
        yield clock_check(say("doctor.clock.database", language), state.now, language)
    yield from _keys(application)
    yield _inbox(application)
    yield _archive(application)


def _database(state: DatabaseState, language: Language) -> Check:
    free = None if state.free_bytes is None else state.free_bytes / _GIGABYTE
    parts = [state.kind, say("doctor.database.revision", language, revision=state.revision)]
    if free is None:
        return Check("database", "ok", ", ".join(parts))
    parts += [state.journal, say("doctor.database.free", language, gigabytes=f"{free:.1f}")]
    said = ", ".join(parts)
    if free < _LITTLE:
        severity = "problem" if free < _TOO_LITTLE else "warning"
        return Check("database", severity, said, say("doctor.mend.disk", language))  # type: ignore[arg-type]
    if state.journal != "wal":
        return Check("database", "warning", said, say("doctor.mend.wal", language))
    return Check("database", "ok", said)


def clock_check(whose: str, theirs: datetime, language: Language) -> Check:
    """This machine's clock against another: what is signed or due is judged by it."""
    apart = abs((SystemClock().now() - theirs).total_seconds())
    said = say("doctor.clock", language, whose=whose, seconds=round(apart))
    if apart > MOST_APART:
        return Check("clock", "problem", said, say("doctor.mend.clock", language))
    return Check("clock", "ok", said)


def _keys(application: Application) -> Iterator[Check]:
    """Whether what was encrypted last can be opened; nothing is said where it can."""
    if newest_is_closed(application.engine, application.sealing):
        settings = application.settings
        said = say(f"serve.key.{'other' if settings.encryption_keys else 'none'}", settings.language)
        yield Check("encryption", "problem", said, say("doctor.mend.key", settings.language))


def _inbox(application: Application) -> Check:
    language = application.settings.language
    inbox = application.inbox()
    counts, oldest = inbox.counts(("waiting", "begun", "failed")), inbox.oldest(SystemClock().now())
    under_way = counts["waiting"] + counts["begun"]
    said = say("doctor.inbox", language, waiting=under_way, failed=counts["failed"])
    if under_way:
        said = f"{said}; {say('doctor.inbox.oldest', language, seconds=round(oldest))}"
    if oldest > _WAITS_TOO_LONG:
        return Check("inbox", "warning", said, say("doctor.mend.waiting", language))
    if counts["failed"]:
        return Check("inbox", "warning", said, say("doctor.mend.failed", language))
    return Check("inbox", "ok", said)


def _archive(application: Application) -> Check:
    language = application.settings.language
    state = look_at_archive(application.engine)
    if state.broken:
        said = say("doctor.archive.broken", language, record=state.broken)
        return Check("archive", "problem", said, say("doctor.mend.archive", language))
    if not state.newest:
        return Check("archive", "ok", say("doctor.archive.empty", language))
    noted = state.noted[:10] or say("doctor.archive.never", language)
    said = say("doctor.archive.sound", language, count=state.looked_at, noted=noted)
    late = not state.noted or _moment(state.newest) - _moment(state.noted) > _NOTED_WITHIN
    if late and SystemClock().now() - _moment(state.newest) > _NOTED_WITHIN:
        return Check("archive", "warning", said, say("doctor.mend.anchors", language))
    return Check("archive", "ok", said)


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept)
