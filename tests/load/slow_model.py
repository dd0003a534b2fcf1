"""A language model that takes its time: every call waits until it is let go, then has nothing to add."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from bot.domain.model_answers import Judgement, Rewriting
from tests.lying_model import TRUTH
from tests.model_server import ModelServer, Reply, model_server, streamed

_NOTHING = Reply(streamed(Judgement(findings=()).model_dump_json()))
_TEXT = Reply(streamed(Rewriting(text=TRUTH["fr"]).model_dump_json()))


class SlowModel:
    """How many calls are in flight; `let_go` answers them all, and those that come."""

    def __init__(self, server: ModelServer) -> None:
        self._server = server
        self._let_go = Event()
        self.address = server.base_url
        server.next_reply = self._next_reply  # type: ignore[method-assign]

    @property
    def in_flight(self) -> int:
        """Calls that were made and not answered."""
        return 0 if self._let_go.is_set() else len(self._server.requests)

    def let_go(self) -> None:
        """Answer."""
        self._let_go.set()

    def _next_reply(self) -> Reply:
        wants_text = "Rewriting" in str(self._server.requests[-1].get("response_format"))
        self._let_go.wait()
        return _TEXT if wants_text else _NOTHING


@contextmanager
def slow_model() -> Iterator[SlowModel]:
    """A server on this machine, stopped at the end."""
    with model_server() as server:
        model = SlowModel(server)
        try:
            yield model
        finally:
            model.let_go()
