"""Processes that start together on an empty database publish one after the other."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database
from bot.adapters.publication_turn import publication_turn
from bot.usecases.ports import StorageError


def test_one_has_its_turn_at_a_time(database: Engine) -> None:
    at_once, most = [0], [0]
    together = threading.Barrier(3)

    def publish(_: int) -> None:
        engine = open_database(database.url.render_as_string(hide_password=False))
        together.wait()
        with publication_turn(engine):
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
            engine.connect().close()
            at_once[0] -= 1
        engine.dispose()

    with ThreadPoolExecutor(3) as several:
        list(several.map(publish, range(3)))
    assert most == [1]


def test_who_waited_long_enough_goes_on_all_the_same(database: Engine) -> None:
    other = open_database(database.url.render_as_string(hide_password=False))
    entered = []
    with publication_turn(database), publication_turn(other, patience=0.2):
        entered.append(1)
    other.dispose()

    assert entered == [1]


def test_a_turn_that_failed_is_over(database: Engine) -> None:
    other = open_database(database.url.render_as_string(hide_password=False))
    with pytest.raises(RuntimeError), publication_turn(database):
        raise RuntimeError
    with publication_turn(other, patience=0.0):
        held = []
        with publication_turn(database, patience=0.0):
            held.append(1)
    other.dispose()

    assert held == [1]


def test_a_database_that_is_away_is_a_sentence() -> None:
    away = open_database("postgresql://vigie@127.0.0.1:9/vigie")
    with pytest.raises(StorageError, match="cannot be reached"):
        publication_turn(away).__enter__()
