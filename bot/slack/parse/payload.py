"""Taking values out of a payload whose shape nobody vouches for."""

import re
from collections.abc import Mapping
from typing import Any

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TS = re.compile(r"[0-9]{1,20}\.[0-9]{1,20}")
_ADDRESS = re.compile(r"https?://[!-~]{1,1000}")
_NOT_STORABLE = re.compile(r"[\x00\ud800-\udfff]")

Table = Mapping[str, Any]


def table(value: object, *path: str) -> Table:
    """The mapping at a path, empty where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def tables(value: object, key: str) -> list[Table]:
    """The mappings of a list, without what else is in it."""
    found = table(value).get(key)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def text(value: object, key: str) -> str:
    """A text, "" where there is none. What no database can keep (NUL, half a character) becomes U+FFFD."""
    found = table(value).get(key)
    return _NOT_STORABLE.sub("\ufffd", found) if isinstance(found, str) else ""


def number(value: object, key: str) -> int:
    """A whole number from 0 on, 0 where there is none."""
    found = table(value).get(key)
    return found if isinstance(found, int) and found > 0 else 0


def identifier(value: object, key: str) -> str:
    """An id of Slack's, "" for anything that cannot be one."""
    found = table(value).get(key)
    return found if isinstance(found, str) and _ID.fullmatch(found) else ""


def timestamp(value: object, key: str) -> str:
    """A `ts`, "" for anything that cannot be one."""
    found = table(value).get(key)
    return found if isinstance(found, str) and _TS.fullmatch(found) else ""


def address(value: object) -> str:
    """Where a command, a shortcut or a press is answered (`response_url`), "" for what is no address."""
    found = text(value, "response_url")
    return found if _ADDRESS.fullmatch(found) else ""
