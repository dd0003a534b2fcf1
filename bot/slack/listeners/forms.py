"""Forms and pages: opened while their trigger is fresh, and kept when they are sent."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from re import compile as pattern
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.draft import Language
from bot.slack.calls import PAGE_CLOSED, call_async
from bot.slack.ids import form_callback
from bot.slack.parse import parse_form
from bot.slack.parse.forms import language_of_form
from bot.slack.render.forms import View, draw_form, form_errors
from bot.usecases.chat_ports import CannotShow, Received, TryLater
from bot.usecases.form_views import AtWork, CannotOpen, FormView
from bot.usecases.open_form import form_for, opens_something
from bot.usecases.ports import StorageError
from bot.usecases.talk import TalkPorts

_SOON = 0.8
"""Seconds after which a page that says *one moment* opens first: Slack gives three in all."""
_IN_ALL = 2.4
"""Seconds after the press until which something is to be open."""
_TROUBLE = (TimeoutError, TryLater, CannotShow, StorageError)
_SHOWS_MORE = ("reading", "exercise", "certification")
"""The forms whose answer is shown where they were."""

Found = tuple[FormView | None, Language]


class FormOpener:
    """Opens what belongs to a press, a command or a shortcut; what it does not open, a job answers."""

    def __init__(self, client: AsyncWebClient, ports: TalkPorts) -> None:
        self._client = client
        self._ports = ports
        # Threads of its own: a slow Slack must not keep what people write from being kept.
        self._threads = ThreadPoolExecutor(4, "forms")
        self._filling: set[asyncio.Task[None]] = set()

    async def opened(self, trigger: str, received: Received) -> bool:
        """Whether something is open before the person; False where nothing is to be, or can be."""
        if not opens_something(received):
            return False
        loop = asyncio.get_running_loop()
        until = loop.time() + _IN_ALL
        finding = loop.run_in_executor(self._threads, self._found, received)
        try:
            found, _ = await asyncio.wait((finding,), timeout=_SOON)
            if not found:
                return await self._opened_first(trigger, until, finding)
            view, language = finding.result()
            if view:
                await self._open(trigger, until, draw_form(view, language))
            return view is not None
        except _TROUBLE as trouble:
            self._failed(trouble)
            return False

    async def _opened_first(self, trigger: str, until: float, finding: "asyncio.Future[Found]") -> bool:
        """A page that says *one moment*, filled as soon as it is known with what."""
        page = await self._open(trigger, until, draw_form(AtWork(), "fr"))
        filling = asyncio.create_task(self._fill(str(page["id"]), finding))
        self._filling.add(filling)
        filling.add_done_callback(self._filling.discard)
        return True

    async def _fill(self, page: str, finding: "asyncio.Future[Found]") -> None:
        try:
            view, language = await finding
            filled = draw_form(view or CannotOpen("role"), language)
            await call_async(self._client.views_update(view_id=page, view=filled))
        except Exception as trouble:  # nobody waits for this task: a fault too is said on the page
            if getattr(trouble, "why", "") == PAGE_CLOSED:
                return
            self._failed(trouble)
            with suppress(*_TROUBLE):
                gone = draw_form(CannotOpen("gone"), "fr")
                await call_async(self._client.views_update(view_id=page, view=gone))

    def _found(self, received: Received) -> Found:
        person = self._ports.directory.person(received.person)
        return form_for(received, person, self._ports), person.language

    async def _open(self, trigger: str, until: float, view: View) -> dict[str, Any]:
        opening = call_async(self._client.views_open(trigger_id=trigger, view=view))
        answer = await asyncio.wait_for(opening, until - asyncio.get_running_loop().time())
        opened: dict[str, Any] = answer["view"]
        return opened

    def _failed(self, trouble: Exception) -> None:
        self._ports.note("form.not-opened", why=getattr(trouble, "why", type(trouble).__name__))


def listen_to_forms(app: AsyncApp, submit: Callable[[Received], bool], now: Callable[[], datetime]) -> None:
    """Keep every form that was sent; what can be seen to be wrong is said beside its field."""

    @app.view(pattern(form_callback("")))
    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_form(body)
        if received is None:
            await ack(response_action="clear")
            return
        spoken: Language = "fr" if language_of_form(body) == "fr" else "en"
        errors = form_errors(received, spoken, now())
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await asyncio.to_thread(submit, received)
        if received.choice in _SHOWS_MORE:
            await ack(response_action="update", view=draw_form(AtWork(), spoken))
        else:
            await ack(response_action="clear")
