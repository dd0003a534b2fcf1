"""What a request is answered when too many are under way: at once, truly, and so that nothing is lost.

Slack delivers an event again after a while (three times within minutes), keeps a form open with what was
filled in, and marks a button; whoever typed a command is told in words: Slack would show an error's name.
"""

import json
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs

from bot.texts import LANGUAGES, say

AGAIN_IN = 5
"""Seconds that a balancer or a monitor is told to wait."""


class Answer(NamedTuple):
    """Status, kind and bytes of an answer."""

    status: HTTPStatus
    media_type: str
    body: bytes


def busy_answer(body: bytes, media_type: str) -> Answer:
    """For a request of Slack's with that body, of which nothing was done."""
    if _is_command(body, media_type):
        told = " / ".join(say("web.busy", language) for language in LANGUAGES)
        said = json.dumps({"response_type": "ephemeral", "text": told})
        return Answer(HTTPStatus.OK, "application/json; charset=utf-8", said.encode())
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return Answer(status, "text/plain; charset=utf-8", status.phrase.encode())


def _is_command(body: bytes, media_type: str) -> bool:
    if not media_type.startswith("application/x-www-form-urlencoded"):
        return False
    return "command" in parse_qs(body.decode("utf-8", "replace"))
