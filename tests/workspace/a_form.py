"""A form with one field of each kind that the workspace knows."""

from typing import Any


def plain(text: str) -> dict[str, Any]:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    """A choice called as its value."""
    return {"text": plain(value.capitalize()), "value": value}


def field(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An input block whose element has the same id."""
    label = plain(block_id.capitalize())
    return {
        "type": "input",
        "block_id": block_id,
        "label": label,
        "element": element | {"action_id": block_id},
    } | more


TITLE = field("title", {"type": "plain_text_input", "max_length": 40, "min_length": 3})
FILE = field("file", {"type": "file_input", "filetypes": ["md", "docx"], "max_files": 2})
EVERY_FIELD = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Une *nouvelle version*"}},
    TITLE,
    field("why", {"type": "plain_text_input", "multiline": True}, optional=True),
    field("language", {"type": "static_select", "options": [option("fr"), option("en")]}),
    field("since", {"type": "datepicker"}, optional=True, hint=plain("Le jour où elle vaut")),
    field("scope", {"type": "radio_buttons", "options": [option("all"), option("some")]}, optional=True),
    field("checks", {"type": "checkboxes", "options": [option("a"), option("b")]}, optional=True),
    FILE,
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Rien n'est publié"}]},
]
"""What it asks, and what stands around it."""


def form(blocks: list[dict[str, Any]] = EVERY_FIELD, **more: Any) -> dict[str, Any]:
    """The view."""
    view = {"type": "modal", "title": plain("Déposer"), "submit": plain("Lire"), "close": plain("Laisser")}
    return view | {"blocks": blocks, "callback_id": "upload", "private_metadata": "doc:1"} | more
