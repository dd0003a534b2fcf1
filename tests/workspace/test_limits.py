"""The workspace takes nothing longer than Slack does: as its documentation says, and as others found."""

from typing import Any

import pytest
from slackblocks import _limits, _surfaces

from bot.workspace import limits
from bot.workspace.block_rules import BLOCKS
from bot.workspace.block_rules import problems as problems_of_blocks
from bot.workspace.view_rules import problems as problems_of_view
from tests.workspace.a_form import form

FOUND_BY_OTHERS = {
    "MESSAGE_BLOCKS": "MESSAGE_BLOCKS_MAX_ITEMS",
    "BLOCK_ID": "BLOCK_ID_MAX_LENGTH",
    "ACTION_ID": "ACTION_ID_MAX_LENGTH",
    "SECTION_TEXT": "SECTION_TEXT_MAX_LENGTH",
    "SECTION_FIELDS": "SECTION_FIELDS_MAX_ITEMS",
    "FIELD_TEXT": "SECTION_FIELDS_ITEM_MAX_LENGTH",
    "HEADER_TEXT": "HEADER_TEXT_MAX_LENGTH",
    "CONTEXT_ELEMENTS": "CONTEXT_ELEMENTS_MAX_ITEMS",
    "CONTEXT_TEXT": "TEXT_MAX_LENGTH",
    "RICH_TEXT_TEXT": "TEXT_MAX_LENGTH",
    "LIST_INDENT": "RICH_TEXT_LIST_INDENT_MAX",
    "MARKDOWN_TEXT": "MARKDOWN_TOTAL_TEXT_MAX_LENGTH",
    "IMAGE_URL": "IMAGE_IMAGE_URL_MAX_LENGTH",
    "ALT_TEXT": "IMAGE_ALT_TEXT_MAX_LENGTH",
    "ACTIONS_ELEMENTS": "ACTIONS_ELEMENTS_MAX_ITEMS",
    "BUTTON_TEXT": "BUTTON_TEXT_MAX_LENGTH",
    "BUTTON_VALUE": "BUTTON_VALUE_MAX_LENGTH",
    "BUTTON_URL": "BUTTON_URL_MAX_LENGTH",
    "SELECT_OPTIONS": "SELECT_OPTIONS_MAX_ITEMS",
    "OVERFLOW_OPTIONS": "OVERFLOW_OPTIONS_MAX_ITEMS",
    "OPTION_TEXT": "OPTION_TEXT_MAX_LENGTH",
    "OPTION_VALUE": "OPTION_VALUE_MAX_LENGTH",
    "PLACEHOLDER": "SELECT_PLACEHOLDER_MAX_LENGTH",
    "CONFIRM_TITLE": "CONFIRMATION_TITLE_MAX_LENGTH",
    "CONFIRM_TEXT": "CONFIRMATION_TEXT_MAX_LENGTH",
    "CONFIRM_BUTTON": "CONFIRMATION_CONFIRM_MAX_LENGTH",
    "CHOICES": "CHECKBOXES_OPTIONS_MAX_ITEMS",
    "TABLE_ROWS": "TABLE_ROWS_MAX_ITEMS",
    "TABLE_COLUMNS": "TABLE_COLUMNS_MAX_ITEMS",
    "VIEW_BLOCKS": "VIEW_BLOCKS_MAX_ITEMS",
    "VIEW_TITLE": "VIEW_TITLE_MAX_LENGTH",
    "PRIVATE_METADATA": "VIEW_PRIVATE_METADATA_MAX_LENGTH",
    "CALLBACK_ID": "VIEW_CALLBACK_ID_MAX_LENGTH",
    "LABEL": "INPUT_LABEL_MAX_LENGTH",
    "INPUT_TEXT": "PLAIN_TEXT_INPUT_MAX_LENGTH_MAX",
    "FILES": "FILE_INPUT_MAX_FILES_MAX",
}
DOCUMENTED = {
    "ACK_SECONDS": 3.0,
    "TRIGGER_SECONDS": 3.0,
    "ANSWERS": 5,
    "ANSWER_SECONDS": 1_800.0,
    "STACK": 3,
    "CONNECTIONS": 10,
    "MESSAGE_TEXT": 40_000,
    "UPDATED_TEXT": 4_000,
    "BLOCKS_JSON": 13_200,
    "VIEW_JSON": 250_000,
    "PROMPTS": 4,
}
"""What no library knows: the documentation of each method, and bolt-js issue 2509."""


@pytest.mark.parametrize(("ours", "theirs"), FOUND_BY_OTHERS.items())
def test_a_limit_is_what_others_found(ours: str, theirs: str) -> None:
    assert getattr(limits, ours) == getattr(_limits, theirs)


@pytest.mark.parametrize(("ours", "number"), DOCUMENTED.items())
def test_a_limit_is_what_is_documented(ours: str, number: float) -> None:
    assert getattr(limits, ours) == number


def test_no_surface_takes_a_block_that_slack_would_not_take_there() -> None:
    kinds = {*BLOCKS, *(kind for allowed in _surfaces._BLOCK_TYPES_BY_SURFACE.values() for kind in allowed)}
    taken: dict[str, Any] = {
        "message": {kind for kind in kinds if not _is_unknown(problems_of_blocks([{"type": kind}]))},
        "modal": {kind for kind in kinds if not _is_unknown(problems_of_view(form([{"type": kind}])))},
        "home": {
            kind
            for kind in kinds
            if not _is_unknown(problems_of_view({"type": "home", "blocks": [{"type": kind}]}, "home"))
        },
    }

    assert "input" in taken["modal"] - taken["message"]
    for surface, blocks in taken.items():
        assert blocks <= _surfaces._BLOCK_TYPES_BY_SURFACE[surface]  # type: ignore[index]


def _is_unknown(found: list[str]) -> bool:
    return any("unsupported type" in problem and "/blocks/0/type" in problem for problem in found)
