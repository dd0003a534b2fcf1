"""Trouble on purpose, for tests: what the next calls meet, and what happens to tokens, scopes and sockets."""

from collections import defaultdict, deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Literal

from bot.workspace.people import TokenKind
from bot.workspace.socket_mode import DisconnectReason
from bot.workspace.state import State

TokenTrouble = Literal["token_revoked", "invalid_auth", "account_inactive", "token_expired"]
Run = Callable[[Coroutine[Any, Any, None]], None]
"""Runs something on the workspace's loop and waits for it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What one call meets, in this order: a delay, a dropped line, an HTTP status, Slack's own error.

    `drop="after"` is the dangerous one: the call did its work and nobody hears of it.
    """

    status: int = 200
    retry_after: int = 1
    error: str = ""
    delay: float = 0.0
    drop: Literal["", "before", "after"] = ""


class Faults:
    """Everything that can be made to go wrong; it stays wrong until it is put right or used up."""

    def __init__(self, bot_scopes: frozenset[str], state: Callable[[], State], run: Run) -> None:
        self.scopes: dict[TokenKind, frozenset[str]] = {
            "bot": bot_scopes,
            "app": frozenset({"connections:write"}),
        }
        self.tokens: dict[TokenKind, TokenTrouble] = {}
        self._coming: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._state = state
        self._run = run

    def next_calls(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next calls of a method meet this."""
        self._coming[method].extend([fault] * times)

    def take(self, method: str) -> Fault:
        """What this call meets."""
        return self._coming[method].popleft() if self._coming[method] else Fault()

    def revoke(self, kind: TokenKind, trouble: TokenTrouble = "token_revoked") -> None:
        """A token is good no more."""
        self.tokens[kind] = trouble

    def restore(self, kind: TokenKind) -> None:
        """It is good again."""
        self.tokens.pop(kind, None)

    def withdraw_scope(self, scope: str) -> None:
        """The app was installed without that scope."""
        self.scopes = {kind: scopes - {scope} for kind, scopes in self.scopes.items()}

    def hold_deliveries(self) -> None:
        """Nothing reaches the bot until `release_deliveries`."""
        self._run(self._state().deliveries.hold(True))

    def release_deliveries(self) -> None:
        """What was held goes out."""
        self._run(self._state().deliveries.hold(False))

    def freeze_sockets(self) -> None:
        """The connections of now go half open: nothing gets through either way, and nobody says so."""
        self._run(self._state().sockets.freeze())

    def deafen_sockets(self) -> None:
        """The connections of now answer pings and bring nothing: bolt-python issue 1529."""
        self._run(self._state().sockets.deafen())

    def ask_to_reconnect(self, reason: DisconnectReason = "refresh_requested") -> None:
        """Send the frame that Slack sends every few hours."""
        self._run(self._state().sockets.disconnect(reason))

    def drop_sockets(self) -> None:
        """The line of every connection is cut."""
        self._run(self._state().sockets.disconnect(None))
