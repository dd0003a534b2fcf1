"""The environment and `.env`: the only module that reads either."""

import os
from collections.abc import Mapping
from pathlib import Path


class SettingsError(Exception):
    """Some settings cannot be used; the message lists every problem, a line each, without values."""


def started_by_honcho(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether honcho started this process, of a Procfile: it ends all of them as soon as one ends."""
    return "HONCHO_PROCESS_NAME" in environment


def read_environment() -> Mapping[str, str]:
    """Every variable; what is in the environment wins over `.env`. Raises `SettingsError`."""
    file = Path(".env")
    if not file.is_file():
        return dict(os.environ)
    from dotenv import dotenv_values  # only where there is a file to read

    try:
        written = {key: value or "" for key, value in dotenv_values(file).items()}
    except (OSError, UnicodeDecodeError):
        raise SettingsError("The file .env cannot be read: it must be UTF-8 text.") from None
    if any("\0" in value for value in written.values()):
        raise SettingsError("The file .env cannot be read: it must be UTF-8 text.")
    return {**written, **os.environ}
