"""What the commands need that read the archive as a whole, save the database or put it back."""

import bot
from bot.adapters.backup_file import TarBackups
from bot.adapters.database_copy import SqlAlchemyDatabase
from bot.adapters.new_file import new_file
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_archive_reading import SqlAlchemyArchiveReading
from bot.adapters.sqlalchemy_holds import SqlAlchemyHolds
from bot.adapters.system_clock import SystemClock
from bot.adapters.ticking import Ticker
from bot.bootstrap.application import Application
from bot.usecases.archive_ports import ArchivePorts
from bot.usecases.backup_ports import BackupPorts
from bot.usecases.chat_ports import Note

_ANCHOR_EVERY = 86_400.0


def archive_ports(application: Application) -> ArchivePorts:
    """What reading the archive needs."""
    engine, sealing = application.engine, application.sealing
    archive = SqlAlchemyArchive(engine, sealing)
    return ArchivePorts(
        archive,
        archive,
        SqlAlchemyArchiveReading(engine, sealing),
        application.matters,
        application.cards,
        application.policies,
        SqlAlchemyHolds(engine, sealing),
        SystemClock(),
        new_file,
        bot.__version__,
    )


def anchoring_ticker(application: Application, note: Note) -> Ticker:
    """Notes in the database where every chain of the archive ends: at once, then once a day."""
    archive, clock = SqlAlchemyArchive(application.engine, application.sealing), SystemClock()

    def anchor() -> None:
        archive.anchor_heads(clock.now())

    return Ticker(anchor, _ANCHOR_EVERY, note)


def backup_ports(application: Application) -> BackupPorts:
    """What a backup needs; the database is opened when it is first asked for."""
    return BackupPorts(
        lambda: SqlAlchemyDatabase(application.engine),
        lambda: SqlAlchemyArchiveReading(application.engine, application.sealing),
        TarBackups(),
        new_file,
        SystemClock(),
        bot.__version__,
        bool(application.settings.encryption_keys),
    )
