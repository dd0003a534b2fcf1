"""Whether a process can do its work, as a platform asks it: in words of a closed set."""

import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.bootstrap.application import Application
from bot.bootstrap.watching import Readiness, watched
from bot.config import read_settings
from tests.free_port import free_port

Opened = Callable[..., Application]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """`opened(DATABASE_URL="…")`: the program with these settings."""
    applications: list[Application] = []

    def open_with(data: Path = tmp_path / "data", **given: str) -> Application:
        applications.append(Application(read_settings({"VIGIE_DATA": str(data)} | given)))
        if "DATABASE_URL" not in given:
            assert applications[-1].engine  # a process makes its database before it is asked about it
        return applications[-1]

    yield open_with
    for each in applications:
        each.close()


@pytest.fixture
def published(published_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published_data, tmp_path / "published"))


def asked(port: int, path: str) -> tuple[int, str]:
    """The status and the text of a page."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_with_policies_in_force_nothing_is_missing(opened: Opened, published: Path) -> None:
    assert list(Readiness(opened(published))()) == []


def test_without_any_the_library_is_missing(opened: Opened) -> None:
    assert list(Readiness(opened())()) == ["library"]


def test_a_database_of_another_version_is_not_this_one_s(opened: Opened, published: Path) -> None:
    application = opened(published)
    ready = Readiness(application)
    assert list(ready()) == []
    with application.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    assert list(ready()) == ["database"]


def test_a_database_that_is_away_is_missing_and_nothing_else_is_known(opened: Opened) -> None:
    away = opened(DATABASE_URL="postgresql://vigie@127.0.0.1:9/vigie")

    assert list(Readiness(away, lambda: False)()) == ["database"]


def test_of_a_worker_its_jobs_must_be_at_work(opened: Opened, published: Path) -> None:
    application, at_work = opened(published), [False]
    ready = Readiness(application, lambda: at_work[0])

    assert list(ready()) == ["jobs"]
    at_work[0] = True
    assert list(ready()) == []


def test_the_pages_say_so_by_their_status_and_no_id(opened: Opened, published: Path) -> None:
    at_work = [False]
    application = opened(published, VIGIE_METRICS_PORT="1")
    with watched(application, free_port(), Readiness(application, lambda: at_work[0])) as port:
        assert asked(port, "/healthz") == (200, "ok\n")
        assert asked(port, "/readyz") == (503, "not ready: jobs\n")
        at_work[0] = True
        assert asked(port, "/readyz") == (200, "ready\n")
        status, counts = asked(port, "/metrics")

    assert status == 200
    assert 'vigie_inbox_jobs{state="waiting"} 0.0' in counts
    assert "vigie_inbox_oldest_seconds 0.0" in counts


def test_where_no_port_is_set_nothing_is_served(opened: Opened) -> None:
    application = opened()
    with watched(application, 0, Readiness(application)) as port:
        assert port == 0
    assert application.prometheus is None
