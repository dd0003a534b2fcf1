"""A program that fetches a file by its address."""

import urllib.request

from bot.workspace.server import LocalWorkspace
from tests.workspaces import web_client


def downloaded(address: str, token: str = "") -> tuple[int, str, bytes]:
    """Status, kind and bytes of what is found there."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:  # noqa: S310
        return answer.status, answer.headers.get_content_type(), answer.read()


def content_of(workspace: LocalWorkspace, file_id: str) -> bytes:
    """The bytes of a file of the workspace, as its app reads them."""
    file = web_client(workspace).files_info(file=file_id)["file"]
    return downloaded(file["url_private"], workspace.bot_token)[2]
