"""`vigie chat`: a workspace on this machine and the bot in it, from one fresh start to the next.

The page is there before the bot is loaded. What the bot keeps here has a folder of its own: nothing of it
stands beside the records of a bot in Slack.
"""

import errno
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.adapters.system_clock import SystemClock
from bot.bootstrap.tour import tour_files
from bot.cli.wiring import CannotServe, ChatAsked, ChatSteps
from bot.config import Settings, sqlite_address
from bot.slack.ids import COMMANDS, SCOPES
from bot.slack.manifest import manifest
from bot.texts import say
from bot.workspace.server import LocalWorkspace
from bot.workspace.store import WorkspaceFileError

if TYPE_CHECKING:
    from bot.bootstrap.chat_life import Life

_PORT_REFUSED = (errno.EADDRINUSE, errno.EACCES)
_FIRST_PAGE = 1.0
"""Seconds for which loading the bot leaves the processor to a browser that draws the page."""
_UNNAMED = "Vigie"
"""What the workspace is called until the firm's name has been read."""


def chat(settings: Settings, asked: ChatAsked, steps: ChatSteps) -> None:
    """Until stopped; conversations and reviews are kept from one time to the next. Raises `CannotServe`."""
    _refuse_production(settings)
    folder = settings.data / "chat"
    workspace = _workspace(folder / "workspace.sqlite3", asked.port, settings.policies)
    _start(workspace, settings)
    with ExitStack() as stack:
        stack.callback(workspace.stop)
        steps.page(workspace.page_url)
        workspace.wait_for_visitor(_FIRST_PAGE)
        life = _life(workspace, _own(settings, folder), folder)
        while life.live(asked, steps):
            workspace.stop()
            workspace.forget()
            _start(workspace, settings)
            life.begin_anew()


def _refuse_production(settings: Settings) -> None:
    """Here anybody is anybody, a compliance officer too: never beside the settings of a bot at work."""
    given = {
        "DATABASE_URL": not settings.database_url.startswith("sqlite"),
        "CHROMA_URL": settings.chroma_url,
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    names = [name for name, value in given.items() if value]
    if names:
        raise CannotServe(say("chat.production", settings.language, names=", ".join(names), first=names[0]))


def _own(settings: Settings, folder: Path) -> Settings:
    data = folder / "bot"
    return replace(settings, data=data, database_url=sqlite_address(data / "vigie.sqlite3"))


def _workspace(file: Path, port: int, policies: Path) -> LocalWorkspace:
    return LocalWorkspace(
        file,
        _UNNAMED,
        SystemClock(),
        port,
        scopes=SCOPES,
        commands=COMMANDS,
        shortcuts=manifest()["features"]["shortcuts"],
        tour_files=tour_files(policies),
    )


def _start(workspace: LocalWorkspace, settings: Settings) -> None:
    try:
        workspace.start()
    except WorkspaceFileError as unusable:
        sentence = say(f"chat.file.{unusable.reason}", settings.language, file=workspace.file)
        raise CannotServe(sentence) from None
    except OSError as failed:
        if failed.errno not in _PORT_REFUSED:
            raise
        raise CannotServe(say("chat.port-taken", settings.language, port=workspace.port)) from None


def _life(workspace: LocalWorkspace, settings: Settings, folder: Path) -> "Life":
    from bot.bootstrap.chat_life import Life  # the rules, Bolt and DBOS take seconds to load

    return Life(workspace, settings, folder)
