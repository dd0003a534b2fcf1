"""What people wrote, as the inbox keeps it: their words, the names of files, forms, where to answer."""

import json
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from bot.adapters.sealing import SealBroken, Sealing
from bot.domain.chain import bytes_text, text_bytes
from bot.usecases.received import FileRef, Received

ERASED: dict[str, object] = {"text": None, "files": None, "form": None}
"""What is null once it is over; the address is before that already."""


class InboxWords:
    """Words into the columns of the inbox that hold them, and back; encrypted where there is a key."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing

    def kept(self, received: Received) -> dict[str, bytes | str | None]:
        """As it is kept: a text to the letter, as bytes; files and form as JSON; null for what is empty."""
        seal = self._sealing.seal_text
        files, form = [astuple(each) for each in received.files], dict(received.form)
        return {
            "text": self._sealing.seal(text_bytes(received.text)),
            "files": seal(json.dumps(files)) if files else None,
            "form": seal(json.dumps(form)) if form else None,
            "reply_to": seal(received.reply_to) if received.reply_to else None,
        }

    def given(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """As it was given; empty once erased. Raises `KeyMissing`, or `SealBroken` where it changed."""
        opened = self._sealing.open_text
        try:
            return {
                "text": bytes_text(self._sealing.open(row["text"])) if row["text"] else "",
                "files": tuple(FileRef(*each) for each in json.loads(opened(row["files"] or "[]"))),
                "form": dict(json.loads(opened(row["form"] or "{}"))),
                "reply_to": opened(row["reply_to"] or ""),
            }
        except (ValueError, TypeError):  # kept in the clear, and no longer what was kept
            raise SealBroken from None
