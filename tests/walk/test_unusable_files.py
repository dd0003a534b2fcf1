"""A file of the data folder that `vigie chat` cannot use is named in one sentence; the port is not blamed."""

import shutil
import socket
from pathlib import Path

import pytest

from tests.marks import slowly
from tests.walk.conftest import Vigie


def published_chat(tmp_path: Path) -> Path:
    """The folder of `vigie chat`, in which the policies of `vigie`'s data are published already."""
    bot = tmp_path / "data" / "chat" / "bot"
    shutil.copytree(tmp_path / "data", bot, ignore=shutil.ignore_patterns("chat"))
    return bot.parent


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "workspace.sqlite3",
            "The conversation cannot be kept in {}: check that it is a file that may be read and written.",
        ),
        slowly("chat.log", "The data folder cannot be written to: check {} and its permissions."),
        slowly("bot/bot.lock", "The data folder cannot be written to: check {} and its permissions."),
    ],
)
def test_a_folder_in_the_place_of_a_file_is_named(
    vigie: Vigie, tmp_path: Path, name: str, sentence: str
) -> None:
    file = published_chat(tmp_path) / name
    file.mkdir()

    said = vigie("chat", "--no-browser", "--port", "0")

    assert (said.code, said.err) == (1, sentence.format(file) + "\n")


def test_a_port_that_is_taken_is_said_to_be(vigie: Vigie) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = vigie("chat", "--no-browser", "--port", str(port))

    assert said.code == 1
    assert said.err.startswith(f"Port {port} is taken:")
