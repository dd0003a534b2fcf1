"""The files that people gave to Slack, fetched with the bot's token from Slack's own hosts alone."""

from collections.abc import Mapping
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError
from urllib.request import Request

from slack_sdk import WebClient

from bot.slack.calls import call
from bot.slack.file_hosts import file_opener, is_of_slack
from bot.usecases.chat_ports import CannotShow, FileRef, TryLater
from bot.usecases.library_ports import FileRefused, GivenFile

MOST_BYTES = 25_000_000
_PART = 64 * 1024
_SECONDS = 20
_GONE = ("file_not_found", "file_deleted", "not_visible", "access_denied", "not_in_channel")


class SlackFiles:
    """The port `Files`."""

    def __init__(self, client: WebClient, most_bytes: int = MOST_BYTES) -> None:
        """`client` as `calls.open_client` makes it."""
        self._client = client
        self._most = most_bytes
        self._opener = file_opener(client.base_url)

    def fetch(self, file: FileRef) -> GivenFile:
        """Its bytes. Raises `FileRefused` for one that is too large, `TryLater`, `CannotShow`."""
        if file.size > self._most:
            raise self._too_large()
        known: Mapping[str, Any] = self._ask(file)
        address = str(known.get("url_private_download") or known.get("url_private") or "")
        if not is_of_slack(address, self._client.base_url):
            raise CannotShow("foreign_address")
        name, media_type = str(known.get("name") or file.name), str(known.get("mimetype") or "")
        content = self._content(address, media_type)
        if "html" in media_type and known.get("size") not in (None, len(content)):
            raise CannotShow("login_page")  # a page, but not the one that was given
        return GivenFile(name, content, media_type)

    def _ask(self, file: FileRef) -> Mapping[str, Any]:
        try:
            known: Mapping[str, Any] = call(self._client.files_info, file=file.id)["file"]
        except CannotShow as refused:
            if refused.why in _GONE:
                raise
            why = refused.why  # of the token or its scopes, which the operator mends
        else:
            return known
        raise TryLater(why)

    def _content(self, address: str, media_type: str) -> bytes:
        trouble: TryLater | CannotShow
        request = Request(address, headers={"Authorization": f"Bearer {self._client.token}"})  # noqa: S310
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                sent = str(answer.headers.get_content_type())
                if sent == "text/html" and "html" not in media_type:
                    # Slack's page to log in: the token is not one for files.
                    trouble = CannotShow("login_page")
                else:
                    return self._read(answer)
        except HTTPError as refused:
            passing = refused.code == 429 or refused.code >= 500
            trouble = TryLater(f"http_{refused.code}") if passing else CannotShow(f"http_{refused.code}")
            refused.close()
        except (OSError, HTTPException):
            trouble = TryLater("unreachable")
        raise trouble

    def _read(self, answer: IO[bytes]) -> bytes:
        content = bytearray()
        while part := answer.read(_PART):
            content += part
            if len(content) > self._most:
                raise self._too_large()
        return bytes(content)

    def _too_large(self) -> FileRefused:
        return FileRefused("too-large", str(self._most // 1_000_000))
