"""Records that somebody uploads, each put in the place of the one with its id in the pack in force."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from bot.domain.firm import FirmProfile
from bot.domain.library import PackContent
from bot.domain.rules import Rule, Topic
from bot.domain.severity_changes import SeverityChange, SeverityChanges
from bot.usecases.pack_places import Piece, Places
from bot.usecases.ports import PolicyFileError, RecordReader
from bot.usecases.read_pack import PackRecords

_BETWEEN = re.compile(r"^(?:---|\.\.\.)(?=[ \t\n]|\Z)", re.MULTILINE)
"""YAML allows these three characters at the beginning of a line nowhere else, not even in a text."""
_MOST_RECORDS = 1_000
_KINDS: tuple[type[BaseModel], ...] = (Rule, Topic, FirmProfile, SeverityChanges)
_Identified = TypeVar("_Identified", bound=Rule | Topic)


class _AnyRecord(BaseModel):
    """Whatever has keys: they tell which kind of record it is."""

    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)


@dataclass(frozen=True)
class Uploaded:
    """The records of one file, each with its piece of the file."""

    rules: dict[str, tuple[Rule, Piece]] = field(default_factory=dict)
    topics: dict[str, tuple[Topic, Piece]] = field(default_factory=dict)
    firm: list[FirmProfile] = field(default_factory=list)
    """At most one."""
    severities: list[tuple[SeverityChange, tuple[Piece, int]]] = field(default_factory=list)


def uploaded_records(text: str, file: str, reader: RecordReader) -> Uploaded:
    """The records that a file holds. Raises `PolicyFileError`."""
    uploaded = Uploaded()
    pieces = list(_pieces(text, file))
    if not pieces:
        raise PolicyFileError(file, 1, "this file holds no record")
    for piece in pieces:
        record = piece.read(_kind_of(piece, reader), reader)
        if isinstance(record, Rule):
            _add(record, piece, uploaded.rules, reader)
        elif isinstance(record, Topic):
            _add(record, piece, uploaded.topics, reader)
        elif isinstance(record, FirmProfile):
            if uploaded.firm:
                raise piece.wrong(reader, ("names",), "the firm profile is there twice")
            uploaded.firm.append(record)
        elif isinstance(record, SeverityChanges):
            changes = enumerate(record.severities)
            uploaded.severities.extend((change, (piece, place)) for place, change in changes)
    return uploaded


def merge(in_force: PackContent, uploaded: Uploaded, reader: RecordReader) -> tuple[PackRecords, Places]:
    """The pack with the uploaded records in the place of its own, and where what was uploaded is written.

    A change of severity takes the place of the one of the same rule; one that gives a rule its own severity
    ends the one in force.
    """
    rules = _replaced(in_force.rules, [rule for rule, _ in uploaded.rules.values()])
    topics = _replaced(in_force.topics, [topic for topic, _ in uploaded.topics.values()])
    severities, written = _severities(in_force.severities, uploaded, rules)
    firm = next(iter(uploaded.firm), in_force.firm)
    files = {rule: piece.file for rule, (_, piece) in uploaded.rules.items()}
    places = Places(
        reader,
        {rule: piece for rule, (_, piece) in uploaded.rules.items()},
        [piece for _, piece in uploaded.topics.values()],
        written,
    )
    return PackRecords(rules, topics, firm, files, in_force.learned, severities), places


def in_order(records: Iterable[_Identified]) -> tuple[_Identified, ...]:
    """As the files of a folder are read, each named like its id: the same records are the same pack."""
    return tuple(sorted(records, key=lambda each: f"{each.id}.yml"))


def _pieces(text: str, file: str) -> Iterator[Piece]:
    """The documents of a YAML text that hold anything; one begins right after the hyphens, on their line."""
    start, before = 0, 0
    ends = [(each.start(), each.end()) for each in _BETWEEN.finditer(text)]
    if len(ends) > _MOST_RECORDS:
        raise PolicyFileError(file, 1, f"more than {_MOST_RECORDS} records in one file")
    for end, next_start in (*ends, (len(text), len(text))):
        part = text[start:end]
        if any(line.strip() and not line.lstrip().startswith("#") for line in part.split("\n")):
            yield Piece(file, part, before)
        before += part.count("\n")
        start = next_start


def _kind_of(piece: Piece, reader: RecordReader) -> type[BaseModel]:
    """The kind of record that has the most of its keys. Raises `PolicyFileError` where none has any."""
    keys = set(piece.read(_AnyRecord, reader).model_extra or ())
    most = max(_KINDS, key=lambda kind: len(keys & set(kind.model_fields)))
    if not keys & set(most.model_fields):
        raise PolicyFileError(
            piece.file,
            piece.before + 1,
            "this is neither a rule, a resource topic, the firm profile nor severities",
        )
    return most


def _add(
    record: _Identified, piece: Piece, known: dict[str, tuple[_Identified, Piece]], reader: RecordReader
) -> None:
    if record.id in known:
        raise piece.wrong(reader, ("id",), f"the id {record.id} is there twice")
    known[record.id] = record, piece


def _replaced(was: Sequence[_Identified], given: Sequence[_Identified]) -> tuple[_Identified, ...]:
    return in_order({each.id: each for each in (*was, *given)}.values())


def _severities(
    was: Sequence[SeverityChange], uploaded: Uploaded, rules: Sequence[Rule]
) -> tuple[tuple[SeverityChange, ...], dict[int, tuple[Piece, int]]]:
    """The changes of the pack, and of those that were uploaded where they are written, by their place."""
    own = {rule.id: rule.severity for rule in rules}
    changed = {each.rule for each in was}
    named = {each.rule for each, _ in uploaded.severities}
    kept = [each for each in was if each.rule not in named]
    fresh = [
        (each, place)
        for each, place in uploaded.severities
        if each.rule not in changed or each.severity != own.get(each.rule)
    ]
    written = {len(kept) + number: place for number, (_, place) in enumerate(fresh)}
    return (*kept, *(each for each, _ in fresh)), written
