"""What a reader takes out of a file of any format: blocks in reading order, and what it says of itself."""

from dataclasses import dataclass
from datetime import date

from bot.domain.draft import Language


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list or a row of a table."""

    text: str
    """To the letter but for spaces and line ends that the format put there; "" never."""
    level: int = 0
    """1 to 9 for what the file itself calls a heading; 0 for everything else."""
    label: str = ""
    """The number or bullet that the format shows before the text without its being in it ("3.2.", "(a)")."""


@dataclass(frozen=True, slots=True)
class SaidOfItself:
    """What a file says of itself; None or "" where it does not."""

    document: str = ""
    """Its id (front matter)."""
    title: str = ""
    language: Language | None = None
    owner: str = ""
    effective: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file, read."""

    blocks: tuple[Block, ...]
    said: SaidOfItself = SaidOfItself()
    pages: int = 0
    """0 for formats that have none."""
