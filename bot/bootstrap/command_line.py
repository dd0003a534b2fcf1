"""The command line and what it is given."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot.bootstrap.application import Application
from bot.bootstrap.checks import checks
from bot.cli.app import run, use_utf8
from bot.cli.wiring import ProcessKind, Wiring
from bot.config import SettingsError, read_settings


def wiring_of(application: Application) -> Wiring:
    """What the command line is given."""
    return Wiring(
        application.settings.language,
        application.reviewing,
        application.asking,
        lambda: application.prompts,
        application.publishing,
        lambda: application.searching,
        application.pack_files,
        application.policy_folder,
        application.learning,
        application.tuning,
        lambda: list(checks(application)),
        partial(_serve, application),
        partial(_chat, application),
        _manifest,
        lambda: application.answering,
        application.life,
        application.previewing,
    )


def _serve(application: Application, kind: ProcessKind, on_ready: Callable[[], None]) -> None:
    from bot.bootstrap.processes import serve  # Bolt, DBOS and aiohttp take a second to load

    serve(application, kind, on_ready)


def _chat(application: Application, port: int, opened: Callable[[str], None]) -> None:
    from bot.bootstrap.processes import chat

    chat(application, port, opened)


def _manifest(web_address: str) -> Mapping[str, Any]:
    from bot.slack.manifest import manifest

    return manifest(web_address)


def run_command_line(arguments: Sequence[str]) -> int:
    """Run `vigie` with these arguments; the exit code. Settings that cannot be used are told, all at once."""
    use_utf8()
    try:
        settings = read_settings()
    except SettingsError as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201 (before there is a command line to speak)
        return 1
    application = Application(settings)
    try:
        return run(arguments, wiring_of(application))
    finally:
        application.close()
