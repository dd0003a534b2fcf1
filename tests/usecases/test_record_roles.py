"""Who has which role is on record from the moment that it changes, and a doubt changes nothing."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.usecases.chat_ports import TryLater
from bot.usecases.record_roles import RolesOnRecord
from tests.fakes import InMemoryArchive
from tests.fakes_policy import InMemoryRoles
from tests.usecases.conversation import MovingClock


class Recording:
    """The use case, whom it asks, and what it keeps."""

    def __init__(self) -> None:
        self.roles, self.archive, self.clock = InMemoryRoles("U2", "U1"), InMemoryArchive(), MovingClock()
        self.noted: list[str] = []
        note: Any = lambda what, **_: self.noted.append(what)  # noqa: E731
        self.record = RolesOnRecord("T1", self.roles, self.archive, self.clock, note)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What is on record, oldest first."""
        newest = self.archive.newest("T1:roles")
        count = newest.sequence if newest else 0
        return [json.loads(self.archive.record(f"T1:roles.{n}").body or "") for n in range(1, count + 1)]


@pytest.fixture
def recording() -> Recording:
    return Recording()


def test_who_has_a_role_at_the_start_is_on_record_once(recording: Recording) -> None:
    for _ in range(3):
        recording.record()

    [body] = recording.bodies
    assert body["roles"] == {"policy-owner": ["U1", "U2"], "compliance-officer": [], "pilot": []}
    assert body["added"] == body["roles"]
    assert body["removed"] == {}


def test_who_gets_a_role_and_who_loses_it_is_on_record(recording: Recording) -> None:
    recording.record()
    recording.roles.owners = {"U2", "U3"}
    recording.roles.officers = {"U1"}
    recording.clock.time += timedelta(minutes=5)
    recording.record()
    recording.record()

    assert len(recording.bodies) == 2
    assert recording.bodies[1] == {
        "roles": {"policy-owner": ["U2", "U3"], "compliance-officer": ["U1"], "pilot": []},
        "added": {"policy-owner": ["U3"], "compliance-officer": ["U1"], "pilot": []},
        "removed": {"policy-owner": ["U1"], "compliance-officer": [], "pilot": []},
    }
    newest = recording.archive.newest("T1:roles")
    assert newest is not None
    assert newest.at == recording.clock.time
    assert recording.archive.verify("T1:roles") is None


def test_a_doubt_is_no_change(recording: Recording) -> None:
    recording.record()
    recording.roles.owners = set()
    recording.roles.faults = [TryLater("ratelimited")]
    recording.record()

    assert len(recording.bodies) == 1
    assert recording.noted == ["roles.not-recorded"]


def test_where_nobody_has_a_role_nothing_is_on_record(recording: Recording) -> None:
    recording.roles.owners = set()
    recording.record()

    assert recording.bodies == []
