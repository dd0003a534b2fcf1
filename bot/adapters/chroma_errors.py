"""What Chroma, SQLite, a server and the system say when the clause index fails: each in one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.usecases.ports import IndexBusy, StorageError

_FULL = "The disk of the clause index is full: nothing was changed. Free some space and try again."
_NO_ACCESS = "The clause index cannot be read or written: check the permissions of {folder}."
_BUSY = "Another process has the clause index open ({folder}): use that one, or stop it first."
_DAMAGED = "The clause index is damaged: publish the policies to build it again."
_UNREACHABLE = "The Chroma server does not answer ({server}): check CHROMA_URL, and that it is running."
_NO_ENTRY = "The Chroma server refuses this token ({server}): check CHROMA_TOKEN."
_FAILED = "The Chroma server failed ({server}): its own log says why."


class IndexDamaged(StorageError):
    """What is in the folder cannot be used; it can be built again."""


def busy(folder: Path) -> IndexBusy:
    """What is raised while another process has the folder open."""
    return IndexBusy(_BUSY.format(folder=folder))


@contextmanager
def speaking_plainly(folder: Path) -> Iterator[None]:
    """Whatever is raised meanwhile comes out as `StorageError`: `IndexDamaged` where a build would help."""
    try:
        yield
    except StorageError:
        raise
    except Exception as error:
        raise _plain(error, folder) from None
    except BaseException as error:
        # Chroma's core is Rust: a panic there is no Exception.
        if type(error).__name__ == "PanicException":
            raise IndexDamaged(_DAMAGED) from None
        raise


@contextmanager
def speaking_of_server(server: str) -> Iterator[None]:
    """Whatever is raised meanwhile comes out as `StorageError`: `IndexBusy` where there is no answer."""
    try:
        yield
    except StorageError:
        raise
    except Exception as error:
        raise _plain_of_server(error, server) from None


def _plain_of_server(error: Exception, server: str) -> StorageError:
    meant: BaseException | None = error
    while meant is not None:  # Chroma says in words of its own, and in other errors, that it had no answer
        of_the_line = type(meant).__module__.startswith(("httpx", "httpcore"))
        if isinstance(meant, OSError) or (of_the_line and type(meant).__name__ != "HTTPStatusError"):
            return IndexBusy(_UNREACHABLE.format(server=server))
        meant = meant.__context__
    said = f"{type(error).__name__} {error}".lower()  # what a proxy says has no class of its own
    refused = any(each in said for each in ("autherror", "authorizationerror", "unauthorized", "forbidden"))
    return StorageError((_NO_ENTRY if refused else _FAILED).format(server=server))


def _plain(error: Exception, folder: Path) -> StorageError:
    """One sentence for an error of Chroma, SQLite (https://www.sqlite.org/rescode.html) or the system."""
    said = str(error).lower()
    if "disk is full" in said or "no space left" in said or "(code: 13)" in said:
        return StorageError(_FULL)
    barred = ("(code: 8)", "(code: 10)", "(code: 14)", "permission denied", "read-only", "os error")
    if isinstance(error, OSError) or any(each in said for each in barred):
        return StorageError(_NO_ACCESS.format(folder=folder))
    return IndexDamaged(_DAMAGED)
