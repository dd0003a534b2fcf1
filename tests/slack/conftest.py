"""A local workspace, and the door of the bot on it: the real SDK and Bolt over real sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.ids import COMMANDS, SCOPES
from bot.workspace.deliveries import Pace
from bot.workspace.server import LocalWorkspace
from tests.slack.open_door import OpenDoor
from tests.workspaces import PATIENT, local_workspace


@pytest.fixture
def pace() -> Pace:
    """How long the workspace waits; a test of what comes of waiting in vain asks for less."""
    return PATIENT


@pytest.fixture
def workspace(tmp_path: Path, pace: Pace) -> Iterator[LocalWorkspace]:
    with local_workspace(tmp_path, pace=pace, scopes=SCOPES, commands=COMMANDS) as workspace:
        yield workspace


@pytest.fixture
def door(workspace: LocalWorkspace) -> Iterator[OpenDoor]:
    with OpenDoor(workspace) as door:
        workspace.wait_for(lambda: workspace.connected)
        yield door
