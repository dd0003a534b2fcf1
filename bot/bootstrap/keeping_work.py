"""What is kept, and for how long: the ports of the commands, and what a worker does of it by itself."""

from bot.adapters.one_at_a_time import one_at_a_time
from bot.adapters.sqlalchemy_erasing import SqlAlchemyErasing
from bot.adapters.sqlalchemy_finished_jobs import SqlAlchemyFinishedJobs
from bot.adapters.sqlalchemy_holds import SqlAlchemyHolds
from bot.adapters.sqlalchemy_purging import SqlAlchemyPurging
from bot.adapters.system_clock import SystemClock
from bot.adapters.ticking import Ticker
from bot.bootstrap.application import Application
from bot.usecases.chat_ports import Note
from bot.usecases.keeping_ports import KeepingPorts
from bot.usecases.purge_archive import DailyPurge
from bot.usecases.record_roles import RolesOnRecord
from bot.usecases.talk import TalkPorts

_RECORD_ROLES_EVERY = 300.0
_PURGE_EVERY = 86_400.0


def keeping_ports(application: Application) -> KeepingPorts:
    """What retention, holds and erasure need."""
    settings, engine, sealing = application.settings, application.engine, application.sealing
    return KeepingPorts(
        SqlAlchemyHolds(engine, sealing),
        SqlAlchemyPurging(engine, sealing),
        SqlAlchemyErasing(engine, sealing),
        SqlAlchemyFinishedJobs(settings.database_url, settings.data),
        SystemClock(),
        settings.retention,
    )


def keeping_tickers(application: Application, ports: TalkPorts, team: str, note: Note) -> list[Ticker]:
    """Who has which role, put on record; what has had its time, erased. Both at once, then now and then."""
    roles = RolesOnRecord(team, ports.roles, ports.archive, ports.clock, note)
    purge = DailyPurge(keeping_ports(application), note)
    record = one_at_a_time(application.engine, "roles", roles)
    return [Ticker(record, _RECORD_ROLES_EVERY, note), Ticker(purge, _PURGE_EVERY, note)]
