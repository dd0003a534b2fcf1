"""Where the records of a rule pack are written, so that whatever is wrong is told with its file and line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from bot.domain.severity_changes import SeverityProblem
from bot.usecases.ports import PolicyFileError, RecordReader

_Record = TypeVar("_Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Piece:
    """One record as it was written: the file, its text there, and how many lines of the file are before."""

    file: str
    text: str
    before: int = 0

    def read(self, kind: type[_Record], reader: RecordReader) -> _Record:
        """The record. Raises `PolicyFileError` with the line in the file."""
        try:
            return reader.read_record(kind, self.text, self.file)
        except PolicyFileError as error:
            raise PolicyFileError(self.file, self.before + error.line, error.reason) from None

    def wrong(self, reader: RecordReader, place: Sequence[int | str], reason: str) -> PolicyFileError:
        """What is wrong with a place in the record."""
        return PolicyFileError(self.file, self.before + reader.line_of(self.text, place), reason)

    def wrong_text(self, reader: RecordReader, wanted: str, reason: str) -> PolicyFileError | None:
        """What is wrong with a text of the record; None where no value after its first line is that."""
        line = reader.line_of_text(self.text, wanted)
        return PolicyFileError(self.file, self.before + line, reason) if line > 1 else None


@dataclass(frozen=True, slots=True)
class Places:
    """The pieces of a pack. What was in force and is not written again has none: it is told by its id."""

    reader: RecordReader
    rules: Mapping[str, Piece]
    """By rule id."""
    topics: Sequence[Piece] = ()
    severities: Mapping[int, tuple[Piece, int]] = field(default_factory=dict)
    """By place among the changes of the pack: the piece and the place among its own."""

    def in_rule(self, rule: str, place: Sequence[int | str], reason: str) -> PolicyFileError:
        """What is wrong with a place in a rule."""
        piece = self.rules.get(rule)
        return piece.wrong(self.reader, place, reason) if piece else PolicyFileError(rule, 1, reason)

    def in_text(self, rule: str, wanted: str, reason: str) -> PolicyFileError:
        """What is wrong with one text of a rule."""
        piece = self.rules.get(rule)
        found = piece.wrong_text(self.reader, wanted, reason) if piece else None
        return found or self.in_rule(rule, (), reason)

    def in_words(self, words: str, reason: str) -> PolicyFileError | None:
        """What is wrong with words that some rule or topic has; None where nothing that was written has."""
        pieces = (*self.rules.values(), *self.topics)
        found = (piece.wrong_text(self.reader, words, reason) for piece in pieces)
        return next((each for each in found if each), None)

    def in_severities(self, wrong: SeverityProblem, reason: str) -> PolicyFileError:
        """What is wrong with a change of severity."""
        if wrong.place not in self.severities:
            return PolicyFileError(wrong.rule, 1, reason)
        piece, place = self.severities[wrong.place]
        return piece.wrong(self.reader, ("severities", place, wrong.key), reason)
