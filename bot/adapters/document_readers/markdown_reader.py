"""Markdown: front matter, headings, and everything between two headings to the letter."""

import re
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.adapters.document_readers.decoding import decoded
from bot.adapters.document_readers.limits import Limits
from bot.adapters.policy_folder import FrontMatter
from bot.domain.markdown_blocks import markdown_blocks
from bot.domain.outline import ReadFile, SaidOfItself

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<head>.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_MOST_FRONT_MATTER = 10_000


def read(content: bytes, limits: Limits) -> ReadFile:
    """Raises `FileRefused` for bytes that are no text."""
    text = decoded(content)
    front = _FRONT_MATTER.match(text)
    values = _values(front["head"] or "") if front else None
    if front is None or values is None:
        return ReadFile(tuple(markdown_blocks(text)))
    return ReadFile(tuple(markdown_blocks(text[front.end() :])), _said(values))


def _values(head: str) -> dict[Any, Any] | None:
    """What stands between the lines of hyphens; None where that is a part of the text."""
    if len(head) > _MOST_FRONT_MATTER:
        return None
    try:
        values = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _said(values: dict[Any, Any]) -> SaidOfItself:
    """Every key that a file in the policy folder has, where it is there and can be used."""
    return SaidOfItself(
        document=_usable(values, "id") or "",
        title=_usable(values, "title") or "",
        language=_usable(values, "language"),
        owner=_usable(values, "owner") or "",
        effective=_usable(values, "effective"),
        version=_usable(values, "version"),
    )


def _usable(values: dict[Any, Any], key: str) -> Any:
    field = FrontMatter.model_fields[key]
    checked: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
    try:
        return checked.validate_python(values.get(key))
    except ValidationError:
        return None
