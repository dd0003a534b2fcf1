"""Small publications for tests: two documents, one rule, a firm."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.clauses import PolicyDocument, split_clauses, text_fingerprint
from bot.domain.draft import Language
from bot.usecases.ports import ClauseLink, NewDocument, PolicySource, Publication

MONDAY = datetime(2026, 11, 16, 9, 30, 0, 250, tzinfo=UTC)

_BOTH = {"fr": "Un texte.", "en": "A text."}
_VARIANTS = {"fr": {"vous": ["Un texte."], "tu": ["Un texte."]}, "en": ["A text."]}


def rule(number: str = "guaranteed-return", **changes: Any) -> dict[str, Any]:
    """A rule as the pack holds it."""
    return {
        "id": number,
        "title": _BOTH,
        "severity": "revise",
        "detect": [{"kind": "phrase", "fr": ["rendement garanti"], "en": ["guaranteed return"]}],
        "message": _BOTH,
        "lesson": _BOTH,
        "fix": {"instead": _VARIANTS},
        "topic": _BOTH,
        "examples": {
            "bad": {"fr": ["Un [[rendement garanti]]."]},
            "good": {"en": ["Nothing is guaranteed."]},
        },
        **changes,
    }


def pack(*rules: dict[str, Any], firm: str = "Rivière-Nord") -> str:
    """A rule pack as it is stored."""
    profile = {
        "names": [firm],
        "affiliation": _BOTH,
        "advertising_mention": _BOTH,
        "ask": {"name": _BOTH},
    }
    return json.dumps({"rules": rules or [rule()], "topics": [], "firm": profile}, ensure_ascii=False)


def document(
    key: str = "PMS",
    language: Language = "fr",
    says: str = "Aucun rendement n'est garanti.",
    version: int = 1,
) -> NewDocument:
    """A document with two clauses, `<key>-1` (which says that) and `<key>-2`."""
    body = f"## {key}-1 Promesses\n\n{says}\n\n## {key}-2 Autres\n\nLe « reste » compte aussi.\n"
    read = PolicyDocument(key, f"Politique {key}", version, "Conformité", date(2026, 1, 15), language, body)
    content = f"version: {version}\n{body}".encode()
    file = f"policies/documents/{language}/{key.lower()}.md"
    return NewDocument(PolicySource(read, content, file), split_clauses(read))


def link(key: str = "PMS-1", language: Language = "fr", rank: int = 1, score: float = 0.75) -> ClauseLink:
    """A link to a clause of the document that its number begins with."""
    return ClauseLink(key.split("-")[0], language, key, rank, score)


def publication(
    documents: Sequence[NewDocument] | None = None,
    links: Mapping[str, Sequence[ClauseLink]] | None = None,
    content: str | None = None,
    at: datetime = MONDAY,
    by: str = "claire",
    embedder: str = "use-m/1/512",
    **more: Any,
) -> Publication:
    """A publication of one document, one rule and the link between them, but for what is given."""
    rules_json = content or pack()
    return Publication(
        documents=[document()] if documents is None else documents,
        rules_json=rules_json,
        rules_sha256=text_fingerprint(rules_json),
        embedder=embedder,
        links={"guaranteed-return": [link()]} if links is None else links,
        by=by,
        at=at,
        **more,
    )
