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

TRANSLATE = "card_translate"
SHARE = "card_share"
TO_DM = "card_to_dm"
COPY = "card_copy"
CHANGES = "card_changes"
CLAUSE = "card_clause"
CLAUSE_TOO = "card_clause_too"
"""The second clause of a row: Slack takes an action once a block. The value of both is `card|number`."""
WRONG = "card_wrong"
ASK_COMPLIANCE = "card_ask"
POSTED = "card_posted"
POLL = "card_poll"
ALT_TEXT = "card_alt_text"
OFFER_GOOD_POST = "good_post_offer"
MORE = "card_more"
"""A menu of what is asked less often: a choice's value is another action and the card (`action|card`)."""

ACCOUNT_OWN = "account_own"
ACCOUNT_FIRM = "account_firm"
POST_NOTICE = "notice_post"
END_NOTICE = "notice_end"
SEND_FIGURES = "figures_send"

SPEAKER = "speaker_say"
SPEAKER_LATER = "speaker_later"

EXERCISE = "learn_exercise"
CERTIFY = "learn_certify"
LEARN = "learn_lessons"
REMIND_IN_AN_HOUR = "cool_hour"
REMIND_TOMORROW = "cool_tomorrow"
SHOW_REWRITE = "cool_show"
DROP_DRAFT = "cool_drop"

APPROVE = "request_approve"
APPROVE_CHANGED = "request_change"
REJECT = "request_reject"
ASK_AUTHOR = "request_ask"
TAKE_REQUEST = "request_take"
ANSWER_OFFICER = "request_answer"
WITHDRAW_REQUEST = "request_withdraw"
READ_INCIDENT = "incident_read"
HANDLE_INCIDENT = "incident_handle"
DRAW_SAMPLE = "sample_draw"
READ_SAMPLE = "sample_read"
SETTLE = "disagreement_settle"
SETTLE_GOOD_POST = "good_post_settle"
TAKE_BACK_GOOD_POST = "good_post_back"
READ_GOOD_POST = "good_post_read"

HOME = "home"
"""Begins the action ids of a person's own page that show another part of it (`home_queue`, `home_next`);
their value is `section|filter|page`."""

REVIEW_MESSAGE = "review_message"
"""The shortcut in the menu of a message."""
NEW_REVIEW = "new_review"
"""The shortcut that opens the form for a draft."""

PREVIEW_POLICY = "policy_preview"
PUBLISH_POLICY = "policy_publish"
WITHDRAW_POLICY = "policy_withdraw"
COMPARE_POLICY = "policy_compare"
CANCEL_PREVIEW = "policy_cancel"
ROLL_BACK = "policy_rollback"
CHOOSE_FILE = "policy_upload"

_FORM = "form_"
"""Begins the callback id of every form; its name follows (`form_views.FormName`)."""

_PLATFORM_BLOCK = "platform:"
"""Begins the block id of the platform select: a select has no value of its own, its block names the card."""

POLICY_COMMAND = "/policy"
REVIEW_COMMAND = "/vigie"
COMMANDS = (POLICY_COMMAND, REVIEW_COMMAND)
"""What people may type anywhere in the workspace (`manifest.json`)."""

EVENTS = ("app_home_opened", "app_mention", "message.im")
"""What the bot subscribes to (`manifest.json`)."""

SCOPES = (
    "app_mentions:read", "assistant:write", "chat:write", "commands", "files:read", "files:write",
    "im:history", "im:write", "usergroups:read", "users:read",
)  # fmt: skip
"""What the bot's token must allow, and nothing more."""

WEB_PATH = "/slack/events"
"""Where Slack sends everything over HTTP."""

APP_SCOPE = "connections:write"
"""What the app's token (Socket Mode) must allow."""


def form_callback(name: str) -> str:
    """The callback id of that form."""
    return f"{_FORM}{name}"


def form_name(callback_id: str) -> str:
    """The name of the form with that callback id, "" for any other."""
    return callback_id.removeprefix(_FORM) if callback_id.startswith(_FORM) else ""


def platform_block(card: str) -> str:
    """The id of the block that holds a card's platform select."""
    return f"{_PLATFORM_BLOCK}{card}"


def card_of_block(block_id: str) -> str:
    """The card that a platform select belongs to, "" for any other block."""
    return block_id.removeprefix(_PLATFORM_BLOCK) if block_id.startswith(_PLATFORM_BLOCK) else ""
