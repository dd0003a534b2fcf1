"""What the workspace is told by whoever runs it, and what people may ask of them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event

from bot.workspace.files import GivenFile
from bot.workspace.json_types import Json


@dataclass
class Host:
    """Whoever runs the workspace, as it sees them."""

    tour_files: Mapping[str, GivenFile] = field(default_factory=dict)
    """By language: the file that the tour has for an owner of policies."""
    life: str = field(default_factory=lambda: secrets.token_hex(4))
    """Another one after each start: what a page knows of an earlier one may be gone."""
    progress: Json = field(default_factory=dict)
    """What is being done, by language, while the bot is on its way."""
    visited: Event = field(default_factory=Event)
    """Set once a page is there."""
    begin_anew: Callable[[], None] | None = None
    """Begins the workspace anew; None where nobody can."""
