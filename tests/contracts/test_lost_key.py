"""What a key that is lost promises: what it encrypted stays closed, and nobody waits for it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sealing import Sealing, new_key
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_chat_tables import inbox as inbox_table
from bot.adapters.sqlalchemy_entries import SqlAlchemyEntries
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.usecases.chat_ports import Inbox, Steps
from bot.usecases.dispatch import Dispatcher
from bot.usecases.do_job import do_job
from bot.usecases.erase_person import erase_person, traces_of
from bot.usecases.jobs_ports import Entry
from bot.usecases.metrics import NoMetrics
from bot.usecases.ports import StorageError
from bot.usecases.record_roles import RolesOnRecord
from bot.usecases.talk import TalkPorts
from tests.contracts.kept import At, Office
from tests.fakes_policy import InMemoryRoles
from tests.inbox_entries import MONDAY, received

LOST, NEW = new_key(), new_key()


class Worker:
    """A dispatcher and its jobs, some minutes or hours later."""

    def __init__(self, inbox: Inbox) -> None:
        self.clock, self.begun = At(MONDAY), list[str]()
        self._ended = set[str]()
        self._ports = cast(
            TalkPorts,
            SimpleNamespace(inbox=inbox, note=lambda *_, **__: None, clock=self.clock, metrics=NoMetrics()),
        )
        self._dispatcher = Dispatcher(inbox, self, self.clock, at_once=8)

    def begin(self, job_id: str) -> None:
        self.begun.append(job_id)
        with suppress(StorageError):
            do_job(job_id, cast(Steps, None), self._ports)
        self._ended.add(job_id)
        self._dispatcher.ended(job_id)

    def has_ended(self, job_id: str) -> bool:
        return job_id in self._ended

    def ends_process(self, job_id: str) -> bool:
        return False

    def work(self, looks: int, every: timedelta = timedelta(minutes=1)) -> None:
        for _ in range(looks):
            self.clock.moment += every
            self._dispatcher.begin_waiting()
            self._dispatcher.rescue()


def _receive(engine: Engine, *events: str, key: str) -> None:
    inbox = SqlAlchemyInbox(engine, sealing=Sealing([key]))
    for event in events:
        inbox.accept(received(event, thread=event, text="a draft"), MONDAY)


def _lose_the_key(engine: Engine) -> None:
    """Nothing more: E1 and E2 are under another key than the worker has."""


def _spoil_the_texts(engine: Engine) -> None:
    spoilt = Sealing([NEW]).seal(b"text")[:-4] + b"AAAA"
    with engine.begin() as connection:
        connection.execute(sa.update(inbox_table).values(text=spoilt))


def _spoil_the_forms(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.update(inbox_table).values(text=None, form="{no JSON"))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [(_lose_the_key, "KeyMissing"), (_spoil_the_texts, "SealBroken"), (_spoil_the_forms, "SealBroken")],
)
def test_what_cannot_be_opened_is_given_up_after_a_day_and_holds_up_nothing_of_that_persons(
    spoil: Callable[[Engine], None], why: str, database: Engine
) -> None:
    _receive(database, "E1", "E2", key=LOST)
    spoil(database)
    worker = Worker(SqlAlchemyInbox(database, sealing=Sealing([NEW])))

    worker.work(1)

    assert [(each.state, each.attempt, each.why) for each in _entries(database)] == [("waiting", 1, why)] * 2
    assert worker.clock.moment < min(each.due for each in _entries(database))
    _receive(database, "E3", key=NEW)
    assert [job.received.event for job in SqlAlchemyInbox(database).begin(worker.clock.moment, 9)] == ["E3"]
    with database.begin() as connection:
        connection.execute(sa.delete(inbox_table).where(inbox_table.c.event == "E3"))

    worker.work(60)
    assert len(worker.begun) < 50, "each is begun ever more rarely, not every minute"
    worker.work(24, timedelta(hours=1))

    assert [(each.state, each.why) for each in _entries(database)] == [("failed", why)] * 2


def _entries(engine: Engine) -> list[Entry]:
    return SqlAlchemyEntries(engine).entries(("waiting", "begun", "failed"), 9)


def test_with_its_key_back_it_is_done_again(database: Engine) -> None:
    _receive(database, "E1", key=LOST)
    Worker(SqlAlchemyInbox(database, sealing=Sealing([NEW]))).work(1)

    inbox = SqlAlchemyInbox(database, sealing=Sealing([NEW, LOST]))

    assert [job.received.text for job in inbox.begin(MONDAY + timedelta(hours=1), 9)] == ["a draft"]


def test_a_database_that_is_away_is_no_lost_key(database: Engine) -> None:
    def away(event: str) -> Any:
        raise StorageError("away")

    ports = cast(TalkPorts, SimpleNamespace(inbox=SimpleNamespace(job=away)))
    with pytest.raises(StorageError, match="away"):
        do_job("E1.0", cast(Steps, None), ports)


def test_a_person_is_erased_whoevers_refusals_cannot_be_opened(
    database: Engine, address: str, tmp_path: Path
) -> None:
    lost, office = Office(database, address, tmp_path, LOST), Office(database, address, tmp_path, NEW)
    office.draft("U1", "a")
    office.refusal("U1", "r1")
    lost.refusal("U2", "r2")
    for number, body in enumerate(("{no JSON", "[]", '"x"')):
        office.archive.add("refusal", f"refusal.s{number}", "T1:refusals", MONDAY, body)

    assert traces_of("U1", office.ports()).closed == 4
    assert erase_person("U1", "demande", "claire", office.ports()).traces.closed == 4

    assert {each for each in office.left() if not each.startswith("erasure.")} == {
        "refusal.r2", "refusal.s0", "refusal.s1", "refusal.s2",
    }  # fmt: skip


@pytest.mark.parametrize("before", ["sealed", "spoilt"])
def test_roles_whose_last_record_cannot_be_read_are_recorded_anew_once(before: str, database: Engine) -> None:
    if before == "sealed":
        _roles(database, "U1", key=LOST)()
    else:
        SqlAlchemyArchive(database).add("role", "T1:roles.1", "T1:roles", MONDAY, '{"roles": 1')

    record = _roles(database, "U1", key=NEW)
    for _ in range(3):
        record()

    newest = SqlAlchemyArchive(database, Sealing([NEW])).newest("T1:roles")
    assert newest is not None
    assert (newest.sequence, '"roles": {"compliance-officer": []' in (newest.body or "")) == (2, True)


def _roles(engine: Engine, owner: str, key: str) -> RolesOnRecord:
    archive = SqlAlchemyArchive(engine, Sealing([key]))
    return RolesOnRecord("T1", InMemoryRoles(owner), archive, At(MONDAY), lambda *_, **__: None)


def test_a_review_that_cannot_be_opened_is_one_among_the_newest_without_its_text(database: Engine) -> None:
    for number, key in enumerate((LOST, NEW)):
        moment = MONDAY + timedelta(minutes=number)
        SqlAlchemyArchive(database, Sealing([key])).add("review", f"r{number}", "T1:U1", moment, "a draft")

    newest = SqlAlchemyArchive(database, Sealing([NEW])).recent(9)

    assert [(each.record_id, each.body) for each in newest] == [("r1", "a draft"), ("r0", None)]
