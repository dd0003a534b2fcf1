"""A fresh start in the local workspace, without reading and linking every policy again.

Publishing the sample firm's policies takes half a minute. What it made is kept beside, and put back as long
as it would be made again the same.
"""

import shutil
from hashlib import sha256
from pathlib import Path

from bot import __version__
from bot.config import Settings


class FreshStart:
    """What the bot's folder was on its first day. To be used while nothing in that folder is open."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        """`folder`: where it is kept."""
        self._settings = settings
        self._kept = folder / "bot"
        self._mark = folder / "made-from"

    def keep(self) -> None:
        """The folder as it is now is a fresh start."""
        self._mark.unlink(missing_ok=True)  # before the rest: half of a copy is none
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self._settings.data, self._kept)
        self._mark.write_text(self._made_from(), encoding="utf-8")

    def restore(self) -> None:
        """Have a folder as on the first day; an empty one where policies or program changed since."""
        shutil.rmtree(self._settings.data)
        if self._mark.is_file() and self._mark.read_text(encoding="utf-8") == self._made_from():
            shutil.copytree(self._kept, self._settings.data)

    def _made_from(self) -> str:
        digest, policies = sha256(__version__.encode()), self._settings.policies
        for file in sorted(policies.rglob("*")):
            if file.is_file():
                digest.update(f"{file.relative_to(policies)}\0".encode() + file.read_bytes())
        return digest.hexdigest()
