"""The process that reads one file: `python -m …child KIND LIMITS`, the file on stdin, the answer on stdout.

Before it looks at the first byte it gives up what a document could misuse: it can open no file and no
socket any more, whatever a library would try, and has so much time and memory and no more.
"""

import codecs
import importlib
import json
import math
import sys
from typing import Any

from bot.adapters.document_readers.answer import Answer, write_answer
from bot.adapters.document_readers.limits import Limits
from bot.domain.outline import ReadFile
from bot.usecases.library_ports import FileRefused

_READERS = {
    "docx": "docx_reader",
    "pdf": "pdf_reader",
    "html": "html_reader",
    "txt": "text_reader",
    "md": "markdown_reader",
}
_ENCODINGS = (
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp437",
    "ascii",
)

_IMPORTED_LATE = ("heapq",)
"""What the standard library would import in the middle of its work, when no file can be opened any more."""


def main(arguments: list[str]) -> None:
    """Read what is on stdin and answer; any failure is an answer too."""
    kind, limits = arguments[0], Limits(**json.loads(arguments[1]))
    reader = importlib.import_module(f"bot.adapters.document_readers.{_READERS[kind]}")
    for name in _ENCODINGS:
        codecs.lookup(name)
    for module in _IMPORTED_LATE:
        importlib.import_module(module)
    give_up_everything(limits)
    try:
        content = sys.stdin.buffer.read(limits.file_bytes + 1)
        answer = Answer(read=_within(reader.read(content, limits), limits))
    except FileRefused as refusal:
        answer = Answer(refused=refusal.code, detail=refusal.detail)
    except MemoryError:
        answer = Answer(refused="too-much-memory")
    except Exception:  # what a library says of a file that it cannot read is not for anybody to see
        answer = Answer(refused="broken")
    sys.stdout.buffer.write(write_answer(answer))
    sys.stdout.buffer.flush()


def _within(read: ReadFile, limits: Limits) -> ReadFile:
    if not read.blocks:
        raise FileRefused("empty")
    if sum(len(block.text) for block in read.blocks) > limits.characters:
        raise FileRefused("too-many-pages")
    return read


def give_up_everything(limits: Limits) -> None:
    """Set the limits of this process; where the platform has none, the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    seconds = math.ceil(limits.seconds)
    _limit(resource, resource.RLIMIT_CPU, seconds, seconds + 1)  # first the signal that says why
    _limit(resource, resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource, resource.RLIMIT_FSIZE, 0)
    _limit(resource, resource.RLIMIT_CORE, 0)
    _limit(resource, resource.RLIMIT_NOFILE, 0)


def _limit(resource: Any, which: int, most: int, hard: int | None = None) -> None:
    try:
        resource.setrlimit(which, (most, most if hard is None else hard))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main(sys.argv[1:])
