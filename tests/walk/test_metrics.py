"""The counts of a bot at work, on the port that the operator set."""

import shutil
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import SettingsError, read_settings
from bot.workspace.server import LocalWorkspace
from tests.walk.bot_at_work import BotProcess
from tests.workspaces import workspace as workspace


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def process(
    workspace: LocalWorkspace, published_data: Path, tmp_path: Path, port: int
) -> Iterator[BotProcess]:
    data = Path(shutil.copytree(published_data, tmp_path / "data"))
    started = BotProcess(workspace, data, VIGIE_METRICS_PORT=str(port))
    yield started
    started.close()


@pytest.mark.slow
def test_a_bot_at_work_shows_its_counts_to_this_machine_until_it_stops(
    process: BotProcess, workspace: LocalWorkspace, port: int
) -> None:
    process.start()
    workspace.wait_for(lambda: workspace.connected, 40)

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as page:
        assert "# TYPE vigie_reviews_total counter" in page.read().decode()

    assert process.stop() == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)


def test_a_port_that_is_taken_is_said_in_one_sentence(process: BotProcess, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        process.start()
        assert process.process is not None
        assert process.process.wait(40) == 1

    assert f"Counts cannot be served on port {port}: it is taken" in process.log
    assert "Traceback" not in process.log


def test_where_no_port_is_set_nothing_is_counted() -> None:
    assert read_settings({}).metrics_port == 0


@pytest.mark.parametrize("written", ["65536", "-1", "metrics", "127.0.0.1:9464"])
def test_a_port_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(SettingsError, match="VIGIE_METRICS_PORT must be a whole number from 0 to 65535"):
        read_settings({"VIGIE_METRICS_PORT": written})
