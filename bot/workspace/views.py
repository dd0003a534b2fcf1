"""The forms that each person has open, one over another, and what the app shows them at home.

A stack of forms is gone after a restart, as in Slack; so is a home here, until the app publishes it again.
"""

import secrets
from collections.abc import Iterator

from bot.workspace import limits
from bot.workspace.json_types import Json
from bot.workspace.people import Identity, Person


class NoRoom(Exception):
    """As many forms as Slack allows stand over each other already."""


class Views:
    """By person; a view changes by being put in the place of what it was."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._stacks: dict[str, list[Json]] = {}
        self._homes: dict[str, Json] = {}

    # -- forms

    def open(self, person: Person, view: Json) -> Json:
        """The view with its ids, open to that person in the place of all others."""
        self._stacks[person.id] = []
        return self._put(person, view)

    def push(self, person: Person, view: Json) -> Json:
        """The same, over what the person has open. Raises NoRoom."""
        if len(self._stacks.get(person.id, [])) >= limits.STACK:
            raise NoRoom
        return self._put(person, view)

    def change(self, person: Person, view_id: str, view: Json) -> Json:
        """The person's view of that id becomes this, and keeps its ids."""
        if self.home_id(person) == view_id:
            self._homes[person.id] = _fresh(self._homes[person.id] | view)
            return self._homes[person.id]
        stack = self._stacks[person.id]
        at = next(at for at, each in enumerate(stack) if each["id"] == view_id)
        stack[at] = _fresh(stack[at] | view)
        return stack[at]

    def close(self, person: Person) -> None:
        """What is on top goes, and what was under it is there again."""
        if stack := self._stacks.get(person.id):
            stack.pop()

    def clear(self, person: Person) -> None:
        """The person has nothing open any more."""
        self._stacks.pop(person.id, None)

    def of(self, person: Person) -> Json | None:
        """What is on top of what the person has open."""
        stack = self._stacks.get(person.id)
        return stack[-1] if stack else None

    def stack_of(self, person: Person) -> list[Json]:
        """All that the person has open, the first at the bottom."""
        return list(self._stacks.get(person.id, ()))

    # -- at home

    def publish(self, person: Person, view: Json) -> Json:
        """What the app shows that person at home from now on; its id stays."""
        kept = self._homes.get(person.id)
        ids = {"id": kept["id"]} if kept else self._ids(None)
        self._homes[person.id] = _fresh(ids | self._installed() | {"root_view_id": ids["id"]} | view)
        return self._homes[person.id]

    def home_of(self, person: Person) -> Json | None:
        """What the app shows the person at home."""
        return self._homes.get(person.id)

    def home_id(self, person: Person) -> str:
        """Its id, "" when there is nothing."""
        home = self.home_of(person)
        return str(home["id"]) if home else ""

    def all(self) -> Iterator[tuple[str, Json]]:
        """Every view there is, and the id of whoever sees it."""
        for person_id, stack in self._stacks.items():
            yield from ((person_id, view) for view in stack)
        yield from self._homes.items()

    def _put(self, person: Person, view: Json) -> Json:
        stack = self._stacks.setdefault(person.id, [])
        placed = _fresh(self._ids(stack) | self._installed() | view | {"depth": len(stack)})
        stack.append(placed)
        return placed

    def _ids(self, stack: list[Json] | None) -> Json:
        view_id = f"V{secrets.token_hex(5).upper()}"
        return {
            "id": view_id,
            "root_view_id": stack[0]["id"] if stack else view_id,
            "previous_view_id": stack[-1]["id"] if stack else None,
        }

    def _installed(self) -> Json:
        app = {"app_id": self._identity.app, "bot_id": self._identity.bot}
        return app | {"team_id": self._identity.team, "app_installed_team_id": self._identity.team}


def as_slack(view: Json) -> Json:
    """The view as the app gets it: where it stands among others is ours."""
    return {name: value for name, value in view.items() if name != "depth"}


def _fresh(view: Json) -> Json:
    return view | {"state": {"values": {}}, "hash": f"1.{secrets.token_hex(4)}"}
