"""The doors through which people reach the bot: Slack itself, or the local workspace."""

import errno
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bot.adapters.journal import open_journal
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.bootstrap.serving import Access, AnotherBot, MetricsPortTaken, Serving
from bot.cli.wiring import CannotServe
from bot.config import Settings
from bot.slack.ids import COMMANDS, SCOPES
from bot.slack.socket import TokenRefused
from bot.slack.tokens import check_tokens
from bot.texts import say
from bot.workspace.people import POLICY_CHANNEL, POLICY_OWNERS
from bot.workspace.server import LocalWorkspace
from bot.workspace.store import WorkspaceFileError

_PORT_REFUSED = (errno.EADDRINUSE, errno.EACCES)


def serve(application: Application, on_connected: Callable[[], None]) -> None:
    """The bot in Slack with the tokens of the settings. Raises `CannotServe`, `StorageError`."""
    settings = application.settings
    findings = check_tokens(settings.slack_bot_token, settings.slack_app_token, settings.slack_api_url)
    wrong = [each.says(settings.language) for each in findings if each.state == "problem"]
    if wrong:
        raise CannotServe("\n".join(wrong))
    team = next(each.values["team_id"] for each in findings if each.what == "bot-works")
    access = Access(
        team,
        settings.slack_api_url,
        settings.slack_bot_token,
        settings.slack_app_token,
        settings.policy_owners,
        settings.policy_channel,
    )
    _run(Serving(application, access, open_journal()), on_connected, settings)


def chat(application: Application, port: int, opened: Callable[[str], None]) -> None:
    """The bot and a workspace to meet it in, until stopped; conversations are kept in the data folder."""
    settings = application.settings
    file = settings.data / "workspace.sqlite3"
    team = application.policies.published().firm.names[0]
    workspace = LocalWorkspace(file, team, SystemClock(), port, scopes=SCOPES, commands=COMMANDS)
    try:
        workspace.start()
    except WorkspaceFileError as unusable:
        raise CannotServe(say(f"chat.file.{unusable.reason}", settings.language, file=file)) from None
    except OSError as failed:
        if failed.errno not in _PORT_REFUSED:
            raise
        raise CannotServe(say("chat.port-taken", settings.language, port=port)) from None
    with ExitStack() as stack:
        stack.callback(workspace.stop)
        with _writing_in(settings):
            journal = stack.enter_context((settings.data / "chat.log").open("a", encoding="utf-8"))
        access = Access(
            workspace.identity.team,
            workspace.api_url,
            workspace.bot_token,
            workspace.app_token,
            settings.policy_owners or (POLICY_OWNERS.id,),
            settings.policy_channel or POLICY_CHANNEL.id,
        )
        told = iter([True])
        _run(
            Serving(application, access, open_journal(journal)),
            lambda: opened(workspace.page_url) if next(told, False) else None,
            settings,
        )


def _run(serving: Serving, on_connected: Callable[[], None], settings: Settings) -> None:
    try:
        with _writing_in(settings):
            serving.run(on_connected)
    except AnotherBot:
        raise CannotServe(say("serve.another", settings.language, data=settings.data)) from None
    except MetricsPortTaken:
        raise CannotServe(say("serve.metrics-port", settings.language, port=settings.metrics_port)) from None
    except TokenRefused as refused:
        raise CannotServe(say("slack.token.app-refused", settings.language, code=refused.code)) from None


@contextmanager
def _writing_in(settings: Settings) -> Iterator[None]:
    """A file of the data folder that cannot be opened is told; any other error goes its way."""
    try:
        yield
    except OSError as failed:
        if not failed.filename or not Path(failed.filename).is_relative_to(settings.data):
            raise
        raise CannotServe(say("data.unwritable", settings.language, file=failed.filename)) from None
