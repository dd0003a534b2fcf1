"""What the two roles of docs/running.md promise: Vigie does its work as the one that owns nothing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database, upgrade
from bot.adapters.sqlalchemy_meanings import SqlAlchemyMeanings
from bot.adapters.sqlalchemy_people import SqlAlchemyPeople
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_posted import SqlAlchemyPostedTexts
from bot.adapters.sqlalchemy_reminders import SqlAlchemyReminders
from bot.domain.draft import Role
from bot.domain.nature import Nature
from bot.usecases.balance_ports import PostedText
from bot.usecases.chat_ports import Steps
from bot.usecases.cool_off_ports import Reminder
from bot.usecases.erase_person import erase_person, traces_of
from bot.usecases.hold import hold, release
from bot.usecases.meanings_ports import Meaning
from bot.usecases.people_ports import Speaker
from bot.usecases.ports import StorageError
from bot.usecases.purge_archive import purge_archive
from tests.contracts.durable import Home, Launch, wait_for
from tests.contracts.everything import fill_every_table
from tests.contracts.kept import Office, day
from tests.publications import document, publication

PAGE = Path(__file__).resolve().parents[2] / "docs" / "running.md"
REFUSED = "cannot be written to"
FORBIDDEN = (
    "UPDATE archive_records SET kind = 'x'",
    "DELETE FROM archive_records",
    "UPDATE archive_bodies SET body = ''",
    "DELETE FROM archive_anchors",
    "DELETE FROM policy_acts",
    "DELETE FROM legal_holds",
    "TRUNCATE archive_bodies",
    "ALTER TABLE archive_records DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "UPDATE alembic_version SET version_num = '1'",
    "INSERT INTO alembic_version VALUES ('1')",
    "CREATE TABLE beside (id int)",
)


@dataclass(frozen=True)
class Roles:
    """The database of the page, as each of its two roles opens it."""

    owner: Office
    app: Office
    allow_erasing: Callable[[], None]


def sql_blocks() -> list[str]:
    """The SQL of the section on PostgreSQL: who there is, what Vigie may do, what erasing takes."""
    section = PAGE.read_text("utf-8").partition("\n## PostgreSQL\n")[2].partition("\n## ")[0]
    return re.findall(r"^```sql\n(.*?)^```", section, re.DOTALL | re.MULTILINE)


def run(engine: Engine, block: str) -> None:
    """Each statement by itself, as psql does."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for statement in filter(str.strip, block.split(";\n")):
            connection.exec_driver_sql(statement)


@pytest.fixture
def roles(server: str, opened: Callable[[str], Engine], tmp_path: Path) -> Iterator[Roles]:
    """What the page says, done; but for what it says is only for whoever lets Vigie erase."""
    whose, grants, erasing = sql_blocks()
    administrator = opened(server)
    run(administrator, whose)
    try:
        address = server.replace("//vigie@/postgres?", "//{}@/vigie?")
        owner, app = (
            Office(open_database(address.format(each), wait=5), address.format(each), tmp_path)
            for each in ("vigie_owner", "vigie_app")
        )
        upgrade(owner.engine)
        run(owner.engine, grants)
        yield Roles(owner, app, lambda: run(owner.engine, erasing))
        owner.engine.dispose()
        app.engine.dispose()
    finally:
        run(
            administrator, "DROP DATABASE vigie WITH (FORCE);\nDROP ROLE vigie_owner;\nDROP ROLE vigie_app;\n"
        )


def work(roles: Roles, launch: Launch) -> None:
    """Policies published and again, reviews, decisions, jobs, a hold placed and released."""
    policies = SqlAlchemyPolicyStore(roles.app.engine)
    policies.publish(publication(seen={"a": "1" * 64}))
    policies.publish(publication([document(says="Rien ne l'est.")], seen={"a": "2" * 64}))
    for name in ("a", "b"):
        roles.app.request("U1", roles.app.draft("U1", name))
    placed = hold("U1", "litige 12", "claire", roles.app.ports())
    release(placed.hold.id, "fini", "claire", roles.app.ports())
    jobs = launch(Home(roles.app.address, roles.app.data), say_it)
    jobs.begin("Ea.0")
    wait_for(lambda: jobs.has_ended("Ea.0"))


def say_it(job_id: str, steps: Steps) -> None:
    """A job of one step."""
    steps.run("say", lambda: job_id)


def test_whoever_may_not_erase_publishes_reviews_and_holds(roles: Roles, launch: Launch) -> None:
    work(roles, launch)

    before = roles.app.left()
    with pytest.raises(StorageError, match=REFUSED):
        purge_archive("vigie", roles.app.ports(days=99, review=10))
    with pytest.raises(StorageError, match=REFUSED):
        roles.app.ports().erasing.erase("U1", "demande", "claire", day(1))
    assert roles.app.left() == before
    roles.app.assert_whole("T1:U1")


def test_the_owner_erases_in_its_place(roles: Roles, launch: Launch) -> None:
    work(roles, launch)

    assert purge_archive("claire", roles.owner.ports(days=99, request=10)).bodies == {"request": 2}
    assert erase_person("U1", "demande", "claire", roles.owner.ports(days=99)).jobs == 1


def test_with_the_last_line_it_erases_what_has_had_its_time_and_people(roles: Roles, launch: Launch) -> None:
    roles.allow_erasing()
    work(roles, launch)
    app = roles.app
    app.refusal("U1", "r")
    app.tried("U1", 9)
    for keep in (app.posted, app.meaning, app.reminder):
        keep("U1", "ca", 9)

    purged = purge_archive("vigie", roles.app.ports(days=12, request=10, review=11))
    assert (purged.bodies, purged.rows) == ({"request": 2, "review": 2}, {"inbox": 2, "model_calls": 2})
    assert erase_person("U1", "demande", "claire", roles.app.ports(days=12)).traces.bodies == {"refusal": 1}
    assert traces_of("U1", roles.app.ports()).is_nothing


def test_every_table_can_be_filled_by_it(roles: Roles) -> None:
    roles.allow_erasing()

    fill_every_table(roles.app.engine)


def test_what_the_coach_keeps_may_be_said_again_by_whoever_may_not_erase(roles: Roles) -> None:
    engine = roles.app.engine
    posted, meanings = SqlAlchemyPostedTexts(engine), SqlAlchemyMeanings(engine)
    said: list[tuple[Nature, Role, int]] = [("promotion", "expert", 1), ("resource", "executive", 2)]
    for nature, role, hour in said:
        posted.keep(PostedText("C1", "T1", "U1", day(1).date(), "x", nature))
        meanings.keep(Meaning("drafts", "C1", "T1", "U1", day(1), "e", [0.5, float(hour)]))
        SqlAlchemyPeople(engine).keep(Speaker("T1", "U1", role, answered_at=day(hour)))
        SqlAlchemyReminders(engine).move(Reminder("C1", "T1", "U1", "waiting", day(hour), day(hour)))
    assert posted.natures("T1", "U1", day(0).date()) == ["resource"]

    meanings.forget("drafts", ["C1"])

    assert meanings.of("drafts", "C1") is None


def test_it_changes_no_record_and_no_guard(roles: Roles) -> None:
    roles.allow_erasing()

    assert [change for change in FORBIDDEN if not is_refused(roles.app.engine, change)] == []


def is_refused(engine: Engine, change: str) -> bool:
    """Whether it is for want of the right to."""
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(change)
    except sa.exc.DBAPIError as error:
        return getattr(error.orig, "sqlstate", "") == "42501"
    return False


def test_the_lines_may_be_run_again_after_an_update(roles: Roles, launch: Launch) -> None:
    work(roles, launch)
    _, grants, _ = sql_blocks()

    run(roles.owner.engine, grants)

    assert traces_of("U1", roles.app.ports()).rows["cards"] == 2
