"""Settings out of variables: all problems are told at once."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypedDict

from bot.config.environment import SettingsError, read_environment, started_by_honcho
from bot.config.names import name_problems
from bot.config.settings import SLACK_API, Settings
from bot.config.values import (
    MOST,
    PRINTED,
    SAFE_ADDRESS,
    check_address,
    encryption_keys,
    folder,
    ids,
    names_a_file,
    names_a_host,
    number,
    one_id,
    own_address,
    price,
    retention,
    sqlite_address,
    switch,
    token,
)

DEFAULT_MODEL = "openai:gpt-5-mini"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; what is in the environment wins over `.env`. Raises `SettingsError`."""
    given = read_environment() if environment is None else environment
    problems = list(name_problems(given))
    data = folder(given, "VIGIE_DATA", "data", problems)
    policies = folder(given, "VIGIE_POLICIES", "policies", problems)
    prompts = folder(given, "VIGIE_PROMPTS", "prompts", problems)
    database_url = _database_address(given, data, problems)
    if (given.get("VIGIE_EMBEDDER") or "local") != "local":
        problems.append("VIGIE_EMBEDDER must be local.")
    language = given.get("VIGIE_LANG") or _system_language(given)
    if language not in ("fr", "en"):
        problems.append("VIGIE_LANG must be fr or en.")
    slack, model = _slack_settings(given, problems), _model_settings(given, problems)
    servers, keeping = _server_settings(given, problems), _keeping_settings(given, problems)
    if problems:
        raise SettingsError("\n".join(problems))
    spoken: Literal["fr", "en"] = "fr" if language == "fr" else "en"
    return Settings(
        data, policies, prompts, database_url, "local", spoken, **slack, **model, **servers, **keeping
    )


class _ModelSettings(TypedDict):
    openai_key: str
    openai_base_url: str
    model: str
    model_seconds: int
    model_tokens_review: int
    model_tokens_person: int
    model_tokens_day: int
    model_price: tuple[float, float] | None


class _SlackSettings(TypedDict):
    slack_bot_token: str
    slack_app_token: str
    slack_signing_secret: str
    slack_api_url: str
    policy_owners: tuple[str, ...]
    policy_channel: str
    compliance_officers: tuple[str, ...]
    compliance_channel: str
    socket_silence: int


class _ServerSettings(TypedDict):
    chroma_url: str
    chroma_token: str
    metrics_port: int
    web_metrics_port: int
    metrics_host: str
    jobs_at_once: int
    web_host: str
    web_port: int


class _KeepingSettings(TypedDict):
    encryption_keys: tuple[str, ...]
    retention: Mapping[str, int]
    shadow: bool
    pilot: tuple[str, ...]


def _database_address(given: Mapping[str, str], data: Path, problems: list[str]) -> str:
    address = given.get("DATABASE_URL") or sqlite_address(data / "vigie.sqlite3")
    # As platforms write it that make a database by themselves.
    address = re.sub(r"^postgres://", "postgresql://", address)
    if not address.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        problems.append("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    elif address.startswith("sqlite:///") and not names_a_file(address):
        problems.append("DATABASE_URL must name a file after sqlite:///, kept from one command to the next.")
    return address


def _slack_settings(given: Mapping[str, str], problems: list[str]) -> _SlackSettings:
    """What concerns Slack: tokens, who has which role, and the channels that are told."""
    secret = given.get("SLACK_SIGNING_SECRET", "").strip()
    if not PRINTED.fullmatch(secret):
        problems.append("SLACK_SIGNING_SECRET must be the secret as Slack shows it: letters and digits.")
    api = (given.get("SLACK_API_URL") or SLACK_API).rstrip("/") + "/"
    check_address("SLACK_API_URL", api, problems)
    return {
        "slack_bot_token": token(given, "SLACK_BOT_TOKEN", problems),
        "slack_app_token": token(given, "SLACK_APP_TOKEN", problems),
        "slack_signing_secret": secret,
        "slack_api_url": api,
        "policy_owners": ids(given, "VIGIE_POLICY_OWNERS", "UWS", problems),
        "policy_channel": one_id(given, "VIGIE_POLICY_CHANNEL", "CG", problems),
        "compliance_officers": ids(given, "VIGIE_COMPLIANCE_OFFICERS", "UWS", problems),
        "compliance_channel": one_id(given, "VIGIE_COMPLIANCE_CHANNEL", "CG", problems),
        "socket_silence": number(given, "VIGIE_SOCKET_SILENCE", (30, 1, 1_440), problems),
    }


def _model_settings(given: Mapping[str, str], problems: list[str]) -> _ModelSettings:
    """What concerns the language model; none where neither a key, an address nor a model is given."""
    key = given.get("OPENAI_API_KEY", "").strip()
    if not PRINTED.fullmatch(key):
        problems.append("OPENAI_API_KEY must be the key as its page shows it: letters, digits and hyphens.")
    address = given.get("OPENAI_BASE_URL", "").strip()
    if address:
        check_address("OPENAI_BASE_URL", address, problems)
    model = given.get("VIGIE_MODEL", "").strip() or (DEFAULT_MODEL if key or address else "")
    if model and not re.fullmatch(r"[a-z][a-z0-9_]*:[!-~]+", model):
        problems.append("VIGIE_MODEL must be a provider and a model, such as openai:gpt-5-mini.")
    elif model.startswith("openai:") and not (key or address):
        problems.append("VIGIE_MODEL needs OPENAI_API_KEY or OPENAI_BASE_URL for a model of openai.")
    return {
        "openai_key": key,
        "openai_base_url": address,
        "model": model,
        "model_seconds": number(given, "VIGIE_MODEL_SECONDS", (60, 5, 600), problems),
        "model_tokens_review": number(given, "VIGIE_MODEL_TOKENS_REVIEW", (30_000, 0, MOST), problems),
        "model_tokens_person": number(given, "VIGIE_MODEL_TOKENS_PERSON", (300_000, 0, MOST), problems),
        "model_tokens_day": number(given, "VIGIE_MODEL_TOKENS_DAY", (5_000_000, 0, MOST), problems),
        "model_price": price(given, problems),
    }


def _server_settings(given: Mapping[str, str], problems: list[str]) -> _ServerSettings:
    """To Chroma travel vectors, no words; a token only where nobody on the way can read it."""
    address, secret = (given.get(name, "").strip() for name in ("CHROMA_URL", "CHROMA_TOKEN"))
    if address and not (re.fullmatch(r"https?://[^/?#@]+/?", address) and names_a_host(address)):
        problems.append("CHROMA_URL must be http://host:port or https://host:port, and nothing more.")
    if not PRINTED.fullmatch(secret):
        problems.append("CHROMA_TOKEN must be the token as it was given: letters, digits and hyphens.")
    elif secret and address and not re.match(SAFE_ADDRESS, address):
        problems.append("CHROMA_TOKEN needs a CHROMA_URL that begins with https:// (or is on this machine).")
    host, port = _web_place(given, problems)
    return {
        "chroma_url": address,
        "chroma_token": secret,
        "metrics_port": number(given, "VIGIE_METRICS_PORT", (0, 0, 65_535), problems),
        "web_metrics_port": number(given, "VIGIE_WEB_METRICS_PORT", (0, 0, 65_535), problems),
        "metrics_host": own_address(given, "VIGIE_METRICS_HOST", "127.0.0.1", problems),
        "jobs_at_once": number(given, "VIGIE_JOBS_AT_ONCE", (8, 1, 400), problems),
        "web_host": host,
        "web_port": port,
    }


def _web_place(given: Mapping[str, str], problems: list[str]) -> tuple[str, int]:
    """A platform that says on which port to listen (PORT) reaches it from outside this machine; honcho, which
    says it too, does not."""
    says_port = bool(given.get("PORT", "").strip())
    reaches_in = says_port and not started_by_honcho(given)
    by_default = "0.0.0.0" if reaches_in else "127.0.0.1"  # noqa: S104
    host = own_address(given, "VIGIE_HOST", by_default, problems)
    variable = "PORT" if says_port and not given.get("VIGIE_PORT", "").strip() else "VIGIE_PORT"
    return host, number(given, variable, (8_080, 1, 65_535), problems)


def _keeping_settings(given: Mapping[str, str], problems: list[str]) -> _KeepingSettings:
    """How long what people wrote is kept, how it is encrypted, and who sees reviews during a trial."""
    return {
        "encryption_keys": encryption_keys(given, problems),
        "retention": retention(given, problems),
        "shadow": switch(given, "VIGIE_SHADOW", problems),
        "pilot": ids(given, "VIGIE_PILOT", "UWS", problems),
    }


def _system_language(given: Mapping[str, str]) -> str:
    locale = given.get("LC_ALL") or given.get("LC_MESSAGES") or given.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"
