"""What travels: JSON objects, as Slack writes them."""

from typing import Any

Json = dict[str, Any]
