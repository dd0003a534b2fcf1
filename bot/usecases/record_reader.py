"""The port through which policy files become records, and records become files again."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

Record = TypeVar("Record", bound=BaseModel)


class RecordReader(Protocol):
    """Policy files read into records."""

    def read_record(self, kind: type[Record], text: str, file: str) -> Record:
        """One file as one record. Raises `PolicyFileError` with the line of the first thing wrong."""

    def line_of(self, text: str, place: Sequence[int | str]) -> int:
        """The line of a place in a file; as deep as the place can be followed."""

    def line_of_text(self, text: str, wanted: str) -> int:
        """The line of the first value that is that text; 1 when there is none."""

    def write_record(self, record: Mapping[str, Any]) -> str:
        """A file that holds that, as a person would write it."""

    def unpack(self, archive: bytes) -> Mapping[str, bytes]:
        """The files of a zip archive, by their path in it. Raises `FileRefused`."""
