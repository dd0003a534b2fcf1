"""What travels: JSON objects, as Slack writes them."""

import json
from typing import Any

Json = dict[str, Any]

_LEVELS = 50
"""More than anything real has, and far from what Python can follow."""


def read_json(written: str) -> Any:
    """The value. Raises ValueError for what is no JSON, too deep, or holds half a character."""
    try:
        value = json.loads(written)
    except RecursionError:
        raise ValueError("too deep") from None
    if _is_deeper(value, _LEVELS):
        raise ValueError("too deep")
    json.dumps(value, ensure_ascii=False).encode()
    return value


def _is_deeper(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    parts = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(part, levels - 1) for part in parts)
