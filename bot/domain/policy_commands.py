"""What is asked of the policy library in chat: a command after `/policy`, or a file sent with a few words.

A first word that is a command is one only with what such a command takes: *show PMS/fr* is, *show me what I
may say* is a question like any other.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.versions import WantedVersion, read_wanted

PolicyVerb = Literal[
    "list", "show", "search", "upload", "diff", "publish", "history", "rollback", "coverage"
]  # fmt: skip

PolicyDeed = PolicyVerb | Literal["preview", "withdraw"]
"""What somebody may be refused: a command, or what the buttons of a draft version do."""

FOR_EVERYBODY: Collection[PolicyDeed] = ("list", "show", "search")
"""What every employee may ask for; the rest is for policy owners."""

_VERBS: Mapping[str, PolicyVerb] = {
    "list": "list", "liste": "list", "lister": "list",
    "show": "show", "voir": "show", "montrer": "show", "montre": "show", "afficher": "show",
    "search": "search", "chercher": "search", "cherche": "search", "rechercher": "search",
    "upload": "upload", "televerser": "upload", "deposer": "upload",
    "diff": "diff", "compare": "diff", "comparer": "diff",
    "publish": "publish", "publier": "publish",
    "history": "history", "historique": "history",
    "rollback": "rollback", "revenir": "rollback", "annuler": "rollback",
    "coverage": "coverage", "couverture": "coverage",
}  # fmt: skip
_TAKES_ONE: Collection[PolicyVerb] = ("show", "upload", "diff", "publish", "rollback")
"""Commands after which one document, version or library may be named."""
_CLAUSE_NUMBER = re.compile(
    r"(?:articles?|art\.?|sections?|clauses?|§|annexe|appendix|schedule|chapitre|chapter)\s*\S{1,20}",
    re.IGNORECASE,
)

READABLE = (".docx", ".pdf", ".html", ".htm", ".md", ".txt", ".yml", ".yaml", ".zip")
"""How the name of a file ends that may be a policy."""
_LIKELY = (".doc", ".docm", ".odt", ".rtf", ".pages")
"""How the name of a document ends that cannot be read: its owner is told, rather than about a post."""
_LONGEST_WORD_WITH_A_FILE = 200
_OF_POLICIES = re.compile(
    r"\b(?:polic(?:y|ies)|politiques?|code|ethics|ethique|deontologie|reglements?|guidelines?|directives?|"
    r"versions?|documents?|rules?|regles?|upload|televerse[rz]?|depose[rz]?|clauses?)\b"
)
_WORD = re.compile(r"[^\s,;:!?()«»\"“”]+")


@dataclass(frozen=True, slots=True)
class PolicyCommand:
    """What to do, with what was named and what was typed after it."""

    verb: PolicyVerb
    text: str = field(default="", repr=False)

    @property
    def wanted(self) -> WantedVersion | None:
        """The document or version that was named, None where none can be read."""
        return read_wanted(self.text)


def read_policy_command(text: str) -> PolicyCommand | None:
    """The command, in French or English; None for everything else, which is a question."""
    first, _, rest = text.strip().partition(" ")
    verb, rest = _VERBS.get(_plain(first)), rest.strip()
    if verb is None:
        return None
    if verb == "search" or not rest:
        return PolicyCommand(verb, rest)
    named = len(rest.split()) == 1 or (verb == "show" and _CLAUSE_NUMBER.fullmatch(rest))
    return PolicyCommand(verb, rest) if named and verb in _TAKES_ONE else None


def may_be_upload(names: Collection[str], text: str) -> bool:
    """Whether files with these names, sent with that text, may be policies rather than come with a post."""
    readable = bool(names) and all(name.lower().endswith((*READABLE, *_LIKELY)) for name in names)
    return readable and (not text.strip() or speaks_of_policies(text))


def speaks_of_policies(text: str) -> bool:
    """Whether a few words are about the firm's documents; a post is longer, or about something else."""
    if len(text.strip()) > _LONGEST_WORD_WITH_A_FILE:
        return False
    named = any(wanted and (wanted.language or wanted.number) for wanted in map(read_wanted, text.split()))
    return named or _OF_POLICIES.search(_plain(text)) is not None


def named_document(text: str, known: Collection[WantedVersion]) -> WantedVersion | None:
    """Which of the known documents (without numbers) a few words name: `PMS/fr`, or `PMS` where it is the
    only one of that name; None where none is named, or two are."""
    words = [wanted for wanted in map(read_wanted, _WORD.findall(text)) if wanted]
    found = {
        each
        for each in known
        for word in words
        if word.document.lower() == each.document.lower() and word.language in (None, each.language)
    }
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))
