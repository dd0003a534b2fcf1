"""`vigie figures`: numbers, a table and a picture, of at least five people."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.adapters.database import open_database, upgrade
from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.adapters.system_clock import SystemClock
from bot.domain.figures import weeks_until
from bot.usecases.matter_ports import ReviewNote
from tests.walk.conftest import Vigie

pytestmark = pytest.mark.slow

LAST_WEEK = weeks_until(SystemClock().now(), 1)[0] + timedelta(days=2)


def noted(people: int, team: str = "T1") -> list[ReviewNote]:
    return [
        ReviewNote(
            f"{team}c{n}.0.0",
            f"{team}c{n}",
            team,
            f"U{n}",
            LAST_WEEK,
            "ok",
            "linkedin",
            "fr",
            "f",
            ("a-rule",),
        )
        for n in range(people)
    ]


def note(folder: Path, *notes: ReviewNote) -> None:
    engine = open_database(f"sqlite:///{folder / 'data' / 'vigie.sqlite3'}")
    upgrade(engine)
    for each in notes:
        SqlAlchemyReviews(engine).note(each)
    engine.dispose()


def test_figures_are_shown_written_as_a_table_and_drawn(vigie: Vigie, tmp_path: Path) -> None:
    note(tmp_path, *noted(6))
    table, plot = tmp_path / "figures.csv", tmp_path / "figures.svg"

    said = vigie("figures")
    assert said.code == 0
    assert "drafts" in said.out
    assert "U1" not in said.out

    assert vigie("figures", "--csv", str(table), "--plot", str(plot), "--lang", "en").code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    assert {(each["figure"], each["id"], each["count"]) for each in rows} >= {
        ("drafts", "", "6"), ("verdict", "ok", "6"), ("rule", "a-rule", "6"),
    }  # fmt: skip
    drawn = ElementTree.fromstring(plot.read_text("utf-8"))  # noqa: S314 (our own)
    assert drawn.tag.endswith("svg")


def test_of_fewer_than_five_people_nothing_is_told(vigie: Vigie, tmp_path: Path) -> None:
    note(tmp_path, *noted(4))
    table = tmp_path / "figures.csv"

    assert "fewer than 5 people" in vigie("figures", "--lang", "en").out.lower()
    assert vigie("figures", "--csv", str(table)).code == 0
    assert len(table.read_text("utf-8").splitlines()) == 1


def test_of_several_workspaces_one_must_be_named(vigie: Vigie, tmp_path: Path) -> None:
    note(tmp_path, *noted(5), *noted(5, "T2"))

    said = vigie("figures")
    assert said.code == 2
    assert "T1, T2" in said.err
    assert vigie("figures", "--workspace", "T2").code == 0
