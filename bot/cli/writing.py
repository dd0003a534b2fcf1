"""What the commands write: a file of text, whole."""

from pathlib import Path

import click

from bot.domain.draft import Language
from bot.texts import say


def write_text(file: str, text: str, language: Language) -> None:
    """Write it. Raises `ClickException`."""
    try:
        Path(file).write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise click.ClickException(say("file.unwritable", language, file=file, why=why)) from None
