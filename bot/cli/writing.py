"""What the commands write: a file of text, whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bot.domain.draft import Language
from bot.texts import say
from bot.usecases.archive_ports import NewFile


def write_text(file: str, text: str, language: Language) -> None:
    """Write it. Raises `ClickException`."""
    write_bytes(file, text.encode("utf-8"), language)


def write_bytes(file: str, content: bytes, language: Language) -> None:
    """Write it. Raises `ClickException`."""
    with written(file, language):
        Path(file).write_bytes(content)


@contextmanager
def new_text(file: str, new_file: NewFile, language: Language) -> Iterator[Callable[[str], object]]:
    """A file that was not there, its owner's alone; it appears once it is whole. Raises `ClickException`."""
    with written(file, language), new_file(file) as opened:
        yield lambda text: opened.write(text.encode("utf-8", "replace"))


@contextmanager
def written(file: str, language: Language) -> Iterator[None]:
    """What goes wrong while that file is written is told in one sentence. Raises `ClickException`."""
    try:
        yield
    except FileExistsError:
        raise click.ClickException(say("file.is-there", language, file=file)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise click.ClickException(say("file.unwritable", language, file=file, why=why)) from None
