"""What the command line is given by the composition root: use cases' ports, made when first needed."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import click

from bot.texts import Language, say

if TYPE_CHECKING:  # what a command does not use is not loaded for it either
    from bot.domain.prompts import Prompt
    from bot.usecases.archive_ports import ArchivePorts
    from bot.usecases.ask import AskPorts
    from bot.usecases.ask_model import ModelPorts
    from bot.usecases.backup_ports import BackupPorts
    from bot.usecases.clock import Clock
    from bot.usecases.compose_library import LifePorts
    from bot.usecases.figures_ports import FigureDrawings
    from bot.usecases.jobs_ports import Entries
    from bot.usecases.keeping_ports import KeepingPorts
    from bot.usecases.learn_meaning import LearningFolder, LearnPorts
    from bot.usecases.library_in_force import LibraryInForce
    from bot.usecases.matter_ports import Matters, Reviews
    from bot.usecases.people_ports import People
    from bot.usecases.ports import PolicyStore, Progress
    from bot.usecases.preview_impact import PreviewPorts
    from bot.usecases.publish_policy import PublishPorts
    from bot.usecases.read_pack import PackFiles
    from bot.usecases.review import ReviewPorts
    from bot.usecases.tune_encoder import Tune

ProcessKind = Literal["serve", "serve-http", "listen", "web", "work"]
"""serve: all in one process, over a socket; serve-http: the same over HTTP; listen: listens over a socket;
web: listens over HTTP; work: does the jobs of those two."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `vigie doctor`, and one below it where it is not ok."""

    name: str
    state: Literal["ok", "warning", "problem"]
    says: str
    mend: str = ""
    """What to do about it; "" where all is well."""


class CannotServe(Exception):
    """The bot cannot begin; the message is what the operator must know, a line each."""


@dataclass(frozen=True, slots=True)
class ChatAsked:
    """How the local workspace is wanted."""

    port: int
    """Of its page; 0 takes a free one."""
    by_http: bool = False
    """What people do goes to the bot as signed HTTP, instead of over a socket."""


@dataclass(frozen=True, slots=True)
class ChatSteps:
    """What `vigie chat` does at each step, as it comes."""

    page: Callable[[str], None]
    """The page can be opened, at that address; the bot is on its way."""
    publish: "Callable[[PublishPorts, Progress], None]"
    """The first time: publish the policy folder; told how far it is."""
    bot: Callable[[], None]
    """The bot is there."""


@dataclass(frozen=True, slots=True)
class Released:
    """What became of the database."""

    kind: str
    """sqlite, postgresql."""
    before: str
    """The migration that its tables were at; "" for none."""
    after: str


@dataclass(frozen=True)
class JobsPorts:
    """What looking after jobs needs."""

    entries: "Entries"
    clock: "Clock"


@dataclass(frozen=True)
class FiguresWiring:
    """What counting reviews needs."""

    reviews: "Reviews"
    matters: "Matters"
    people: "People"
    policies: "PolicyStore"
    clock: "Clock"
    drawings: "FigureDrawings"


@dataclass(frozen=True)
class Wiring:
    """Factories, so that a command pays only for what it uses."""

    language: Language
    """The operator's: for messages about files, settings and the machine."""
    review: "Callable[[], ReviewPorts]"
    model: "Callable[[], ModelPorts | None]"
    """What asking the language model needs; None where none is configured. Raises `PolicyFileError`."""
    prompts: "Callable[[], Mapping[str, Prompt]]"
    """What a language model is asked. Raises `PolicyFileError`."""
    publish: "Callable[[], PublishPorts]"
    search: "Callable[[], LibraryInForce]"
    read_pack_files: "Callable[[str | None], PackFiles]"
    """The rule pack of a folder, or of the configured one."""
    policy_folder: "Callable[[str | None], LearningFolder]"
    """The folder itself, or the configured one: what learning reads, and where it writes."""
    learning: "Callable[[], LearnPorts]"
    tuning: "Callable[[], Tune]"
    """What tunes the sentence encoder. Raises ImportError."""
    doctor: Callable[[], Sequence[Check]]
    serve: Callable[[ProcessKind, Callable[[], None]], None]
    """A process of the bot in Slack, until it is stopped; told each time that it is ready. Raises
    `CannotServe`."""
    chat: "Callable[[ChatAsked, ChatSteps], None]"
    """The bot in the local workspace, until it is stopped. Raises `CannotServe`."""
    manifest: Callable[[str], Mapping[str, Any]]
    """The app, as Slack is told to create it: over a socket, or with the address that Slack sends to."""
    ask: "Callable[[], AskPorts]"
    """What answering questions about the documents needs."""
    life: "Callable[[], LifePorts]"
    """What changing the library, version by version, needs."""
    preview: "Callable[[], PreviewPorts]"
    """What looking at the effect of a change needs."""
    jobs: "Callable[[], JobsPorts]"
    """What looking after jobs needs."""
    figures: "Callable[[], FiguresWiring]"
    """What counting reviews needs."""
    archive: "Callable[[], ArchivePorts]"
    """What reading the archive as a whole needs."""
    backup: "Callable[[], BackupPorts]"
    """What saving the database, and putting it back, needs."""
    keeping: "Callable[[], KeepingPorts]"
    """What retention, holds and erasure need."""
    new_key: Callable[[], str]
    """A key to encrypt with that nobody has yet."""
    release: Callable[[], Released]
    """Brings the database up to date. Raises `StorageError`."""
    turn: Callable[[], AbstractContextManager[None]]
    """While it is entered, no other process publishes for the first time. Raises `StorageError`."""
    keep_changed: Callable[[], Sequence[str]]
    """Keeps what somebody changed in the policy folder as drafts: their names. Raises `PolicyFileError`."""
    stay: Callable[[], bool]
    """Until it is stopped, where ending would stop others; whether that was so."""
    web_place: str
    """Where what Slack sends over HTTP is taken: host:port."""


def model_asked(wiring: Wiring, *, asked: bool | None, by_default: bool) -> "ModelPorts | None":
    """What asking the model needs, where it is to be asked. Raises `ClickException` where there is none."""
    ports = wiring.model() if asked or (asked is None and by_default) else None
    if asked and ports is None:
        raise click.ClickException(say("model.none", wiring.language))
    return ports
