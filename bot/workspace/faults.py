"""Trouble on purpose: what the next calls meet, and what happens to tokens, scopes, lines and triggers.

A test sets it from its own thread with the methods of `Faults`; the page does so on the workspace's loop
(`fault_acts.py`). Either way it is the same trouble, done in the same place.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from bot.workspace.people import TokenKind
from bot.workspace.people_refusals import Refused
from bot.workspace.socket_mode import DisconnectReason
from bot.workspace.state import State

TokenTrouble = Literal["token_revoked", "invalid_auth", "account_inactive", "token_expired"]
Run = Callable[[Coroutine[Any, Any, None]], None]
"""Runs something on the workspace's loop and waits for it."""
ANY = "*"
"""Every method, in the place of a method's name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What one call meets, in this order: a delay, a dropped line, an HTTP status, Slack's own error.

    `drop="after"` is the dangerous one: the call did its work and nobody hears of it. Nothing is done for a
    caller that hung up in the delay.
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
        self._installed = dict(self.scopes)
        self._coming: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._state = state
        self._run = run

    # -- what calls meet

    def next_calls(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next calls of a method meet this; those of every method when it is `ANY`."""
        self._coming[method].extend([fault] * times)

    def take(self, method: str) -> Fault:
        """What this call meets."""
        for coming in (self._coming[method], self._coming[ANY]):
            if coming:
                return coming.popleft()
        return Fault()

    def coming(self) -> list[tuple[str, Fault, int]]:
        """What the next calls of each method meet, and how many of them."""
        return [
            (method, fault, len(list(same)))
            for method, faults in list(self._coming.items())
            for fault, same in groupby(list(faults))
        ]

    def spare_calls(self, method: str = "") -> None:
        """The next calls of a method meet nothing; those of all when none is named."""
        for each in [method] if method else list(self._coming):
            self._coming[each].clear()

    # -- tokens and scopes

    def revoke(self, kind: TokenKind, trouble: TokenTrouble = "token_revoked") -> None:
        """A token is good no more."""
        self.tokens[kind] = trouble

    def restore(self, kind: TokenKind) -> None:
        """It is good again."""
        self.tokens.pop(kind, None)

    def withdraw_scope(self, scope: str) -> None:
        """The app was installed without that scope."""
        self.scopes = {kind: scopes - {scope} for kind, scopes in self.scopes.items()}

    def restore_scope(self, scope: str) -> None:
        """It was installed with it after all."""
        self.scopes = {
            kind: scopes | (self._installed[kind] & {scope}) for kind, scopes in self.scopes.items()
        }

    def withdrawn(self) -> list[str]:
        """The scopes that were withdrawn."""
        return sorted(
            scope for kind, scopes in self._installed.items() for scope in scopes - self.scopes[kind]
        )

    # -- lines and triggers, from another thread than the workspace's own

    def hold_deliveries(self) -> None:
        """Nothing reaches the bot until `release_deliveries`."""
        self._run(self._state().deliveries.hold(True))

    def release_deliveries(self) -> None:
        """What was held goes out."""
        self._run(self._state().deliveries.hold(False))

    def redeliver(self) -> None:
        """The last event that the bot did not cause itself is delivered once more. Raises Refused."""
        self._run(redeliver(self._state()))

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

    def expire_triggers(self, times: int = 1) -> None:
        """The next trigger ids are too old when they are issued."""
        self._run(expire_triggers(self._state(), times))

    def put_everything_right(self) -> None:
        """Nothing is wrong any more; a line that is gone stays gone."""
        self._run(put_right(self, self._state()))


async def redeliver(state: State, event_id: str = "") -> None:
    """Deliver an event once more: that one, or the last that the bot did not cause itself. Raises Refused."""
    if not state.deliveries.redeliver(event_id):
        raise Refused("page.faults.nothing-sent")


async def expire_triggers(state: State, times: int) -> None:
    """The next trigger ids are too old when they are issued."""
    state.triggers.too_late = times


async def put_right(faults: Faults, state: State) -> None:
    """Nothing is wrong any more; a line that is gone stays gone."""
    faults.spare_calls()
    for kind in list(faults.tokens):
        faults.restore(kind)
    for scope in faults.withdrawn():
        faults.restore_scope(scope)
    await expire_triggers(state, 0)
    await state.sockets.heal()
    await state.deliveries.hold(False)
