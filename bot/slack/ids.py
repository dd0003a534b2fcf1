"""Every name that Slack keeps for us: actions, blocks, metadata, events and scopes. Change one and old cards
lose their buttons."""

METADATA_EVENT = "vigie_message"
"""The type of the metadata that every message of the bot carries; its payload is `{"key": …}`."""

ANOTHER_VERSION = "card_another"
COMPLETE = "card_complete"
CHOOSE_PLATFORM = "card_platform"
WAS_A_QUESTION = "card_question"
WAS_A_DRAFT = "card_review"
TRY_AGAIN = "card_retry"
SHORTER = "card_shorter"
WHY = "card_why"
REVIEW_AGAIN = "card_again"

PREVIEW_POLICY = "policy_preview"
PUBLISH_POLICY = "policy_publish"
WITHDRAW_POLICY = "policy_withdraw"
COMPARE_POLICY = "policy_compare"
CANCEL_PREVIEW = "policy_cancel"
ROLL_BACK = "policy_rollback"
CHOOSE_FILE = "policy_upload"

UPLOAD_FORM = "policy_form"
"""The form with which a policy is given: its callback id. A field is the id of a block and of what is in it,
and what `Received.form` calls it."""
FORM_FILE = "file"
FORM_DOCUMENT = "document"
FORM_ID = "id"
FORM_TITLE = "title"
FORM_LANGUAGE = "language"
FORM_FIELDS = (FORM_DOCUMENT, FORM_ID, FORM_TITLE, FORM_LANGUAGE)

_PLATFORM_BLOCK = "platform:"
"""Begins the block id of the platform select: a select has no value of its own, its block names the card."""

POLICY_COMMAND = "/policy"
REVIEW_COMMAND = "/vigie"
COMMANDS = (POLICY_COMMAND, REVIEW_COMMAND)
"""What people may type anywhere in the workspace (`manifest.json`)."""

EVENTS = ("app_home_opened", "message.im")
"""What the bot subscribes to (`manifest.json`)."""

SCOPES = (
    "assistant:write", "chat:write", "commands", "files:read", "im:history", "im:write", "usergroups:read",
    "users:read",
)  # fmt: skip
"""What the bot's token must allow, and nothing more."""

APP_SCOPE = "connections:write"
"""What the app's token (Socket Mode) must allow."""


def platform_block(card: str) -> str:
    """The id of the block that holds a card's platform select."""
    return f"{_PLATFORM_BLOCK}{card}"


def card_of_block(block_id: str) -> str:
    """The card that a platform select belongs to, "" for any other block."""
    return block_id.removeprefix(_PLATFORM_BLOCK) if block_id.startswith(_PLATFORM_BLOCK) else ""
