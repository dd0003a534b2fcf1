"""The pieces of a form and of a page. What a field is called is the id of its block and of what is in it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.draft import Language
from bot.domain.matters import Matter
from bot.slack.ids import form_callback
from bot.slack.render.rich_text import Block, Element, plain
from bot.texts import say
from bot.usecases.form_views import FormName

View = dict[str, Any]
LONGEST = 3_000
"""Characters of a field: Slack takes no more in one."""
_LABEL = 75
"""Characters of a choice in a list."""


def form(
    name: FormName,
    title: str,
    submit: str,
    blocks: Sequence[Block],
    language: Language,
    about: Matter | str = "",
    decision: str = "",
) -> View:
    """A form that can be sent. `about`: the matter, as it was seen when the form opened, or a card's id;
    `decision`: what sending it decides."""
    matter = about if isinstance(about, Matter) else None
    carried = {
        "about": matter.id if matter else about,
        "revision": matter.revision if matter else 0,
        "language": language,
    } | ({"decision": decision} if decision else {})
    return {
        "type": "modal",
        "callback_id": form_callback(name),
        "private_metadata": json.dumps(carried),
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(say("form.cancel", language)),
        "blocks": list(blocks),
    }


def page(title: str, blocks: Sequence[Block], language: Language) -> View:
    """A page that only shows something."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain(say("form.close", language)),
        "blocks": list(blocks),
    }


def field(name: str, label: str, element: Element, *, hint: str = "", optional: bool = False) -> Block:
    """A labelled field; `element` as the functions below make it."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element | {"action_id": name},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint)
    return block


def line(most: int = 150, value: str = "") -> Element:
    """One line of text."""
    return {"type": "plain_text_input", "max_length": most} | ({"initial_value": value} if value else {})


def words(value: str = "", most: int = LONGEST, least: int = 0) -> Element:
    """A text of several lines; what is longer than fits is left out of it, for the reader to see."""
    element: Element = {"type": "plain_text_input", "multiline": True, "max_length": most}
    return (
        element
        | ({"min_length": least} if least else {})
        | ({"initial_value": value[:most]} if value else {})
    )


def address() -> Element:
    """The address of a page."""
    return {"type": "url_text_input"}


def menu(choices: Mapping[str, str], chosen: str = "") -> Element:
    """A list to choose one from: labels by value; the first is chosen unless another is."""
    options = _options(choices)
    first = next((each for each in options if each["value"] == chosen), options[0])
    return {"type": "static_select", "options": options, "initial_option": first}


def radio(choices: Mapping[str, str], chosen: str = "") -> Element:
    """A few choices, all to be seen; none is chosen unless one is."""
    options = _options(choices)
    there = [each for each in options if each["value"] == chosen]
    return {"type": "radio_buttons", "options": options} | ({"initial_option": there[0]} if there else {})


def ticks(choices: Mapping[str, str], *, ticked: bool = False) -> Element:
    """Boxes to tick, all or none of them ticked. Sent as the values ticked, with commas between them."""
    options = _options(choices)
    return {"type": "checkboxes", "options": options} | ({"initial_options": options} if ticked else {})


def day(chosen: str = "") -> Element:
    """A day, as YYYY-MM-DD."""
    return {"type": "datepicker"} | ({"initial_date": chosen} if chosen else {})


def moment(chosen: datetime | None = None) -> Element:
    """A day and a time, in the reader's own zone. Sent as seconds since 1970."""
    first = {"initial_date_time": int(chosen.timestamp())} if chosen else {}
    return {"type": "datetimepicker"} | first


def file(types: Sequence[str], most: int = 1) -> Element:
    """Files of those types (`docx`)."""
    return {"type": "file_input", "filetypes": list(types), "max_files": most}


def _options(choices: Mapping[str, str]) -> list[Element]:
    return [{"text": plain(_cut(label)), "value": value} for value, label in choices.items()]


def _cut(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
