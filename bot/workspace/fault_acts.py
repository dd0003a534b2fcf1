"""Trouble that the page asks for, and what there is of it now; on the workspace's loop."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import get_args

from bot.workspace.faults import ANY, Fault, Faults, TokenTrouble, expire_triggers, put_right, redeliver
from bot.workspace.json_types import Json
from bot.workspace.people_refusals import Refused
from bot.workspace.socket_mode import Sockets
from bot.workspace.state import State
from bot.workspace.web_api import DOWNLOAD, METHODS, RESPONSE_URL

_MOST_CALLS = 100
_MOST_SECONDS = 600
_METHODS = (*sorted(METHODS), RESPONSE_URL, DOWNLOAD)
_TOKEN_TROUBLES: Mapping[str, TokenTrouble] = {each: each for each in get_args(TokenTrouble)}

_FAULTS: Mapping[str, Callable[[int, str], Fault]] = {
    "delay": lambda seconds, error: Fault(delay=seconds),
    "rate_limited": lambda seconds, error: Fault(status=429, retry_after=seconds),
    "server_error": lambda seconds, error: Fault(status=500),
    "error": lambda seconds, error: Fault(error=error),
    "drop_before": lambda seconds, error: Fault(drop="before"),
    "drop_after": lambda seconds, error: Fault(drop="after"),
}
"""What the next calls can meet."""


async def act(faults: Faults, state: State, given: Json) -> None:
    """Do what `given["kind"]` says.

    Raises Refused; ValueError, LookupError or TypeError for what makes no sense.
    """
    kind = given["kind"]
    if kind in _OF_SOCKETS:
        if not state.deliveries.goes_by(state.sockets):
            raise Refused("page.faults.no-sockets")
        await _OF_SOCKETS[kind](state.sockets)
    elif kind in _OF_THE_WAY:
        await _OF_THE_WAY[kind](state, given)
    elif kind == "put_right":
        await put_right(faults, state)
    else:
        _OF_CALLS[kind](faults, given)


def set_now(faults: Faults, state: State) -> Json:
    """What is wrong on purpose, and for how many times more."""
    coming = faults.coming()
    return {
        "calls": [asdict(fault) | {"method": method, "left": left} for method, fault, left in coming],
        "held": state.deliveries.held,
        "triggers": state.triggers.too_late,
        "withdrawn": faults.withdrawn(),
        "tokens": dict(faults.tokens),
    } | state.sockets.ailing()


def offers(faults: Faults) -> Json:
    """What can be chosen: methods, scopes, and troubles of a token."""
    scopes = sorted({*faults.scopes["bot"], *faults.withdrawn()})
    return {"methods": _METHODS, "scopes": scopes, "tokens": list(_TOKEN_TROUBLES)}


def _next_calls(faults: Faults, given: Json) -> None:
    seconds = _number(given, "seconds", 0, _MOST_SECONDS)
    fault = _FAULTS[given["fault"]](seconds, str(given.get("error") or "internal_error"))
    faults.next_calls(_method(given), fault, _number(given, "times", 1, _MOST_CALLS))


def _method(given: Json) -> str:
    if given["method"] not in (ANY, *_METHODS):
        raise LookupError(given["method"])
    return str(given["method"])


def _number(given: Json, name: str, least: int, most: int) -> int:
    value = given.get(name, least)
    if not isinstance(value, int) or not least <= value <= most:
        raise ValueError(name)
    return value


_OF_CALLS: Mapping[str, Callable[[Faults, Json], None]] = {
    "calls": _next_calls,
    "spare_calls": lambda faults, given: faults.spare_calls(_method(given)),
    "withdraw_scope": lambda faults, given: faults.withdraw_scope(str(given["scope"])),
    "restore_scope": lambda faults, given: faults.restore_scope(str(given["scope"])),
    "revoke": lambda faults, given: faults.revoke("bot", _TOKEN_TROUBLES[given["trouble"]]),
    "restore": lambda faults, given: faults.restore("bot"),
}
"""What the calls of the bot meet."""

_OF_THE_WAY: Mapping[str, Callable[[State, Json], Awaitable[None]]] = {
    "hold": lambda state, given: state.deliveries.hold(True),
    "release": lambda state, given: state.deliveries.hold(False),
    "redeliver": lambda state, given: redeliver(state, str(given.get("event_id") or "")),
    "triggers": lambda state, given: expire_triggers(state, _number(given, "times", 0, _MOST_CALLS)),
}
"""What becomes of what goes to the bot."""

_OF_SOCKETS: Mapping[str, Callable[[Sockets], Awaitable[None]]] = {
    "drop": lambda sockets: sockets.disconnect(None),
    "reconnect": lambda sockets: sockets.disconnect("refresh_requested"),
    "freeze": lambda sockets: sockets.freeze(),
    "deafen": lambda sockets: sockets.deafen(),
}
"""What becomes of the connections of Socket Mode."""
