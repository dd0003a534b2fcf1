"""Files that the bot gives: their bytes go to Slack's own hosts alone, then into one message."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request

from slack_sdk import WebClient

from bot.slack.calls import call
from bot.slack.file_hosts import file_opener, is_of_slack
from bot.usecases.chat_ports import CannotShow, Place, TryLater

_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way to a conversation."""

    name: str
    content: bytes = field(repr=False)
    title: str
    alt_text: str = ""
    """What a picture shows, for who does not see it."""


def give_files(client: WebClient, place: Place, uploads: Sequence[Upload], words: str) -> str:
    """Put the files there in one message with those words; the first file's id.

    Raises `TryLater`, `CannotShow`. A message that Slack made and did not answer for comes a second time.
    """
    ids = [_brought(client, each) for each in uploads]
    call(
        client.files_completeUploadExternal,
        files=[{"id": ident, "title": each.title} for ident, each in zip(ids, uploads, strict=True)],
        channel_id=place.channel,
        thread_ts=place.thread or None,
        initial_comment=words,
    )
    return ids[0]


def _brought(client: WebClient, upload: Upload) -> str:
    """The id of a file whose bytes Slack has."""
    told = call(
        client.files_getUploadURLExternal,
        filename=upload.name,
        length=len(upload.content),
        alt_txt=upload.alt_text or None,
    )
    address = str(told["upload_url"])
    if not is_of_slack(address, client.base_url):
        raise CannotShow("foreign_address")
    _send(address, upload.content, client.base_url)
    return str(told["file_id"])


def _send(address: str, content: bytes, api_url: str) -> None:
    trouble: TryLater | CannotShow
    headers = {"Content-Type": "application/octet-stream"}
    request = Request(address, content, headers, method="POST")  # noqa: S310 - one of Slack's hosts
    try:
        with file_opener(api_url).open(request, timeout=_SECONDS):
            return
    except HTTPError as refused:
        passing = refused.code == 429 or refused.code >= 500
        trouble = TryLater(f"http_{refused.code}") if passing else CannotShow(f"http_{refused.code}")
        refused.close()
    except (OSError, HTTPException):
        trouble = TryLater("unreachable")
    raise trouble
