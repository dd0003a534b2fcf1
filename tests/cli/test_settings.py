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


@pytest.mark.parametrize("variable", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
@pytest.mark.parametrize("token", ["xoxb-é", "xoxb-1\nX-Other: 2", "xoxb 1", "xoxb-\x7f", "xoxb-\udcff"])
def test_a_token_that_no_header_can_carry_is_refused_and_not_repeated(variable: str, token: str) -> None:
    said = _problem(**{variable: token})

    assert said == f"{variable} must be the token as Slack shows it: letters, digits and hyphens."


@pytest.mark.parametrize(
    "address",
    [
        "https://[::1/api",
        "https://host:port/",
        "https://host:99999/",
        "https://h\nost/",
        "https://é/",
        "https://:1/",
    ],
)
def test_an_address_of_slack_that_cannot_be_read_is_refused(address: str) -> None:
    assert _problem(SLACK_API_URL=address) == "SLACK_API_URL cannot be read: check its host and its port."


def test_tokens_and_addresses_that_can_be_used_are_used_to_the_letter() -> None:
    given = {"SLACK_BOT_TOKEN": " xoxb-1-Aa\n", "SLACK_API_URL": "https://[::1]:8443/api"}
    settings = read_settings(given)

    assert (settings.slack_bot_token, settings.slack_app_token) == ("xoxb-1-Aa", "")
    assert settings.slack_api_url == "https://[::1]:8443/api/"
