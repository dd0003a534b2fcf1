"""What commands that take time tell on the terminal, and who gives them."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from bot.domain.draft import Language
from bot.texts import say
from bot.usecases.link_clauses import silently
from bot.usecases.ports import Progress as Told
from bot.usecases.ports import Step


@contextmanager
def told(language: Language, also: Told = silently) -> Iterator[Told]:
    """A progress line on the terminal that shows what is being done; nothing where there is no terminal.

    `also` is told the same.
    """
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("", total=None)

        def tell(step: Step, done: int = 0, of: int = 0) -> None:
            also(step, done, of)
            shown.update(task, description=say(f"step.{step}", language), completed=done, total=of or None)

        yield tell


def by_whom() -> str:
    """The account that the process runs under: what the shell says of itself anybody may set."""
    try:
        from pwd import getpwuid
    except ImportError:  # Windows knows no numbers of accounts
        return getpass.getuser()
    try:
        return getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's account has a number, and need not have a name
        return f"uid {os.getuid()}"
