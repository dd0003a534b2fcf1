"""What a person does with a form: fills it in, sends it, closes it.

Slack's own page checks a field before the app hears of it, and so does this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import files, limits
from bot.workspace.calls import SlackError
from bot.workspace.files import GivenFile
from bot.workspace.json_types import Json
from bot.workspace.methods_views import checked
from bot.workspace.payloads import view_closed, view_submission
from bot.workspace.people import Person
from bot.workspace.people_acts import Refused
from bot.workspace.state import State
from bot.workspace.view_rules import is_date

TROUBLE = "page.form.trouble"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a person put into a form, by block id: a text, a day or the value of a choice; the values of the
    boxes that are ticked; files."""

    values: Mapping[str, str | Sequence[str]]
    files: Mapping[str, Sequence[GivenFile]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a form was not taken, by block id; nothing of it means that it was.

    `keys` are the workspace's own reasons, in text keys; `words` are the app's.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


async def send(state: State, person: Person, view_id: str, filled: Filled) -> Wrong:
    """Send the form that the person has open; it is closed, or changed, when the app says nothing against it.

    Raises Refused: it is not open any more, too large, or the app did not answer (`page.form.trouble`).
    """
    view = _open(state, person, view_id)
    if files.too_large([file for given in filled.files.values() for file in given]):
        raise Refused("page.error.file-too-large")
    fields = [block for block in view["blocks"] if block["type"] == "input"]
    if found := {block["block_id"]: key for block in fields if (key := _reason(block, filled))}:
        return Wrong(keys=found)
    values = {block["block_id"]: _state(state, person, block, filled) for block in fields}
    sent = view | {"state": {"values": values}}
    payload = view_submission(person, sent, state.identity, state.new_trigger(person))
    answer = await state.sockets.send_once("interactive", payload)
    if answer is None:
        raise Refused(TROUBLE)
    return _answered(state, person, view, answer)


async def close(state: State, person: Person, view_id: str) -> None:
    """Close the form; the app hears of it when it asked to. Raises Refused."""
    view = _open(state, person, view_id)
    state.views.close(person)
    state.view_changed(person)
    if view["notify_on_close"]:
        await state.sockets.send_once("interactive", view_closed(person, view, state.identity))


def _open(state: State, person: Person, view_id: str) -> Json:
    view = state.views.of(person)
    if view is None or view["id"] != view_id:
        raise Refused("page.form.gone")
    return view


def _answered(state: State, person: Person, view: Json, answer: Json) -> Wrong:
    """Do what the app answered: https://docs.slack.dev/surfaces/modals, response_action."""
    action = answer.get("response_action")
    if action == "errors":
        return Wrong(words=_errors(view, answer.get("errors")))
    if action not in (None, "", "update", "clear"):
        raise Refused(TROUBLE)
    changed = _changed(answer) if action == "update" else None
    present = state.views.of(person)
    if present is None or present["id"] != view["id"]:  # closed meanwhile, or another took its place
        return Wrong()
    if changed is None:
        state.views.close(person)
    else:
        state.views.change(person, changed)
    state.view_changed(person)
    return Wrong()


def _changed(answer: Json) -> Json:
    try:
        return checked(answer.get("view"))
    except SlackError:
        raise Refused(TROUBLE) from None


def _errors(view: Json, errors: Any) -> dict[str, str]:
    """What the app has against the fields. Raises Refused when it names one that there is not."""
    fields = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= fields:
        raise Refused(TROUBLE)
    if not all(isinstance(words, str) and words for words in errors.values()):
        raise Refused(TROUBLE)
    return errors


# -- what a field says, and what is wrong with it


def _reason(block: Json, filled: Filled) -> str:
    """Why the field cannot be sent, as a text key; "" when it can."""
    element, value, given = block["element"], _value(block, filled), _files(block, filled)
    if not value and not given:
        return "" if block.get("optional") else "page.form.required"
    if element["type"] == "file_input":
        return "page.form.too-many-files" if len(given) > element.get("max_files", limits.FILES) else ""
    if element["type"] == "plain_text_input":
        return _reason_of_text(element, len(value))
    if element["type"] == "datepicker":
        return "" if is_date(value) else "page.form.date"
    return "" if _chosen(element, value) else "page.form.required"


def _reason_of_text(element: Json, length: int) -> str:
    if length > element.get("max_length", limits.INPUT_TEXT):
        return "page.form.too-long"
    return "page.form.too-short" if length < element.get("min_length", 0) else ""


def _value(block: Json, filled: Filled) -> str | Sequence[str]:
    """What was given for the field; nothing when it is of another kind."""
    value, kind = filled.values.get(block["block_id"], ""), block["element"]["type"]
    wanted = str if kind != "checkboxes" else list | tuple
    return value if kind != "file_input" and isinstance(value, wanted) else ""


def _files(block: Json, filled: Filled) -> Sequence[GivenFile]:
    return filled.files.get(block["block_id"], ()) if block["element"]["type"] == "file_input" else ()


def _chosen(element: Json, value: str | Sequence[str]) -> list[Json]:
    values = [value] if isinstance(value, str) else value
    return [option for option in element["options"] if option["value"] in values]


def _state(state: State, person: Person, block: Json, filled: Filled) -> Json:
    """What Slack says that the field holds, by action id; what was left empty is null."""
    element, value = block["element"], _value(block, filled)
    kind = element["type"]
    if kind == "file_input":
        held: Any = [state.found(state.keep_file(person, file)) for file in _files(block, filled)]
    elif kind in ("plain_text_input", "datepicker"):
        held = value or None
    elif kind == "checkboxes":
        held = _chosen(element, value)
    else:
        held = next(iter(_chosen(element, value)), None)
    return {element["action_id"]: {"type": kind, _HOLDS[kind]: held}}


_HOLDS = {
    "plain_text_input": "value",
    "datepicker": "selected_date",
    "file_input": "files",
    "checkboxes": "selected_options",
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
}
