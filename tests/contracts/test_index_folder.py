"""What the lock of a folder promises to who waits, and what the folder of the index does for them."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.adapters.file_lock import FileLocked
from bot.adapters.folder_lock import FolderLock
from bot.adapters.index_folder import IndexFolder
from bot.usecases.ports import IndexBusy, StorageError
from tests.contracts.durable import wait_for

HOUR = 3600.0


def never(seconds: float) -> None:
    raise AssertionError(f"waited {seconds} s")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_free_folder_is_had_at_once(folder: Path) -> None:
    lock = FolderLock(folder, never)
    lock.take(HOUR)

    assert lock.is_held()


def test_who_waits_gets_the_folder_as_soon_as_it_is_free(folder: Path) -> None:
    holder = FolderLock(folder)
    holder.take()
    waiting = FolderLock(folder, lambda _: holder.release())

    waiting.take(1.0)

    assert waiting.is_held()


def test_nobody_waits_longer_than_they_said(folder: Path) -> None:
    FolderLock(folder).take()
    waited: list[float] = []

    with pytest.raises(FileLocked):
        FolderLock(folder, waited.append).take(3.0)

    assert sum(waited) == pytest.approx(3.0)
    assert not FolderLock(folder).is_wanted()


def test_who_does_not_wait_stands_in_no_line_not_even_for_an_instant(folder: Path) -> None:
    line = folder.with_name(f"{folder.name}.wanted")
    FolderLock(folder).take()
    line.unlink()

    with pytest.raises(FileLocked):
        FolderLock(folder, never).take()

    assert not line.exists()


def test_who_waits_comes_before_who_does_not(folder: Path) -> None:
    holder, hasty = FolderLock(folder), FolderLock(folder, never)
    holder.take()

    def meanwhile(_: float) -> None:
        holder.release()
        with pytest.raises(FileLocked):
            hasty.take()

    FolderLock(folder, meanwhile).take(1.0)


def test_who_has_the_folder_sees_that_somebody_waits(folder: Path) -> None:
    holder = FolderLock(folder)
    holder.take()
    seen = [holder.is_wanted()]

    def meanwhile(_: float) -> None:
        seen.append(holder.is_wanted())
        holder.release()

    FolderLock(folder, meanwhile).take(1.0)

    assert [*seen, holder.is_wanted()] == [False, True, False]


def test_nobody_slips_in_before_who_waits(folder: Path) -> None:
    holder = FolderLock(folder)
    holder.take()

    def meanwhile(_: float) -> None:
        holder.release()
        with pytest.raises(FileLocked):
            holder.take()

    waiting = FolderLock(folder, meanwhile)
    waiting.take(1.0)

    assert waiting.is_held()


WAITS = """
import sys, pathlib
from bot.adapters.folder_lock import FolderLock
FolderLock(pathlib.Path(sys.argv[1])).take(600)
"""


def test_who_was_killed_while_waiting_is_not_waited_for(folder: Path) -> None:
    holder = FolderLock(folder)
    holder.take()
    with subprocess.Popen([sys.executable, "-c", WAITS, str(folder)]) as other:
        wait_for(holder.is_wanted)
        other.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    assert not holder.is_wanted()


@dataclass
class Client:
    """What a folder is opened with; it may refuse to be closed."""

    closed: int = 0
    refuses: bool = False

    def close(self) -> None:
        self.closed += 1
        if self.refuses:
            raise OSError("it cannot be closed")


@dataclass
class Clients:
    """Every client that was made."""

    made: list[Client] = field(default_factory=list)

    def __call__(self, folder: Path) -> Client:
        self.made.append(Client())
        return self.made[-1]


@pytest.fixture
def clients() -> Clients:
    return Clients()


@pytest.fixture
def kept(folder: Path, clients: Clients) -> Iterator[IndexFolder]:
    """It makes way when it is used, or told to; never by itself."""
    kept = IndexFolder(folder, clients, HOUR)
    yield kept
    for client in clients.made:
        client.refuses = False
    kept.close()


def test_the_folder_stays_open_between_two_calls(kept: IndexFolder, clients: Clients) -> None:
    for _ in range(3):
        with kept.opened():
            pass
        kept.make_way()

    assert clients.made == [Client(closed=0)]


def test_the_next_call_makes_way_for_who_waits_and_is_told_at_once(folder: Path, kept: IndexFolder) -> None:
    def call(_: float = 0.0) -> None:
        with pytest.raises(IndexBusy), kept.opened():
            pass

    with kept.opened():
        pass
    time.sleep(0.05)  # the look with which it begins is over: what makes way now is the call
    other = FolderLock(folder, wait=call)
    other.take(1.0)
    call()
    other.release()
    with kept.opened():
        pass


def test_who_waits_has_it_lent_though_nobody_calls(folder: Path, clients: Clients) -> None:
    kept = IndexFolder(folder, clients, look_every=0.01)
    with kept.opened():
        pass
    other = FolderLock(folder)

    other.take(10.0)

    assert [client.closed for client in clients.made] == [1]
    other.release()


def test_nobody_comes_in_during_a_call_nor_between_calls_inside_it(
    folder: Path, kept: IndexFolder, clients: Clients
) -> None:
    def other() -> None:
        FolderLock(folder).take(10.0)

    waiting = threading.Thread(target=other)
    with kept.opened() as client:
        waiting.start()
        wait_for(FolderLock(folder).is_wanted)
        kept.make_way()
        for _ in range(2):
            with kept.opened() as inner:
                assert inner is client
        assert client.closed == 0
    kept.make_way()
    waiting.join(10)

    assert client.closed == 1


def test_after_a_failure_the_next_call_opens_the_folder_anew(kept: IndexFolder, clients: Clients) -> None:
    with pytest.raises(StorageError), kept.opened():
        raise RuntimeError("database is locked")
    with kept.opened():
        pass

    assert [client.closed for client in clients.made] == [1, 0]


def test_an_answer_that_is_no_failure_leaves_it_open(kept: IndexFolder, clients: Clients) -> None:
    with pytest.raises(StorageError, match="not built"), kept.opened():
        raise StorageError("not built")

    assert [client.closed for client in clients.made] == [0]


def test_a_client_that_cannot_be_closed_does_not_keep_the_folder(
    folder: Path, kept: IndexFolder, clients: Clients
) -> None:
    with kept.opened():
        clients.made[0].refuses = True
    with pytest.raises(OSError, match="cannot be closed"):
        kept.close()

    FolderLock(folder, never).take()


def test_a_closed_folder_is_looked_after_no_more(folder: Path, clients: Clients) -> None:
    before = threading.active_count()
    kept = IndexFolder(folder, clients, look_every=0.01)
    for _ in range(3):
        with kept.opened():
            pass
        kept.close()

    wait_for(lambda: threading.active_count() <= before)
