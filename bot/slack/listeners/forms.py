"""The form with which a policy is given: opened while its trigger is fresh, and kept when it is sent."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.draft import Language
from bot.slack.calls import call_async
from bot.slack.ids import UPLOAD_FORM
from bot.slack.parse import parse_form
from bot.slack.parse.payload import table, text
from bot.slack.render.policy_form import draw_upload_form, form_errors
from bot.usecases.chat_ports import CannotShow, Directory, Note, Received, TryLater
from bot.usecases.policy_ports import Roles
from bot.usecases.ports import StorageError

_TO_KNOW_WHO = 1.5
_TO_OPEN = 1.2
"""Seconds; together they leave Slack some of its three."""


class UploadForm:
    """Opens the form for policy owners; whoever it does not open for is answered by a job."""

    def __init__(
        self,
        client: AsyncWebClient,
        directory: Directory,
        roles: Roles,
        documents: Callable[[], Sequence[tuple[str, str]]],
        note: Note,
    ) -> None:
        """`documents` gives name and title of those in force. Raises `StorageError`."""
        self._client = client
        self._directory = directory
        self._roles = roles
        self._documents = documents
        self._note = note
        # Threads of its own: a slow Slack must not keep what people write from being kept.
        self._threads = ThreadPoolExecutor(2, "upload-form")

    async def opened(self, trigger: str, person_id: str) -> bool:
        """Whether the form is open before them; False where they are no owner, or it is not sure."""
        loop = asyncio.get_running_loop()
        try:
            view = await asyncio.wait_for(
                loop.run_in_executor(self._threads, self._view_for, person_id), _TO_KNOW_WHO
            )
            if view is None:
                return False
            opening = call_async(self._client.views_open(trigger_id=trigger, view=view))
            await asyncio.wait_for(opening, _TO_OPEN)
        except (TimeoutError, TryLater, CannotShow, StorageError) as trouble:
            self._note("form.not-opened", why=getattr(trouble, "why", type(trouble).__name__))
            return False
        return True

    def _view_for(self, person_id: str) -> dict[str, Any] | None:
        person = self._directory.person(person_id)
        if person.guest or not self._roles.is_policy_owner(person_id):
            return None
        return draw_upload_form(self._documents(), person.language)


def listen_to_forms(app: AsyncApp, submit: Callable[[Received], bool]) -> None:
    """Keep every form that was sent; what can be seen to be wrong is said beside its field."""

    @app.view(UPLOAD_FORM)
    async def keep(body: dict[str, Any], ack: AsyncAck) -> None:
        received = parse_form(body)
        spoken: Language = "fr" if text(table(body, "view"), "private_metadata") == "fr" else "en"
        errors = form_errors(received, spoken)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        if received is not None:
            await asyncio.to_thread(submit, received)
        await ack(response_action="clear")
