"""Ephemeral messages: what one person alone sees, never kept in the file, as in Slack."""

from collections import defaultdict
from dataclasses import dataclass

from bot.workspace.json_types import Json


@dataclass(frozen=True, slots=True)
class Whisper:
    """A message and the channel in which the person sees it."""

    channel: str
    message: Json


class Whispers:
    """By the id of whoever sees them, in the order in which they came."""

    def __init__(self) -> None:
        self._of: defaultdict[str, dict[str, Whisper]] = defaultdict(dict)

    def keep(self, person_id: str, channel: str, message: Json) -> None:
        """A new one, or what one became: its `ts` says which."""
        self._of[person_id][message["ts"]] = Whisper(channel, message)

    def remove(self, person_id: str, ts: str) -> bool:
        """It is seen no more; whether there was one."""
        return self._of[person_id].pop(ts, None) is not None

    def find(self, person_id: str, channel: str, ts: str) -> Json | None:
        """The one of that `ts` which the person sees in that channel."""
        found = self._of[person_id].get(ts)
        return found.message if found and found.channel == channel else None

    def seen_by(self, person_id: str, channel: str = "") -> list[Json]:
        """What the person sees, in that channel or anywhere."""
        return [each.message for each in self._of[person_id].values() if channel in ("", each.channel)]
