"""Files on the page: a picture is shown with what it is for who does not see it, any other can be kept."""

import base64

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import amelie, bot, last_message
from tests.workspace.test_uploads import brought

__all__ = ["amelie", "bot", "browser", "visit"]

A_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.slow
def test_a_picture_is_shown_and_a_table_can_be_kept(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    files = [{"id": brought(bot, A_DOT)}, {"id": brought(bot, b"a,b", "figures.csv", "")}]
    bot.files_completeUploadExternal(files=files, channel_id=amelie.channel, initial_comment="Les chiffres.")
    page = visit(workspace, amelie)
    message = last_message(page)

    picture = message.get_by_role("img", name="Two bars.")
    expect(picture).to_be_visible()
    page.wait_for_function(
        "image => image.complete && image.naturalWidth === 1", arg=picture.element_handle()
    )
    expect(message.get_by_role("link", name="figures.csv")).to_be_in_viewport()
    with page.expect_download() as coming:
        message.get_by_role("link", name="figures.csv").click()
    assert coming.value.path().read_bytes() == b"a,b"
    assert coming.value.suggested_filename == "figures.csv"
