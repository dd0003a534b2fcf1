"""What a developer's panel on the page reads and does: the traffic with the bot, and trouble on purpose."""

from collections.abc import AsyncIterator

from aiohttp import web

from bot.workspace import fault_acts, live
from bot.workspace.faults import Faults
from bot.workspace.json_types import Json, read_json
from bot.workspace.people_refusals import Refused
from bot.workspace.state import State
from bot.workspace.traffic import MOST, Watcher

_LOOK_AGAIN = 1.0
"""Seconds until a page hears of trouble that came or went with no exchange."""


class PanelApi:
    """The addresses of the panel; they are no person's."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults
        self._acts = 0
        """How often a page asked for something: it was told then what is wrong, so the lines tell it anew."""

    def routes(self) -> list[web.RouteDef]:
        """Where each is found."""
        return [
            web.get("/ui/traffic", self.traffic),
            web.post("/ui/traffic", self.forget),
            web.get("/ui/faults", self.faults),
            web.post("/ui/faults", self.act),
        ]

    async def traffic(self, request: web.Request) -> web.StreamResponse:
        """All exchanges that are kept, then each as it begins and as it ends; and what is wrong on purpose
        whenever that changes."""
        watcher = self._state.traffic.watch()
        try:
            return await live.tell(request, self._news(watcher))
        finally:
            self._state.traffic.leave(watcher)

    async def _news(self, watcher: Watcher) -> AsyncIterator[Json | None]:
        kept = [exchange.as_json() for exchange in self._state.traffic.kept()]
        yield {"type": "all", "most": MOST, "exchanges": kept}
        told = (self._acts, self._set_now())
        yield {"type": "faults", "faults": told[1]}
        async for exchange in live.coming(watcher, _LOOK_AGAIN):
            yield {"type": "exchange", "exchange": exchange.as_json()} if exchange else None
            if (now := (self._acts, self._set_now())) != told:
                told = now
                yield {"type": "faults", "faults": told[1]}

    async def forget(self, request: web.Request) -> web.Response:
        """Nothing that has been is kept any longer."""
        self._state.traffic.forget()
        return web.json_response({"ok": True})

    async def faults(self, request: web.Request) -> web.Response:
        """What is wrong on purpose, and what can be chosen."""
        return web.json_response({"faults": self._set_now(), "offers": fault_acts.offers(self._faults)})

    async def act(self, request: web.Request) -> web.Response:
        """Have something go wrong, or put it right; what is wrong then."""
        try:
            await fault_acts.act(self._faults, self._state, read_json(await request.text()))
        except Refused as refused:
            return web.json_response({"ok": False, "error": refused.key})
        except (ValueError, LookupError, TypeError):
            raise web.HTTPBadRequest from None
        self._acts += 1
        return web.json_response({"ok": True, "faults": self._set_now()})

    def _set_now(self) -> Json:
        return fault_acts.set_now(self._faults, self._state)
