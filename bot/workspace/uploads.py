"""Files that the app brings: an address for each, its bytes, then one call that puts them in a conversation.

Slack's way since `files.upload` is gone: what is not completed is lost, and nothing is completed twice.
"""

import mimetypes
import secrets
from dataclasses import dataclass, field

from bot.workspace.files import GivenFile

PATH = "upload/v1/"
_OTHERWISE = "application/octet-stream"


class UploadRefused(Exception):
    """Nothing is taken there, or nothing that was brought is as it was announced."""


@dataclass
class _Upload:
    file_id: str
    name: str
    length: int
    alt_text: str
    content: bytes | None = field(default=None, repr=False)


class Uploads:
    """What is on its way, by the secret of its address and by the id that it will have."""

    def __init__(self) -> None:
        self._by_secret: dict[str, _Upload] = {}

    def announce(self, name: str, length: int, alt_text: str) -> tuple[str, str]:
        """The path at which the bytes are taken, and the file's id."""
        secret, file_id = secrets.token_hex(24), f"F{secrets.token_hex(5).upper()}"
        self._by_secret[secret] = _Upload(file_id, name, length, alt_text)
        return f"{PATH}{secret}", file_id

    def bring(self, secret: str, content: bytes) -> None:
        """The bytes, as many as were announced. Raises UploadRefused."""
        upload = self._by_secret.get(secret)
        if upload is None or len(content) != upload.length:
            raise UploadRefused
        upload.content = content

    def complete(self, file_id: str) -> tuple[GivenFile, str]:
        """The file and what it is for who does not see it; once. Raises UploadRefused."""
        for secret, upload in self._by_secret.items():
            if upload.file_id == file_id and upload.content is not None:
                del self._by_secret[secret]
                kind = mimetypes.guess_type(upload.name)[0] or _OTHERWISE
                return GivenFile(upload.name, kind, upload.content), upload.alt_text
        raise UploadRefused
