"""The program as a command finds it, with the settings of a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.bootstrap.application import Application
from bot.config import read_settings

Opened = Callable[..., Application]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """`opened(VIGIE_MODEL="…")`: the program with these settings, over one data folder."""
    applications: list[Application] = []

    def open_with(**given: str) -> Application:
        settings = read_settings({"VIGIE_DATA": str(tmp_path / "data"), "VIGIE_LANG": "en"} | given)
        applications.append(Application(settings))
        return applications[-1]

    yield open_with
    for each in applications:
        each.close()
