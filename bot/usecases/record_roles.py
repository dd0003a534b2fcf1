"""Who has which role, in the archive: a record each time that it is no more what the last one says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from bot.usecases.chat_ports import Note, TryLater
from bot.usecases.clock import Clock
from bot.usecases.matter_ports import Role, Roles
from bot.usecases.ports import Archive

Holders = Mapping[str, list[str]]
"""Role → the ids of those who have it, in order."""


@dataclass(frozen=True)
class RolesOnRecord:
    """Call it at a start and now and then: what changed meanwhile is one record. Raises `StorageError`."""

    team: str
    roles: Roles
    archive: Archive
    clock: Clock
    note: Note

    def __call__(self) -> None:
        """Record who has which role, where it changed; nothing where the chat service does not say. Where the
        last record cannot be read, all of it is one change."""
        try:
            now = {role: sorted(self.roles.members(role)) for role in get_args(Role)}
        except TryLater as later:
            self.note("roles.not-recorded", why=later.why)
            return
        stream = f"{self.team}:roles"
        newest = self.archive.newest(stream)
        before = _recorded(newest.body if newest else None)
        if now != {role: before.get(role, []) for role in now}:
            number = newest.sequence + 1 if newest else 1
            body = json.dumps(_change(before, now), sort_keys=True)
            self.archive.add("role", f"{stream}.{number}", stream, self.clock.now(), body)


def _recorded(body: str | None) -> Holders:
    try:
        kept: dict[str, Any] = json.loads(body) if body else {}
        return dict(kept.get("roles", {}))
    except (ValueError, TypeError, AttributeError):
        return {}


def _change(before: Holders, now: Holders) -> Mapping[str, Holders]:
    def those(of: Holders, but: Holders) -> Holders:
        return {role: sorted(set(ids) - set(but.get(role, []))) for role, ids in of.items()}

    return {"roles": now, "added": those(now, before), "removed": those(before, now)}
