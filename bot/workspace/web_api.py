"""The Web API: `/api/METHOD` with a token, JSON or a form in, `{"ok": …}` out; and answers to commands."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.workspace import (
    answering,
    files,
    methods_assistant,
    methods_chat,
    methods_conversations,
    methods_directory,
    methods_files,
    methods_usergroups,
    methods_views,
)
from bot.workspace.answers import AddressRefused
from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.doorkeeper import own_address
from bot.workspace.faults import Fault, Faults
from bot.workspace.json_types import Json, read_json
from bot.workspace.people import TokenKind
from bot.workspace.state import State
from bot.workspace.uploads import UploadRefused

METHODS: Mapping[str, Method] = (
    methods_assistant.METHODS
    | methods_chat.METHODS
    | methods_conversations.METHODS
    | methods_directory.METHODS
    | methods_files.METHODS
    | methods_usergroups.METHODS
    | methods_views.METHODS
)

RESPONSE_URL, DOWNLOAD, UPLOAD = "response_url", "files-pri", "upload"
"""What the app reaches besides methods, as faults and traffic call them."""

Given = Json | SlackError
"""The arguments of a call, or what Slack says of arguments that cannot be read."""

_SIGN_IN = (
    "<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to your workspace</body></html>"
)
"""What Slack answers, with status 200, to whoever may not read a file."""


class WebApi:
    """Answers calls; `faults` says which of them go wrong."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults
        self._tokens: dict[str, TokenKind] = {
            token: "bot" if kind == "bot" else "app" for kind, token in state.store.tokens().items()
        }

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        name = request.match_info["method"]

        def answer(given: Given) -> web.Response:
            try:
                answer = self._answer(name, _sound(given), request) | {"ok": True}
            except SlackError as error:
                answer = {"ok": False, "error": error.error} | error.details
            return web.json_response(answer, headers=self._scope_header(request))

        return await self._through_faults(name, request, answer)

    async def answer_command(self, request: web.Request) -> web.StreamResponse:
        """What the app answers to a person; its faults are those of the method `response_url`."""

        def answer(given: Given) -> web.Response:
            try:
                asked = self._state.answers.use(request.match_info["secret"], self._state.now())
                answering.answer(Call(self._state, _sound(given), own_address(request)), asked)
            except AddressRefused as refused:
                return web.json_response({"ok": False, "error": refused.error}, status=404)
            except SlackError as error:
                return web.json_response({"ok": False, "error": error.error} | error.details, status=400)
            return web.Response(text="ok")

        return await self._through_faults(RESPONSE_URL, request, answer)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file for the app's token, a page to sign in for anybody else's.

        Its faults are those of the method `files-pri`.
        """

        def answer(given: Given) -> web.Response:
            if not self._may_read_files(_token(request, {})):
                return web.Response(text=_SIGN_IN, content_type="text/html")
            file = self._state.store.file(files.file_id(request.match_info["place"]))
            if file is None:
                raise web.HTTPNotFound
            headers = {"Content-Type": file["mimetype"], "Content-Disposition": "attachment"}
            return web.Response(body=self._state.store.content(file["id"]), headers=headers)

        return await self._through_faults(DOWNLOAD, request, answer)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file that the app brings; its faults are those of the method `upload`."""
        content = await request.read()

        def answer(given: Given) -> web.Response:
            try:
                self._state.uploads.bring(request.match_info["secret"], content)
            except UploadRefused:
                raise web.HTTPBadRequest from None
            return web.Response(text=f"OK - {len(content)}")

        return await self._through_faults(UPLOAD, request, answer)

    def _may_read_files(self, token: str) -> bool:
        kind = self._tokens.get(token)
        return kind == "bot" and kind not in self._faults.tokens and "files:read" in self._faults.scopes[kind]

    async def _through_faults(
        self, name: str, request: web.Request, answer: Callable[[Given], web.Response]
    ) -> web.StreamResponse:
        given = await _arguments(request)
        asked = _asked(request, {} if isinstance(given, SlackError) else given)
        fault = self._faults.take(name)
        with self._state.traffic.exchange("from-bot", name, asked, injected=fault != Fault()) as exchange:
            try:
                response = await _met(fault, request, lambda: answer(given))
            except Exception as failed:
                exchange.end(
                    str(failed.status) if isinstance(failed, web.HTTPException) else "internal_error"
                )
                raise
            if not _is_gone(request):
                exchange.end(*_told(response))
            return response

    def _answer(self, name: str, arguments: Json, request: web.Request) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        kind = self._token_kind(_token(request, arguments))
        if kind != method.whose:
            raise SlackError("not_allowed_token_type")
        granted = self._faults.scopes[kind]
        if method.scopes and not granted.intersection(method.scopes):
            raise SlackError("missing_scope", needed=method.scopes[0], provided=",".join(sorted(granted)))
        return method.answer(Call(self._state, arguments, own_address(request), granted))

    def _token_kind(self, token: str) -> TokenKind:
        if not token:
            raise SlackError("not_authed")
        kind = self._tokens.get(token)
        if kind is None:
            raise SlackError("invalid_auth")
        if kind in self._faults.tokens:
            raise SlackError(self._faults.tokens[kind])
        return kind

    def _scope_header(self, request: web.Request) -> dict[str, str]:
        kind = self._tokens.get(_token(request, {}))
        return {"x-oauth-scopes": ",".join(sorted(self._faults.scopes[kind]))} if kind else {}


async def _arguments(request: web.Request) -> Given:
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            given = read_json(await request.text() or "{}")
        except (ValueError, LookupError):  # of text in no encoding that there is
            return SlackError("invalid_json")
        return arguments | given if isinstance(given, dict) else SlackError("json_not_object")
    try:
        form = await request.post()
    except (ValueError, LookupError):
        return SlackError("invalid_form_data")
    return arguments | {name: value for name, value in form.items() if isinstance(value, str)}


def _sound(given: Given) -> Json:
    if isinstance(given, SlackError):
        raise given
    return given


def _token(request: web.Request, arguments: Json) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme == "Bearer" else str(arguments.get("token") or "")


async def _met(fault: Fault, request: web.Request, answer: Callable[[], web.Response]) -> web.Response:
    await asyncio.sleep(fault.delay)
    if fault.drop == "before" or _is_gone(request):
        return _dropped(request)
    if fault.status != 200:
        return _trouble(fault.status, fault.retry_after)
    if fault.error:
        return web.json_response({"ok": False, "error": fault.error})
    answered = answer()
    return _dropped(request) if fault.drop == "after" else answered


def _trouble(status: int, retry_after: int) -> web.Response:
    if status == 429:
        answer = {"ok": False, "error": "ratelimited"}
        return web.json_response(answer, status=429, headers={"Retry-After": str(retry_after)})
    return web.Response(
        text="<html><body>Server Error</body></html>", content_type="text/html", status=status
    )


def _is_gone(request: web.Request) -> bool:
    """Whether nobody is left to answer."""
    return request.transport is None or request.transport.is_closing()


def _dropped(request: web.Request) -> web.Response:
    if isinstance(request.transport, asyncio.Transport):
        request.transport.abort()
    return web.Response()


# -- what a developer sees of it


def _asked(request: web.Request, arguments: Json) -> Json:
    """The arguments; with the address where it is an address that is asked for."""
    return arguments if request.path.startswith("/api/") else {"url": request.path} | arguments


def _told(response: web.Response) -> tuple[str, Any]:
    """How it ended, and the answer."""
    body = _readable(response)
    if response.status != 200:
        waits = {"Retry-After": after} if (after := response.headers.get("Retry-After")) else {}
        return str(response.status), {"status": response.status} | waits | {"body": body}
    return str(body["error"]) if isinstance(body, dict) and body.get("ok") is False else "ok", body


def _readable(response: web.Response) -> Any:
    if "Content-Disposition" in response.headers:
        return {"content_type": response.content_type, "bytes": response.content_length}
    text = response.text or ""
    return json.loads(text) if response.content_type == "application/json" else text
