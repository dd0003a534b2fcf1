"""The language model through LangChain: OpenAI, any server that speaks as OpenAI does, any other provider.

LangChain takes seconds to load, so nothing is imported before the first call. Calls run on an event loop in a
thread of their own: there a call can be interrupted whatever the server does, and hung up.
"""

import asyncio
import os
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from bot.adapters.loop_thread import running_loop
from bot.adapters.model_failures import seconds_to_wait, why_ended, why_not
from bot.adapters.model_schema import answer_schema
from bot.domain.model_answers import ModelAnswer
from bot.domain.prompts import Rendered
from bot.usecases.model_port import Answered, NoAnswer, WhyNot

OPENAI = "https://api.openai.com/v1"
CHARACTERS_A_TOKEN = 4
"""Where a server does not say how many tokens it took, this many characters count as one."""
MOST_CHARACTERS = 60_000
"""The longest answer is far shorter: more is a model, or a server, that does not stop."""

Answer = TypeVar("Answer", bound=ModelAnswer)

_TRACING = ("TRACING", "TRACING_V2", "HANDLER", "GATEWAY")


@dataclass
class _Heard:
    """What has come so far of the answer to a prompt."""

    prompt: Rendered = field(repr=False)
    text: str = field(default="", repr=False)
    finish_reason: str | None = None
    refused: bool = False
    counted: tuple[int, int] = (0, 0)
    """Tokens in and out as the server counts them."""

    @property
    def tokens(self) -> tuple[int, int]:
        """What was counted, else what was sent and what has come, estimated."""
        sent = _estimate(len(self.prompt.system) + len(self.prompt.user))
        return self.counted[0] or sent, self.counted[1] or _estimate(len(self.text))

    @property
    def unusable(self) -> WhyNot | None:
        """What is wrong with an answer that came to its end so; its shape is not looked at."""
        return "refused" if self.refused else why_ended(self.finish_reason)


# Characters so far; at last the answer, or why there is none.
_Report = int | NoAnswer | Answered[Any]
_Reports = queue.SimpleQueue[_Report]


class LangChainModel:
    """The port `Model`; safe to share between threads.

    `name` is `provider:model`. `key` and `base_url` are for the provider `openai` alone (another's package
    reads its own variables); without a key nothing goes to OpenAI's own host. A provider whose package is not
    installed, or misses a setting, is an unknown model. No retries, no tracing, no redirects: what is asked
    goes to one place, once.
    Tokens are those the server counts; where it counts none, a quarter of the characters.
    """

    def __init__(self, name: str, key: str = "", base_url: str = "") -> None:
        self._name = name
        self._provider, _, self._model = name.partition(":")
        self._key = key
        self._base_url = base_url
        self._chat: Any = None

    @property
    def name(self) -> str:
        """`provider:model`."""
        return self._name

    def ask(
        self,
        prompt: Rendered,
        kind: type[Answer],
        seconds: float,
        on_progress: Callable[[int], None],
    ) -> Answered[Answer]:
        """One call; `on_progress` is told from this thread, and no more often than it returns."""
        until = time.monotonic() + seconds
        if seconds <= 0:
            raise NoAnswer("timeout")
        if self._provider == "openai" and not (self._key or self._base_url):
            raise NoAnswer("wrong-key")
        heard, reports = _Heard(prompt), _Reports()
        call = asyncio.run_coroutine_threadsafe(self._report(kind, heard, reports), running_loop())
        try:
            return _follow(reports, until, heard, on_progress)
        finally:
            call.cancel()

    def look_up(self, seconds: float = 5.0) -> Literal["works", "untold"] | WhyNot:
        """Whether the key is taken and the server has this model: one call, which costs nothing.

        `untold`: of another provider, or a server that does not list its models, it takes a call that costs.
        """
        if self._provider != "openai":
            return "untold"
        if not (self._key or self._base_url):
            return "wrong-key"
        import openai

        address, is_local = self._address()
        line = openai.DefaultHttpxClient(follow_redirects=False, trust_env=not is_local)
        with openai.OpenAI(
            api_key=self._key or "none", base_url=address, http_client=line, max_retries=0, timeout=seconds
        ) as server:
            try:
                listed = {each.id for each in server.models.list().data}
            except openai.OpenAIError as error:
                why = why_not(error)
                return "untold" if why == "unknown-model" else why
            except Exception:  # what the library makes of an answer that is no list
                return "untold"
        return "works" if self._model in listed else "unknown-model"

    async def _report(self, kind: type[ModelAnswer], heard: _Heard, reports: _Reports) -> None:
        """Reports the progress, and at last the answer or why there is none."""
        try:
            asked = self._held_to(kind)
        except Exception:  # no such provider, its package is not there or misses a setting of its own
            reports.put(NoAnswer("unknown-model"))
            return
        try:
            await _listen(asked, heard, reports)
            reason = heard.unusable
            if reason:
                reports.put(NoAnswer(reason, tokens=heard.tokens))
            else:
                reports.put(Answered(kind.model_validate_json(heard.text), *heard.tokens))
        except Exception as error:
            # Reported, not raised: what the library raised holds the server's words, and maybe the prompt's.
            used = heard.tokens if heard.text or any(heard.counted) else (0, 0)
            reports.put(NoAnswer(why_not(error), seconds_to_wait(error), used))

    def _held_to(self, kind: type[ModelAnswer]) -> Any:
        """The chat model, held to that shape."""
        if self._chat is None:
            _trace_nothing()
            self._chat = self._made()
        schema = answer_schema(kind, with_lengths=bool(self._base_url) and self._provider == "openai")
        if self._provider == "openai":
            named = {"name": schema["title"], "strict": True, "schema": schema}
            return self._chat.bind(response_format={"type": "json_schema", "json_schema": named})
        strict = {"strict": True} if self._provider == "azure_openai" else {}
        # LangChain gives the model and a parser, in a row; the parser would keep back how the answer ended.
        return self._chat.with_structured_output(schema, method="json_schema", **strict).first

    def _made(self) -> Any:
        """The chat model of the provider; nothing is sent yet."""
        from langchain.chat_models import init_chat_model

        how: dict[str, Any] = {"max_retries": 0}
        if self._provider == "openai":
            how |= self._to_openai()
        chat: Any = init_chat_model(self._model, model_provider=self._provider, **how)
        # Reasoning models refuse a temperature; a server of one's own serves models that no profile knows.
        takes_it = (getattr(chat, "profile", None) or {}).get("temperature", bool(self._base_url))
        if takes_it and hasattr(chat, "temperature"):
            chat.temperature = 0.0
        return chat

    def _to_openai(self) -> dict[str, Any]:
        """Where to, and how: in full, for what is left out the library reads from variables of its own."""
        import openai

        address, is_local = self._address()
        # A redirect would take the prompt elsewhere, and so would a proxy what stays on this machine.
        client = openai.DefaultAsyncHttpxClient(follow_redirects=False, trust_env=not is_local)
        return {
            "api_key": self._key or "none",
            "base_url": address,
            "http_async_client": client,
            "http_socket_options": (),
            # A connection kept open is one that the server may have closed when the next call comes.
            "default_headers": {"Connection": "close"},
            "openai_proxy": None,
            "stream_usage": True,
            "stream_chunk_timeout": None,
            "use_responses_api": False,
        }

    def _address(self) -> tuple[str, bool]:
        """Where OpenAI's way of speaking is spoken, and whether that is on this machine."""
        address = self._base_url or OPENAI
        return address, urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


async def _listen(asked: Any, heard: _Heard, reports: _Reports) -> None:
    """Asks, and adds every piece that comes to what was heard."""
    from langchain_core.messages import HumanMessage, SystemMessage
    from langsmith import tracing_context

    prompt = heard.prompt
    messages = [SystemMessage(_encodable(prompt.system)), HumanMessage(_encodable(prompt.user))]
    with tracing_context(enabled=False):
        async for piece in asked.astream(messages):
            before = len(heard.text)
            _hear(piece, heard)
            if len(heard.text) > before:
                reports.put(len(heard.text))
            if len(heard.text) > MOST_CHARACTERS:
                heard.finish_reason = None
                return


def _follow(
    reports: _Reports, until: float, heard: _Heard, on_progress: Callable[[int], None]
) -> Answered[Any]:
    """Passes the progress on until the answer is there; what came while it was told is told as one."""
    while True:
        told: _Report | None = _next(reports, until, heard)
        newest = 0
        while isinstance(told, int):
            newest = told
            told = None if reports.empty() else reports.get()
        if newest:
            on_progress(newest)
        if isinstance(told, NoAnswer):
            raise told
        if told is not None:
            return told
        if time.monotonic() > until:
            raise NoAnswer("timeout", tokens=heard.tokens)


def _next(reports: _Reports, until: float, heard: _Heard) -> _Report:
    try:
        return reports.get(timeout=max(0.0, until - time.monotonic()))
    except queue.Empty:
        raise NoAnswer("timeout", tokens=heard.tokens) from None


def _hear(piece: Any, heard: _Heard) -> None:
    """Adds one message chunk of LangChain."""
    heard.text += piece.text
    said = piece.response_metadata
    ended = said.get("finish_reason") or said.get("stop_reason") or said.get("done_reason")
    heard.finish_reason = ended or heard.finish_reason
    heard.refused = heard.refused or bool(piece.additional_kwargs.get("refusal"))
    used = piece.usage_metadata or {}
    # The last count is the whole one; some servers send it twice, some as it grows.
    sent, come = heard.counted
    heard.counted = max(sent, used.get("input_tokens", 0)), max(come, used.get("output_tokens", 0))


def _estimate(characters: int) -> int:
    return -(-characters // CHARACTERS_A_TOKEN)


def _encodable(text: str) -> str:
    """The text without half surrogate pairs, which no request can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _trace_nothing() -> None:
    """Takes away the variables by which LangChain would send prompts to its makers, or by way of them.

    Tracing is switched off for each call too; with some of these variables a call without tracing fails.
    """
    for maker in ("LANGCHAIN", "LANGSMITH"):
        for what in _TRACING:
            os.environ.pop(f"{maker}_{what}", None)  # noqa: TID251 (unsets what libraries read)
