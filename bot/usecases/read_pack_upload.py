"""Read a rule pack that somebody uploads: some of its records in a YAML file, or all of it in a zip archive.

A YAML file holds one record or several, between lines of three hyphens: rules, resource topics, the firm
profile, `severities:`; each takes the place of the one with its id in the pack in force. A zip archive is a
policy folder (`rules/`, `resources/`, `firm.yml`, `severities.yml`, `learned.json`), and the whole pack; what
was learned is kept where it is missing.
"""

from dataclasses import replace
from datetime import date

from bot.domain.library import PackContent
from bot.usecases.library_ports import FileRefused, GivenFile, suffix_of
from bot.usecases.merge_pack import in_order, merge, uploaded_records
from bot.usecases.pack_places import Places
from bot.usecases.policy_text import MOST_BYTES, text_of
from bot.usecases.ports import PolicyFileError, RecordReader
from bot.usecases.read_pack import (
    LEARNED,
    PackFiles,
    PackRecords,
    parse_pack,
    places_of,
    problems_in_examples,
    refuse_dates,
    refuse_runaways,
    refuse_severities,
    refuse_unusable,
)
from bot.usecases.read_pack_archive import archived_source

PACK_SUFFIXES = (".yml", ".yaml", ".zip")
"""How the name of a file ends that is a rule pack, or part of one."""
_ARCHIVE = ".zip"
_MOST_ARCHIVED = 20_000_000
"""Bytes of an archive."""
_ZIP_BEGINS = b"PK\x03\x04"


def read_pack_upload(
    given: GivenFile, in_force: PackContent | None, reader: RecordReader, meaning: str, today: date
) -> PackRecords:
    """The pack that would be in force with that file, checked as a whole, in the order of ids.

    `meaning` is the fingerprint of the embedder by which rules judge meaning; `today` that of which a change
    of severity must not have ended before. Raises `FileRefused`: `pack`
    with the file, the line and what is wrong, or with the id of a rule that was not uploaded and fails now.
    """
    is_archive = given.suffix == _ARCHIVE
    _refuse_file(given, is_archive)
    try:
        records, places = (_whole if is_archive else _part)(given, in_force, reader)
        if in_force and _same_but_severities(records, in_force):
            refuse_severities(records, places)
        else:
            _check(records, in_force, places, meaning)
        refuse_dates(records, places, in_force.severities if in_force else (), today)
    except PolicyFileError as error:
        raise FileRefused("pack", _told(error)) from None
    return records


def _refuse_file(given: GivenFile, is_archive: bool) -> None:
    if not given.name.isprintable() or {"/", "\\"} & {*given.name}:
        raise FileRefused("file-name")
    if given.suffix not in PACK_SUFFIXES:
        raise FileRefused("type")
    if not given.content.strip():
        raise FileRefused("empty")
    most = _MOST_ARCHIVED if is_archive else MOST_BYTES
    if len(given.content) > most:
        raise FileRefused("too-large", f"{most // 1_000_000}")
    if is_archive != given.content.startswith(_ZIP_BEGINS):
        raise FileRefused("broken")


def _part(given: GivenFile, in_force: PackContent | None, reader: RecordReader) -> tuple[PackRecords, Places]:
    if in_force is None:
        raise PolicyFileError(given.name, 1, "no rules are in force that this could be added to")
    uploaded = uploaded_records(text_of(given.content, given.name), given.name, reader)
    return merge(in_force, uploaded, reader)


def _whole(
    given: GivenFile, in_force: PackContent | None, reader: RecordReader
) -> tuple[PackRecords, Places]:
    files = PackFiles(archived_source(reader.unpack(given.content)), reader)
    records = parse_pack(files)
    places = places_of(records, files)
    learned = records.learned or (in_force.learned if in_force else None)
    rules, topics = in_order(records.rules), in_order(records.topics)
    return replace(records, rules=rules, topics=topics, learned=learned), places


def _same_but_severities(records: PackRecords, in_force: PackContent) -> bool:
    """Whether all that takes long to check is in force already."""
    return all(
        getattr(records, name) == getattr(in_force, name) for name in ("rules", "topics", "firm", "learned")
    )


def _check(records: PackRecords, in_force: PackContent | None, places: Places, meaning: str) -> None:
    """As a pack is checked before it is published. Raises `PolicyFileError`."""
    refuse_unusable(records, places)
    refuse_runaways(records, in_force, places)
    for problem in problems_in_examples(records, places):
        raise problem
    if records.pack.by_meaning and records.learned and records.learned.embedder != meaning:
        raise PolicyFileError(LEARNED, 1, "this was learned for another embedder: run `vigie rules learn`")


def _told(error: PolicyFileError) -> str:
    """With its file and line; what was not uploaded has none, and is told by the id of its rule."""
    if suffix_of(error.file):
        return str(error)
    return error.reason if error.reason.startswith(f"{error.file}:") else f"{error.file}: {error.reason}"
