"""A language model's server that fails one time in five, in each way a server can."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.model_answers import Judgement, Rewriting
from tests.lying_model import TRUTH
from tests.model_server import Reply, model_server, streamed

_NOTHING = streamed(Judgement(findings=()).model_dump_json())
_TEXT = streamed(Rewriting(text=TRUTH["fr"]).model_dump_json())
_FAILURES = (
    Reply(status=429, headers={"Retry-After": "1"}),
    Reply(status=500),
    Reply(_NOTHING[:2], end="reset"),
    Reply(_NOTHING[:2]),
    Reply((b"data: {not json\n\n",)),
)


@contextmanager
def failing_model(chance: random.Random, pause: float = 0.02) -> Iterator[str]:
    """Its address. `pause`: seconds before each piece of an answer."""
    with model_server() as server:

        def next_reply() -> Reply:
            if chance.random() < 0.2:
                return chance.choice(_FAILURES)
            wants_text = "Rewriting" in str(server.requests[-1].get("response_format"))
            return Reply(_TEXT if wants_text else _NOTHING, pause=pause)

        server.next_reply = next_reply  # type: ignore[method-assign]
        yield server.base_url
