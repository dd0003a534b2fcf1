"""The one way to call Slack: clients that log nothing, and errors in the words of the ports.

No part of a payload is in any error: Slack's own error names only, or ours (`unreachable`, `bad_answer`).
"""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from http.client import HTTPException
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from aiohttp import ClientError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.usecases.chat_ports import CannotShow, TryLater

Client: TypeAlias = WebClient
AsyncClient: TypeAlias = AsyncWebClient
"""What is opened here, for those who hand it on."""
SLACK_API = "https://slack.com/api/"
_SECONDS = 10
_AFTER_A_SILENCE = 20.0
"""Seconds: what Slack was asked is done by then, or is not done."""
_ERROR_NAME = re.compile(r"[a-z][a-z0-9_-]{1,60}")
_PASSING = (
    "ratelimited",
    "rate_limited",
    "service_unavailable",
    "internal_error",
    "fatal_error",
    "request_timeout",
    "team_added_to_org",
)
"""The errors that Slack documents as its own trouble, or as a wait."""
PAGE_CLOSED = "not_found"
"""What Slack says of a page that its reader has closed."""
_DIRECT = build_opener(ProxyHandler({}))
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ANSWER_HOSTS = ("hooks.slack.com", "hooks.slack-gov.com")
"""Where Slack takes answers to commands (`response_url`)."""
_OUTSIDE_TROUBLE = (OSError, HTTPException, ClientError, UnicodeDecodeError)


def silent_logger() -> logging.Logger:
    """For Bolt and the SDK, which log whole messages at several levels: what matters goes through `Note`."""
    logger = logging.Logger("slack", logging.CRITICAL)
    logger.disabled = True
    return logger


class _DirectClient(WebClient):
    """Reaches a server of this machine directly: the SDK and urllib take a proxy from the environment."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        with _DIRECT.open(req, timeout=self.timeout) as answer:
            return {"status": answer.status, "headers": answer.headers, "body": answer.read().decode()}


class _DirectWebhook(WebhookClient):
    """The same for the address at which a command is answered."""

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        with _DIRECT.open(req, timeout=self.timeout) as answer:
            return WebhookResponse(
                url=url, status_code=answer.status, body=answer.read().decode(), headers=dict(answer.headers)
            )


def open_client(token: str, api_url: str = SLACK_API) -> WebClient:
    """For jobs and commands: it waits ten seconds at most and tries once; the job decides whether again."""
    kind = _DirectClient if is_local(api_url) else WebClient
    return kind(token, api_url, _SECONDS, logger=silent_logger(), retry_handlers=[])


def open_async_client(token: str, api_url: str = SLACK_API) -> AsyncWebClient:
    """The same for the listeners and the socket."""
    client = AsyncWebClient(token, api_url, _SECONDS, logger=silent_logger(), retry_handlers=[])
    if is_local(api_url):
        client.proxy = None
    return client


def call(method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:
    """Slack's answer. Raises `TryLater` and `CannotShow`."""
    trouble: TryLater | CannotShow
    try:
        return method(**arguments)
    except SlackApiError as error:
        trouble = _meaning_of(error.response)
    except _OUTSIDE_TROUBLE as error:
        trouble = _unheard(error)
    # Raised out here, so that the SDK's error, which quotes the answer, is not remembered as its context.
    raise trouble


async def call_async(answer: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """The same for a call of the asynchronous client."""
    trouble: TryLater | CannotShow
    try:
        return await answer
    except SlackApiError as error:
        trouble = _meaning_of(error.response)
    except _OUTSIDE_TROUBLE as error:
        trouble = _unheard(error)
    raise trouble


def answer_at(address: str, body: Mapping[str, Any], api_url: str = SLACK_API) -> None:
    """Answer a command at the address that came with it, once. Raises `TryLater` and `CannotShow`.

    An address that is neither Slack's nor of the server that is asked for everything else is not written to:
    what is answered is for the person alone.
    """
    trouble: TryLater | CannotShow | None
    if not _takes_answers(address, api_url):
        raise CannotShow("foreign_address")
    kind = _DirectWebhook if is_local(api_url) else WebhookClient
    try:
        answer = kind(address, _SECONDS, logger=silent_logger(), retry_handlers=[]).send_dict(dict(body))
    except _OUTSIDE_TROUBLE as error:
        trouble = _unheard(error)
    else:
        trouble = _meaning_of_text(answer)
    if trouble is not None:
        raise trouble


def _takes_answers(address: str, api_url: str) -> bool:
    try:
        parts, api = urlsplit(address), urlsplit(api_url)
        own = (parts.scheme, parts.netloc) == (api.scheme, api.netloc)
        return own or (parts.scheme == "https" and parts.hostname in _ANSWER_HOSTS)
    except ValueError:
        return False


def _meaning_of_text(answer: WebhookResponse) -> TryLater | CannotShow | None:
    """What is wrong: such an address answers `ok`, or in JSON, or with the bare name of an error."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        data = {"ok": answer.body == "ok", "error": answer.body}
    if answer.status_code == 200 and isinstance(data, dict) and data.get("ok") is True:
        return None
    return _meaning(answer.status_code, data, answer.headers)


def _unheard(error: Exception) -> TryLater:
    """No answer: after a silence Slack may still be at it, and is asked again only when it must be over."""
    silent = isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError)
    return TryLater("timeout", _AFTER_A_SILENCE) if silent else TryLater("unreachable")


def is_local(api_url: str) -> bool:
    """Whether that server is on this machine: no proxy stands between."""
    return urlsplit(api_url).hostname in _LOOPBACK


def _meaning_of(answer: Any) -> TryLater | CannotShow:
    return _meaning(getattr(answer, "status_code", 0), getattr(answer, "data", None), answer.headers)


def _meaning(status: int, data: object, headers: Mapping[str, Any]) -> TryLater | CannotShow:
    name = data.get("error") if isinstance(data, dict) else None
    if status == 429 or name in _PASSING:
        return TryLater(name if name in _PASSING else "ratelimited", _seconds_to_wait(headers))
    if status >= 500:
        return TryLater(f"http_{status}")
    if isinstance(name, str) and _ERROR_NAME.fullmatch(name):
        return CannotShow(name)
    return TryLater("bad_answer")


def _seconds_to_wait(headers: Mapping[str, Any]) -> float | None:
    known = {str(key).lower(): str(value) for key, value in dict(headers).items()}
    seconds = known.get("retry-after", "")
    return float(seconds) if re.fullmatch(r"[0-9]{1,6}", seconds) else None
