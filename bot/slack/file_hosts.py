"""Where Slack keeps files: its own hosts, reached with no detour."""

import re
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from bot.slack.calls import is_local

_SLACK = re.compile(r"(?:[a-z0-9-]+\.)*(?:slack\.com|slack-files\.com|slack-edge\.com|slack-gov\.com)")


class _NoRedirect(HTTPRedirectHandler):
    """Token and bytes are for the host that was asked: another that it names gets nothing."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Not followed: the answer is an error."""


def file_opener(api_url: str) -> OpenerDirector:
    """What opens the addresses that the server at `api_url` gives for files."""
    proxies = (ProxyHandler({}),) if is_local(api_url) else ()
    return build_opener(_NoRedirect, *proxies)


def is_of_slack(address: str, api_url: str) -> bool:
    """Whether it is one of Slack's hosts, or of the server that is asked for everything else."""
    try:
        parts, api = urlsplit(address), urlsplit(api_url)
        own = (parts.scheme, parts.netloc) == (api.scheme, api.netloc)
        return own or (parts.scheme == "https" and bool(_SLACK.fullmatch(parts.hostname or "")))
    except ValueError:
        return False
