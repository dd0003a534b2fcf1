"""What looking after jobs needs: the inbox as the operator sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.usecases.chat_ports import Kind, State


@dataclass(frozen=True, slots=True)
class Entry:
    """How something received stands, for the operator: ids, moments and closed words."""

    event: str
    kind: Kind
    team: str
    person: str
    state: State
    attempt: int
    why: str
    """What it waits for, or failed of."""
    received_at: datetime
    due: datetime
    finished_at: datetime | None
    has_text: bool
    """Whether what the person wrote is still kept."""


class Entries(Protocol):
    """The inbox of every workspace, as the operator sees it: never a text."""

    def entries(self, states: Sequence[State], most: int) -> list[Entry]:
        """Those in one of the states, the newest first."""

    def entry(self, event: str) -> Entry | None:
        """The one received under that id."""

    def again(self, event: str, at: datetime) -> bool:
        """What failed waits again, due now and with as many tries as at first; False for what has not."""
