"""Records of the archive as lines of a file: JSON for who verifies them, a table for who reads them."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from bot.cli.jsonl import to_json
from bot.domain.chain import body_salt, body_text
from bot.domain.chain_checks import TextState
from bot.domain.findings import Verdict
from bot.domain.matters import MATTER_STATES, MatterKind
from bot.domain.table_rows import table_row
from bot.texts import Language, say
from bot.usecases.ports import RecordKind
from bot.usecases.search_archive import FoundRecord

_COLUMNS = (
    "day", "time", "kind", "author", "name", "platform", "language", "verdict", "rules", "text", "rewrite",
    "decision", "by", "reason", "state", "record", "chain", "number", "hash",
)  # fmt: skip


def json_line(found: FoundRecord) -> str:
    """Everything that it takes to verify the record without Vigie; the body is null once erased."""
    record, kept = found.link.record, found.link.body
    opened = kept if isinstance(kept, bytes) else None
    line: dict[str, Any] = {
        "stream": record.stream, "sequence": record.sequence, "record_id": record.record_id,
        "kind": record.kind, "at": record.at, "digest": record.digest,
        "previous_hash": record.previous_hash, "hash": record.hash,
        "salt": None if opened is None else body_salt(opened).hex(),
        "body": None if opened is None else body_text(opened),
        "erased": found.text == "erased",
    }  # fmt: skip
    return to_json(line) + "\n"


def table_lines(found: Iterable[FoundRecord], language: Language) -> Iterator[str]:
    """A table for a spreadsheet, a row a record: no cell is a formula, whatever somebody wrote.

    It begins with a byte order mark, and French has semicolons between the cells, as spreadsheets expect.
    """
    cut = say("archive.cut", language)
    yield "\ufeff" + table_row([say(f"archive.column.{name}", language) for name in _COLUMNS], language)
    for each in found:
        yield table_row(_cells(each, language), language, cut)


def _cells(found: FoundRecord, language: Language) -> list[str]:
    record, line = found.link.record, found.line
    at = str(record.at)
    return [
        at[:10], at[11:19], kind_named(record.kind, language),
        line.author, line.name, line.platform, line.language,
        verdict_named(line.verdict, language), ", ".join(line.rules), line.text, line.rewrite,
        state_named(record.kind, line.decision, language), line.by, line.reason,
        text_named(found.text, language), record.record_id, record.stream, str(record.sequence), record.hash,
    ]  # fmt: skip


def kind_named(kind: str, language: Language) -> str:
    """What a kind of record is called; one that nobody knows, itself."""
    return say(f"archive.kind.{kind}", language) if kind in get_args(RecordKind) else str(kind)


def verdict_named(verdict: str, language: Language) -> str:
    """What a verdict is called; "" for none."""
    return say(f"verdict.{verdict}", language) if verdict in get_args(Verdict) else verdict


def verdict_class(verdict: str) -> str:
    """What a verdict is called in a style sheet: a word of ours, whatever an archive says."""
    return verdict if verdict in get_args(Verdict) else "unknown"


def state_named(kind: str, state: str, language: Language) -> str:
    """What the state of a matter is called; "" for none."""
    known = kind in get_args(MatterKind) and state in MATTER_STATES
    try:
        return say(f"matter.{kind}.{state}", language) if known else state
    except KeyError:  # no matter of that kind comes into it
        return state


def text_named(state: TextState, language: Language) -> str:
    """What became of a text, in words."""
    return say(f"archive.text.{state}", language)
