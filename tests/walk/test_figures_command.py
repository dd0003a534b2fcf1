"""`vigie figures`: numbers, a table and a picture, of at least five people."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.walk.conftest import Vigie
from tests.walk.reviews_noted import note, noted

pytestmark = pytest.mark.slow


def test_figures_are_shown_written_as_a_table_and_drawn(vigie: Vigie, tmp_path: Path) -> None:
    note(tmp_path / "data", *noted(6))
    table, plot = tmp_path / "figures.csv", tmp_path / "figures.svg"

    said = vigie("figures")
    assert said.code == 0
    assert "drafts" in said.out
    assert "U1" not in said.out

    assert vigie("figures", "--csv", str(table), "--plot", str(plot), "--lang", "en").code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert {(each["Figure"], each["Id"], each["Count"]) for each in rows} >= {
        ("Drafts reviewed", "", "6"), ("First review", "ok", "6"), ("Rule, by drafts", "a-rule", "6"),
    }  # fmt: skip
    drawn = ElementTree.fromstring(plot.read_text("utf-8"))  # noqa: S314 (our own)
    assert drawn.tag.endswith("svg")
    assert vigie("figures", "--plot", str(tmp_path / "figures.png")).code == 0
    assert (tmp_path / "figures.png").read_bytes().startswith(b"\x89PNG")


def test_of_fewer_than_five_people_nothing_is_told(vigie: Vigie, tmp_path: Path) -> None:
    note(tmp_path / "data", *noted(4))
    table = tmp_path / "figures.csv"

    assert "fewer than 5 people" in vigie("figures", "--lang", "en").out.lower()
    assert vigie("figures", "--csv", str(table)).code == 0
    assert len(table.read_text("utf-8").splitlines()) == 1


def test_of_several_workspaces_one_must_be_named(vigie: Vigie, tmp_path: Path) -> None:
    note(tmp_path / "data", *noted(5), *noted(5, "T2"))

    said = vigie("figures")
    assert said.code == 2
    assert "T1, T2" in said.err
    assert vigie("figures", "--workspace", "T2").code == 0
