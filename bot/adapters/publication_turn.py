"""Who publishes first: processes that start together on an empty database publish one after the other.

Publishing takes half a minute; without turns each would do all of it, and all but one in vain.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.advisory_lock import AdvisoryLock, Kind
from bot.adapters.database_errors import storage_error
from bot.adapters.file_lock import FileLock, FileLocked

_TRY_EVERY = 0.2


@contextmanager
def publication_turn(engine: Engine, patience: float = 300.0) -> Iterator[None]:
    """Waits until no other process has its turn, or that many seconds; then goes on all the same.

    The turn ends with its process, however that does. Raises `StorageError`.
    """
    begin = _in_database if engine.dialect.name == "postgresql" else _beside_file
    with begin(engine, round(patience / _TRY_EVERY)):
        yield


@contextmanager
def _beside_file(engine: Engine, tries: int) -> Iterator[None]:
    file = Path(str(engine.url.database)).absolute()
    lock = FileLock(file.with_name("publishing.lock"))

    def is_taken() -> bool:
        with suppress(FileLocked):
            lock.take()
        return lock.is_held()

    _wait_for(is_taken, tries)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _in_database(engine: Engine, tries: int) -> Iterator[None]:
    lock = AdvisoryLock(engine, Kind.PUBLICATION)
    try:
        try:
            _wait_for(lock.take, tries)
        except SQLAlchemyError as error:
            raise storage_error(error, engine.url) from None
        yield
    finally:
        lock.release()


def _wait_for(is_taken: Callable[[], bool], tries: int) -> None:
    while not is_taken() and tries > 0:
        time.sleep(_TRY_EVERY)
        tries -= 1
