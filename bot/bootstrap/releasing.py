"""What `vigie release` does before new processes start, and how long it stays."""

import signal
from collections.abc import Sequence
from contextlib import AbstractContextManager
from threading import Event

from bot.bootstrap.application import Application
from bot.cli.wiring import Released
from bot.config import started_by_honcho


def released(application: Application) -> Released:
    """The tables brought up to date, and what came of it. Raises `StorageError`."""
    from bot.adapters.database import HEAD, open_database
    from bot.adapters.database_state import look

    looking = open_database(application.settings.database_url)
    try:
        before = look(looking)
    finally:
        looking.dispose()
    assert application.engine is not None  # opened, and so brought up to date
    return Released(before.kind, before.revision, HEAD)


def turn(application: Application) -> AbstractContextManager[None]:
    """While it is entered, no other process publishes for the first time. Raises `StorageError`."""
    from bot.adapters.publication_turn import publication_turn

    return publication_turn(application.engine)


def changed_kept(application: Application) -> Sequence[str]:
    """What somebody changed in the policy folder, kept as draft versions: their names.

    Raises `PolicyFileError`, `StorageError`.
    """
    from bot.bootstrap.policy_work import BY
    from bot.usecases.publish_policy import keep_changed_files

    return [str(version) for version in keep_changed_files(BY, application.publishing())]


def stay_until_stopped() -> bool:
    """Under honcho, which stops all processes as soon as one ends: until it is stopped. Whether it was."""
    if not started_by_honcho():
        return False
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
    return True
