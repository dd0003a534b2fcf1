"""A form that a person has sent: which one, what it is about, and what is in its fields."""

import json
from collections.abc import Mapping

from bot.slack.ids import form_name
from bot.slack.parse.files import files_in
from bot.slack.parse.payload import Table, identifier, table, tables, text
from bot.usecases.chat_ports import FileRef, Place, Received

_TEXT = "text"
"""The field whose words are a text of their own: a draft, a posted text, an approved one."""


def parse_form(body: object) -> Received | None:
    """What a person filled in; None for what is not one of our forms."""
    view = table(body, "view")
    name, form_id = form_name(text(view, "callback_id")), identifier(view, "id")
    person = identifier(table(body, "user"), "id")
    team = identifier(table(body, "team"), "id") or identifier(table(body, "user"), "team_id")
    if not (name and form_id and person and team):
        return None
    fields, files = _fields(table(view, "state", "values"))
    carried = _carried(text(view, "private_metadata"))
    # A form is sent once: what Slack delivers again has the same id.
    subject = f"{team}:form:{form_id}"
    return Received(
        subject,
        subject,
        "form",
        Place(team, person, subject),  # a form stands in no conversation: its sender does
        subject,
        person,
        fields.pop(_TEXT, ""),
        card=identifier(carried, "about"),
        choice=name,
        files=files,
        form=fields | _with_it(carried) | {"view": form_id, "revision": str(_revision(carried))},
    )


def language_of_form(body: object) -> str:
    """The language that the form was drawn in."""
    return text(_carried(text(table(body, "view"), "private_metadata")), "language")


def _fields(values: Table) -> tuple[dict[str, str], tuple[FileRef, ...]]:
    """Every field by name, as text; and the files."""
    fields: dict[str, str] = {}
    files: tuple[FileRef, ...] = ()
    for name, holder in values.items():
        field = table(holder, name)
        if text(field, "type") == "file_input":
            files += files_in(field)
        else:
            fields[name] = _value(field)
    return fields, files


def _value(field: Table) -> str:
    """What was written, chosen, ticked (with commas between), or the day or the moment that was picked."""
    match text(field, "type"):
        case "checkboxes":
            return ",".join(text(each, "value") for each in tables(field, "selected_options"))
        case "datepicker":
            return text(field, "selected_date")
        case "datetimepicker":
            picked = field.get("selected_date_time")
            return str(picked) if isinstance(picked, int) else ""
    return text(table(field, "selected_option"), "value") or text(field, "value")


def _carried(metadata: str) -> Mapping[str, object]:
    """What the form took with it when it was opened."""
    try:
        carried = json.loads(metadata or "{}")
    except (ValueError, RecursionError):
        return {}
    return carried if isinstance(carried, dict) else {}


def _with_it(carried: Mapping[str, object]) -> dict[str, str]:
    """What sending the form decides, where it was opened for one decision."""
    decision = text(carried, "decision")
    return {"decision": decision} if decision else {}


def _revision(carried: Mapping[str, object]) -> int:
    revision = carried.get("revision")
    return revision if isinstance(revision, int) else 0
