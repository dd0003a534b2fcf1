"""What a person does with a form: fills it in, sends it, closes it.

Slack's own page checks a field before the app hears of it, and so does this.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import files, limits
from bot.workspace.calls import SlackError
from bot.workspace.element_rules import is_address, is_date, is_moment
from bot.workspace.element_state import HOLDS, Given, chosen, held
from bot.workspace.files import GivenFile
from bot.workspace.interactions import view_closed, view_submission
from bot.workspace.json_types import Json
from bot.workspace.methods_views import checked
from bot.workspace.people import Person
from bot.workspace.people_refusals import Refused
from bot.workspace.state import State
from bot.workspace.views import NoRoom, as_slack

TROUBLE = "page.form.trouble"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a person put into a form, by block id: a text, an address, a day, a moment in seconds or the value
    of a choice; the values of the boxes that are ticked; files."""

    values: Mapping[str, Given]
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
    sent = as_slack(view) | {"state": {"values": values}}
    payload = view_submission(person, sent, state.identity, state.new_trigger(person))
    answer = await state.deliveries.send_once("interactive", payload)
    if answer is None:
        raise Refused(TROUBLE)
    return _answered(state, person, view, answer)


async def close(state: State, person: Person, view_id: str, all_of_them: bool = False) -> None:
    """Close the form on top, or all that are open; the app hears of those it asked to. Raises Refused."""
    view = _open(state, person, view_id)
    is_cleared = all_of_them or view["clear_on_close"]
    closed = state.views.stack_of(person)[::-1] if is_cleared else [view]
    if is_cleared:
        state.views.clear(person)
    else:
        state.views.close(person)
    state.view_changed(person)
    for each in closed:
        if each["notify_on_close"]:
            told = view_closed(person, as_slack(each), state.identity, is_cleared)
            await state.deliveries.send_once("interactive", told)


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
    if action not in (None, "", "update", "push", "clear"):
        raise Refused(TROUBLE)
    given = _given(answer) if action in ("update", "push") else None
    present = state.views.of(person)
    if present is None or present["id"] != view["id"]:  # closed meanwhile, or another took its place
        return Wrong()
    if action == "clear":
        state.views.clear(person)
    elif given is None:
        state.views.close(person)
    elif action == "update":
        state.views.change(person, view["id"], given)
    else:
        _push(state, person, given)
    state.view_changed(person)
    return Wrong()


def _push(state: State, person: Person, view: Json) -> None:
    try:
        state.views.push(person, view)
    except NoRoom:
        raise Refused(TROUBLE) from None


def _given(answer: Json) -> Json:
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
    kind = element["type"]
    if kind == "file_input":
        return "page.form.too-many-files" if len(given) > element.get("max_files", limits.FILES) else ""
    if kind == "plain_text_input":
        return _reason_of_text(element, len(value))
    if kind in _WELL_WRITTEN:
        is_fine, key = _WELL_WRITTEN[kind]
        return "" if is_fine(value) else key
    return "" if chosen(element, value) else "page.form.required"


_WELL_WRITTEN: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "datepicker": (is_date, "page.form.date"),
    "datetimepicker": (is_moment, "page.form.time"),
    "url_text_input": (is_address, "page.form.url"),
}


def _reason_of_text(element: Json, length: int) -> str:
    if length > element.get("max_length", limits.INPUT_TEXT):
        return "page.form.too-long"
    return "page.form.too-short" if length < element.get("min_length", 0) else ""


def _value(block: Json, filled: Filled) -> Given:
    """What was given for the field; nothing when it is of another kind."""
    value, kind = filled.values.get(block["block_id"], ""), block["element"]["type"]
    wanted = str if kind != "checkboxes" else list | tuple
    return value if kind != "file_input" and isinstance(value, wanted) else ""


def _files(block: Json, filled: Filled) -> Sequence[GivenFile]:
    return filled.files.get(block["block_id"], ()) if block["element"]["type"] == "file_input" else ()


def _state(state: State, person: Person, block: Json, filled: Filled) -> Json:
    """What Slack says that the field holds, by action id; what was left empty is null."""
    element = block["element"]
    kind = element["type"]
    if kind == "file_input":
        holds: Any = [state.found(state.keep_file(person.id, file)) for file in _files(block, filled)]
    else:
        holds = held(element, _value(block, filled))
    return {element["action_id"]: {"type": kind, HOLDS[kind]: holds}}
