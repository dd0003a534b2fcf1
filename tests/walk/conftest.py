"""A published library for the walks: real files, real database, real index, real embeddings, made once."""

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.folder_lock import FolderLock
from bot.bootstrap.application import Application
from bot.bootstrap.command_line import wiring_of
from bot.cli.app import run
from bot.config import Settings, read_settings
from bot.workspace.server import LocalWorkspace
from tests.embedders import local_embedder
from tests.walk.bot_at_work import BotProcess

POLICIES = Path(__file__).parents[2] / "policies"
_TO_PUBLISH = 200.0
"""Seconds that another process may take over it."""


@dataclass(frozen=True)
class Said:
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Vigie = Callable[..., Said]
"""`vigie("review", "-", said="…")`: one command line in this process."""


def with_weights(settings: Settings) -> Application:
    """Every adapter as it is; the weights of the embeddings, which take a second, are loaded once for all."""
    application = Application(settings, patience=1.0)
    application.embedder = local_embedder()
    return application


def run_vigie(data: Path, policies: Path, capture: Any, *arguments: str, said: str | bytes = "") -> Said:
    """Run one command on a data folder, in English, with `said` on standard input."""
    given = {"VIGIE_DATA": str(data), "VIGIE_POLICIES": str(policies), "VIGIE_LANG": "en"}
    return run_with(given, capture, *arguments, said=said)


def run_with(given: dict[str, str], capture: Any, *arguments: str, said: str | bytes = "") -> Said:
    """Run one command with these settings and no other."""
    application = with_weights(read_settings(given))
    content = said if isinstance(said, bytes) else said.encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))
        try:
            code = run(arguments, wiring_of(application.settings, lambda: application))
        finally:
            application.close()
    out, err = capture.readouterr()
    return Said(code, out, err)


@pytest.fixture(scope="session")
def published_data(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The shipped policies, published once for the whole run by whoever comes first; copy before changing."""
    own = tmp_path_factory.getbasetemp()
    data = (own if worker_id == "master" else own.parent) / "published"
    lock = FolderLock(data)
    lock.take(_TO_PUBLISH)
    try:
        if not data.exists():
            _publish(data.with_name("publishing"))
            data.with_name("publishing").rename(data)
    finally:
        lock.release()
    return data


def _publish(data: Path) -> None:
    application = with_weights(read_settings({"VIGIE_DATA": str(data), "VIGIE_LANG": "en"}))
    code = run(["policies", "publish"], wiring_of(application.settings, lambda: application))
    application.close()
    assert code == 0


@pytest.fixture
def vigie(published_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Vigie:
    """The command line over a copy of the published library."""
    data = tmp_path / "data"
    shutil.copytree(published_data, data)

    def command(*arguments: str, said: str | bytes = "", policies: Path = POLICIES) -> Said:
        return run_vigie(data, policies, capsys, *arguments, said=said)

    return command


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test comes first publishes for all: half a minute, and more on a busy machine."""
    for item in items:
        if "published_data" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(240))


@pytest.fixture
def process(workspace: LocalWorkspace, published_data: Path, tmp_path: Path) -> Iterator[BotProcess]:
    """A bot to start, in a process of its own, over a copy of the published library."""
    started = BotProcess(workspace, Path(shutil.copytree(published_data, tmp_path / "data")))
    yield started
    started.close()


@pytest.fixture(scope="module")
def journal() -> io.StringIO:
    """What the bot of a file of tests writes in its journal."""
    return io.StringIO()


@pytest.fixture(scope="module")
def data(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, published."""
    return Path(shutil.copytree(published_data, tmp_path_factory.mktemp("bot") / "data"))
