"""What the page asks of the workspace: its files, its texts, the state, the news, and what a person does."""

import asyncio
import base64
import binascii
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot import texts
from bot.workspace import forms, people_acts
from bot.workspace.conversations import Conversation
from bot.workspace.files import GivenFile
from bot.workspace.json_types import Json, read_json
from bot.workspace.people import Person
from bot.workspace.people_acts import Refused
from bot.workspace.state import State, page_message
from bot.workspace.views import page_view

_FOLDER = Path(__file__).parent / "page"
_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_KEEP_ALIVE = 15.0
"""Seconds between two signs of life on a page's line."""

Act = Callable[[Person, Json], Awaitable[Json]]


class PageApi:
    """The endpoints of the page; each answer says what happened in a text key, never in a traceback."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[web.RouteDef]:
        """Where each is found."""
        acts: dict[str, Act] = {
            "open": self._open,
            "message": self._message,
            "edit": self._edit,
            "delete": self._delete,
            "action": self._action,
            "submit": self._submit,
            "close": self._close,
        }
        return [
            web.get("/", self.index),
            web.get("/page/{file}", self.file),
            web.get("/ui/texts", self.texts),
            web.get("/ui/state", self.state),
            web.get("/ui/events", self.events),
            *(web.post(f"/ui/{name}", self._endpoint(act)) for name, act in acts.items()),
        ]

    # -- reading

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        return _file("index.html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file of the page."""
        return _file(request.match_info["file"])

    async def texts(self, request: web.Request) -> web.Response:
        """The page's texts in one language."""
        language: texts.Language = "fr" if request.query.get("language") == "fr" else "en"
        written = texts.catalogue(language).texts
        return web.json_response({key: text for key, text in written.items() if key.startswith("page.")})

    async def state(self, request: web.Request) -> web.Response:
        """Everything that a page draws of one conversation: the direct messages, or that `channel`."""
        state = self._state
        person = self._person(request.query.get("person"))
        channel = self._conversation(person, request.query.get("channel")).id
        identity = state.identity
        return web.json_response(
            {
                "team": {"id": identity.team, "name": identity.team_name},
                "bot": {"id": identity.bot, "user_id": identity.bot_user, "name": identity.bot_name},
                "people": [self._card(other) for other in state.people.values()],
                "conversations": [_open_conversation(each) for each in state.open_to(person)],
                "person": person.id,
                "channel": channel,
                "connected": state.sockets.connected,
                "messages": [page_message(message) for message in state.seen_in(channel)],
                "statuses": state.statuses_in(channel),
                "prompts": state.prompts.get(channel),
                "view": page_view(state.views.of(person)),
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The news of all that one person may read, for as long as the page is open."""
        person = self._person(request.query.get("person"))
        news = self._state.watchers.watch(each.id for each in self._state.open_to(person))
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        try:
            await response.prepare(request)
            await response.write(b": here\n\n")
            await _relay(news, response)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._state.watchers.leave(news)
        return response

    # -- doing

    def _endpoint(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            try:
                given = read_json(await request.text())
                return web.json_response({"ok": True} | await act(self._person(given["person"]), given))
            except Refused as refused:
                return web.json_response({"ok": False, "error": refused.key})
            except web.HTTPRequestEntityTooLarge:
                return web.json_response({"ok": False, "error": "page.error.file-too-large"})
            except (ValueError, LookupError, TypeError, AttributeError):
                raise web.HTTPBadRequest from None

        return answer

    async def _open(self, person: Person, given: Json) -> Json:
        people_acts.open_conversation(self._state, person)
        return {}

    async def _message(self, person: Person, given: Json) -> Json:
        files = [_given_file(file) for file in given.get("files") or ()]
        thread_ts = _text(given, "thread_ts") if given.get("thread_ts") else None
        text = _text(given, "text")
        if people_acts.is_command(text):
            await people_acts.run_command(self._state, person, text, thread_ts)
            return {}
        return {"ts": people_acts.say(self._state, person, text, thread_ts, files)}

    async def _edit(self, person: Person, given: Json) -> Json:
        people_acts.edit(self._state, person, _text(given, "ts"), _text(given, "text"))
        return {}

    async def _delete(self, person: Person, given: Json) -> Json:
        people_acts.delete(self._state, person, _text(given, "ts"))
        return {}

    async def _action(self, person: Person, given: Json) -> Json:
        action = given["action"]
        acknowledged = await people_acts.press(
            self._state,
            person,
            _text(given, "message_ts"),
            _text(action, "action_id"),
            block_id=str(action.get("block_id") or ""),
            value=str(action.get("value") or ""),
            choice=str((action.get("selected_option") or {}).get("value") or ""),
            channel=str(given.get("channel") or ""),
        )
        if not acknowledged:
            raise Refused("page.notice.no-ack")
        return {}

    async def _submit(self, person: Person, given: Json) -> Json:
        wrong = await forms.send(self._state, person, _text(given, "view_id"), _filled(given))
        return {"ok": not (wrong.keys or wrong.words), "keys": wrong.keys, "words": wrong.words}

    async def _close(self, person: Person, given: Json) -> Json:
        await forms.close(self._state, person, _text(given, "view_id"))
        return {}

    def _person(self, person_id: str | None) -> Person:
        people = self._state.people
        if person_id is None:
            return next(iter(people.values()))
        if person_id not in people:
            raise web.HTTPNotFound
        return people[person_id]

    def _conversation(self, person: Person, channel: str | None) -> Conversation:
        found = self._state.conversations.get(channel or person.channel)
        if found is None or not found.is_open_to(person):
            raise web.HTTPNotFound
        return found

    def _card(self, person: Person) -> Json:
        return {
            "id": person.id,
            "name": person.name,
            "locale": person.locale,
            "guest": person.guest,
            "title": person.title,
            "groups": [group.handle for group in self._state.groups.values() if person.id in group.people],
        }


async def _relay(news: asyncio.Queue[Json | None], response: web.StreamResponse) -> None:
    while True:
        try:
            async with asyncio.timeout(_KEEP_ALIVE):
                item = await news.get()
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if item is None:
            return
        await response.write(f"data: {json.dumps(item)}\n\n".encode())


def _file(name: str) -> web.StreamResponse:
    # A name is one of the folder's own: nothing above or below it is served.
    file = next((each for each in _FOLDER.iterdir() if each.name == name), None)
    if file is None or file.suffix not in _KINDS:
        raise web.HTTPNotFound
    headers = {"Content-Type": f"{_KINDS[file.suffix]}; charset=utf-8", "Cache-Control": "no-cache"}
    return web.Response(body=file.read_bytes(), headers=headers)


def _open_conversation(conversation: Conversation) -> Json:
    return {
        "id": conversation.id,
        "name": conversation.name,
        "purpose": conversation.purpose,
        "is_channel": conversation.person is None,
    }


def _text(given: Json, name: str) -> str:
    value = given[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _filled(given: Json) -> forms.Filled:
    values = dict(given["values"])
    if not all(_is_value(value) for value in values.values()):
        raise TypeError("values")
    files = {block: [_given_file(file) for file in chosen] for block, chosen in given["files"].items()}
    return forms.Filled(values, files)


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
