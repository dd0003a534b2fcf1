"""What the operator reads about keys, holds, purges and erasures; every wrong input is one sentence."""

import io
import sys
from pathlib import Path

import pytest

from bot.bootstrap.application import Application
from bot.bootstrap.command_line import wiring_of
from bot.cli.app import run
from bot.config import read_settings
from tests.contracts.kept import Office

Said = tuple[int, str, str]


class Desk:
    """The command line over one data folder, in which two people have written."""

    def __init__(self, data: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._data, self._capture, self._patch = data, capture, patch
        application = self._application({})
        self.office = Office(application.engine, application.settings.database_url, data)
        self.office.draft("U0AMELIE01", "a")
        self.office.draft("U0JAMES001", "b")

    def __call__(self, *arguments: str, typed: str = "", **given: str) -> Said:
        """One command, with what is typed: exit code, standard output, standard error."""
        application = self._application(given)
        self._patch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = run(("archive", *arguments), wiring_of(application.settings, lambda: application))
        finally:
            application.close()
        return code, *self._capture.readouterr()

    def _application(self, given: dict[str, str]) -> Application:
        return Application(read_settings({"VIGIE_DATA": str(self._data), "VIGIE_LANG": "en"} | given))


@pytest.fixture
def vigie(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path / "data", capsys, monkeypatch)


def test_a_new_key_can_be_set_and_is_alone_on_standard_output(vigie: Desk) -> None:
    code, key, told = vigie("key")

    assert code == 0
    assert read_settings({"VIGIE_ENCRYPTION_KEY": key}).encryption_keys == (key.strip(),)
    assert "keep a copy elsewhere" in told
    assert key.strip() not in told


def test_a_hold_is_placed_listed_and_released(vigie: Desk) -> None:
    assert (
        "On hold as hold-1: U0AMELIE01. Texts in the archive that it keeps now: 1."
        in (vigie("hold", "U0AMELIE01", "--reason", " Litigation 12 ")[1])
    )
    assert "hold-2" in vigie("hold", "cb", "--reason", "Complaint")[1]
    listed = vigie("holds")[1].splitlines()
    assert [line.split()[:2] for line in listed] == [["hold-1", "U0AMELIE01"], ["hold-2", "cb"]]
    assert listed[0].endswith("Litigation 12")

    assert vigie("release", "hold-1", "--reason", "Settled")[0] == 0

    assert len(vigie("holds")[1].splitlines()) == 1
    assert "Settled" in vigie("holds", "--all")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("hold", "nothing", "--reason", "x"), 1, "The archive has no text under that id"),
        (("hold", "U0AMELIE01", "--reason", "  "), 2, "say why"),
        (("hold", "U0AMELIE01"), 2, "--reason"),
        (("hold", "", "--reason", "x"), 2, "empty"),
        (("erase", " ", "--reason", "x"), 2, "empty"),
        (("release", "hold-9", "--reason", "x"), 1, "No hold with that id stands"),
        (("erase", "amelie", "--reason", "x"), 1, "That is not the id of a person in Slack"),
        (("erase", "U0AMELIE01"), 2, "--reason"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    vigie: Desk, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended, _, told = vigie(*arguments)

    assert ended == code
    assert says in told
    assert len(vigie.office.left()) == 2


def test_without_retention_a_purge_says_that_everything_is_kept(vigie: Desk) -> None:
    code, told, _ = vigie("purge")

    assert code == 0
    assert "VIGIE_RETENTION is not set" in told
    assert len(vigie.office.left()) == 2


def test_a_purge_says_what_goes_first_when_it_is_asked_to(vigie: Desk) -> None:
    would = vigie("purge", "--dry-run", VIGIE_RETENTION="review=1")[1].splitlines()
    assert would[:2] == ["Has had its time, and would be erased:", "  texts of the archive, review: 2"]
    assert len(vigie.office.left()) == 2

    done = vigie("purge", VIGIE_RETENTION="review=1")[1].splitlines()

    assert done[1:] == would[1:]
    assert vigie.office.left().isdisjoint({"ca.0.0", "cb.0.0"})
    assert vigie("purge", VIGIE_RETENTION="review=1")[1] == "Nothing has had its time.\n"


@pytest.mark.parametrize(("typed", "left"), [("n\n", 2), ("", 2), ("y\n", 1)])
def test_a_person_is_erased_only_when_that_is_confirmed(vigie: Desk, typed: str, left: int) -> None:
    code, told, _ = vigie("erase", "U0AMELIE01", "--reason", "Asked", typed=typed)

    assert "  texts of the archive, review: 1" in told
    assert (code == 0) is (left == 1)
    assert len({each for each in vigie.office.left() if not each.startswith("erasure.")}) == left


def test_what_is_on_hold_is_not_erased_and_that_is_said_in_the_operators_language(vigie: Desk) -> None:
    vigie("hold", "U0AMELIE01", "--reason", "Litige")

    code, _, told = vigie("erase", "U0AMELIE01", "--reason", "Demande", "--yes", VIGIE_LANG="fr")

    assert code == 1
    assert told == (
        "Rien n'a été effacé: conservation en vigueur (hold-1). `vigie archive holds` dit pourquoi.\n"
    )


def test_of_somebody_who_wrote_nothing_there_is_nothing(vigie: Desk) -> None:
    assert vigie("erase", "U0NOBODY01", "--reason", "Asked") == (0, "Nothing of that person is kept.\n", "")
