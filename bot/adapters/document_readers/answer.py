"""What the child says to the parent, as one JSON object; the parent checks every part of it."""

import re
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from bot.adapters.document_readers.limits import Limits
from bot.domain.outline import Block, ReadFile
from bot.usecases.library_ports import FileRefused, RefusedFor

_LONGEST_LABEL = 60
_LONGEST_LINE = 200
_DETAIL = re.compile(r"[\w .,/-]{0,40}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that was read, or why it is refused."""

    read: ReadFile | None = None
    refused: RefusedFor | None = None
    detail: str = ""


_ANSWERS = TypeAdapter(Answer)


def write_answer(answer: Answer) -> bytes:
    """As the parent reads it."""
    return _ANSWERS.dump_json(answer)


def read_answer(written: bytes, limits: Limits) -> ReadFile:
    """What the child read. Raises `FileRefused`: its reason, or "broken" for an answer that cannot be."""
    try:
        answer = _ANSWERS.validate_json(written)
    except ValidationError:
        raise FileRefused("broken") from None
    if answer.refused is not None:
        raise FileRefused(answer.refused, answer.detail if _DETAIL.fullmatch(answer.detail) else "")
    if answer.read is None or not _can_be(answer.read, limits):
        raise FileRefused("broken")
    return answer.read


def _can_be(read: ReadFile, limits: Limits) -> bool:
    said = read.said
    return (
        all(_is_a_block(each) for each in read.blocks)
        and sum(len(each.text) for each in read.blocks) <= limits.characters
        and 0 <= read.pages <= limits.pages
        and max(len(said.title), len(said.owner), len(said.document)) <= _LONGEST_LINE
        and (said.title + said.owner + said.document).isprintable()
    )


def _is_a_block(block: Block) -> bool:
    return bool(block.text.strip()) and 0 <= block.level <= 9 and len(block.label) <= _LONGEST_LABEL
