"""The workspace under test, with an app that may do more than ours: the rest of what Slack can is tried."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.workspace.server import SCOPES, LocalWorkspace
from tests.workspaces import FAST, local_workspace, web_client

MORE_SCOPES = ("channels:history", "channels:read", "im:read")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace that runs, with its people and no bot."""
    with local_workspace(tmp_path, scopes=(*SCOPES, *MORE_SCOPES), pace=FAST) as running:
        yield running


@pytest.fixture
def client(workspace: LocalWorkspace) -> WebClient:
    """The bot's client, which tries once."""
    return web_client(workspace)
