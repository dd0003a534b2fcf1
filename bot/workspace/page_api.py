"""What the page reads of the workspace: its files, its texts, the state and the news."""

import base64

from aiohttp import web

from bot import texts
from bot.workspace import live, page_files
from bot.workspace.commands import INVITE
from bot.workspace.conversations import Conversation
from bot.workspace.json_types import Json
from bot.workspace.page_acts import PageActs
from bot.workspace.page_shapes import page_message, page_view
from bot.workspace.people import Person
from bot.workspace.state import State

_FRESH = {"Cache-Control": "no-cache"}
_KEEP_ALIVE = 15.0
"""Seconds between two signs of life on a page's line."""


class PageApi:
    """Where the page and its state are read; what a person does is `PageActs`."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> list[web.RouteDef]:
        """Where each is found."""
        return [
            web.get("/", self.index),
            web.get("/page/{file:.+}", self.file),
            web.get("/ui/texts", self.texts),
            web.get("/ui/tour-file", self.tour_file),
            web.get("/ui/message-file", self.message_file),
            web.get("/ui/state", self.state),
            web.get("/ui/events", self.events),
            *PageActs(self._state).routes(),
        ]

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The page."""
        return web.Response(text=page_files.index(), content_type="text/html", headers=_FRESH)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file of the page."""
        try:
            text, kind = page_files.file(request.match_info["file"])
        except LookupError:
            raise web.HTTPNotFound from None
        return web.Response(text=text, content_type=kind, headers=_FRESH)

    async def texts(self, request: web.Request) -> web.Response:
        """The page's texts in one language."""
        language: texts.Language = "fr" if request.query.get("language") == "fr" else "en"
        written = texts.catalogue(language).texts
        return web.json_response({key: text for key, text in written.items() if key.startswith("page.")})

    async def tour_file(self, request: web.Request) -> web.Response:
        """What the tour gives the bot, as a page gives a file; 404 where there is nothing to give."""
        file = self._state.host.tour_files.get(request.query.get("language", ""))
        if file is None:
            raise web.HTTPNotFound
        content = base64.b64encode(file.content).decode()
        return web.json_response({"name": file.name, "mimetype": file.mimetype, "content_base64": content})

    async def message_file(self, request: web.Request) -> web.Response:
        """A file of a message that the person sees, to show or to keep; 404 for any other."""
        asked = request.query
        person = self._person(asked.get("person"))
        channel = self._conversation(person, asked.get("channel")).id
        message = self._state.message_for(person, channel, asked.get("ts", "")) or {}
        file = next((each for each in message.get("files", ()) if each["id"] == asked.get("file")), None)
        if file is None:
            raise web.HTTPNotFound
        headers = {"Content-Type": file["mimetype"], "Content-Disposition": "attachment"}
        return web.Response(body=self._state.store.content(file["id"]), headers=headers)

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
                "people": [self._card(other) for other in state.membership.present()],
                "conversations": [self._open_conversation(each) for each in state.membership.open_to(person)],
                "commands": [*state.commands, INVITE],
                "shortcuts": [_shortcut(each) for each in state.shortcuts.values()],
                "person": person.id,
                "channel": channel,
                "connected": state.deliveries.connected,
                "progress": state.host.progress,
                "life": state.host.life,
                "messages": [page_message(message) for message in state.seen_in(channel, person)],
                "statuses": state.statuses_in(channel),
                "prompts": state.prompts.get(channel),
                "view": page_view(state.views.of(person)),
                "home": page_view(state.views.home_of(person)),
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The news of all that one person may read, for as long as the page is open."""
        person = self._person(request.query.get("person"))
        self._state.host.visited.set()
        news = self._state.watchers.watch(person.id)
        try:
            return await live.tell(request, live.coming(news, _KEEP_ALIVE))
        finally:
            self._state.watchers.leave(news)

    def _person(self, person_id: str | None) -> Person:
        present = {person.id: person for person in self._state.membership.present()}
        if person_id is None:
            return next(iter(present.values()))
        if person_id not in present:
            raise web.HTTPNotFound
        return present[person_id]

    def _conversation(self, person: Person, channel: str | None) -> Conversation:
        wanted = channel or person.channel
        if not self._state.membership.may_read(person.id, wanted):
            raise web.HTTPNotFound
        return self._state.conversations[wanted]

    def _open_conversation(self, conversation: Conversation) -> Json:
        return {
            "id": conversation.id,
            "name": conversation.name,
            "purpose": conversation.purpose,
            "is_channel": conversation.person is None,
            "is_private": conversation.is_private,
            "is_member": self._state.membership.has_bot(conversation.id),
            "read_only": conversation.is_read_only,
        }

    def _card(self, person: Person) -> Json:
        return {
            "id": person.id,
            "name": person.name,
            "locale": person.locale,
            "guest": person.guest,
            "title": person.title,
            "groups": [group.handle for group in self._state.groups.values() if person.id in group.people],
        }


def _shortcut(shortcut: Json) -> Json:
    return {name: shortcut[name] for name in ("type", "callback_id", "name")}
