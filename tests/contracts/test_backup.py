"""A backup has everything at one moment, and comes back whole or not at all, to either database."""

import gzip
import io
import json
import os
import shutil
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.backup_file import TarBackups
from bot.adapters.database import HEAD, open_database, upgrade
from bot.adapters.database_copy import SqlAlchemyDatabase
from bot.adapters.new_file import new_file
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_archive_reading import SqlAlchemyArchiveReading
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_outbox import SqlAlchemyOutbox
from bot.adapters.system_clock import SystemClock
from bot.domain.backup_manifest import MANIFEST
from bot.usecases.back_up import back_up
from bot.usecases.backup_ports import BackupPorts, BackupUnusable
from bot.usecases.chat_ports import Place
from bot.usecases.restore_backup import check_backup, restore_backup
from bot.usecases.verify_archive import verify_archive
from tests.contracts.behind_the_guards import tamper
from tests.contracts.everything import AT, SECRET, fill_every_table, rows_of
from tests.inbox_entries import received

Opened = Callable[[str], Engine]


def ports_of(engine: Engine) -> BackupPorts:
    return BackupPorts(
        lambda: SqlAlchemyDatabase(engine),
        lambda: SqlAlchemyArchiveReading(engine),
        TarBackups(),
        new_file,
        SystemClock(),
        "1.2.3",
        has_keys=False,
    )


@pytest.fixture
def target(empty_address: str, opened: Opened) -> Engine:
    """Another database, with its tables and nothing in them."""
    engine = opened(empty_address.replace("vigie.sqlite3", "target.sqlite3"))
    upgrade(engine)
    return engine


@pytest.fixture
def fresh(tmp_path: Path, sqlite_template: Path, opened: Opened) -> Engine:
    """The same, on SQLite."""
    (tmp_path / "fresh.sqlite3").write_bytes(sqlite_template.read_bytes())
    return opened(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")


@pytest.fixture(scope="module")
def saved_once(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A backup of something in every table; copy before changing."""
    folder = tmp_path_factory.mktemp("saved")
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_template, folder / 'saved.sqlite3')}")
    fill_every_table(engine)
    back_up(str(folder / "saved.tar.gz"), ports_of(engine))
    engine.dispose()
    return folder / "saved.tar.gz"


@pytest.fixture
def saved(tmp_path: Path, saved_once: Path) -> str:
    """The same, for one test."""
    return str(shutil.copy(saved_once, tmp_path / "saved.tar.gz"))


def test_a_firm_moves_from_either_database_to_either(
    database: Engine, target: Engine, tmp_path: Path
) -> None:
    fill_every_table(database)
    before = rows_of(database)
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    file = str(tmp_path / "backup.tar.gz")

    made = back_up(file, ports_of(database))
    assert restore_backup(file, ports_of(target)) == made

    looked_for = [row for row in rows_of(target)["outbox"] if row not in before["outbox"]]
    after = rows_of(target) | {"outbox": before["outbox"]}
    assert after == before
    assert made.rows == sum(len(rows) for rows in before.values())
    found: list[Any] = []
    assert verify_archive(SqlAlchemyArchiveReading(target), found.append).records == len(
        before["archive_records"]
    )
    assert found == []
    assert ["restored" in row for row in looked_for] == [True]
    # What comes next takes the next number, and the guards are in their places.
    assert SqlAlchemyInbox(target).accept(received("next"), AT)
    assert SqlAlchemyArchive(target).add("reading", "next", "T1:UAMELIE", AT, "{}").sequence > 1
    fill = sa.text("UPDATE archive_records SET kind = 'x'")
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), target.begin() as connection:
        connection.execute(fill)


def test_whatever_may_have_been_posted_meanwhile_is_looked_for_for_two_days(
    target: Engine, saved: str
) -> None:
    outbox, place = SqlAlchemyOutbox(target), Place("T1", "D1", "1")
    assert not outbox.intend("before", place, AT).intended_before
    with target.begin() as connection:
        connection.execute(sa.text("DELETE FROM outbox"))
    restore_backup(saved, ports_of(target))
    now = SystemClock().now()

    for key in ("a card's", "answer:D1:1", "matter:m1", "matter:m1:sent", "E1", "draft:c1"):
        assert outbox.intend(key, place, now + timedelta(hours=47)).intended_before, key
        assert not outbox.intend(f"{key} later", place, now + timedelta(hours=49)).intended_before, key


def test_a_restored_backup_that_is_saved_is_restored_again(fresh: Engine, target: Engine, saved: str) -> None:
    restore_backup(saved, ports_of(fresh))
    again = f"{saved}.2"
    back_up(again, ports_of(fresh))

    restore_backup(again, ports_of(target))

    assert SqlAlchemyOutbox(target).intend("new", Place("T1", "D1", "1"), SystemClock().now()).intended_before


def test_a_restoration_that_is_cut_off_before_its_end_leaves_nothing(target: Engine, saved: str) -> None:
    class Killed(BaseException):
        pass

    class Dying:
        def now(self) -> datetime:
            raise Killed

    with pytest.raises(Killed):
        restore_backup(saved, replace(ports_of(target), clock=Dying()))

    assert not any(rows for name, rows in rows_of(target).items() if name != "in_force")
    restore_backup(saved, ports_of(target))


def test_every_table_of_the_database_is_in_it(database: Engine) -> None:
    with SqlAlchemyDatabase(database).snapshot() as snapshot:
        saved = set(snapshot.tables)

    assert set(sa.inspect(database).get_table_names()) - saved == {"alembic_version"}


def test_what_is_written_meanwhile_is_not_in_it(database: Engine, opened: Opened) -> None:
    archive = SqlAlchemyArchive(opened(database.url.render_as_string(hide_password=False)))
    archive.add("reading", "before", "T1:U1", AT, "{}")

    with SqlAlchemyDatabase(database).snapshot() as snapshot:
        assert len(list(snapshot.lines("archive_records"))) == 1
        archive.add("reading", "meanwhile", "T1:U1", AT, "{}")
        assert len(list(snapshot.lines("archive_records"))) == 1
        assert len(list(snapshot.lines("archive_bodies"))) == 1


def test_a_backup_is_its_owners_alone_and_takes_nobodys_place(fresh: Engine, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    os.umask(os.umask(0))
    fill_every_table(fresh)
    back_up(str(file), ports_of(fresh))
    before = file.read_bytes()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        back_up(str(file), ports_of(fresh))
    assert file.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_file_that_came_meanwhile_keeps_its_place(tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"

    def write() -> None:
        with new_file(str(file)) as opened:
            opened.write(b"mine")
            file.write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        write()

    assert file.read_bytes() == b"theirs"
    assert [each.name for each in tmp_path.iterdir()] == ["backup.tar.gz"]


def test_a_backup_that_fails_leaves_nothing_behind(fresh: Engine, tmp_path: Path) -> None:
    with fresh.begin() as connection:
        connection.exec_driver_sql("DROP TABLE rule_clause_links")

    with pytest.raises(Exception, match="did not do"):
        back_up(str(tmp_path / "backup.tar.gz"), ports_of(fresh))

    assert not [each.name for each in tmp_path.iterdir() if "backup" in each.name]


def test_it_is_a_tar_that_any_program_opens(saved: str) -> None:
    with tarfile.open(saved) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile(MANIFEST))  # type: ignore[arg-type]

    assert names[-1] == MANIFEST
    assert {f"{name}.jsonl" for name in manifest["tables"]} == set(names[:-1])
    assert (manifest["program"], manifest["revision"], manifest["code"]) == ("vigie", HEAD, "1.2.3")


def test_a_database_with_something_in_it_is_left_alone(fresh: Engine, saved: str) -> None:
    SqlAlchemyArchive(fresh).add("reading", "mine", "T1:U1", AT, "{}")
    before = rows_of(fresh)

    assert fault_of(saved, fresh) == ("not-empty", {"table": "archive_records"})
    assert rows_of(fresh) == before


def cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def flipped(content: bytes, share: float) -> bytes:
    at = int(len(content) * share)
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


DAMAGED = {"changed", "cut", "not-a-backup"}
BROKEN = {
    "cut at the beginning": (lambda content: cut(content, 0.001), {"cut", "not-a-backup"}),
    "cut in the middle": (lambda content: cut(content, 0.5), {"cut"}),
    "cut near its end": (lambda content: content[:-30], {"cut"}),
    "its very end cut": (lambda content: content[:-1], {"cut"}),
    "a byte changed at the beginning": (lambda content: flipped(content, 0.1), DAMAGED),
    "a byte changed in the middle": (lambda content: flipped(content, 0.5), DAMAGED),
    "its sum changed": (lambda content: content[:-8] + b"\0\0\0\0" + content[-4:], {"changed"}),
    "empty": (lambda content: b"", {"not-a-backup", "cut"}),
    "a text": (lambda content: b"Bonjour", {"not-a-backup"}),
    "zeros": (lambda content: gzip.compress(bytes(1024)), {"not-a-backup"}),
    "something else, packed": (lambda content: gzip.compress(b"Bonjour" * 1000), {"not-a-backup"}),
}  # fmt: skip


@pytest.mark.parametrize(("change", "faults"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_damaged_is_refused_and_nothing_is_restored(
    change: Callable[[bytes], bytes], faults: set[str], fresh: Engine, saved: str
) -> None:
    before = rows_of(fresh)
    Path(saved).write_bytes(change(Path(saved).read_bytes()))

    assert fault_of(saved, fresh)[0] in faults
    assert rows_of(fresh) == before


REWRITTEN: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = {
    "a row taken out": (
        lambda files: files | {"outbox.jsonl": files["outbox.jsonl"].split(b"\n")[0]},
        "changed",
    ),
    "a row added": (lambda files: files | {"cards.jsonl": files["cards.jsonl"] * 2}, "changed"),
    "a table taken out": (
        lambda files: {n: each for n, each in files.items() if n != "cards.jsonl"},
        "changed",
    ),
    "a table added": (lambda files: {"others.jsonl": b"{}\n"} | files, "changed"),
    "no manifest": (lambda files: {n: each for n, each in files.items() if n != MANIFEST}, "not-a-backup"),
    "another manifest": (lambda files: files | {MANIFEST: b"{}"}, "not-a-backup"),
    "a manifest of no JSON": (lambda files: files | {MANIFEST: b"\xff"}, "not-a-backup"),
    "another format": (
        lambda files: files | {MANIFEST: files[MANIFEST].replace(b'"format": 1', b'"format": 2')},
        "not-a-backup",
    ),
    "another program": (lambda files: {"index.html": b"<p>"}, "not-a-backup"),
    "a path out of it": (lambda files: {"../outbox.jsonl": b"{}\n"} | files, "not-a-backup"),
    "something after its manifest": (lambda files: files | {"zz.jsonl": b"{}\n"}, "changed"),
}


@pytest.mark.parametrize(("change", "fault"), REWRITTEN.values(), ids=REWRITTEN)
def test_a_file_that_was_packed_anew_is_refused(
    change: Callable[[dict[str, bytes]], dict[str, bytes]], fault: str, fresh: Engine, saved: str
) -> None:
    with packed_anew(saved) as files:
        changed = change(dict(files))
        files.clear()
        files.update(changed)

    assert fault_of(saved, fresh)[0] == fault
    with pytest.raises(BackupUnusable):
        check_backup(saved, ports_of(fresh))


def test_links_and_devices_in_it_are_refused(fresh: Engine, saved: str) -> None:
    with tarfile.open(saved, "w:gz") as tar:
        link = tarfile.TarInfo("cards.jsonl")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)

    assert fault_of(saved, fresh)[0] == "not-a-backup"


def test_what_unfolds_to_far_more_than_a_backup_is_refused(fresh: Engine, saved: str) -> None:
    Path(saved).write_bytes(gzip.compress(header_of(10**12) + (b"x" * 60_000 + b"\n") * 1_200, 9))

    assert fault_of(saved, fresh)[0] == "too-large"


def test_an_endless_line_is_not_held_in_memory(fresh: Engine, saved: str) -> None:
    Path(saved).write_bytes(gzip.compress(header_of(10**12) + os.urandom(35_000_000).hex().encode(), 0))

    assert fault_of(saved, fresh)[0] == "too-large"


def header_of(size: int) -> bytes:
    header = tarfile.TarInfo("cards.jsonl")
    header.size = size
    return header.tobuf(tarfile.GNU_FORMAT)


def test_a_backup_of_other_tables_says_which_version_made_it(fresh: Engine, saved: str) -> None:
    with packed_anew(saved) as files:
        files[MANIFEST] = files[MANIFEST].replace(f'"revision": "{HEAD}"'.encode(), b'"revision": "0006"')

    assert fault_of(saved, fresh) == ("other-tables", {"theirs": "0006", "ours": HEAD, "code": "1.2.3"})


def test_rows_that_are_none_are_refused_although_their_sums_fit(fresh: Engine, saved: str) -> None:
    before = rows_of(fresh)
    for wrong in (b'{"id":1}\n', b"[]\n", b'{"at":{"base64":"!"}}\n'):
        with packed_anew(saved, sums_fit=True) as files:
            files["rule_clause_links.jsonl"] = wrong
        assert fault_of(saved, fresh)[0] == "changed"
    assert rows_of(fresh) == before


def test_a_chain_that_is_broken_does_not_come_back_as_a_sound_one(
    database: Engine, fresh: Engine, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        SqlAlchemyArchive(database).add("reading", f"r{number}", "T1:U1", AT, "{}")
    bodies = "DELETE FROM archive_bodies WHERE record_id = 'r2'"
    tamper(database, bodies, "DELETE FROM archive_records WHERE record_id = 'r2'")
    file = str(tmp_path / "broken.tar.gz")
    back_up(file, ports_of(database))

    assert fault_of(file, fresh) == ("broken", {"table": "archive_records"})
    assert rows_of(fresh)["archive_records"] == []


def test_texts_stay_encrypted_in_it(database: Engine, tmp_path: Path) -> None:
    from bot.adapters.sealing import Sealing, new_key

    key = new_key()
    SqlAlchemyArchive(database, Sealing([key])).add("reading", "r1", "T1:U1", AT, SECRET)
    file = tmp_path / "sealed.tar.gz"
    back_up(str(file), ports_of(database))

    content = gzip.decompress(file.read_bytes())
    with tarfile.open(file) as tar:
        [line] = tar.extractfile("archive_bodies.jsonl").readlines()  # type: ignore[union-attr]
    assert key.encode() not in content
    kept = SqlAlchemyDatabase(database)
    assert SECRET not in json.dumps(json.loads(line), ensure_ascii=False)
    with kept.snapshot() as snapshot:
        assert list(snapshot.lines("archive_bodies")) == [line]


def fault_of(file: str, engine: Engine) -> tuple[str, dict[str, str]]:
    with pytest.raises(BackupUnusable) as unusable:
        restore_backup(file, ports_of(engine))
    return unusable.value.fault, unusable.value.known


@contextmanager
def packed_anew(file: str, *, sums_fit: bool = False) -> Iterator[dict[str, bytes]]:
    """The files of a backup, by name; packed again as they are left."""
    with tarfile.open(file) as tar:
        files = {each.name: tar.extractfile(each).read() for each in tar.getmembers()}  # type: ignore[union-attr]
    yield files
    if sums_fit:
        files[MANIFEST] = _with_sums(files)
    with tarfile.open(file, "w:gz", format=tarfile.GNU_FORMAT) as tar:
        for name, content in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(content)
            tar.addfile(header, io.BytesIO(content))


def _with_sums(files: dict[str, bytes]) -> bytes:
    from hashlib import sha256

    manifest = json.loads(files[MANIFEST])
    for name in manifest["tables"]:
        content = files[f"{name}.jsonl"]
        manifest["tables"][name] = {
            "rows": len(content.splitlines()), "sha256": sha256(content).hexdigest(),
        }  # fmt: skip
    return json.dumps(manifest).encode()
