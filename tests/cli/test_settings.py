"""Settings that cannot be used are told in a sentence; those that can are used to the letter."""

from pathlib import Path

import pytest

from bot.adapters.database import open_database, upgrade
from bot.bootstrap.application import Application
from bot.config import SettingsError, read_settings
from bot.usecases.ports import IndexBusy


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


def test_without_a_key_an_address_or_a_model_there_is_no_model() -> None:
    settings = read_settings({})

    assert (settings.model, settings.has_model) == ("", False)
    assert (settings.model_seconds, settings.model_price) == (60, None)


@pytest.mark.parametrize(
    ("given", "model"),
    [
        ({"OPENAI_API_KEY": "sk-1"}, "openai:gpt-5-mini"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:8080/v1"}, "openai:gpt-5-mini"),
        ({"OPENAI_BASE_URL": "https://models.example/v1", "VIGIE_MODEL": "openai:ours"}, "openai:ours"),
        ({"VIGIE_MODEL": "anthropic:claude"}, "anthropic:claude"),
        ({"OPENAI_API_KEY": "sk-1", "VIGIE_MODEL": "ollama:llama3:8b"}, "ollama:llama3:8b"),
    ],
)
def test_a_key_an_address_or_a_name_makes_a_model(given: dict[str, str], model: str) -> None:
    settings = read_settings(given)

    assert (settings.model, settings.has_model) == (model, True)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("OPENAI_API_KEY", "sk 1", "OPENAI_API_KEY must be the key as its page shows it"),
        ("OPENAI_BASE_URL", "http://models.example/v1", "OPENAI_BASE_URL must begin with https://"),
        ("OPENAI_BASE_URL", "https://host:port/", "OPENAI_BASE_URL cannot be read"),
        ("VIGIE_MODEL", "gpt-5-mini", "VIGIE_MODEL must be a provider and a model"),
        ("VIGIE_MODEL", "openai:", "VIGIE_MODEL must be a provider and a model"),
        ("VIGIE_MODEL", "openai:gpt-5-mini", "VIGIE_MODEL needs OPENAI_API_KEY or OPENAI_BASE_URL"),
        ("VIGIE_MODEL_SECONDS", "4", "VIGIE_MODEL_SECONDS must be a whole number from 5 to 600."),
        ("VIGIE_MODEL_SECONDS", "601", "VIGIE_MODEL_SECONDS must be a whole number from 5 to 600."),
        ("VIGIE_MODEL_TOKENS_REVIEW", "-1", "VIGIE_MODEL_TOKENS_REVIEW must be a whole number from 0"),
        ("VIGIE_MODEL_TOKENS_PERSON", "many", "VIGIE_MODEL_TOKENS_PERSON must be a whole number from 0"),
        ("VIGIE_MODEL_TOKENS_DAY", "1e6", "VIGIE_MODEL_TOKENS_DAY must be a whole number from 0"),
        ("VIGIE_MODEL_PRICE", "0.25", "VIGIE_MODEL_PRICE must be what a million tokens cost in and out"),
        ("VIGIE_MODEL_PRICE", "-1/2", "VIGIE_MODEL_PRICE must be what a million tokens cost in and out"),
    ],
)
def test_a_setting_of_the_model_that_cannot_be_used_is_refused_and_not_repeated(
    variable: str, value: str, said: str
) -> None:
    problem = _problem(**{variable: value})

    assert problem.startswith(said)
    assert "\n" not in problem
    assert "sk 1" not in problem


def test_the_settings_of_the_model_are_used_to_the_letter_and_the_key_is_not_shown() -> None:
    settings = read_settings(
        {
            "OPENAI_API_KEY": " sk-secret\n",
            "VIGIE_MODEL_SECONDS": "600",
            "VIGIE_MODEL_TOKENS_REVIEW": "0",
            "VIGIE_MODEL_TOKENS_PERSON": "7",
            "VIGIE_MODEL_TOKENS_DAY": "8",
            "VIGIE_MODEL_PRICE": "0.25/2.00",
        }
    )

    assert settings.openai_key == "sk-secret"
    assert "sk-secret" not in repr(settings)
    assert (settings.model_seconds, settings.model_tokens_review) == (600, 0)
    assert (settings.model_tokens_person, settings.model_tokens_day) == (7, 8)
    assert settings.model_price == (0.25, 2.0)


def test_the_application_has_a_model_where_one_is_configured(tmp_path: Path) -> None:
    without = Application(read_settings({"VIGIE_DATA": str(tmp_path)}))
    configured = Application(read_settings({"VIGIE_DATA": str(tmp_path), "OPENAI_API_KEY": "sk-secret"}))

    assert without.model is None
    assert configured.model is not None
    assert configured.model is configured.model
    assert configured.model.name == "openai:gpt-5-mini"


@pytest.mark.parametrize(
    "address",
    [
        "chroma:8000",
        "ftp://chroma:8000",
        "http://",
        "http://chroma:0",
        "http://chroma:port",
        "http://chroma:8000/path",
        "http://owner:secret@chroma:8000",
        "http://chroma:8000?tenant=a",
        "http://chro ma:8000",
    ],
)
def test_an_address_of_chroma_that_is_no_server_s_is_refused_and_not_repeated(address: str) -> None:
    assert _problem(CHROMA_URL=address) == (
        "CHROMA_URL must be http://host:port or https://host:port, and nothing more."
    )


def test_a_token_for_chroma_goes_to_no_other_machine_in_the_clear() -> None:
    token = {"CHROMA_TOKEN": "ck-secret"}

    assert _problem(CHROMA_URL="http://chroma:8000", **token).startswith("CHROMA_TOKEN needs a CHROMA_URL")
    for address in ("https://chroma:8000", "http://localhost:8000", "http://127.0.0.1"):
        settings = read_settings({"CHROMA_URL": address, **token})
        assert (settings.chroma_url, settings.chroma_token) == (address, "ck-secret")
        assert "ck-secret" not in repr(settings)


def test_the_index_is_in_the_data_folder_unless_there_is_a_server(tmp_path: Path) -> None:
    here = Application(read_settings({"VIGIE_DATA": str(tmp_path)}))
    there = Application(read_settings({"VIGIE_DATA": str(tmp_path), "CHROMA_URL": "http://127.0.0.1:1"}))

    assert not here.index.is_complete("a", "b", 1)
    with pytest.raises(IndexBusy, match="does not answer"):
        there.index.is_complete("a", "b", 1)
    here.close()
    there.close()


def test_policy_owners_are_people_and_groups_with_commas_between_them() -> None:
    settings = read_settings(
        {"VIGIE_POLICY_OWNERS": " U0123ABCD, S0456EFGH ,", "VIGIE_POLICY_CHANNEL": "C0789IJKL"}
    )

    assert (settings.policy_owners, settings.policy_channel) == (("U0123ABCD", "S0456EFGH"), "C0789IJKL")
    assert (read_settings({}).policy_owners, read_settings({}).policy_channel) == ((), "")


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [
        ("VIGIE_POLICY_OWNERS", "@elise"),
        ("VIGIE_POLICY_OWNERS", "U0123ABCD S0456EFGH"),
        ("VIGIE_POLICY_OWNERS", "C0789IJKL"),
        ("VIGIE_POLICY_CHANNEL", "#politiques"),
        ("VIGIE_POLICY_CHANNEL", "U0123ABCD"),
    ],
)
def test_names_in_the_place_of_ids_are_refused(variable: str, wrong: str) -> None:
    assert _problem(**{variable: wrong}).startswith(f"{variable} must be ids of Slack")


@pytest.mark.parametrize("variable", ["VIGIE_POLICY_CHANNEL", "VIGIE_COMPLIANCE_CHANNEL"])
def test_of_two_channels_where_one_is_meant_none_is_left_out_in_silence(variable: str) -> None:
    assert _problem(**{variable: "C0789IJKL,C0456EFGH"}).startswith(f"{variable} must be one id of Slack")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("VIGIE_SHADDOW", "VIGIE_SHADOW"),
        ("VIGIE_PILOTS", "VIGIE_PILOT"),
        ("VIGIE_ENCRYPTION_KEYS", "VIGIE_ENCRYPTION_KEY"),
        ("VIGIE_DATABASE_URL", "DATABASE_URL"),
        ("VIGIE_LANGUAGE", "VIGIE_LANG"),
    ],
)
def test_a_name_that_is_misspelt_is_refused_with_the_one_that_is_meant(written: str, meant: str) -> None:
    assert _problem(**{written: "secret"}) == f"{written} is no setting: is {meant} meant?"


def test_a_name_that_is_like_none_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _problem(VIGIE_ZZZ="1") == "VIGIE_ZZZ is no setting (docs/settings.md has them all)."
    (tmp_path / ".env").write_text("VIGIE_SHADO=on\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="VIGIE_SHADO is no setting"):
        read_settings()


def test_what_a_cluster_says_of_its_services_is_none_of_ours() -> None:
    of_kubernetes = {
        "VIGIE_SERVICE_HOST": "10.0.0.11",
        "VIGIE_WEB_SERVICE_PORT_HTTP": "8080",
        "VIGIE_WEB_PORT": "tcp://10.0.0.11:8080",
        "VIGIE_WEB_PORT_8080_TCP_ADDR": "10.0.0.11",
    }

    assert read_settings(of_kubernetes).web_port == 8080


@pytest.mark.parametrize("written", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_address_of_postgresql_may_be_written_as_platforms_do(written: str) -> None:
    settings = read_settings({"DATABASE_URL": f"{written}://vigie:postgres://@host/vigie"})

    assert settings.database_url.startswith("postgresql")
    assert settings.database_url.endswith("://vigie:postgres://@host/vigie")


def test_the_web_door_is_for_this_machine_unless_a_platform_says_where_it_is_reached() -> None:
    assert _web() == ("127.0.0.1", 8080)
    assert _web(VIGIE_PORT="9000") == ("127.0.0.1", 9000)
    assert _web(PORT="5000") == ("0.0.0.0", 5000)  # noqa: S104
    assert _web(PORT="5000", VIGIE_HOST="127.0.0.1", VIGIE_PORT="6000") == ("127.0.0.1", 6000)
    assert _web(VIGIE_HOST="::1") == ("::1", 8080)
    assert read_settings({"VIGIE_HOST": "::1"}).web_place == "[::1]:8080"


def test_a_port_that_honcho_gives_on_one_machine_is_no_platform_s() -> None:
    assert _web(PORT="5000", HONCHO_PROCESS_NAME="web.1") == ("127.0.0.1", 5000)


def _web(**given: str) -> tuple[str, int]:
    settings = read_settings(given)
    return settings.web_host, settings.web_port


@pytest.mark.parametrize("variable", ["VIGIE_PORT", "PORT"])
@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(variable: str, port: str) -> None:
    assert _problem(**{variable: port}) == f"{variable} must be a whole number from 1 to 65535."


def test_a_host_that_is_none_is_refused() -> None:
    assert _problem(VIGIE_HOST="http://here").startswith("VIGIE_HOST must be an address of this machine")


def test_the_signing_secret_is_used_to_the_letter_and_shown_to_nobody() -> None:
    settings = read_settings({"SLACK_SIGNING_SECRET": " 8f742231b10e "})

    assert settings.slack_signing_secret == "8f742231b10e"
    assert "8f742231b10e" not in repr(settings)
    assert "8f74" not in _problem(SLACK_SIGNING_SECRET="8f74 é")
