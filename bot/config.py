"""The settings, read once from the environment and `.env`; the only module that reads either."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

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


VARIABLES: Mapping[str, str] = {
    "data": "VIGIE_DATA",
    "policies": "VIGIE_POLICIES",
    "database_url": "DATABASE_URL",
    "embedder": "VIGIE_EMBEDDER",
    "language": "VIGIE_LANG",
}
assert set(VARIABLES) == {each.name for each in fields(Settings)}


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; what is in the environment wins over `.env`. Raises `SettingsError`."""
    given = _environment() if environment is None else environment
    problems = []
    data = Path(given.get("VIGIE_DATA") or _ROOT / "data").expanduser()
    database_url = given.get("DATABASE_URL") or f"sqlite:///{data / 'vigie.sqlite3'}"
    if not database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        problems.append("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    embedder = given.get("VIGIE_EMBEDDER") or "local"
    if embedder != "local":
        problems.append("VIGIE_EMBEDDER must be local.")
    language = given.get("VIGIE_LANG") or _system_language(given)
    if language not in ("fr", "en"):
        problems.append("VIGIE_LANG must be fr or en.")
    if problems:
        raise SettingsError("\n".join(problems))
    policies = Path(given.get("VIGIE_POLICIES") or _ROOT / "policies").expanduser()
    return Settings(data, policies, database_url, "local", "fr" if language == "fr" else "en")


def _environment() -> Mapping[str, str]:
    file = Path.cwd() / ".env"
    if not file.is_file():
        return dict(os.environ)
    from dotenv import dotenv_values  # only where there is a file to read

    return {**{key: value or "" for key, value in dotenv_values(file).items()}, **os.environ}


def _system_language(given: Mapping[str, str]) -> str:
    locale = given.get("LC_ALL") or given.get("LC_MESSAGES") or given.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"
