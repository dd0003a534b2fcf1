"""The door of the bot over a socket, open to a local workspace."""

from collections.abc import Sequence
from dataclasses import replace

from bot.slack.app import build_app
from bot.slack.calls import open_async_client, open_client
from bot.slack.directory import SlackDirectory
from bot.slack.roles import SlackRoles
from bot.slack.socket import serve_socket
from bot.workspace.server import LocalWorkspace
from tests.slack.door_in_thread import DoorInThread
from tests.usecases.policy_conversation import PolicyConversation


class OpenDoor(DoorInThread):
    """Between `with` and its end the bot is connected."""

    def __init__(
        self,
        workspace: LocalWorkspace,
        ping_seconds: float = 1.0,
        owners: Sequence[str] = (),
        silence: float = 1800.0,
    ) -> None:
        """`owners` are those of the policies. All but Slack itself is in memory (`ports`)."""
        super().__init__()
        self.connections = 0
        self.error: BaseException | None = None
        self._owners = owners
        self._workspace = workspace
        self._watch = ping_seconds, silence
        self._tokens = workspace.bot_token, workspace.app_token

    async def _serve(self) -> None:
        self._ready.set()
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

    def _connected(self) -> None:
        self.connections += 1
