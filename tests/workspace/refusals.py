"""What Slack says when it refuses."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


def refusal(call: Any, **arguments: Any) -> dict[str, Any]:
    """What the refused call was answered."""
    with pytest.raises(SlackApiError) as raised:
        call(**arguments)
    return dict(raised.value.response.data)
