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

VIEW_BLOCKS = 100  # docs, views
VIEW_JSON = 250_000  # docs, views.open: view_too_large
VIEW_TITLE = 24  # docs, sdk: title, submit and close
PRIVATE_METADATA = 3_000  # docs, sdk
CALLBACK_ID = 255  # docs, sdk
LABEL = 2_000  # docs, sdk: the label and the hint of an input block
INPUT_TEXT = 3_000  # docs, sdk: min_length and max_length of a plain_text_input
CHOICES = 10  # docs, sdk: radio_buttons and checkboxes
STACK = 3  # docs, views.push: push_limit_reached
TABLE_ROWS = 100  # docs, sdk
TABLE_COLUMNS = 20  # docs, sdk
FILES = 10  # docs, sdk: max_files of a file_input
TRIGGER_SECONDS = 3.0  # docs, modals: "expire in three seconds"

FILE_BYTES = 30_000_000  # of this workspace, not of Slack: all files of a message or a form, in one request
REQUEST_BYTES = 42_000_000  # of this workspace: those files in base64, and the words beside them
