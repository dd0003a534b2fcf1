"""`vigie`: the commands, and the one place where an error becomes a sentence and an exit code."""

import io
import os
import sys
import uuid
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import IO

import click

from bot import __version__
from bot.cli.wiring import CannotServe, Wiring
from bot.domain.faults import place_of
from bot.domain.showing import showable
from bot.texts import say
from bot.usecases.failures import PolicyFileError, StorageError

FAILED, USAGE = 1, 2


_COMMANDS = {
    "review": "review.review",
    "ask": "ask.ask",
    "policies": "policies.policies",
    "rules": "rules.rules",
    "prompts": "prompts.prompts",
    "eval": "evaluate.evaluate",
    "serve": "serve.serve",
    "listen": "serve.listen",
    "web": "serve.web",
    "work": "serve.work",
    "chat": "chat.chat",
    "manifest": "serve.manifest",
    "replay": "replay.replay",
    "doctor": "doctor.doctor",
    "jobs": "jobs.jobs",
    "archive": "archive.archive",
    "backup": "backup.backup",
    "restore": "backup.restore",
    "release": "release.release",
    "figures": "figures.figures",
}
"""Each command by its name: the file of this folder, and the function in it."""


class Commands(click.Group):
    """The commands, each loaded when it is asked for: together they take more than a second."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Their names."""
        return sorted(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in _COMMANDS:
            return None
        file, _, function = _COMMANDS[name].partition(".")
        command = getattr(import_module(f"bot.cli.{file}"), function)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vigie")
def vigie() -> None:
    """Review a post against the firm's own policies before it is published."""


def run(arguments: Sequence[str], wiring: Wiring) -> int:
    """Run one command line; the exit code: 0 done, 1 failed with one sentence, 2 usage."""
    try:
        result = vigie.main(list(arguments), prog_name="vigie", standalone_mode=False, obj=wiring)
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.Abort:
        return 130
    except click.UsageError as wrong:
        told = io.StringIO()
        wrong.show(told)
        click.echo(showable(told.getvalue()), err=True, nl=False)
        return USAGE
    except click.ClickException as failed:
        return _fail(failed.format_message())
    except (StorageError, PolicyFileError, CannotServe) as failed:
        return _fail(str(failed))
    except BrokenPipeError:
        _let_go_of(sys.stdout)
        return 0
    except Exception as unexpected:  # the promise: never a traceback, never the text of a draft
        return _fail(_unforeseen(unexpected, wiring))
    return result if isinstance(result, int) else 0


def _unforeseen(error: Exception, wiring: Wiring) -> str:
    # Reading has sentences of its own (bot/cli/reading.py): what is left to a command is writing.
    if isinstance(error, OSError) and place_of(error).startswith("bot.cli."):
        _let_go_of(sys.stdout)
        return say("output.unwritable", wiring.language, why=error.strerror or type(error).__name__)
    reference = uuid.uuid4().hex[:8]
    where = f"{type(error).__name__}, {place_of(error)}"
    return f"{say('unexpected', wiring.language, reference=reference)} [{where}]"


def _fail(sentence: str) -> int:
    click.echo(showable(sentence).replace("\n", " "), err=True)
    return FAILED


def _let_go_of(stream: IO[str]) -> None:
    """Send what waits to be written nowhere, or Python would complain about it once more while it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def use_utf8() -> None:
    """Write UTF-8 whatever the locale; what cannot be written is shown as a mark, not as an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
