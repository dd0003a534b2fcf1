"""What the commands read: a file or standard input, in bytes, never further than is needed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

import click

from bot.domain.draft import MAX_CHARACTERS, DraftRefused, Language
from bot.texts import say

MOST_BYTES = 4 * MAX_CHARACTERS
"""No draft that is accepted is longer: UTF-8 takes four bytes a character at most."""
MOST_BYTES_A_LINE = 1_000_000
"""Room for the longest draft with every character written as two JSON escapes, twelve bytes, and the rest."""
_SKIPPED_AT_ONCE = 65_536


def is_terminal() -> bool:
    """Whether somebody types on standard input."""
    return sys.stdin is not None and sys.stdin.isatty()


def read_text(file: str, language: Language) -> str:
    """The text of a draft; `-` is standard input. Raises `DraftRefused`, `ClickException`."""
    if file == "-" and is_terminal():
        click.echo(say("paste", language), err=True)
    content = read_some(file, language)
    if len(content) > MOST_BYTES:
        raise DraftRefused("too-long", f"> {MAX_CHARACTERS}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DraftRefused("not-text") from None


def read_some(file: str, language: Language) -> bytes:
    """All of a file, or one byte more than a draft can have."""
    with _opened(file, language) as stream, _readable(file, language):
        return stream.read(MOST_BYTES + 1)


def read_lines(file: str, language: Language) -> Iterator[bytes]:
    """Line by line; of one that is too long, one byte more than it may have. The rest of it is skipped."""
    with _opened(file, language) as stream:
        while line := _line(stream, file, language):
            yield line


def _line(stream: IO[bytes], file: str, language: Language) -> bytes:
    with _readable(file, language):
        line = part = stream.readline(MOST_BYTES_A_LINE + 1)
        while len(line) > MOST_BYTES_A_LINE and part and not part.endswith(b"\n"):
            part = stream.readline(_SKIPPED_AT_ONCE)
        return line


@contextmanager
def _opened(file: str, language: Language) -> Iterator[IO[bytes]]:
    if file == "-":
        if sys.stdin is None:  # closed by whoever started the program
            raise click.ClickException(say("input.closed", language))
        yield cast("IO[bytes]", sys.stdin.buffer)
        return
    with _readable(file, language):
        stream = open(file, "rb")  # noqa: SIM115 (closed below)
    with stream:
        yield stream


@contextmanager
def _readable(file: str, language: Language) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or type(error).__name__
        if file == "-":
            raise click.ClickException(say("input.unreadable", language, why=why)) from None
        raise click.ClickException(say("file.unreadable", language, file=file, why=why)) from None
