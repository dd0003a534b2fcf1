"""What became of a matter, read back from the archive: its steps, what was written, how it stood then."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from bot.domain.matters import Matter
from bot.usecases.matter_records import record_of
from bot.usecases.matter_views import Step
from bot.usecases.talk import TalkPorts

_WRITTEN = ("why", "answer", "done", "note")
"""Under which of its words people wrote why; the first that is there."""
_MOMENTS = ("opened_at", "due", "closed_at", "good_until")


def steps_of(matter: Matter, ports: TalkPorts) -> tuple[Step, ...]:
    """Its history, oldest first, without what was erased."""
    return tuple(_steps(matter, ports))


def words_at(matter: Matter, state: str, ports: TalkPorts) -> dict[str, str]:
    """What was written when it last came into that state; {} where it never did, or once erased."""
    revision = revision_of(matter, state, ports)
    return {} if revision is None else dict(record_of(matter, ports, revision).get("words", {}))


def revision_of(matter: Matter, state: str, ports: TalkPorts) -> int | None:
    """The revision at which it last came into that state; None where it never did."""
    came = None
    for revision, (was, now) in _moves(matter, ports):
        if now["matter"]["state"] == state and (not was or was["matter"]["state"] != state):
            came = revision
    return came


def by_of(matter: Matter, ports: TalkPorts) -> str:
    """The name of whoever made it so; "" once erased."""
    return _name(record_of(matter, ports).get("by", ""))


def made_by(event: str, matter: Matter, ports: TalkPorts) -> Matter | None:
    """The matter as that event made it, also where it has moved on since; None where it made nothing."""
    if matter.event == event:
        return matter
    for _, (_, now) in _moves(matter, ports):
        if now["matter"]["event"] == event:
            return _matter_of(now["matter"])
    return None


def matter_at(matter: Matter, revision: int, ports: TalkPorts) -> Matter | None:
    """The matter as it stood at that revision; None once that is erased."""
    kept = record_of(matter, ports, revision).get("matter")
    return _matter_of(kept) if kept else None


def _moves(matter: Matter, ports: TalkPorts) -> Iterator[tuple[int, tuple[dict[str, Any], dict[str, Any]]]]:
    """Every archived revision with the one before it, oldest first."""
    was: dict[str, Any] = {}
    for revision in range(matter.revision + 1):
        now = record_of(matter, ports, revision)
        if "matter" in now:
            yield revision, (was, now)
            was = now


def _steps(matter: Matter, ports: TalkPorts) -> Iterator[Step]:
    for _, (was, now) in _moves(matter, ports):
        state, words = became(was, now), now.get("words", {})
        if state:
            # Why a request is void is a word of ours, nothing that somebody wrote.
            written = (
                "" if state == "void" else next((words[each] for each in _WRITTEN if words.get(each)), "")
            )
            yield Step(state, now["at"], words.get("officer") or _name(now["by"]), written)


def became(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """The word for what a revision made of it; "" for nothing that people need to know.

    `was` and `now` are the archived bodies of the revision before and of this one.
    """
    before, after = was.get("matter", {}), now["matter"]
    if before.get("state") == "asked" and after["state"] == "open":
        return "answered"
    if not before or before["state"] != after["state"]:
        return str(after["state"])
    if before["taken_by"] == after["taken_by"]:
        return ""
    return "taken" if after["taken_by"] else "handed-over"


def _name(by: str) -> str:
    """Without the id that the record keeps beside it."""
    return by.rpartition(" (")[0] or by


def _matter_of(kept: dict[str, Any]) -> Matter:
    """The matter of an archived body."""
    known = {each.name for each in fields(Matter)}
    values = {key: value for key, value in kept.items() if key in known} | {"rules": tuple(kept["rules"])}
    for moment in _MOMENTS:
        values[moment] = datetime.fromisoformat(kept[moment]) if kept.get(moment) else None
    return Matter(**values)
