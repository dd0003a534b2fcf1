"""What the bot is known to send."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILES = sorted((Path(__file__).parents[1] / "golden" / "slack").glob("*.json"))


def golden() -> Iterator[dict[str, Any]]:
    """Messages, and views, which have a type; a file holds one, or several by name."""
    for file in FILES:
        content = json.loads(file.read_text(encoding="utf-8"))
        several = content.values() if "blocks" not in content else [content]
        yield from (each for each in several if isinstance(each, dict))  # of some, only the words are kept
