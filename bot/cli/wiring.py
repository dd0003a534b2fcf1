"""What the command line is given by the composition root: use cases' ports, made when first needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.draft import Language
from bot.usecases.publish_policy import PublishPorts
from bot.usecases.read_pack import PackFiles
from bot.usecases.review import ReviewPorts
from bot.usecases.search_clauses import SearchPorts


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `vigie doctor`."""

    name: str
    state: Literal["ok", "warning", "problem"]
    says: str


@dataclass(frozen=True)
class Wiring:
    """Factories, so that a command pays only for what it uses."""

    language: Language
    """The operator's: for messages about files, settings and the machine."""
    review: Callable[[], ReviewPorts]
    publish: Callable[[], PublishPorts]
    search: Callable[[], SearchPorts]
    read_pack_files: Callable[[str | None], PackFiles]
    """The rule pack of a folder, or of the configured one."""
    doctor: Callable[[], Sequence[Check]]
