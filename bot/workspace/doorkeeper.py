"""Who may speak to the server: this machine's own page and the bot, and no page of another site."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.workspace import uploads

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


_BYTES = "application/octet-stream"
"""Slack takes an upload as any kind; another site's page could send this one only by leave."""
_log = logging.getLogger(__name__)


@web.middleware
async def answer_whatever_happens(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A fault of ours is Slack's own `internal_error`, and only its kind is told: it may quote a message."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as fault:
        if request.transport is None or isinstance(fault, ConnectionError):  # nobody is left to answer
            return web.Response()
        _log.error("%s", type(fault).__name__)
        return web.json_response({"ok": False, "error": "internal_error"}, status=500)


@web.middleware
async def keep_the_door(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site's page could make a browser send, by whatever name it calls us."""
    if not _is_ours(request):
        raise web.HTTPForbidden
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """What every answer tells the browser."""
    response.headers.update(_HEADERS)


def own_address(request: web.Request) -> str:
    """Where this server listens: `127.0.0.1:PORT`."""
    host, port = request.get_extra_info("sockname")[:2]
    return f"{host}:{port}"


def _is_ours(request: web.Request) -> bool:
    own = own_address(request)
    local = f"localhost:{own.rpartition(':')[2]}"
    if _asked_for(request) not in (own, local):
        return False
    if request.headers.get("Origin") not in (None, f"http://{own}", f"http://{local}"):
        return False
    if not (_is_of_our_page(request) or _leads_to_our_page(request)):
        return False
    is_call = request.path.startswith("/api/")  # its token authorises it, in a form too
    taken = _BYTES if request.path.startswith(f"/{uploads.PATH}") else "application/json"
    return request.method != "POST" or is_call or request.content_type == taken


def _is_of_our_page(request: web.Request) -> bool:
    """Whether our own page asked, or nobody's: a browser names no origin where another site draws a picture
    or runs a script of ours, and says this instead. The bot says nothing of it."""
    return request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")


def _leads_to_our_page(request: web.Request) -> bool:
    """Whether somebody followed a link to our page, which another site may have: it opens in no frame."""
    how = (request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest"))
    return request.method == "GET" and request.path == "/" and how == ("navigate", "document")


def _asked_for(request: web.Request) -> str:
    """The host and port that the client meant: of a whole address when it sent one (RFC 9112, 3.2.2)."""
    try:
        return "" if request.url.user else f"{request.url.host}:{request.url.port}"
    except ValueError:
        return ""
