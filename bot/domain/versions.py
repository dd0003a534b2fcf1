"""How a version of a document, or of the rule pack, is named: by people, in buttons and in the history."""

import re
from dataclasses import dataclass

from bot.domain.draft import Language

RULES = "rules"
"""Stands where a document's id stands: the rule pack, its resource topics and the firm profile."""

_WRITTEN = re.compile(
    r"(?P<document>[A-Za-z][A-Za-z0-9-]{0,31})(?:/(?P<language>fr|en))?(?:@v?(?P<number>[0-9]{1,9}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class VersionRef:
    """`PMS/fr@4`: the fourth version of the French document PMS; `rules@7`: the seventh rule pack."""

    document: str
    language: Language | None
    number: int

    @property
    def is_pack(self) -> bool:
        """Whether it is a rule pack."""
        return self.document == RULES

    def __str__(self) -> str:
        return f"{WantedVersion(self.document, self.language, self.number)}"


@dataclass(frozen=True, slots=True)
class WantedVersion:
    """What somebody wrote: the language and the number may be missing."""

    document: str
    language: Language | None = None
    number: int | None = None

    def __str__(self) -> str:
        language = f"/{self.language}" if self.language else ""
        return f"{self.document}{language}" + ("" if self.number is None else f"@{self.number}")


def read_wanted(text: str) -> WantedVersion | None:
    """What a person means by `PMS`, `PMS/fr`, `PMS/fr@4`, `rules`, `rules@7`; None for anything else."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        return None
    language: Language | None = "fr" if written["language"] == "fr" else "en" if written["language"] else None
    number = int(written["number"]) if written["number"] else None
    document = written["document"]
    if document.lower() == RULES:
        return None if language else WantedVersion(RULES, None, number)
    return WantedVersion(document, language, number)
