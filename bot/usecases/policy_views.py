"""What people are shown of the policy library; the door (Slack) draws it. Clauses are shown to the letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.clauses import Clause
from bot.domain.coverage import Coverage
from bot.domain.findings import Citation
from bot.domain.firm import Contact
from bot.domain.impact import Impact
from bot.domain.policy_commands import PolicyDeed
from bot.domain.versions import VersionRef
from bot.usecases.compare_versions import Compared
from bot.usecases.library_life import Done
from bot.usecases.library_ports import PackVersion, PolicyAct, RefusedFor, VersionChange
from bot.usecases.ports import DocumentVersion, Step


@dataclass(frozen=True, slots=True)
class PolicyList:
    """The documents in force, the drafts where the reader may see them, and the rule packs likewise."""

    library: str
    documents: tuple[DocumentVersion, ...]
    packs: tuple[PackVersion, ...]


@dataclass(frozen=True, slots=True)
class PolicyClauses:
    """The clauses of a version of a document, or those that have the number asked for."""

    name: str
    """The document's title and version, or the number."""
    clauses: tuple[Clause, ...]
    state: Literal["draft", "published", "retired"] = "published"


@dataclass(frozen=True, slots=True)
class PolicyFound:
    """The clauses nearest to some words, best first."""

    clauses: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class NoSuchPolicy:
    """What was asked for cannot be told from its name; `choices` are the names it may be.

    name: nothing is called that; which: nothing was named; words: nothing to search for; languages: there is
    one in each language; number: the document has no such version; no-draft: there is no draft.
    """

    name: str
    choices: tuple[str, ...] = ()
    why: Literal["name", "which", "words", "languages", "number", "no-draft"] = "name"


@dataclass(frozen=True, slots=True)
class OwnersOnly:
    """Only policy owners may do that."""

    deed: PolicyDeed
    ask: Contact | None = None
    """Whom to ask; None while no firm profile is published."""


@dataclass(frozen=True, slots=True)
class ChooseFile:
    """A button that opens the form with which a file is given."""


@dataclass(frozen=True, slots=True)
class PolicyAtWork:
    """What takes time, and how much of it is done; `cancel` is what the button carries that stops it."""

    doing: Step
    done: int = 0
    of: int = 0
    cancel: str = ""


@dataclass(frozen=True, slots=True)
class FileNotTaken:
    """Why a file cannot be a policy."""

    code: RefusedFor | Literal["gone"]
    """gone: the chat service does not have it any more, or keeps it to itself."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PolicyChanges:
    """What a version changes of the one in force, and what may be done with it.

    `stands`: draft (it can be tried, published or put away), in-force, published (by a button of this very
    message: that stays true when others are published), retired, put-away, overtaken (another version was
    published since it was compared).
    """

    compared: Compared
    stands: Literal["draft", "in-force", "published", "retired", "put-away", "overtaken"] = "draft"
    known: bool = False
    """Whether these bytes were there already."""


@dataclass(frozen=True, slots=True)
class PolicyPublished:
    """A version is in force; `back` is the library that was before it, "" for none."""

    version: VersionRef
    title: str
    library: str
    back: str
    gaps: Mapping[str, str] = field(default_factory=dict)
    """The rules with no clause behind them any more: id → title."""
    lost_pins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GoingBack:
    """What going back to an earlier library changes, asked for (`done` False) or done."""

    library: str
    before: str
    """The library that is in force, or was."""
    versions: tuple[VersionChange, ...]
    done: bool = False


@dataclass(frozen=True, slots=True)
class NothingToDo:
    """Why a button or a command changed nothing.

    no-earlier: there is no library to go back to; overtaken: another library is in force than when it was
    offered, moved-on: the same of a way back; not-a-draft: only a draft can be put away; learned-elsewhere:
    its rules learned with another encoder than this version of Vigie has.
    """

    why: Literal["no-earlier", "overtaken", "moved-on", "not-a-draft", "learned-elsewhere"]


@dataclass(frozen=True, slots=True)
class CasesUnreadable:
    """A line of a file of golden cases cannot be read: no effect can be shown before that is mended."""

    file: str
    """Its name, without folders."""
    line: int


@dataclass(frozen=True, slots=True)
class PolicyImpact:
    """What publishing a version would change for the golden cases and the drafts of late."""

    version: VersionRef
    impact: Impact
    titles: Mapping[str, str] = field(default_factory=dict)
    """Rule id → its title in the reader's language."""


@dataclass(frozen=True, slots=True)
class PolicyHistory:
    """What was done to the library, newest first."""

    done: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class PolicyCoverage:
    """What has no clause, what no rule uses, what is said twice, what is in one language only."""

    coverage: Coverage
    titles: Mapping[str, str]
    """Rule id → its title in the reader's language."""


@dataclass(frozen=True, slots=True)
class PolicyNews:
    """What an act changed, for everybody who follows the policies."""

    act: PolicyAct
    changes: tuple[Compared, ...]
    """Of each document and pack that is not the same; `version` is the one in force now."""
    gone: tuple[VersionRef, ...] = ()
    """Documents that are no longer in force."""


PolicyView = (
    PolicyList | PolicyClauses | PolicyFound | NoSuchPolicy | OwnersOnly | ChooseFile | PolicyAtWork
    | FileNotTaken | PolicyChanges | PolicyPublished | GoingBack | NothingToDo | CasesUnreadable
    | PolicyImpact | PolicyHistory | PolicyCoverage | PolicyNews
)  # fmt: skip
