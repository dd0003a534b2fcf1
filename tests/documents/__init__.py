"""Policy files as firms have them, made by `python -m tests.documents.make` and committed."""

from pathlib import Path

from bot.usecases.library_ports import GivenFile

FOLDER = Path(__file__).parent


def sample(name: str) -> GivenFile:
    """A committed file as somebody would give it."""
    return GivenFile(name, (FOLDER / name).read_bytes())
