"""What a person does on the page, as it comes in: each act is one address."""

import base64
import binascii
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.workspace import commands, forms, people_acts, pressing, reactions
from bot.workspace.element_state import Given
from bot.workspace.files import GivenFile
from bot.workspace.json_types import Json, read_json
from bot.workspace.people import Person
from bot.workspace.people_refusals import Refused
from bot.workspace.state import State

Act = Callable[[State, Person, Json], Awaitable[Json]]


class PageActs:
    """The addresses; each answer says what happened in a text key, never in a traceback."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[web.RouteDef]:
        """Where each is found."""
        return [web.post(f"/ui/{name}", self._endpoint(act)) for name, act in _ACTS.items()]

    def _endpoint(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            try:
                given = read_json(await request.text())
                done = await act(self._state, self._person(given["person"]), given)
                return web.json_response({"ok": True} | done)
            except Refused as refused:
                return web.json_response({"ok": False, "error": refused.key})
            except web.HTTPRequestEntityTooLarge:
                return web.json_response({"ok": False, "error": "page.error.file-too-large"})
            except (ValueError, LookupError, TypeError, AttributeError):
                raise web.HTTPBadRequest from None

        return answer

    def _person(self, person_id: str) -> Person:
        if person_id not in self._state.people or person_id in self._state.membership.left:
            raise web.HTTPNotFound
        return self._state.people[person_id]


async def _open(state: State, person: Person, given: Json) -> Json:
    people_acts.open_conversation(state, person)
    return {}


async def _home(state: State, person: Person, given: Json) -> Json:
    people_acts.open_home(state, person)
    return {}


async def _message(state: State, person: Person, given: Json) -> Json:
    files = [_given_file(file) for file in given.get("files") or ()]
    text, thread_ts, channel = _text(given, "text"), _either(given, "thread_ts"), _either(given, "channel")
    if people_acts.is_command(text):
        await commands.run_command(state, person, text, thread_ts or None, channel)
        return {}
    ts = people_acts.say(state, person, text, thread_ts or None, files, channel)
    missed = people_acts.misses_bot(state, person, channel, ts)
    return {"ts": ts} | ({"not_member": True} if missed else {})


async def _invite(state: State, person: Person, given: Json) -> Json:
    people_acts.invite(state, person, _text(given, "channel"))
    return {}


async def _edit(state: State, person: Person, given: Json) -> Json:
    people_acts.edit(state, person, _text(given, "ts"), _text(given, "text"), _either(given, "channel"))
    return {}


async def _delete(state: State, person: Person, given: Json) -> Json:
    people_acts.delete(state, person, _text(given, "ts"), _either(given, "channel"))
    return {}


async def _react(state: State, person: Person, given: Json) -> Json:
    ts, name, channel = _text(given, "ts"), _text(given, "name"), _either(given, "channel")
    reactions.react(state, person, ts, name, _flag(given, "on"), channel)
    return {}


async def _action(state: State, person: Person, given: Json) -> Json:
    action = given["action"]
    press = pressing.Press(
        _text(action, "action_id"),
        str(action.get("block_id") or ""),
        "" if action.get("type") in _TYPED else str(action.get("value") or ""),
        _choice(action),
    )
    if given.get("view_id"):
        in_view = pressing.ViewPress(_text(given, "view_id"), press, _values(given.get("values") or {}))
        acknowledged = await pressing.press_in_view(state, person, in_view)
    else:
        channel = _either(given, "channel")
        acknowledged = await pressing.press(state, person, _text(given, "message_ts"), press, channel)
    if not acknowledged:
        raise Refused("page.notice.no-ack")
    return {}


async def _submit(state: State, person: Person, given: Json) -> Json:
    files = {block: [_given_file(file) for file in chosen] for block, chosen in given["files"].items()}
    filled = forms.Filled(_values(given["values"]), files)
    wrong = await forms.send(state, person, _text(given, "view_id"), filled)
    return {"ok": not (wrong.keys or wrong.words), "keys": wrong.keys, "words": wrong.words}


async def _close(state: State, person: Person, given: Json) -> Json:
    await forms.close(state, person, _text(given, "view_id"), given.get("all") is True)
    return {}


async def _shortcut(state: State, person: Person, given: Json) -> Json:
    callback_id = _text(given, "callback_id")
    if given.get("message_ts"):
        place = (_text(given, "channel"), _text(given, "message_ts"))
        await commands.choose_message_shortcut(state, person, callback_id, *place)
    else:
        await commands.choose_shortcut(state, person, callback_id)
    return {}


async def _reset(state: State, person: Person, given: Json) -> Json:
    if state.host.begin_anew is None:
        raise Refused("page.error.no-reset")
    state.host.begin_anew()
    return {}


_ACTS: dict[str, Act] = {
    "open": _open,
    "home": _home,
    "message": _message,
    "invite": _invite,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "action": _action,
    "submit": _submit,
    "close": _close,
    "shortcut": _shortcut,
    "reset": _reset,
}
_TYPED = ("plain_text_input", "url_text_input")


def _choice(action: Json) -> Given:
    """What was chosen or typed, whichever kind of control the page says it of."""
    if "selected_options" in action:
        return [str(option["value"]) for option in action["selected_options"]]
    if action.get("type") in _TYPED:
        return str(action.get("value") or "")
    option = action.get("selected_option") or {}
    moment = action.get("selected_date_time")
    return str(option.get("value") or action.get("selected_date") or moment or "")


def _text(given: Json, name: str) -> str:
    value = given[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _flag(given: Json, name: str) -> bool:
    value = given[name]
    if not isinstance(value, bool):
        raise TypeError(name)
    return value


def _either(given: Json, name: str) -> str:
    """A text that may be left out."""
    return _text(given, name) if given.get(name) else ""


def _values(given: Json) -> dict[str, Given]:
    values = dict(given)
    if not all(_is_value(value) for value in values.values()):
        raise TypeError("values")
    return values


def _is_value(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return isinstance(value, str)


def _given_file(file: Json) -> GivenFile:
    try:
        content = base64.b64decode(file["content_base64"], validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    return GivenFile(str(file["name"]), str(file["mimetype"] or "application/octet-stream"), content)
