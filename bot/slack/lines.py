"""The lines to the web door: uvicorn's, but that nobody holds one for long without asking anything."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

SECONDS_TO_ASK = 5.0
"""Within which a request must have begun, and then its head be whole."""


class PromptLine(H11Protocol):
    """uvicorn waits without end for what somebody began to ask, or never did; an idle line between two
    requests it closes by itself, but for whoever sends a byte now and then."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there."""
        super().connection_made(transport)
        self._wait_for_a_request()

    def data_received(self, data: bytes) -> None:
        """Some of a request, or all of it."""
        super().data_received(data)
        self._wait_for_a_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait_for_a_request(self) -> None:
        answering: RequestResponseCycle | None = self.cycle
        if answering is not None and not answering.response_complete:
            self._wait_no_more()  # it is being answered, and its body has a time of its own
        elif self._patience is None:
            self._patience = self.loop.call_later(SECONDS_TO_ASK, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
