"""Why a model did not answer, told from what its library raised; the server's words stay here.

Classes are known by name and errors by their HTTP status, so that the packages of all providers are
understood and none is imported.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.adapters.system_clock import SystemClock
from bot.usecases.model_port import WhyNot

_BY_CLASS: dict[str, WhyNot] = {
    "ContextOverflowError": "context-too-long",
    "LengthFinishReasonError": "truncated",
    "ContentFilterFinishReasonError": "refused",
    "OpenAIRefusalError": "refused",
    "TimeoutError": "timeout",
    "TimeoutException": "timeout",
    "APITimeoutError": "timeout",
    "ModelTimeoutError": "timeout",
    "APIConnectionError": "unavailable",
    "ModelConnectionError": "unavailable",
    "OSError": "unavailable",
    "ValueError": "malformed",
    "TypeError": "malformed",
    "LookupError": "malformed",
}
"""The nearest class of an error decides. ValueError: JSON that is none, or of another shape."""

_BY_STATUS: dict[int, WhyNot] = {
    401: "wrong-key",
    403: "wrong-key",
    408: "timeout",
    409: "unavailable",
    413: "context-too-long",
    425: "unavailable",
    429: "busy",
}
_TOO_LONG = (
    "context_length_exceeded",
    "exceed_context_size",
    "exceeds the available context size",
    "exceeds the context window",
    "maximum context length",
    "prompt is too long",
)
"""As OpenAI, llama.cpp, vLLM and Anthropic say it."""

_FINISHED: dict[str, WhyNot] = {
    "length": "truncated",
    "max_tokens": "truncated",
    "model_length": "truncated",
    "content_filter": "refused",
    "refusal": "refused",
    "safety": "refused",
    "recitation": "refused",
    "blocklist": "refused",
    "prohibited_content": "refused",
}


def why_not(error: BaseException) -> WhyNot:
    """The reason behind an error that a provider's library raised while it was asked."""
    told = f"{error} {getattr(error, 'code', '')} {getattr(error, 'body', '')}"
    if any(said in told for said in _TOO_LONG):
        return "context-too-long"
    status = _status(error)
    if status is not None:
        return _BY_STATUS.get(status) or ("unavailable" if status >= 500 else "unknown-model")
    for each in type(error).__mro__:
        if each.__name__ in _BY_CLASS:
            return _BY_CLASS[each.__name__]
    return "unavailable"


def why_ended(finish_reason: str | None) -> WhyNot | None:
    """What is wrong with an answer that ended so; None: nothing. No reason at all: it was cut."""
    return _FINISHED.get(finish_reason.lower()) if finish_reason else "truncated"


def seconds_to_wait(error: BaseException) -> float | None:
    """`Retry-After` of the answer behind an error, in seconds from now; None where it says nothing readable.

    Seconds or a date (RFC 9110, 10.2.3); a date is counted from the server's own `Date`.
    """
    headers = getattr(getattr(error, "response", None), "headers", None)
    said = (headers.get("retry-after") or "").strip() if headers is not None else ""
    if not said:
        return None
    try:
        waited = float(said) if said[0].isdigit() else _until(said, headers)
    except (ValueError, OverflowError):
        return None
    return max(0.0, waited)


def _until(said: str, headers: Any) -> float:
    try:
        now = _moment(headers.get("date") or "")
    except ValueError:
        now = SystemClock().now()
    return (_moment(said) - now).total_seconds()


def _moment(date: str) -> datetime:
    moment = parsedate_to_datetime(date)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None
