"""Every name that Slack keeps for us: actions, blocks, metadata, events and scopes. Change one and old cards
lose their buttons."""

METADATA_EVENT = "vigie_message"
"""The type of the metadata that every message of the bot carries; its payload is `{"key": …}`."""

ANOTHER_VERSION = "card_another"
CHOOSE_PLATFORM = "card_platform"
WAS_A_QUESTION = "card_question"
WAS_A_DRAFT = "card_review"
TRY_AGAIN = "card_retry"

EVENTS = ("app_home_opened", "message.im")
"""What the bot subscribes to (`manifest.json`)."""

SCOPES = ("assistant:write", "chat:write", "im:history", "im:read", "im:write", "users:read")
"""What the bot's token must allow, and nothing more."""

APP_SCOPE = "connections:write"
"""What the app's token (Socket Mode) must allow."""
