"""The files that people attach: kept with their bytes, and read by the app with its token."""

import re
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.workspace import limits
from bot.workspace.json_types import Json
from bot.workspace.people import Identity

PATH = "files-pri/"
_PNG = b"\x89PNG\r\n\x1a\n"
_MIMETYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that somebody attaches."""

    name: str
    mimetype: str
    content: bytes = field(repr=False)


def too_large(files: Sequence[GivenFile]) -> bool:
    """Whether they are more than one message or form takes."""
    return sum(len(file.content) for file in files) > limits.FILE_BYTES


def new_file(file: GivenFile, person_id: str, seconds: int, identity: Identity) -> Json:
    """The file as it is kept: as Slack describes it, without its addresses, which change with the port."""
    kind = file.name.rpartition(".")[2].lower() if "." in file.name else "binary"
    return {
        "id": f"F{secrets.token_hex(5).upper()}",
        "created": seconds,
        "timestamp": seconds,
        "name": file.name,
        "title": file.name,
        "mimetype": file.mimetype if _MIMETYPE.fullmatch(file.mimetype) else "application/octet-stream",
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": person_id,
        "user_team": identity.team,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "file_access": "visible",
    } | _measures(file.content)


def _measures(content: bytes) -> Json:
    """The width and the height of a PNG, as Slack tells them of pictures (PNG specification, 11.2.2 IHDR)."""
    if not content.startswith(_PNG) or len(content) < len(_PNG) + 16:
        return {}
    width, height = struct.unpack(">II", content[16:24])
    return {"original_w": width, "original_h": height}


def addressed(file: Json, address: str, identity: Identity) -> Json:
    """The file with where it is found on this workspace, which is served at `address`."""
    place = f"{identity.team}-{file['id']}"
    name = "_".join(re.findall(r"[a-z0-9]+", file["name"].lower())) or "file"
    found_at = f"{address}{PATH}{place}"
    return file | {
        "url_private": f"{found_at}/{name}",
        "url_private_download": f"{found_at}/download/{name}",
        "permalink": f"{address}files/{file['user']}/{file['id']}/{name}" if "user" in file else found_at,
    }


def file_id(place: str) -> str:
    """The id of the file at that place."""
    return place.rpartition("-")[2]
