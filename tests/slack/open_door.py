"""The door of the bot, open in a thread of its own: what it was given, and what it told the operator."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from bot.slack.app import build_app
from bot.slack.calls import open_async_client, open_client
from bot.slack.directory import SlackDirectory
from bot.slack.roles import SlackRoles
from bot.slack.socket import serve_socket
from bot.usecases.chat_ports import Received
from bot.workspace.server import LocalWorkspace
from tests.usecases.policy_conversation import PolicyConversation


class OpenDoor:
    """Between `with` and its end the bot is connected; `received` is what was handed to be kept."""

    def __init__(
        self,
        workspace: LocalWorkspace,
        ping_seconds: float = 1.0,
        owners: Sequence[str] = (),
        silence: float = 1800.0,
    ) -> None:
        """`owners` are those of the policies. All but Slack itself is in memory (`ports`)."""
        self.received: list[Received] = []
        self.notes: list[tuple[str, dict[str, object]]] = []
        self.connections = 0
        self.before_keeping: Callable[[Received], None] = lambda received: None
        self.error: BaseException | None = None
        self._owners = owners
        self._workspace = workspace
        self._watch = ping_seconds, silence
        self._tokens = workspace.bot_token, workspace.app_token
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="open-door")
        self._loop: asyncio.AbstractEventLoop
        self._stopping: asyncio.Event
        self._started = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close it, and wait until it is closed. Safe to repeat."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)
        assert not self._thread.is_alive()

    def noted(self, what: str) -> list[dict[str, object]]:
        """The ids of every note with that name."""
        return [ids for name, ids in self.notes if name == what]

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._started.set()
        bot_token, app_token = self._tokens
        directory = SlackDirectory(open_client(bot_token, self._workspace.api_url))
        client = open_async_client(bot_token, self._workspace.api_url)
        self.roles = SlackRoles(
            open_client(bot_token, self._workspace.api_url), {"policy-owner": self._owners}
        )
        self.ports = replace(
            PolicyConversation().ports, directory=directory, roles=self.roles, note=self._note
        )
        app = build_app(client, self._keep, self.ports)
        try:
            await serve_socket(app, app_token, self._stopping, self._note, self._connected, *self._watch)
        except Exception as error:
            self.error = error
            await self._stopping.wait()

    def _keep(self, received: Received) -> bool:
        self.before_keeping(received)
        self.received.append(received)
        return True

    def _note(self, what: str, /, **ids: str | int | float) -> None:
        self.notes.append((what, dict(ids)))

    def _connected(self) -> None:
        self.connections += 1
