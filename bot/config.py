"""The settings, read once from the environment and `.env`; the only module that reads either."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

SLACK_API = "https://slack.com/api/"
_ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """Some settings cannot be used; the message lists every problem, a line each, without values."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a variable; its documentation is what `docs/settings.md` says."""

    data: Path
    """VIGIE_DATA: the folder for the database and the index; `data/` beside the code by default."""
    policies: Path
    """VIGIE_POLICIES: the folder with `firm.yml`, `documents/`, `rules/` and `resources/`."""
    database_url: str
    """DATABASE_URL: a PostgreSQL or SQLite address; a SQLite file in the data folder by default."""
    embedder: Literal["local"]
    """VIGIE_EMBEDDER: what turns clauses into vectors; `local`, on this machine, is the only one so far."""
    language: Literal["fr", "en"]
    """VIGIE_LANG: the language of messages to the operator; that of the system (LC_ALL, LANG) by default."""
    slack_bot_token: str = field(default="", repr=False)
    """SLACK_BOT_TOKEN: the bot's token in your workspace (`xoxb-…`); needed by `vigie serve` alone."""
    slack_app_token: str = field(default="", repr=False)
    """SLACK_APP_TOKEN: the app's token for Socket Mode (`xapp-…`); needed by `vigie serve` alone."""
    slack_api_url: str = SLACK_API
    """SLACK_API_URL: where Slack's Web API is; Slack itself by default."""


VARIABLES: Mapping[str, str] = {
    "data": "VIGIE_DATA",
    "policies": "VIGIE_POLICIES",
    "database_url": "DATABASE_URL",
    "embedder": "VIGIE_EMBEDDER",
    "language": "VIGIE_LANG",
    "slack_bot_token": "SLACK_BOT_TOKEN",
    "slack_app_token": "SLACK_APP_TOKEN",
    "slack_api_url": "SLACK_API_URL",
}
assert set(VARIABLES) == {each.name for each in fields(Settings)}


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; what is in the environment wins over `.env`. Raises `SettingsError`."""
    given = _environment() if environment is None else environment
    problems: list[str] = []
    data = _folder(given, "VIGIE_DATA", "data", problems)
    policies = _folder(given, "VIGIE_POLICIES", "policies", problems)
    database_url = given.get("DATABASE_URL") or _sqlite_address(data / "vigie.sqlite3")
    if not database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        problems.append("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    elif database_url.startswith("sqlite:///") and not _names_a_file(database_url):
        problems.append("DATABASE_URL must name a file after sqlite:///, kept from one command to the next.")
    embedder = given.get("VIGIE_EMBEDDER") or "local"
    if embedder != "local":
        problems.append("VIGIE_EMBEDDER must be local.")
    language = given.get("VIGIE_LANG") or _system_language(given)
    if language not in ("fr", "en"):
        problems.append("VIGIE_LANG must be fr or en.")
    bot_token, app_token = (_token(given, name, problems) for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"))
    api = _api_address(given, problems)
    if problems:
        raise SettingsError("\n".join(problems))
    spoken: Literal["fr", "en"] = "fr" if language == "fr" else "en"
    return Settings(data, policies, database_url, "local", spoken, bot_token, app_token, api)


def _token(given: Mapping[str, str], variable: str, problems: list[str]) -> str:
    """A token as it travels in a header, "" when there is none."""
    token = given.get(variable, "").strip()
    if not re.fullmatch(r"[!-~]*", token):
        problems.append(f"{variable} must be the token as Slack shows it: letters, digits and hyphens.")
    return token


def _api_address(given: Mapping[str, str], problems: list[str]) -> str:
    """Tokens travel to this address: in the clear only within this machine."""
    address = (given.get("SLACK_API_URL") or SLACK_API).rstrip("/") + "/"
    if not re.match(r"https://[^/]|http://(?:127\.0\.0\.1|localhost)[:/]", address):
        problems.append("SLACK_API_URL must begin with https:// (or http://127.0.0.1 on this machine).")
    elif not _names_a_host(address):
        problems.append("SLACK_API_URL cannot be read: check its host and its port.")
    return address


def _names_a_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(re.fullmatch(r"[!-~]+", address) and parts.hostname and parts.port != 0)
    except ValueError:  # brackets that do not match, a port that is no port
        return False


def _folder(given: Mapping[str, str], variable: str, default: str, problems: list[str]) -> Path:
    """The folder of a setting; what is wrong with it is added to the problems."""
    try:
        folder = Path(given.get(variable) or _ROOT / default).expanduser()
        str(folder).encode()
    except RuntimeError:
        problems.append(f"{variable} begins with the home folder of a user who is not known here.")
    except UnicodeEncodeError:
        problems.append(f"{variable} must be UTF-8 text.")
    else:
        return folder
    return _ROOT / default


def _sqlite_address(file: Path) -> str:
    """In an address ? and % mean something; in the name of a folder they do not."""
    return f"sqlite:///{quote(str(file))}"


def _names_a_file(address: str) -> bool:
    named = unquote(address.removeprefix("sqlite:///").partition("?")[0]).strip()
    return bool(named) and named != ":memory:" and not named.startswith("file:")


def _environment() -> Mapping[str, str]:
    file = Path(".env")
    if not file.is_file():
        return dict(os.environ)
    from dotenv import dotenv_values  # only where there is a file to read

    try:
        written = {key: value or "" for key, value in dotenv_values(file).items()}
    except (OSError, UnicodeDecodeError):
        raise SettingsError("The file .env cannot be read: it must be UTF-8 text.") from None
    if any("\0" in value for value in written.values()):
        raise SettingsError("The file .env cannot be read: it must be UTF-8 text.")
    return {**written, **os.environ}


def _system_language(given: Mapping[str, str]) -> str:
    locale = given.get("LC_ALL") or given.get("LC_MESSAGES") or given.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"
