"""What meanings promise: one a text, compared with those that were there before, gone at once when erased."""

import math
import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sealing import Sealing, new_key
from bot.adapters.sqlalchemy_erasing import SqlAlchemyErasing
from bot.adapters.sqlalchemy_meaning_tables import meanings as table
from bot.adapters.sqlalchemy_meanings import SqlAlchemyMeanings
from bot.usecases.meanings_ports import Meaning, Meanings
from bot.usecases.ports import Vector

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
LONG_AGO = MONDAY - timedelta(days=90)


def at(angle: float) -> Vector:
    """A unit vector: the cosine of two is that of the angle between them."""
    return [math.cos(angle), math.sin(angle)]


FIRST = Meaning("drafts", "C1", "T1", "UAMELIE", MONDAY, "e", at(0.0))
LATER = Meaning("drafts", "C9", "T1", "UJAMES", MONDAY + timedelta(hours=1), "e", at(0.1))


def ids(meanings: Meanings, to: Meaning = LATER, since: datetime = LONG_AGO) -> list[str]:
    """What is near, best first."""
    return [each.id for each in meanings.nearest(to, since, 9)]


def test_the_nearest_come_first_with_their_cosine_author_and_moment(meanings: Meanings) -> None:
    for card, angle in (("C1", 0.0), ("C2", 0.5), ("C3", 0.2)):
        meanings.keep(replace(FIRST, id=card, vector=at(angle)))

    near = meanings.nearest(LATER, LONG_AGO, 2)

    assert {each.id for each in near} == {"C1", "C3"}
    assert [each.cosine for each in near] == pytest.approx([math.cos(0.1)] * 2, abs=1e-6)
    assert {(each.author, each.at) for each in near} == {("UAMELIE", MONDAY)}


def test_only_what_was_there_before_and_not_too_long_ago_is_near(meanings: Meanings) -> None:
    for card, moment in (("C1", LONG_AGO - timedelta(seconds=1)), ("C2", LONG_AGO), ("C3", LATER.at)):
        meanings.keep(replace(FIRST, id=card, at=moment))
    meanings.keep(LATER)

    assert ids(meanings) == ["C2"]


def test_other_workspaces_shelves_and_encoders_are_never_near(meanings: Meanings) -> None:
    meanings.keep(replace(FIRST, id="C2", team="T2"))
    meanings.keep(replace(FIRST, id="C3", shelf="good-posts"))
    meanings.keep(replace(FIRST, id="C4", embedder="another"))

    assert ids(meanings) == []


def test_an_edit_takes_the_place_of_what_was_there_and_makes_nothing_younger(meanings: Meanings) -> None:
    meanings.keep(FIRST)
    assert ids(meanings) == ["C1"]
    meanings.keep(replace(FIRST, vector=at(1.0), at=MONDAY + timedelta(days=1)))

    kept = meanings.of("drafts", "C1")

    assert kept is not None
    assert kept.at == MONDAY
    assert list(kept.vector) == pytest.approx(at(1.0), abs=1e-6)
    assert [each.cosine for each in meanings.nearest(LATER, LONG_AGO, 9)] == pytest.approx([math.cos(0.9)])


def test_a_vector_that_begins_like_what_is_sealed_is_read_all_the_same(meanings: Meanings) -> None:
    [odd] = struct.unpack("<f", b"\xff\x00\x00\x3f")
    meanings.keep(replace(FIRST, vector=[odd, 0.0]))

    assert ids(meanings) == ["C1"]
    assert meanings.of("drafts", "C1") is not None


def test_what_is_forgotten_is_near_to_nothing_any_more(meanings: Meanings) -> None:
    meanings.keep(FIRST)
    meanings.keep(replace(FIRST, shelf="good-posts"))
    assert ids(meanings) == ["C1"]

    meanings.forget("drafts", ["C1", "C2"])

    assert ids(meanings) == []
    assert meanings.of("drafts", "C1") is None
    assert meanings.of("good-posts", "C1") is not None


def test_what_another_process_erased_is_not_remembered(database: Engine) -> None:
    bot = SqlAlchemyMeanings(database)
    bot.keep(FIRST)
    bot.keep(replace(FIRST, id="C2", author="UNADIA"))
    bot.keep(replace(FIRST, id="G1", shelf="good-posts"))
    assert ids(bot) == ["C1", "C2"]

    SqlAlchemyErasing(database).erase("UAMELIE", "Demande", "root", MONDAY)

    assert ids(bot) == ["C2"]
    assert bot.of("good-posts", "G1") is None


def test_with_a_key_a_vector_is_kept_sealed_and_compared_all_the_same(database: Engine) -> None:
    open_one, key = SqlAlchemyMeanings(database), new_key()
    sealed = SqlAlchemyMeanings(database, Sealing([key]))
    open_one.keep(FIRST)
    sealed.keep(replace(FIRST, id="C2"))

    assert sorted(ids(SqlAlchemyMeanings(database, Sealing([key])))) == ["C1", "C2"]
    with database.connect() as connection:
        vectors = dict(connection.execute(sa.select(table.c.id, table.c.vector)).all())
    assert vectors["C1"] not in vectors["C2"]


def test_what_a_lost_key_sealed_is_near_nothing_and_hides_nothing_else(database: Engine) -> None:
    SqlAlchemyMeanings(database, Sealing([new_key()])).keep(FIRST)
    now = SqlAlchemyMeanings(database, Sealing([new_key()]))
    now.keep(replace(FIRST, id="C2"))

    assert ids(now) == ["C2"]
    assert now.of("drafts", "C1") is None
