"""Files in the workspace: kept with their bytes, described as Slack does, read with the app's token alone."""

import re
import urllib.error
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.workspace.faults import Fault
from bot.workspace.people_acts import GivenFile
from bot.workspace.server import LocalWorkspace
from tests.workspace.downloads import downloaded
from tests.workspace.refusals import refusal
from tests.workspaces import local_workspace, web_client

POLICY = GivenFile("Politique médias (v2).md", "text/markdown", "# Médias\n\nArticle 1 …".encode())


def attached(workspace: LocalWorkspace, file: GivenFile = POLICY) -> dict[str, Any]:
    """The file as the bot hears of it."""
    workspace.say(workspace.person("Élise"), "Voici", files=[file])
    return dict(workspace.on_the_way()[-1]["event"]["files"][0])


def test_the_app_reads_the_bytes_that_a_person_attached(workspace: LocalWorkspace) -> None:
    file = attached(workspace)
    for address in (file["url_private"], file["url_private_download"]):
        assert address.startswith(f"{workspace.page_url}files-pri/")
        read = downloaded(address, workspace.bot_token)
        assert read == (200, "text/markdown", POLICY.content)


def test_a_file_is_described_to_the_app_as_it_was_in_the_event(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    file = attached(workspace)
    assert client.files_info(file=file["id"])["file"] == file
    assert (file["name"], file["filetype"], file["size"]) == (POLICY.name, "md", len(POLICY.content))
    assert (file["mode"], file["file_access"], file["user"]) == (
        "hosted",
        "visible",
        workspace.person("Élise").id,
    )
    assert refusal(client.files_info, file="F404")["error"] == "file_not_found"


@pytest.mark.parametrize("token", ["", "xoxb-somebody-else", "app"])
def test_whoever_has_no_token_of_the_app_gets_a_page_to_sign_in(
    workspace: LocalWorkspace, token: str
) -> None:
    file = attached(workspace)
    given = workspace.app_token if token == "app" else token
    status, kind, page = downloaded(file["url_private_download"], given)
    assert (status, kind) == (200, "text/html")
    assert b"Sign in" in page
    assert POLICY.content not in page


def test_an_app_without_the_scope_reads_no_file(tmp_path: Path) -> None:
    with local_workspace(tmp_path, scopes=["chat:write"]) as workspace:
        file = attached(workspace)
        assert downloaded(file["url_private"], workspace.bot_token)[1] == "text/html"
        answer = refusal(web_client(workspace).files_info, file=file["id"])
        assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")


def test_a_file_survives_a_restart_at_another_address(tmp_path: Path) -> None:
    with local_workspace(tmp_path) as workspace:
        file = attached(workspace)
    with local_workspace(tmp_path) as workspace:
        client = web_client(workspace)
        found = client.files_info(file=file["id"])["file"]
        (message,) = client.conversations_history(channel=workspace.person("Élise").channel)["messages"]
        assert found == message["files"][0]
        assert found["url_private"].startswith(workspace.page_url)
        assert downloaded(found["url_private"], workspace.bot_token)[2] == POLICY.content


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nSet-Cookie: x.md", "C:\\a b.md", "…", "noms.tar.gz"]
)
def test_a_name_is_kept_as_given_and_harms_no_address(workspace: LocalWorkspace, name: str) -> None:
    file = attached(workspace, GivenFile(name, "text/html\r\nX: y", b"a"))
    assert (file["name"], file["mimetype"]) == (name, "application/octet-stream")
    path = file["url_private"].removeprefix(workspace.page_url)
    assert re.fullmatch(r"files-pri/[\w-]+/\w+", path, re.ASCII)
    assert downloaded(file["url_private_download"], workspace.bot_token)[2] == b"a"


def test_a_download_meets_the_faults_that_a_test_wants(workspace: LocalWorkspace) -> None:
    file = attached(workspace)
    workspace.faults.next_calls("files-pri", Fault(status=503))
    with pytest.raises(urllib.error.HTTPError) as raised:
        downloaded(file["url_private"], workspace.bot_token)
    assert raised.value.code == 503
    raised.value.close()
