"""What went wrong with the database, in one sentence for the operator: no SQL, no value, no password.

SQLite is asked for the name of its error (https://www.sqlite.org/rescode.html), PostgreSQL for its SQLSTATE
(https://www.postgresql.org/docs/current/errcodes-appendix.html); their own texts may quote what was stored.
"""

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.usecases.ports import StorageError

_FULL = "The disk of the database is full: nothing was changed. Free some space and try again."
_LOCKED = "The database is busy with another writer: nothing was changed. Try again in a moment."
_READ_ONLY = "The database cannot be written to: check the permissions of {place}."
_CORRUPT = "The database is damaged: restore {place} from a backup."
_NOT_OPENED = "The database cannot be opened: check that {place} is a file that may be read and written."
_DISK = "The disk of the database failed to read or write {place}."
_UNREACHABLE = "The database cannot be reached: check that {place} is running."
_REFUSED = "The database refused the user or the password given for {place}."
_ABSENT = "There is no such database: check {place}."
_CONTRADICTION = "The database refused what would contradict what it holds: nothing was changed."
_TEXT = "The database cannot keep one of the characters given: nothing was changed."
_JOBS = (
    "The file of the jobs cannot be used: while Vigie is stopped, remove {place}, and its -wal and -shm; "
    "what was under way is begun again."
)
_OTHER = "The database did not do what was asked ({code}): nothing was changed."

_SQLITE = {
    "SQLITE_FULL": _FULL,
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CORRUPT": _CORRUPT,
    "SQLITE_NOTADB": _CORRUPT,
    "SQLITE_CANTOPEN": _NOT_OPENED,
    "SQLITE_IOERR": _DISK,
    "SQLITE_CONSTRAINT": _CONTRADICTION,
}

_POSTGRESQL = {
    "53100": _FULL,
    "55P03": _LOCKED,
    "40": _LOCKED,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "XX": _CORRUPT,
    "58": _DISK,
    "08": _UNREACHABLE,
    "57P": _UNREACHABLE,
    "53300": "The database has no connection left for this process.",
    "28": _REFUSED,
    "3D": _ABSENT,
    "23": _CONTRADICTION,
    "22": _TEXT,
}
"""By SQLSTATE or its beginning; the longest that fits decides."""


def storage_error(error: Exception, url: URL) -> StorageError:
    """The sentence for an error of SQLAlchemy or of a driver."""
    return StorageError(_sentence(error).format(place=_place(url), code=_code(error)))


def jobs_error(error: Exception, url: URL) -> StorageError:
    """The same for the database of jobs at `url`: its file is never restored, it is removed."""
    if url.get_backend_name() == "sqlite" and _sentence(error) in (_CORRUPT, _NOT_OPENED, _OTHER):
        return StorageError(_JOBS.format(place=_place(url)))
    return storage_error(error, url)


def _code(error: Exception) -> str:
    original = getattr(error, "orig", None)
    codes = (getattr(original, name, None) for name in ("sqlite_errorname", "sqlstate"))
    return next((str(code) for code in codes if code), type(original or error).__name__)


def _sentence(error: Exception) -> str:
    if isinstance(error, UnicodeEncodeError):
        return _TEXT
    if isinstance(error, PoolTimeout):
        return _LOCKED
    if not isinstance(error, DBAPIError):
        return _OTHER
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_sentence(error.orig)
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:
        return _client_sentence(error)
    fitting = [code for code in _POSTGRESQL if state.startswith(code)]
    return _POSTGRESQL[max(fitting, key=len)] if fitting else _OTHER


def _sqlite_sentence(error: sqlite3.Error) -> str:
    # Extended names add to the primary one: SQLITE_IOERR_WRITE, SQLITE_BUSY_SNAPSHOT.
    name = getattr(error, "sqlite_errorname", "")
    return next((sentence for primary, sentence in _SQLITE.items() if name.startswith(primary)), _OTHER)


def _client_sentence(error: DBAPIError) -> str:
    """PostgreSQL's client gives no code for what failed before a server answered: its words must do."""
    if isinstance(error, DataError):
        return _TEXT
    if not isinstance(error, OperationalError):
        return _OTHER
    said = str(error.orig)
    if "authentication failed" in said or "no password supplied" in said:
        return _REFUSED
    if "database" in said and "does not exist" in said:
        return _ABSENT
    return _UNREACHABLE


def _place(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return url.database or "the database in memory"
    address = f"{url.host or 'this machine'}:{url.port}" if url.port else url.host or "this machine"
    return f"the database {url.database or ''} on {address}".replace("  ", " ")
