"""Files that the app brings, in Slack's three steps, and as the people of a conversation get them."""

import urllib.error
import urllib.request
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.workspace.limits import FILE_BYTES
from bot.workspace.server import LocalWorkspace
from tests.workspace.downloads import content_of
from tests.workspace.page_client import browse, state
from tests.workspace.refusals import refusal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\0\0\3\0" + b"\0\0\1\0"


def brought(
    client: WebClient, content: bytes = PNG, name: str = "figures.png", alt: str = "Two bars."
) -> str:
    """The id of a file whose bytes are there, not completed yet."""
    given = client.files_getUploadURLExternal(filename=name, length=len(content), alt_txt=alt)
    assert send(str(given["upload_url"]), content) == 200
    return str(given["file_id"])


def send(address: str, content: bytes) -> int:
    headers = {"Content-Type": "application/octet-stream"}
    request = urllib.request.Request(address, content, headers, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code


def test_what_is_completed_stands_in_one_message_of_the_bot(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    amelie = workspace.person("Amélie")
    files: list[dict[str, Any]] = [
        {"id": brought(client), "title": "Figures"},
        {"id": brought(client, b"a,b", "figures.csv", "")},
    ]

    done = client.files_completeUploadExternal(
        files=files, channel_id=amelie.channel, initial_comment="Here they are."
    )

    [message] = workspace.messages(amelie)
    assert (message["text"], message["subtype"]) == ("Here they are.", "file_share")
    assert message["user"] == workspace.identity.bot_user
    picture, table = message["files"]
    assert (picture["title"], picture["alt_txt"], picture["mimetype"]) == (
        "Figures",
        "Two bars.",
        "image/png",
    )
    assert (table["title"], table["mimetype"]) == ("figures.csv", "text/csv")
    assert [each["id"] for each in done["files"]] == [each["id"] for each in files]
    assert content_of(workspace, picture["id"]) == PNG


def test_it_can_stand_in_a_thread(workspace: LocalWorkspace, client: WebClient) -> None:
    amelie = workspace.person("Amélie")
    root = workspace.say(amelie, "Les chiffres?")
    file = [{"id": brought(client)}]

    client.files_completeUploadExternal(files=file, channel_id=amelie.channel, thread_ts=root)

    assert workspace.messages(amelie)[-1]["thread_ts"] == root


def test_nothing_is_completed_twice_nor_without_its_bytes(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    channel = workspace.person("Amélie").channel
    announced = client.files_getUploadURLExternal(filename="a.png", length=4)
    file = [{"id": brought(client)}]
    client.files_completeUploadExternal(files=file, channel_id=channel)

    for given in (file, [{"id": announced["file_id"]}], [{"id": "F404"}]):
        answer = refusal(client.files_completeUploadExternal, files=given, channel_id=channel)
        assert answer["error"] == "file_not_found"
    assert len(workspace.messages(workspace.person("Amélie"))) == 1


def test_bytes_are_as_many_as_announced_and_have_an_address(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    address = str(client.files_getUploadURLExternal(filename="a.png", length=4)["upload_url"])

    assert send(address, b"12345") == 400
    assert send(f"{address}0", b"1234") == 400
    assert send(address, b"1234") == 200


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"filename": "", "length": 4}, "invalid_arguments"),
        ({"filename": "a.png", "length": 0}, "invalid_arguments"),
        ({"filename": "a.png", "length": FILE_BYTES + 1}, "file_upload_size_restricted"),
        ({"filename": "a.png", "length": 4, "alt_txt": "a" * 2_001}, "alt_txt_too_large"),
    ],
)
def test_what_cannot_be_taken_is_refused(client: WebClient, asked: dict[str, Any], error: str) -> None:
    assert refusal(client.files_getUploadURLExternal, **asked)["error"] == error


def test_the_bot_gives_nothing_where_it_is_not(workspace: LocalWorkspace, client: WebClient) -> None:
    file = [{"id": brought(client)}]
    for channel, error in (
        ("C404", "channel_not_found"),
        (workspace.channel("marketing").id, "not_in_channel"),
    ):
        given = refusal(client.files_completeUploadExternal, files=file, channel_id=channel)
        assert given["error"] == error


def test_who_reads_a_conversation_gets_its_files_and_nobody_else(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    amelie, james = workspace.person("Amélie"), workspace.person("James")
    client.files_completeUploadExternal(files=[{"id": brought(client)}], channel_id=amelie.channel)

    async def scene(session: aiohttp.ClientSession) -> None:
        [message] = (await state(session, person=amelie.id))["messages"]
        asked = {"person": amelie.id, "channel": amelie.channel, "ts": message["ts"]}
        asked |= {"file": message["files"][0]["id"]}
        for given, status in (
            (asked, 200),
            (asked | {"person": james.id}, 404),
            (asked | {"channel": james.channel}, 404),
            (asked | {"file": "F404"}, 404),
            (asked | {"ts": "1.000001"}, 404),
        ):
            async with session.get("/ui/message-file", params=given) as answer:
                assert answer.status == status
                if status == 200:
                    assert (await answer.read(), answer.content_type) == (PNG, "image/png")
                    assert answer.headers["Content-Disposition"] == "attachment"

    browse(workspace, scene)
