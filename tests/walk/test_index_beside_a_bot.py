"""One index for a bot that reviews and for who publishes beside it: neither waits long for the other."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from bot.adapters.file_lock import FileLocked
from bot.adapters.folder_lock import FolderLock
from bot.bootstrap.application import Application
from bot.config import read_settings
from tests.marks import slowly
from tests.walk.conftest import Said, Vigie, with_weights

ASKED = "Un rendement garanti de 8 %"


@pytest.fixture
def bot(vigie: Vigie, tmp_path: Path) -> Iterator[Application]:
    """What a bot has open, on the data of `vigie`, once it has reviewed."""
    application = with_weights(read_settings({"VIGIE_DATA": str(tmp_path / "data")}))
    _keys(application)
    yield application
    application.close()


def _keys(application: Application) -> list[str]:
    return [each.clause for each in application.clauses_near(ASKED, "fr", 5)]


def _while_reviewing(bot: Application, do: Callable[[], object]) -> list[list[str]]:
    """What every review found meanwhile."""
    done = Event()

    def review_on() -> list[list[str]]:
        found = []
        while not done.is_set():
            found.append(_keys(bot))
        return found

    with ThreadPoolExecutor(1) as threads:
        reviews = threads.submit(review_on)
        try:
            do()
        finally:
            done.set()
        return reviews.result()


def test_a_bot_keeps_the_index_open_between_reviews(bot: Application, tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "data" / "index")

    with pytest.raises(FileLocked):
        lock.take()


def test_a_review_finds_the_same_while_another_process_has_the_index(
    bot: Application, tmp_path: Path
) -> None:
    before = _keys(bot)
    other = FolderLock(tmp_path / "data" / "index")
    other.take(10.0)

    assert before
    assert _keys(bot) == before
    other.release()
    assert _keys(bot) == before


@pytest.mark.parametrize("command", [("search", "garantie"), slowly(("publish", "--again"))])
def test_who_searches_or_publishes_beside_a_bot_at_work_succeeds_and_every_review_finds_its_clauses(
    command: tuple[str, ...], bot: Application, vigie: Vigie
) -> None:
    before = _keys(bot)
    said: list[Said] = []

    found = _while_reviewing(bot, lambda: said.append(vigie("policies", *command)))

    assert [(each.code, each.err) for each in said] == [(0, "")]
    assert found
    assert all(each == before for each in found)
    assert _keys(bot) == before


def test_doctor_says_that_the_index_of_a_bot_at_rest_is_complete(bot: Application, vigie: Vigie) -> None:
    assert re.search(r"ok +index +complete\n", vigie("doctor").out)
