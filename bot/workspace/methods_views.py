"""`views.*`: the forms that the app opens and changes."""

from typing import Any

from bot.workspace import view_rules
from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.json_types import Json
from bot.workspace.people import Person
from bot.workspace.triggers import TriggerRefused


def open_view(call: Call) -> Json:
    """Show a form to whoever just pressed or typed something; it takes the place of one that is open."""
    view = _view(call)
    try:
        person = call.state.triggers.use(call.required("trigger_id"), call.state.now())
    except TriggerRefused as refused:
        raise SlackError(refused.error) from None
    opened = call.state.views.open(person, view)
    call.state.view_changed(person)
    return {"view": opened}


def update(call: Call) -> Json:
    """Change a form that is open; with a `hash`, only while nobody else changed it."""
    view = _view(call)
    person, present = _open(call)
    if call.text("hash") not in ("", present["hash"]):
        raise SlackError("hash_conflict")
    changed = call.state.views.change(person, view)
    call.state.view_changed(person)
    return {"view": changed}


def checked(view: Any) -> Json:
    """The view with what Slack fills in. Raises SlackError for one that Slack would not take."""
    if found := view_rules.problems(view):
        messages = [f"[ERROR] {problem}" for problem in found]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    if view_rules.too_large(view):
        raise SlackError("view_too_large")
    return view_rules.completed(view)


def _view(call: Call) -> Json:
    view = call.parsed("view", "invalid_arguments")
    if view is None:
        call.required("view")
    return checked(view)


def _open(call: Call) -> tuple[Person, Json]:
    wanted = (call.text("view_id"), call.text("external_id"))
    for person_id, view in call.state.views.all():
        if (view["id"], "") == wanted or (view["external_id"] and ("", view["external_id"]) == wanted):
            return call.state.people[person_id], view
    raise SlackError("not_found")


METHODS = {
    "views.open": Method(open_view),
    "views.update": Method(update),
}
