"""Settings that cannot be used are told in a sentence; those that can are used to the letter."""

from pathlib import Path

import pytest

from bot.adapters.database import open_database, upgrade
from bot.config import SettingsError, read_settings


def _problem(**given: str) -> str:
    with pytest.raises(SettingsError) as refused:
        read_settings(given)
    return str(refused.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x81", b"VIGIE_LANG=fr\x00\n"])
def test_a_settings_file_that_is_not_text_is_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    (tmp_path / ".env").write_bytes(content)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SettingsError, match=r"^The file \.env cannot be read: it must be UTF-8 text\.$"):
        read_settings()


@pytest.mark.parametrize("variable", ["VIGIE_DATA", "VIGIE_POLICIES"])
def test_the_home_of_nobody_and_a_name_that_is_not_text_are_refused(variable: str) -> None:
    assert _problem(**{variable: "~nosuchuser/x"}).startswith(f"{variable} begins with the home folder")
    assert _problem(**{variable: "/tmp/\udcff"}) == f"{variable} must be UTF-8 text."  # noqa: S108


@pytest.mark.parametrize(
    "address",
    ["sqlite:///", "sqlite:///:memory:", "sqlite:///%3Amemory%3A", "sqlite:///?x=1", "sqlite:///file:a"],
)
def test_a_database_that_would_be_forgotten_is_refused(address: str) -> None:
    assert _problem(DATABASE_URL=address).startswith("DATABASE_URL must name a file after sqlite:///")


def test_every_problem_is_told_at_once() -> None:
    assert (
        len(_problem(VIGIE_DATA="~nosuchuser/x", DATABASE_URL="sqlite:///", VIGIE_LANG="de").split("\n")) == 3
    )


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%20b", "a b", "é", "a%b&c=d", "a:b@c"])
def test_the_name_of_the_data_folder_is_used_to_the_letter(tmp_path: Path, name: str) -> None:
    settings = read_settings({"VIGIE_DATA": str(tmp_path / name)})
    engine = open_database(settings.database_url)
    upgrade(engine)
    engine.dispose()

    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "vigie.sqlite3").stat().st_size > 0
