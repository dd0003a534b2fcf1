"""The published policies: what a review is held against, in one consistent snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from bot.domain.draft import DraftLanguage, Language
from bot.domain.findings import Citation
from bot.domain.firm import FirmProfile, Strict
from bot.domain.learned import Learned
from bot.domain.rules import Rule, Topic
from bot.domain.severity_changes import SeverityChange


@dataclass(frozen=True, slots=True)
class LinkedClause:
    """A clause that supports a rule, how well (1 is the best rank), and who decided so."""

    citation: Citation
    rank: int
    score: float
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Versions:
    """What a review was made with; enough to make it again."""

    library: str
    rules: str
    code: str
    embedder: str
    on: date | None = None
    """The day whose severities counted (`domain/severity_changes`)."""


class PackContent(Strict):
    """A rule pack as it is stored (`Publication.rules_json`): what is optional may be missing in old ones."""

    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    firm: FirmProfile
    prepared: Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]] = Field(default_factory=dict)
    learned: Learned | None = None
    severities: tuple[SeverityChange, ...] = ()


@dataclass(frozen=True)
class PublishedPolicies:
    """Rules, resource topics, firm profile and rule → clause links that are in force together."""

    library: str
    rules_version: str
    embedder: str
    firm: FirmProfile
    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    links: Mapping[str, Sequence[LinkedClause]] = field(default_factory=dict)
    prepared: Mapping[str, tuple[str, Sequence[Sequence[str]]]] = field(default_factory=dict)
    """The pack's words as compiled at publication (`domain/pack.prepare`)."""
    learned: Learned | None = None
    """What the rules of meaning judge by."""
    severities: tuple[SeverityChange, ...] = ()
    """What the owners raised or lowered."""
    on: date | None = None
    """The day on which `rules` are as severe as they are here; None: as severe as they were written."""

    def citations(self, rule: str, language: DraftLanguage) -> tuple[Citation, ...]:
        """The clauses that support a rule, in the draft's language where the firm has them in it.

        A clause that exists in one language only is cited in that language. At most two, the best
        first, from different documents where there are two.
        """
        wanted: Language = "en" if language == "en" else "fr"
        linked = sorted(self.links.get(rule, ()), key=lambda each: each.rank)
        own = [each.citation for each in linked if each.citation.language == wanted]
        return tuple((own or [each.citation for each in linked])[:2])
