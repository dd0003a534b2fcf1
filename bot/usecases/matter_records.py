"""What people wrote of a matter, archived at each of its revisions; and that somebody read or was refused."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter
from bot.usecases.chat_ports import Person
from bot.usecases.matter_ports import Kept
from bot.usecases.policy_roles import on_record
from bot.usecases.ports import ReviewNotFound
from bot.usecases.talk import TalkPorts


def open_matter(matter: Matter, by: Person, words: Mapping[str, str], ports: TalkPorts) -> Matter:
    """A new matter, archived with who opened it and what they wrote; safe to repeat. It, as it stands."""
    return ports.matters.open(matter, _kept(matter, by, words, ports))


def moved_on(
    now: Matter, by: Person, words: Mapping[str, str], event: str, ports: TalkPorts
) -> Matter | None:
    """The matter as it was read, changed, in the place of what stands; archived with who did that and what
    they wrote. None where somebody else was first; the same event again gives what it made."""
    made = replace(now, revision=now.revision + 1, event=event)
    return ports.matters.move(now, event, _kept(made, by, words, ports))


def words_of(matter: Matter, ports: TalkPorts, revision: int | None = None) -> dict[str, str]:
    """What was written of it at that revision (the one it stands at by default); {} once erased."""
    return dict(record_of(matter, ports, revision).get("words", {}))


def record_of(matter: Matter, ports: TalkPorts, revision: int | None = None) -> dict[str, Any]:
    """The archived body of that revision (matter, by, words) and `at`; {} where there is none."""
    number = matter.revision if revision is None else revision
    try:
        kept = ports.archive.record(f"{matter.id}.{number}")
    except ReviewNotFound:
        return {}
    body: dict[str, Any] = json.loads(kept.body) if kept.body else {}
    return body | {"at": kept.at}


def keep_reading(matter: Matter, by: Person, why: str, event: str, ports: TalkPorts) -> None:
    """Archive, in the chain of its author, that somebody reads the text and why; before they see it."""
    body = json.dumps({"matter": matter.id, "by": on_record(by), "why": why}, sort_keys=True)
    record = f"{matter.id}.read.{text_fingerprint(event)[:12]}"
    ports.archive.add("reading", record, matter.stream, ports.clock.now(), body)


def keep_refusal(about: str, team: str, by: Person, deed: str, event: str, ports: TalkPorts) -> None:
    """Archive, in a chain of its own, that somebody tried what is not theirs to do; `about` is an id."""
    body = json.dumps({"about": about, "by": on_record(by), "deed": deed}, sort_keys=True)
    record = f"refusal.{text_fingerprint(event)[:16]}"
    ports.archive.add("refusal", record, f"{team}:refusals", ports.clock.now(), body)
    ports.note("button.refused", received=event)


def _kept(matter: Matter, by: Person, words: Mapping[str, str], ports: TalkPorts) -> Kept:
    body = {"matter": _as_json(matter), "by": on_record(by), "words": dict(words)}
    return Kept(json.dumps(body, sort_keys=True), ports.clock.now())


def _as_json(matter: Matter) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in asdict(matter).items()
    }
