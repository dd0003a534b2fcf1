"""How the inbox keeps its promises where several processes share a database."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.adapters.database import lock, open_database, writing
from bot.adapters.sqlalchemy_chat_tables import inbox as inbox_table
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.usecases.chat_ports import NoSuchJob
from tests.fakes_chat import InMemoryInbox
from tests.inbox_entries import MONDAY, accept_all, events, later, received


def test_looking_for_work_in_vain_keeps_no_writer_waiting(sqlite_file: Path) -> None:
    engine = open_database(f"sqlite:///{sqlite_file}", wait=0.1)
    inbox = SqlAlchemyInbox(engine)
    accept_all(inbox, received("E1"), received("E2"))
    inbox.begin(later(9), most=10)

    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert inbox.begin(later(9), most=10) == []
        writer.execute("ROLLBACK")
    engine.dispose()


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_an_earlier_row_that_is_committed_late_waits_its_turn(database: Engine) -> None:
    inbox = SqlAlchemyInbox(database)
    accept_all(inbox, received("E0"))
    inbox.finish("E0", "dropped", later(1))
    values = {
        column.name: column
        for column in inbox_table.c
        if column.name not in ("id", "event", "subject", "state", "text")
    }
    copied = sa.select(sa.literal("E1"), sa.literal("S1"), sa.literal("waiting"), *values.values())
    with database.connect() as slow:
        slow.execute(sa.insert(inbox_table).from_select(["event", "subject", "state", *values], copied))
        inbox.accept(received("E2"), MONDAY)
        assert events(inbox.begin(later(2), most=10)) == ["E2"]
        slow.commit()

    assert inbox.begin(later(3), most=10) == []
    inbox.finish("E2", "done", later(4))
    assert events(inbox.begin(later(5), most=10)) == ["E1"]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_who_looks_for_work_while_another_begins_some_waits_to_see_what(database: Engine) -> None:
    inbox = SqlAlchemyInbox(database)
    accept_all(inbox, received("E1"), received("E2"))
    with ThreadPoolExecutor(1) as elsewhere:
        with writing(database) as other:
            lock(other, "inbox")
            # As when E1, received before, is committed only now.
            other.execute(sa.update(inbox_table).where(inbox_table.c.event == "E2").values(state="begun"))
            looking = elsewhere.submit(inbox.begin, later(9), 10)
            wait_until_somebody_waits(database)
        assert looking.result() == []


def test_the_database_itself_refuses_two_begun_jobs_of_a_thread(database: Engine) -> None:
    accept_all(SqlAlchemyInbox(database), received("E1"), received("E2"))

    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(sa.update(inbox_table).values(state="begun"))


def wait_until_somebody_waits(engine: Engine) -> None:
    """For a lock of PostgreSQL, five seconds at most."""
    deadline = time.monotonic() + 5
    with engine.connect() as connection:
        while not connection.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE NOT granted").scalar():
            assert time.monotonic() < deadline
            time.sleep(0.005)


@pytest.mark.parametrize("kept_in", ["memory", "database"])
def test_what_another_workspace_sent_is_kept_and_is_nobody_s_work_here(
    kept_in: str, database: Engine
) -> None:
    inbox = InMemoryInbox("T1") if kept_in == "memory" else SqlAlchemyInbox(database, "T1")
    accept_all(inbox, received("E1", team="T2"), received("E2"))

    assert events(inbox.begin(later(9), most=10)) == ["E2"]
    assert events(inbox.begun(later(10))) == ["E2"]
    with pytest.raises(NoSuchJob):
        inbox.job("E1")
    assert inbox.counts()["waiting"] == 1
