"""What remembering who speaks promises: one answer a person, the newest, and their words for nobody else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sealing import Sealing, new_key
from bot.adapters.sqlalchemy_people import SqlAlchemyPeople
from bot.adapters.sqlalchemy_people_tables import speakers
from bot.usecases.people_ports import People, Speaker
from tests.fakes_people import InMemoryPeople

AMELIE = Speaker(
    "T1", "UAMELIE", "executive", True, "quebec", "wealth", "tu", "warm", "Expliquer, sans \u0000 vendre 🙂",
    "Mes clients", datetime(2026, 11, 16, 9, 30, 0, 3, tzinfo=UTC),
)  # fmt: skip


@pytest.fixture
def people(backend_engine: Engine | None) -> People:
    """Nobody was asked yet."""
    return SqlAlchemyPeople(backend_engine) if backend_engine else InMemoryPeople()


def test_who_was_not_asked_is_not_known(people: People) -> None:
    assert people.speaker("T1", "UAMELIE") is None
    assert people.of_team("T1") == []


def test_what_they_said_is_kept_as_they_said_it(people: People) -> None:
    people.keep(AMELIE)

    assert people.speaker("T1", "UAMELIE") == AMELIE
    assert people.speaker("T2", "UAMELIE") is None
    assert people.speaker("T1", "UJAMES") is None


def test_what_they_say_later_takes_its_place(people: People) -> None:
    people.keep(AMELIE)
    people.keep(replace(AMELIE, team="T2"))
    later = Speaker("T1", "UAMELIE", declined=True)
    people.keep(later)

    assert people.speaker("T1", "UAMELIE") == later
    assert people.speaker("T2", "UAMELIE") == replace(AMELIE, team="T2")


def test_a_team_is_listed_without_anybodys_words(people: People) -> None:
    people.keep(replace(AMELIE, person="UZOE"))
    people.keep(AMELIE)
    people.keep(replace(AMELIE, team="T2"))

    found = people.of_team("T1")

    assert found == [replace(AMELIE, person=each, purpose="", audience="") for each in ("UAMELIE", "UZOE")]


def test_their_words_are_unreadable_without_the_key(database: Engine) -> None:
    sealed = SqlAlchemyPeople(database, Sealing([new_key()]))
    sealed.keep(AMELIE)

    with database.connect() as connection:
        kept = str(connection.execute(sa.select(speakers.c.words)).scalar_one())

    assert sealed.speaker("T1", "UAMELIE") == AMELIE
    assert "clients" not in kept
    assert SqlAlchemyPeople(database).of_team("T1") == [replace(AMELIE, purpose="", audience="")]


def test_who_wrote_them_under_a_key_that_was_lost_posts_as_before_without_them(database: Engine) -> None:
    SqlAlchemyPeople(database, Sealing([new_key()])).keep(AMELIE)

    people = SqlAlchemyPeople(database, Sealing([new_key()]))
    assert people.speaker("T1", "UAMELIE") == replace(AMELIE, purpose="", audience="")
    people.keep(AMELIE)
    assert people.speaker("T1", "UAMELIE") == AMELIE
