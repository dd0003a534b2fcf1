"""What somebody must look at, or has settled, about one draft: a request, a sample, an incident, …

A matter is ids, moments and words of closed sets; what people write of it is in the archive. It moves from
one state to the next by compare-and-set on `revision`: two people who decide at once make one decision.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bot.domain.draft import Language

MatterKind = Literal["request", "sample", "incident", "disagreement", "posting", "good-post"]
"""request: an author asks compliance for a decision; sample: an officer looks at a review that found nothing;
incident: client data or inside information was in a draft; disagreement: an author says that a finding is
wrong; posting: an author says what was posted in the end; good-post: an author offers a text that passed, for
colleagues to learn from."""

MatterState = Literal[
    "open", "asked", "approved", "changed", "rejected", "void",
    "fine", "missed", "unclear",
    "handled",
    "agreed", "kept",
    "as-approved", "as-reviewed", "differs",
    "accepted", "declined", "taken-back",
]  # fmt: skip
"""open: waits for whoever decides it.

request: asked (it waits for the author's answer), approved, changed (approved with changes: the officer's own
text), rejected, void (the text was edited, removed or taken back). sample: fine, missed (a problem that no
rule found), unclear. incident: handled. disagreement: agreed (the rule is to be mended), kept (it stands).
posting: as-approved, as-reviewed, differs (from everything that was reviewed or approved). good-post:
accepted (colleagues may read it), declined, taken-back (by its author).
"""

MATTER_STATES: tuple[MatterState, ...] = get_args(MatterState)
WAITING: tuple[MatterState, ...] = ("open", "asked")
"""The states in which somebody still has to act."""

TextOf = Literal["", "draft", "rewrite", "own"]
"""Which text a matter is about: the draft, the rewrite that was offered, or another of the person's own."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as it stands. `fingerprint` (`domain/clauses.text_fingerprint`) is of the text it is about;
    once a request is approved with changes, of the officer's text."""

    id: str
    kind: MatterKind
    team: str
    author: str
    """Whose draft it is."""
    card: str
    review: str
    """The archived review that it is about, "" where there is none."""
    state: MatterState
    opened_at: datetime
    opened_by: str
    language: Language
    """What the author reads."""
    rules: tuple[str, ...] = ()
    """The rules that it is about."""
    text_of: TextOf = ""
    fingerprint: str = ""
    due: datetime | None = None
    """When the text is to go out."""
    taken_by: str = ""
    """The officer who looks after it, "" while nobody does."""
    revision: int = 0
    event: str = ""
    """The event that made it stand as it does: the same event again changes nothing."""
    closed_by: str = ""
    closed_at: datetime | None = None
    good_until: datetime | None = None
    """Until when an approval counts."""

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in WAITING

    @property
    def stream(self) -> str:
        """The chain of the archive that holds its author's records."""
        return f"{self.team}:{self.author}"

    @property
    def record_id(self) -> str:
        """The id under which what people wrote at this revision is archived."""
        return f"{self.id}.{self.revision}"


def approves(matter: Matter, fingerprint: str, at: datetime) -> bool:
    """Whether it approves exactly that text, still."""
    return (
        matter.kind == "request"
        and matter.state in ("approved", "changed")
        and matter.fingerprint == fingerprint
        and matter.good_until is not None
        and at < matter.good_until
    )
