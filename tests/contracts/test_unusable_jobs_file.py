"""A file of jobs that cannot be used is removed, not restored: nobody is sent to the archive's backup."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.jobs_database import FILE
from bot.usecases.ports import StorageError
from tests.contracts.durable import Home


def _bytes(file: Path) -> None:
    file.write_bytes(b"not a database, " * 400)


def _folder(file: Path) -> None:
    file.mkdir()


def _other_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE dbos_migrations (something_else INTEGER)")


@pytest.mark.parametrize("spoil", [_bytes, _folder, _other_tables])
def test_the_file_of_the_jobs_is_named_and_may_be_removed(
    jobs_home: Callable[[str], Home], spoil: Callable[[Path], None]
) -> None:
    home = jobs_home("sqlite")
    spoil(home.data / FILE)
    jobs = home.jobs(lambda job_id, steps: None)

    with pytest.raises(StorageError) as refused:
        jobs.launch()

    assert str(refused.value) == (
        f"The file of the jobs cannot be used: while Vigie is stopped, remove {home.data / FILE}, "
        "and its -wal and -shm; what was under way is begun again."
    )
