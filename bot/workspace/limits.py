"""What Slack refuses, in numbers, and where each number comes from.

docs  the reference of that method or block at docs.slack.dev
sdk   what `slack_sdk` checks in its own block classes
seen  observed by others: bolt-js issue 2509 for the whole of a message's blocks
"""

MESSAGE_TEXT = 40_000  # docs, chat.postMessage and the composer
UPDATED_TEXT = 4_000  # docs, chat.update: "the text field cannot exceed 4,000 characters"
MESSAGE_BLOCKS = 50  # docs
BLOCKS_JSON = 13_200  # seen: msg_blocks_too_long though every block was legal
METADATA_JSON = 8_000  # docs, message metadata: about 8 kB

BLOCK_ID = 255  # docs
ACTION_ID = 255  # docs
SECTION_TEXT = 3_000  # docs, sdk
SECTION_FIELDS = 10  # docs, sdk
FIELD_TEXT = 2_000  # docs, sdk
HEADER_TEXT = 150  # docs, sdk
CONTEXT_ELEMENTS = 10  # docs, sdk
CONTEXT_TEXT = 3_000  # docs: a text object
MARKDOWN_TEXT = 12_000  # docs: all markdown blocks of one message together
IMAGE_URL = 3_000  # docs
ALT_TEXT = 2_000  # docs

ACTIONS_ELEMENTS = 25  # docs, sdk
BUTTON_TEXT = 75  # docs, sdk
BUTTON_VALUE = 2_000  # docs, sdk
BUTTON_URL = 3_000  # docs, sdk
SELECT_OPTIONS = 100  # docs, sdk
OVERFLOW_OPTIONS = 5  # docs, sdk
OPTION_TEXT = 75  # docs, sdk
OPTION_VALUE = 150  # docs
PLACEHOLDER = 150  # docs, sdk
CONFIRM_TITLE = 100  # docs, sdk
CONFIRM_TEXT = 300  # docs, sdk
CONFIRM_BUTTON = 30  # docs, sdk
RICH_TEXT_TEXT = 3_000  # sdk has none; the stricter reading: a text object
LIST_INDENT = 8  # docs

PROMPTS = 4  # docs, assistant.threads.setSuggestedPrompts
LOADING_MESSAGES = 10  # docs, assistant.threads.setStatus
STATUS_SECONDS = 120.0  # docs, assistant.threads.setStatus: "a two minute timeout applies"
CONNECTIONS = 10  # docs, Socket Mode
ACK_SECONDS = 3.0  # docs, Events API and interactivity
ANSWERS = 5  # docs, response_url: "up to five times"
ANSWER_SECONDS = 1_800.0  # docs, response_url: "within 30 minutes"
PAGE = 1_000  # docs, conversations.replies: the most objects of one answer

FILE_BYTES = 5_000_000  # of this workspace, not of Slack: a page's upload is one request
REQUEST_BYTES = 16_000_000  # of this workspace
