"""The command line and what it is given; the bot itself is loaded by the command that needs it."""

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.cli.app import run, use_utf8
from bot.cli.wiring import (
    ChatAsked,
    ChatSteps,
    Check,
    FiguresWiring,
    JobsPorts,
    ProcessKind,
    Released,
    Wiring,
)
from bot.config import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from bot.bootstrap.application import Application
    from bot.usecases.archive_ports import ArchivePorts
    from bot.usecases.backup_ports import BackupPorts
    from bot.usecases.keeping_ports import KeepingPorts

    Made = Callable[[], Application]


_ENDED = 128 + signal.SIGTERM
"""The exit code by which shells know it."""


def wiring_of(settings: Settings, application: "Made") -> Wiring:
    """What the command line is given; `application` is called when a command first needs it."""
    return Wiring(
        settings.language,
        lambda: application().reviewing(),
        lambda: application().asking(),
        lambda: application().prompts,
        lambda: application().publishing(),
        lambda: application().searching,
        lambda folder: application().pack_files(folder),
        lambda folder: application().policy_folder(folder),
        lambda: application().learning(),
        lambda: application().tuning(),
        partial(_doctor, application),
        partial(_serve, application),
        partial(_chat, settings),
        _manifest,
        lambda: application().answering,
        lambda: application().life(),
        lambda: application().previewing(),
        jobs=partial(_jobs, application),
        figures=partial(_figures, application),
        archive=partial(_archive, application),
        backup=partial(_backup, application),
        keeping=partial(_keeping, application),
        new_key=_new_key,
        release=partial(_released, application),
        turn=partial(_turn, application),
        keep_changed=partial(_changed_kept, application),
        stay=_stay,
        web_place=settings.web_place,
    )


def _doctor(application: "Made") -> Sequence[Check]:
    from bot.bootstrap.checks import checks

    return list(checks(application()))


def _archive(application: "Made") -> "ArchivePorts":
    from bot.bootstrap.archive_work import archive_ports

    return archive_ports(application())


def _keeping(application: "Made") -> "KeepingPorts":
    from bot.bootstrap.keeping_work import keeping_ports

    return keeping_ports(application())


def _new_key() -> str:
    from bot.adapters.sealing import new_key

    return new_key()


def _backup(application: "Made") -> "BackupPorts":
    from bot.bootstrap.archive_work import backup_ports

    return backup_ports(application())


def _serve(application: "Made", kind: ProcessKind, on_ready: Callable[[], None]) -> None:
    from bot.bootstrap.processes import serve  # Bolt, DBOS and aiohttp take a second to load

    serve(application(), kind, on_ready)


def _jobs(application: "Made") -> JobsPorts:
    from bot.adapters.system_clock import SystemClock

    return JobsPorts(application().entries, SystemClock())


def _figures(application: "Made") -> FiguresWiring:
    from bot.adapters.figure_drawings import MatplotlibDrawings
    from bot.adapters.system_clock import SystemClock

    made, drawings = application(), MatplotlibDrawings()
    return FiguresWiring(made.reviews, made.matters, made.people, made.policies, SystemClock(), drawings)


def _released(application: "Made") -> Released:
    from bot.bootstrap.releasing import released

    return released(application())


def _turn(application: "Made") -> AbstractContextManager[None]:
    from bot.bootstrap.releasing import turn

    return turn(application())


def _changed_kept(application: "Made") -> Sequence[str]:
    from bot.bootstrap.releasing import changed_kept

    return changed_kept(application())


def _stay() -> bool:
    from bot.bootstrap.releasing import stay_until_stopped

    return stay_until_stopped()


def _chat(settings: Settings, asked: ChatAsked, steps: ChatSteps) -> None:
    from bot.bootstrap.chat import chat

    chat(settings, asked, steps)


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
    made: list[Application] = []

    def application() -> "Application":
        if not made:
            from bot.bootstrap.application import Application

            made.append(Application(settings))
        return made[0]

    signal.signal(signal.SIGTERM, _end)
    try:
        return run(arguments, wiring_of(settings, application))
    finally:
        for each in made:
            each.close()


def _end(*_: object) -> None:
    """Asked to end, a command leaves no half of a file behind. What serves has a way of its own to stop."""
    raise SystemExit(_ENDED)
