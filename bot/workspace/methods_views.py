"""`views.*`: the forms that the app opens and changes, and what it shows a person at home."""

from typing import Any

from bot.workspace import view_rules
from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.json_types import Json
from bot.workspace.people import Person
from bot.workspace.triggers import TriggerRefused
from bot.workspace.view_rules import Surface
from bot.workspace.views import NoRoom, as_slack


def open_view(call: Call) -> Json:
    """Show a form to whoever just pressed or typed something; it takes the place of one that is open."""
    view = _view(call)
    person = _pressed_by(call)
    opened = call.state.views.open(person, view)
    call.state.view_changed(person)
    return {"view": as_slack(opened)}


def push(call: Call) -> Json:
    """Show a form over the one in which somebody just pressed something."""
    view = _view(call)
    person = _pressed_by(call)
    if call.state.views.of(person) is None:
        raise SlackError("invalid_trigger_id")
    try:
        pushed = call.state.views.push(person, view)
    except NoRoom:
        raise SlackError("push_limit_reached") from None
    call.state.view_changed(person)
    return {"view": as_slack(pushed)}


def update(call: Call) -> Json:
    """Change a view; with a `hash`, only while nobody else changed it."""
    person, present = _shown(call)
    view = _view(call, present["type"], but=present["id"])
    if call.text("hash") not in ("", present["hash"]):
        raise SlackError("hash_conflict")
    changed = call.state.views.change(person, present["id"], view)
    if present["type"] == "home":
        call.state.home_changed(person)
    else:
        call.state.view_changed(person)
    return {"view": as_slack(changed)}


def publish(call: Call) -> Json:
    """Show a person something at home; with a `hash`, only while nobody else changed it."""
    person = call.state.people.get(call.required("user_id"))
    if person is None or person.id in call.state.membership.left:
        raise SlackError("user_not_found")
    present = call.state.views.home_of(person)
    view = _view(call, "home", but=present["id"] if present else "")
    if call.text("hash") and (present is None or call.text("hash") != present["hash"]):
        raise SlackError("hash_conflict")
    published = call.state.views.publish(person, view)
    call.state.home_changed(person)
    return {"view": as_slack(published)}


def checked(view: Any, surface: Surface = "modal") -> Json:
    """The view with what Slack fills in. Raises SlackError for one that Slack would not take."""
    if found := view_rules.problems(view, surface):
        messages = [f"[ERROR] {problem}" for problem in found]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    if view_rules.too_large(view):
        raise SlackError("view_too_large")
    return view_rules.completed(view)


def _view(call: Call, surface: Surface = "modal", but: str = "") -> Json:
    """The view of the call; its own id must be that of no other view, the one called `but` apart."""
    view = call.parsed("view", "invalid_arguments")
    if view is None:
        call.required("view")
    complete = checked(view, surface)
    taken = {each["external_id"] for _, each in call.state.views.all() if each["id"] != but}
    if complete["external_id"] and complete["external_id"] in taken:
        raise SlackError("duplicate_external_id")
    return complete


def _pressed_by(call: Call) -> Person:
    try:
        return call.state.triggers.use(call.required("trigger_id"), call.state.now())
    except TriggerRefused as refused:
        raise SlackError(refused.error) from None


def _shown(call: Call) -> tuple[Person, Json]:
    wanted = (call.text("view_id"), call.text("external_id"))
    for person_id, view in call.state.views.all():
        if (view["id"], "") == wanted or (view["external_id"] and ("", view["external_id"]) == wanted):
            return call.state.people[person_id], view
    if call.parsed("view", "invalid_arguments") is None:
        call.required("view")
    raise SlackError("not_found")


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
