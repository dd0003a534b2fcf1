"""Every setting there is, and the variable that sets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

SLACK_API = "https://slack.com/api/"


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
    """SLACK_BOT_TOKEN: the bot's token in your workspace (`xoxb-…`); whatever works in Slack needs it."""
    slack_app_token: str = field(default="", repr=False)
    """SLACK_APP_TOKEN: the app's token for Socket Mode (`xapp-…`); for `serve` and `listen`."""
    slack_signing_secret: str = field(default="", repr=False)
    """SLACK_SIGNING_SECRET: the app's signing secret, with which Slack signs what it sends over HTTP;
    `vigie web` needs it."""
    slack_api_url: str = SLACK_API
    """SLACK_API_URL: where Slack's Web API is; Slack itself by default."""
    policy_owners: tuple[str, ...] = ()
    """VIGIE_POLICY_OWNERS: who may change the policies in Slack: ids of people (`U…`) and of user groups
    (`S…`), with commas between them; nobody by default."""
    policy_channel: str = ""
    """VIGIE_POLICY_CHANNEL: the id (`C…`) of the channel that is told when the policies change; invite the
    bot there. None by default."""
    compliance_officers: tuple[str, ...] = ()
    """VIGIE_COMPLIANCE_OFFICERS: who decides what is asked of compliance, reads samples and handles incidents
    in Slack: ids of people (`U…`) and of user groups (`S…`), with commas between them; nobody by default."""
    compliance_channel: str = ""
    """VIGIE_COMPLIANCE_CHANNEL: the id (`C…`) of the private channel in which compliance officers work;
    invite the bot there. Without it nothing can be asked of compliance in Slack."""
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
    """VIGIE_METRICS_PORT: the port on which `vigie serve`, `vigie work` and `vigie chat` serve counts for
    Prometheus and say how they are (`/healthz`, `/readyz`); none by default."""
    web_metrics_port: int = 0
    """VIGIE_WEB_METRICS_PORT: the port on which `vigie web` and `vigie listen` serve their counts; none by
    default. `vigie web` says how it is at its own address, too."""
    metrics_host: str = "127.0.0.1"
    """VIGIE_METRICS_HOST: the address on which those two are served: 127.0.0.1, this machine alone, by
    default; 0.0.0.0 where a monitor of your own network reads them."""
    jobs_at_once: int = 8
    """VIGIE_JOBS_AT_ONCE: how many jobs one process does at a time, most of them waiting for Slack or a
    language model; 1 to 400, 8 by default."""
    encryption_keys: tuple[str, ...] = field(default=(), repr=False)
    """VIGIE_ENCRYPTION_KEY: a key with which drafts, and what was written of them, are encrypted in the
    database (`vigie archive key` makes one); several with commas between them: the first encrypts, all
    decrypt. Without one they are kept as they are."""
    retention: Mapping[str, int] = field(default_factory=dict)
    """VIGIE_RETENTION: for how many days the archive keeps what was written, by kind of record
    (`review=1095,request=2555`); what is not named is kept for good, which is the default for all."""
    shadow: bool = False
    """VIGIE_SHADOW: `on` while Vigie is tried out: every draft is reviewed and archived, and only the people
    of VIGIE_PILOT see their reviews; `off` by default."""
    pilot: tuple[str, ...] = ()
    """VIGIE_PILOT: who sees reviews while Vigie is tried out: ids of people (`U…`) and of user groups (`S…`),
    with commas between them."""
    socket_silence: int = 30
    """VIGIE_SOCKET_SILENCE: after how many minutes without a word from Slack, over Socket Mode, another
    connection is made; 1 to 1440, 30 by default."""
    web_host: str = "127.0.0.1"
    """VIGIE_HOST: the address on which `vigie web` listens; 127.0.0.1, for a proxy on this machine, or
    0.0.0.0 where PORT is set, as platforms do; honcho, which sets it on one machine, changes nothing."""
    web_port: int = 8080
    """VIGIE_PORT: the port on which `vigie web` listens; PORT, as platforms set it, or else 8080."""

    @property
    def web_place(self) -> str:
        """Where `vigie web` listens, as an address has it."""
        return (
            f"[{self.web_host}]:{self.web_port}"
            if ":" in self.web_host
            else f"{self.web_host}:{self.web_port}"
        )

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
    "slack_signing_secret": "SLACK_SIGNING_SECRET",
    "slack_api_url": "SLACK_API_URL",
    "policy_owners": "VIGIE_POLICY_OWNERS",
    "policy_channel": "VIGIE_POLICY_CHANNEL",
    "compliance_officers": "VIGIE_COMPLIANCE_OFFICERS",
    "compliance_channel": "VIGIE_COMPLIANCE_CHANNEL",
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
    "web_metrics_port": "VIGIE_WEB_METRICS_PORT",
    "metrics_host": "VIGIE_METRICS_HOST",
    "jobs_at_once": "VIGIE_JOBS_AT_ONCE",
    "encryption_keys": "VIGIE_ENCRYPTION_KEY",
    "retention": "VIGIE_RETENTION",
    "shadow": "VIGIE_SHADOW",
    "pilot": "VIGIE_PILOT",
    "socket_silence": "VIGIE_SOCKET_SILENCE",
    "web_host": "VIGIE_HOST",
    "web_port": "VIGIE_PORT",
}
assert set(VARIABLES) == {each.name for each in fields(Settings)}
