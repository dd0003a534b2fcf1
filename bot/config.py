"""The settings, read once from the environment and `.env`; the only module that reads either."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, TypedDict
from urllib.parse import quote, unquote, urlsplit

SLACK_API = "https://slack.com/api/"
DEFAULT_MODEL = "openai:gpt-5-mini"
_ROOT = Path(__file__).resolve().parent.parent
_MOST = 1_000_000_000
_PRINTED = re.compile(r"[!-~]*")
_SAFE_ADDRESS = r"https://[^/]|http://(?:127\.0\.0\.1|localhost)(?:[:/]|$)"


class SettingsError(Exception):
    """Some settings cannot be used; the message lists every problem, a line each, without values."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a variable; its documentation is what `docs/settings.md` says."""

    data: Path
    """VIGIE_DATA: the folder for the database and the index; `data/` beside the code by default."""
    policies: Path
    """VIGIE_POLICIES: the folder with `firm.yml`, `documents/`, `rules/` and `resources/`."""
    prompts: Path
    """VIGIE_PROMPTS: the folder of what a language model is asked; `prompts/` beside the code by default."""
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
    policy_owners: tuple[str, ...] = ()
    """VIGIE_POLICY_OWNERS: who may change the policies in Slack: ids of people (`U…`) and of user groups
    (`S…`), with commas between them; nobody by default."""
    policy_channel: str = ""
    """VIGIE_POLICY_CHANNEL: the id (`C…`) of the channel that is told when the policies change; invite the
    bot there. None by default."""
    openai_key: str = field(default="", repr=False)
    """OPENAI_API_KEY: the key to OpenAI, or to the server of OPENAI_BASE_URL if it asks for one."""
    openai_base_url: str = ""
    """OPENAI_BASE_URL: a server that speaks as OpenAI does (`http://127.0.0.1:8080/v1`); OpenAI itself by
    default."""
    model: str = ""
    """VIGIE_MODEL: the language model, as LangChain's `provider:model`; `openai:gpt-5-mini` where there is a
    key or a base URL, none otherwise. Another provider's package must be installed, and its variables (such
    as its key) be in the environment: those are not read from `.env`."""
    model_seconds: int = 60
    """VIGIE_MODEL_SECONDS: how long the model may take over one review, all its calls together; 5 to 600, 60
    by default."""
    model_tokens_review: int = 30_000
    """VIGIE_MODEL_TOKENS_REVIEW: the most tokens, in and out, that one review may take; 30000 by default."""
    model_tokens_person: int = 300_000
    """VIGIE_MODEL_TOKENS_PERSON: the most tokens that one person's reviews may take in a day; 300000 by
    default."""
    model_tokens_day: int = 5_000_000
    """VIGIE_MODEL_TOKENS_DAY: the most tokens that everybody's reviews may take in a day; 5000000 by
    default."""
    model_price: tuple[float, float] | None = None
    """VIGIE_MODEL_PRICE: what a million tokens cost in and out, in the currency of your bill (`0.25/2.00`);
    with it, `vigie doctor` says what the model has cost."""
    chroma_url: str = ""
    """CHROMA_URL: a Chroma server for the clause index, which several processes then share
    (`http://chroma:8000`, or `https://…`); by default the index is in the data folder, for one process."""
    chroma_token: str = field(default="", repr=False)
    """CHROMA_TOKEN: the token it, or what stands before it, asks for; needs `https://`, or this machine."""
    metrics_port: int = 0
    """VIGIE_METRICS_PORT: the port of this machine (127.0.0.1) on which `vigie serve` and `vigie chat` serve
    counts for Prometheus; none by default."""

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured."""
        return bool(self.model)


VARIABLES: Mapping[str, str] = {
    "data": "VIGIE_DATA",
    "policies": "VIGIE_POLICIES",
    "prompts": "VIGIE_PROMPTS",
    "database_url": "DATABASE_URL",
    "embedder": "VIGIE_EMBEDDER",
    "language": "VIGIE_LANG",
    "slack_bot_token": "SLACK_BOT_TOKEN",
    "slack_app_token": "SLACK_APP_TOKEN",
    "slack_api_url": "SLACK_API_URL",
    "policy_owners": "VIGIE_POLICY_OWNERS",
    "policy_channel": "VIGIE_POLICY_CHANNEL",
    "openai_key": "OPENAI_API_KEY",
    "openai_base_url": "OPENAI_BASE_URL",
    "model": "VIGIE_MODEL",
    "model_seconds": "VIGIE_MODEL_SECONDS",
    "model_tokens_review": "VIGIE_MODEL_TOKENS_REVIEW",
    "model_tokens_person": "VIGIE_MODEL_TOKENS_PERSON",
    "model_tokens_day": "VIGIE_MODEL_TOKENS_DAY",
    "model_price": "VIGIE_MODEL_PRICE",
    "chroma_url": "CHROMA_URL",
    "chroma_token": "CHROMA_TOKEN",
    "metrics_port": "VIGIE_METRICS_PORT",
}
assert set(VARIABLES) == {each.name for each in fields(Settings)}


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings; what is in the environment wins over `.env`. Raises `SettingsError`."""
    given = _environment() if environment is None else environment
    problems: list[str] = []
    data = _folder(given, "VIGIE_DATA", "data", problems)
    policies = _folder(given, "VIGIE_POLICIES", "policies", problems)
    prompts = _folder(given, "VIGIE_PROMPTS", "prompts", problems)
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
    owners = _ids(given, "VIGIE_POLICY_OWNERS", "UWS", problems)
    channel = "".join(_ids(given, "VIGIE_POLICY_CHANNEL", "CG", problems)[:1])
    api = (given.get("SLACK_API_URL") or SLACK_API).rstrip("/") + "/"
    _check_address("SLACK_API_URL", api, problems)
    slack = bot_token, app_token, api, owners, channel
    model = _model_settings(given, problems)
    servers = _server_settings(given, problems)
    if problems:
        raise SettingsError("\n".join(problems))
    spoken: Literal["fr", "en"] = "fr" if language == "fr" else "en"
    return Settings(data, policies, prompts, database_url, "local", spoken, *slack, **model, **servers)


class _ModelSettings(TypedDict):
    openai_key: str
    openai_base_url: str
    model: str
    model_seconds: int
    model_tokens_review: int
    model_tokens_person: int
    model_tokens_day: int
    model_price: tuple[float, float] | None


class _ServerSettings(TypedDict):
    chroma_url: str
    chroma_token: str
    metrics_port: int


def _model_settings(given: Mapping[str, str], problems: list[str]) -> _ModelSettings:
    """What concerns the language model; none where neither a key, an address nor a model is given."""
    key = given.get("OPENAI_API_KEY", "").strip()
    if not _PRINTED.fullmatch(key):
        problems.append("OPENAI_API_KEY must be the key as its page shows it: letters, digits and hyphens.")
    address = given.get("OPENAI_BASE_URL", "").strip()
    if address:
        _check_address("OPENAI_BASE_URL", address, problems)
    model = given.get("VIGIE_MODEL", "").strip() or (DEFAULT_MODEL if key or address else "")
    if model and not re.fullmatch(r"[a-z][a-z0-9_]*:[!-~]+", model):
        problems.append("VIGIE_MODEL must be a provider and a model, such as openai:gpt-5-mini.")
    elif model.startswith("openai:") and not (key or address):
        problems.append("VIGIE_MODEL needs OPENAI_API_KEY or OPENAI_BASE_URL for a model of openai.")
    return {
        "openai_key": key,
        "openai_base_url": address,
        "model": model,
        "model_seconds": _number(given, "VIGIE_MODEL_SECONDS", (60, 5, 600), problems),
        "model_tokens_review": _number(given, "VIGIE_MODEL_TOKENS_REVIEW", (30_000, 0, _MOST), problems),
        "model_tokens_person": _number(given, "VIGIE_MODEL_TOKENS_PERSON", (300_000, 0, _MOST), problems),
        "model_tokens_day": _number(given, "VIGIE_MODEL_TOKENS_DAY", (5_000_000, 0, _MOST), problems),
        "model_price": _price(given, problems),
    }


def _number(
    given: Mapping[str, str], variable: str, bounds: tuple[int, int, int], problems: list[str]
) -> int:
    """A whole number; `bounds`: the one by default, the least and the most."""
    default, least, most = bounds
    written = given.get(variable, "").strip() or str(default)
    if re.fullmatch(r"[0-9]{1,12}", written) and least <= int(written) <= most:
        return int(written)
    problems.append(f"{variable} must be a whole number from {least} to {most}.")
    return default


def _price(given: Mapping[str, str], problems: list[str]) -> tuple[float, float] | None:
    written = given.get("VIGIE_MODEL_PRICE", "").strip()
    if not written:
        return None
    price = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)/([0-9]{1,6}(?:\.[0-9]{1,6})?)", written)
    if price:
        return float(price[1]), float(price[2])
    problems.append("VIGIE_MODEL_PRICE must be what a million tokens cost in and out, such as 0.25/2.00.")
    return None


def _token(given: Mapping[str, str], variable: str, problems: list[str]) -> str:
    """A token as it travels in a header, "" when there is none."""
    token = given.get(variable, "").strip()
    if not _PRINTED.fullmatch(token):
        problems.append(f"{variable} must be the token as Slack shows it: letters, digits and hyphens.")
    return token


def _ids(given: Mapping[str, str], variable: str, kinds: str, problems: list[str]) -> tuple[str, ...]:
    """Ids of Slack's that begin with one of these letters, with commas between them."""
    ids = tuple(each.strip() for each in given.get(variable, "").split(",") if each.strip())
    if not all(re.fullmatch(f"[{kinds}][A-Z0-9]{{2,20}}", each) for each in ids):
        problems.append(f"{variable} must be ids of Slack ({'…, '.join(kinds)}…), not names.")
    return ids


def _server_settings(given: Mapping[str, str], problems: list[str]) -> _ServerSettings:
    """To Chroma travel vectors, no words; a token only where nobody on the way can read it."""
    address, token = (given.get(name, "").strip() for name in ("CHROMA_URL", "CHROMA_TOKEN"))
    if address and not (re.fullmatch(r"https?://[^/?#@]+/?", address) and _names_a_host(address)):
        problems.append("CHROMA_URL must be http://host:port or https://host:port, and nothing more.")
    if not _PRINTED.fullmatch(token):
        problems.append("CHROMA_TOKEN must be the token as it was given: letters, digits and hyphens.")
    elif token and address and not re.match(_SAFE_ADDRESS, address):
        problems.append("CHROMA_TOKEN needs a CHROMA_URL that begins with https:// (or is on this machine).")
    metrics = _number(given, "VIGIE_METRICS_PORT", (0, 0, 65_535), problems)
    return {"chroma_url": address, "chroma_token": token, "metrics_port": metrics}


def _check_address(variable: str, address: str, problems: list[str]) -> None:
    """Tokens and drafts travel to this address: in the clear only within this machine."""
    if not re.match(_SAFE_ADDRESS, address):
        problems.append(f"{variable} must begin with https:// (or http://127.0.0.1 on this machine).")
    elif not _names_a_host(address):
        problems.append(f"{variable} cannot be read: check its host and its port.")


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
