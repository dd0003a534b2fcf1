"""The form that each person has open: one at a time, and none after a restart, as in Slack."""

import secrets
from collections.abc import Iterator

from bot.workspace.json_types import Json
from bot.workspace.people import Identity, Person


class Views:
    """By person; a form changes by being put in the place of what it was."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._open: dict[str, Json] = {}

    def open(self, person: Person, view: Json) -> Json:
        """The view with its ids, open to that person in the place of any other."""
        view_id = f"V{secrets.token_hex(5).upper()}"
        ids = {
            "id": view_id,
            "root_view_id": view_id,
            "previous_view_id": None,
            "team_id": self._identity.team,
        }
        app = {"app_id": self._identity.app, "bot_id": self._identity.bot}
        installed = {"app_installed_team_id": self._identity.team}
        return self._keep(person, ids | app | installed | view)

    def change(self, person: Person, view: Json) -> Json:
        """What the person has open becomes this, and keeps its ids."""
        return self._keep(person, self._open[person.id] | view)

    def close(self, person: Person) -> None:
        """The person has nothing open any more."""
        self._open.pop(person.id, None)

    def of(self, person: Person) -> Json | None:
        """What the person has open."""
        return self._open.get(person.id)

    def all(self) -> Iterator[tuple[str, Json]]:
        """What is open, and the id of whoever has it open."""
        yield from self._open.items()

    def _keep(self, person: Person, view: Json) -> Json:
        self._open[person.id] = view | {"state": {"values": {}}, "hash": f"1.{secrets.token_hex(4)}"}
        return self._open[person.id]


def page_view(view: Json | None) -> Json | None:
    """A view as the page knows it."""
    kept = ("id", "hash", "title", "submit", "close", "blocks")
    return None if view is None else {name: view[name] for name in kept}
