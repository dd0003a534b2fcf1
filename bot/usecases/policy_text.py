"""The text of a policy file: UTF-8, neither empty nor endless, one kind of line end."""

from bot.usecases.ports import PolicyFileError

MOST_BYTES = 4_000_000
"""A longer file is no policy that somebody wrote."""


def text_of(content: bytes, file: str) -> str:
    """What the bytes say, its lines ended by one character. Raises `PolicyFileError`."""
    if len(content) > MOST_BYTES:
        raise PolicyFileError(file, 1, "this file is longer than 4 MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PolicyFileError(file, line, "this is not UTF-8 text") from None
    if not text.strip():
        raise PolicyFileError(file, 1, "this file is empty")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise PolicyFileError(file, line, "this is not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")
