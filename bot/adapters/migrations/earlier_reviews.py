"""The list of reviews, of those that were archived before there was one (migration 0006).

Only reviews whose body is still there, in a chain of a person of a workspace (`team:author`), and of a card:
what was asked as a "what if" was shown in no card, and what the command line archived is in no workspace.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.adapters.sqlalchemy_tables import UtcTime
from bot.domain.chain import body_text
from bot.domain.clauses import text_fingerprint

_STREAM = re.compile(r"(?P<team>[^:]+):(?P<author>[^:]+)")
_REVIEW = re.compile(r"(?P<card>[^.]+)\.\d+\.\d+(?:\.[0-9a-f]{8})?")
"""Card, revision, turn; and the beginning of a fingerprint, where an edit that had failed was tried again."""
_VERDICTS = ("ok", "approval", "revise", "block")
_PLATFORMS = ("linkedin", "x", "facebook", "instagram", "threads", "bluesky", "mastodon")
_LANGUAGES = ("fr", "en", "mixed")
_SEVERITIES = ("block", "revise", "approval", "suggestion")

_RECORDS = sa.text(
    "SELECT r.record_id FROM archive_records r JOIN archive_bodies b ON b.record_id = r.record_id "
    "WHERE r.kind = 'review' ORDER BY r.at, r.stream, r.sequence"
)
_BODIES = sa.text(
    "SELECT r.record_id, r.stream, r.at, b.body FROM archive_records r "
    "JOIN archive_bodies b ON b.record_id = r.record_id WHERE r.record_id IN :ids "
    "ORDER BY r.at, r.stream, r.sequence"
).bindparams(sa.bindparam("ids", expanding=True))

_NOTES = sa.table(
    "review_notes",
    *(sa.column(name) for name in ("review", "card", "team", "author")),
    sa.column("at", UtcTime),
    *(sa.column(name) for name in ("verdict", "platform", "language", "fingerprint", "rules")),
)
_AT_ONCE = 200
"""Bodies that are in memory together."""


def note_all(connection: Connection) -> None:
    """Fill the list, oldest first; a body that is no review of this program's is left out."""
    seen = [str(name) for (name,) in connection.execute(_RECORDS) if _REVIEW.fullmatch(str(name))]
    for start in range(0, len(seen), _AT_ONCE):
        rows = connection.execute(_BODIES, {"ids": seen[start : start + _AT_ONCE]}).all()
        notes = [note for row in rows if (note := _note(*row))]
        if notes:
            connection.execute(sa.insert(_NOTES), notes)


def _note(record_id: str, stream: str, at: str, kept: bytes) -> dict[str, Any] | None:
    review, chain = _REVIEW.fullmatch(record_id), _STREAM.fullmatch(stream)
    if not (review and chain):
        return None
    try:
        body = json.loads(body_text(kept))
        known = _known_of(body["review"], body["draft"]["text"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if known is None:
        return None
    of = {"review": record_id, "at": datetime.fromisoformat(at)}
    return of | review.groupdict() | chain.groupdict() | known


def _known_of(review: Mapping[str, Any], text: str) -> dict[str, str] | None:
    told = {"verdict": _VERDICTS, "platform": _PLATFORMS, "language": _LANGUAGES}
    if any(review[name] not in words for name, words in told.items()):
        return None
    found = sorted(review["findings"], key=lambda each: _SEVERITIES.index(each["severity"]))
    rules = dict.fromkeys(str(each["rule"]) for each in found)
    given = {name: str(review[name]) for name in told}
    return given | {"fingerprint": text_fingerprint(text), "rules": json.dumps(list(rules))}
