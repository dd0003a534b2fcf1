"""A small policy folder as text: two documents, two rules that pass their own examples, a firm."""

from datetime import date
from typing import Any

import yaml

from bot.domain.clauses import PolicyDocument
from bot.domain.draft import Language
from bot.usecases.ports import PolicySource
from tests.fakes_index import PolicyFilesInMemory

_BOTH = {"fr": "Un texte.", "en": "A text."}
_GOOD = {
    "fr": ["Lisez votre relevé.", "Un café, puis on parle.", "Le bureau ouvre à neuf heures."],
    "en": ["Read your statement.", "A coffee, then a talk.", "The office opens at nine."],
}
RETURN_TOPIC = {"fr": "Aucun rendement n'est jamais promis.", "en": "Aucun rendement n'est jamais promis!"}
CRYPTO_TOPIC = {"fr": "Aucune cryptomonnaie vantée ici.", "en": "Aucune cryptomonnaie vantée ici!"}


def rule_text(
    name: str = "guaranteed-return",
    french: str = "rendement garanti",
    english: str = "guaranteed return",
    **changes: Any,
) -> str:
    """A rule file: it finds those words, and its examples say so."""
    record = {
        "id": name,
        "title": _BOTH,
        "severity": "revise",
        "detect": [{"kind": "phrase", "fr": [french], "en": [english]}],
        "message": _BOTH,
        "lesson": _BOTH,
        "fix": {"move": "drop"},
        "topic": RETURN_TOPIC,
        "examples": {
            "bad": {
                "fr": [f"Un [[{french}]] {end}." for end in ("ici", "demain", "chez nous")],
                "en": [f"A [[{english}]] {end}." for end in ("here", "tomorrow", "with us")],
            },
            "good": _GOOD,
        },
    }
    return yaml.safe_dump({**record, **changes}, allow_unicode=True, sort_keys=False, width=1_000)


def firm_text(**changes: Any) -> str:
    """The firm's file."""
    record = {
        "names": ["Rivière-Nord"],
        "affiliation": _BOTH,
        "advertising_mention": _BOTH,
        "ask": {"name": _BOTH},
        **changes,
    }
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False)


def source(
    key: str = "PMS", says: str = "Aucun rendement n'est jamais promis.", language: Language = "fr"
) -> PolicySource:
    """A document with a clause that says that, and one about something else."""
    body = f"\n## {key}-1 Promesses\n\n{says}\n\n## {key}-2 Horaires\n\nBureau ouvert chaque matin.\n"
    document = PolicyDocument(key, f"Politique {key}", 1, "Conformité", date(2026, 1, 15), language, body)
    return PolicySource(document, body.encode(), f"documents/{language}/{key.lower()}.md")


def policy_files(*sources: PolicySource, **rules: str) -> PolicyFilesInMemory:
    """Those documents and rules, or one of each."""
    named = {f"rules/{name.replace('_', '-')}.yml": text for name, text in rules.items()}
    return PolicyFilesInMemory(
        list(sources) or [source()], named or {"rules/guaranteed-return.yml": rule_text()}, firm_text()
    )
