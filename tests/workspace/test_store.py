"""The file: what was said survives, its owner alone reads it, one workspace at a time has it."""

import socket
import sqlite3
from pathlib import Path

import pytest

from bot.workspace.people_acts import GivenFile
from bot.workspace.server import LocalWorkspace
from bot.workspace.store import WorkspaceFileError
from tests.workspaces import local_workspace, web_client


def test_what_was_said_survives_a_restart(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:
        person = workspace.person("Amélie")
        root = workspace.say(person, "Un brouillon 🚀")
        web_client(workspace).chat_postMessage(channel=person.channel, text="Lu", thread_ts=root)
        before = (workspace.messages(person), workspace.bot_token, workspace.app_token)
    with local_workspace(tmp_path) as workspace:
        assert (workspace.messages(person), workspace.bot_token, workspace.app_token) == before
        assert web_client(workspace).auth_test()["ok"]
        assert workspace.say(person, "après") > before[0][-1]["ts"]


def test_two_workspaces_have_different_tokens(tmp_path: Path) -> None:
    with local_workspace(tmp_path / "a") as one, local_workspace(tmp_path / "b") as two:
        assert len({one.bot_token, two.bot_token, one.app_token, two.app_token}) == 4
        assert one.bot_token.startswith("xoxb-local-")
        assert one.app_token.startswith("xapp-local-")


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    with local_workspace(tmp_path / "chat") as workspace:
        workspace.say(workspace.person("Amélie"), "Confidentiel")
        files = list((tmp_path / "chat").iterdir())
        assert files
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (tmp_path / "chat").stat().st_mode & 0o777 == 0o700


def _refusal(workspace: LocalWorkspace) -> str:
    with pytest.raises(WorkspaceFileError) as raised:
        workspace.start()
    return raised.value.reason


def test_a_file_in_use_is_refused(tmp_path: Path) -> None:
    with local_workspace(tmp_path):
        assert _refusal(local_workspace(tmp_path)) == "busy"


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "workspace.sqlite"
    file.write_bytes(b"not a database, " * 100)
    assert _refusal(local_workspace(tmp_path)) == "damaged"
    assert file.read_bytes() == b"not a database, " * 100


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "workspace.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    assert _refusal(local_workspace(tmp_path)) == "newer"


def test_a_taken_port_is_an_error_and_nothing_stays_open(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="address already in use"):
            local_workspace(tmp_path, port=taken.getsockname()[1]).start()
    with local_workspace(tmp_path) as workspace:
        assert workspace.page_url == f"http://127.0.0.1:{workspace.port}/"


def test_the_workspace_listens_on_this_machine_alone(workspace: LocalWorkspace) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.2", workspace.port))  # free, so the workspace is not on every address


def test_stopping_twice_or_before_starting_is_harmless(tmp_path: Path) -> None:
    workspace = local_workspace(tmp_path)
    workspace.stop()
    workspace.start()
    workspace.stop()
    workspace.stop()


def test_a_file_of_an_earlier_version_is_taken_on_and_keeps_files_from_now_on(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:
        person = workspace.person("Amélie")
        workspace.say(person, "Avant")
    with sqlite3.connect(tmp_path / "workspace.sqlite") as database:
        database.execute("DROP TABLE files")
        database.execute("PRAGMA user_version = 1")
    database.close()
    with local_workspace(tmp_path) as workspace:
        workspace.say(person, "Après", files=[GivenFile("a.md", "text/markdown", b"a")])
        before, after = workspace.messages(person)
        assert before["text"] == "Avant"
        assert web_client(workspace).files_info(file=after["files"][0]["id"])["file"]["name"] == "a.md"
