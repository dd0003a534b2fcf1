"""Whether the two tokens are what they should be: for `vigie doctor`, and before serving."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from slack_sdk.web import SlackResponse

from bot.domain.draft import Language
from bot.slack.calls import SLACK_API, call, open_client
from bot.slack.ids import APP_SCOPE, SCOPES
from bot.texts import say
from bot.usecases.chat_ports import CannotShow, TryLater

What = Literal[
    "bot-works", "bot-unset", "bot-kind", "bot-refused", "scopes-missing", "scopes-superfluous",
    "app-works", "app-unset", "app-kind", "app-scope", "app-refused", "no-answer",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen about a token; its values are names and Slack's own words, never the token."""

    what: What
    state: Literal["ok", "warning", "problem"]
    values: Mapping[str, str] = field(default_factory=dict)

    def says(self, language: Language) -> str:
        """One sentence, for the operator."""
        return say(f"slack.token.{self.what}", language, **self.values)


def check_tokens(bot_token: str, app_token: str, api_url: str = SLACK_API) -> list[Finding]:
    """Ask Slack about both; it takes a second, and changes nothing there. Never raises."""
    bot = check_bot_token(bot_token, api_url)
    if any(found.what == "no-answer" for found in bot):
        return bot  # for the other token it would be the same
    return [*bot, check_app_token(app_token, api_url)]


def check_bot_token(token: str, api_url: str = SLACK_API) -> list[Finding]:
    """Whether it is accepted, whose it is, and what it allows."""
    wrong = _wrong_kind(token, "bot", "xoxb-")
    if wrong:
        return [wrong]
    try:
        answer = call(open_client(token, api_url).auth_test)
    except CannotShow as refused:
        return [Finding("bot-refused", "problem", {"code": refused.why})]
    except TryLater as trouble:
        return [Finding("no-answer", "problem", {"why": trouble.why})]
    date = {str(key).lower(): str(value) for key, value in answer.headers.items()}.get("date", "")
    named = {key: str(answer[key]) for key in ("team", "team_id", "user")}
    works = Finding("bot-works", "ok", named | {"date": date})
    return [works, *_scope_findings(_granted(answer))]


def check_app_token(token: str, api_url: str = SLACK_API) -> Finding:
    """Whether it opens a socket."""
    wrong = _wrong_kind(token, "app", "xapp-")
    if wrong:
        return wrong
    try:
        call(open_client("", api_url).apps_connections_open, app_token=token)
    except CannotShow as refused:
        if refused.why == "missing_scope":
            return Finding("app-scope", "problem", {"scope": APP_SCOPE})
        return Finding("app-refused", "problem", {"code": refused.why})
    except TryLater as trouble:
        return Finding("no-answer", "problem", {"why": trouble.why})
    return Finding("app-works", "ok")


def _wrong_kind(token: str, which: Literal["bot", "app"], prefix: str) -> Finding | None:
    """What shows without asking Slack: no token, or one of another kind (the two are easily swapped)."""
    if not token:
        return Finding("bot-unset" if which == "bot" else "app-unset", "problem")
    if not token.startswith(prefix):
        return Finding("bot-kind" if which == "bot" else "app-kind", "problem", {"prefix": prefix})
    return None


def _granted(answer: SlackResponse) -> set[str]:
    headers = {str(key).lower(): str(value) for key, value in answer.headers.items()}
    return {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")} - {""}


def _scope_findings(granted: set[str]) -> list[Finding]:
    missing, superfluous = sorted(set(SCOPES) - granted), sorted(granted - set(SCOPES))
    findings = []
    if missing:
        findings.append(Finding("scopes-missing", "problem", {"scopes": ", ".join(missing)}))
    if superfluous:
        findings.append(Finding("scopes-superfluous", "warning", {"scopes": ", ".join(superfluous)}))
    return findings
