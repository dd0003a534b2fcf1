"""How the form of a payload is checked, from the smallest check to an object's.

A problem reads as Slack writes it, with a JSON pointer to its place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.workspace.json_types import Json

Check = Callable[[Any, str], Iterator[str]]
"""Takes a value and its JSON pointer, gives the problems found."""


def problem_at(pointer: str, problem: str) -> str:
    """A problem and its place."""
    return f"{problem} [json-pointer:{pointer}]"


def string(most: int, least: int = 1) -> Check:
    """A string of that many characters."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem_at(pointer, "must provide a string")
        elif len(value) > most:
            yield problem_at(pointer, f"must be less than {most + 1} characters")
        elif len(value) < least:
            yield problem_at(pointer, f"must be more than {least - 1} characters")

    return check


def one_of(*allowed: str) -> Check:
    """One of these words."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if value not in allowed:
            yield problem_at(pointer, f"must be one of {', '.join(allowed)}")

    return check


def number(most: int) -> Check:
    """A whole number from 0."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, int) or not 0 <= value <= most:
            yield problem_at(pointer, f"must be a number from 0 to {most}")

    return check


def quantity(value: Any, pointer: str) -> Iterator[str]:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield problem_at(pointer, "must be a number")


def boolean(value: Any, pointer: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield problem_at(pointer, "must be a boolean")


def items(check_item: Check, most: int, least: int = 1) -> Check:
    """A list of that many things."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem_at(pointer, "must be an array")
        elif len(value) > most:
            yield problem_at(pointer, f"no more than {most} items allowed")
        elif len(value) < least:
            yield problem_at(pointer, f"no fewer than {least} items allowed")
        else:
            for at, item in enumerate(value):
                yield from check_item(item, f"{pointer}/{at}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no other."""
    fields = {**required, **(optional or {})}

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem_at(pointer, "must be an object")
            return
        for name in required:
            if name not in value:
                yield problem_at(pointer, f"missing required field: {name}")
        for name, field in value.items():
            if name in fields:
                yield from fields[name](field, f"{pointer}/{name}")
            elif name != "type":
                yield problem_at(pointer, f"invalid additional property: {name}")

    return check


def by_type(shapes: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of these it is."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes:
            yield problem_at(f"{pointer}/type", f"unsupported type: {kind}")
        else:
            yield from shapes[kind](value, pointer)

    return check


def plain_text(most: int) -> Check:
    """A plain_text object."""
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": boolean})})


def any_text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    mrkdwn = shape({"text": string(most)}, {"verbatim": boolean})
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": boolean}), "mrkdwn": mrkdwn})


def repeated(things: Sequence[Json], name: str, pointer: str) -> Iterator[str]:
    """Two things under one name."""
    seen = set()
    for at, thing in enumerate(things):
        value = thing.get(name)
        if value is not None and value in seen:
            yield problem_at(f"{pointer}/{at}/{name}", f'`{name}` "{value}" already exists')
        seen.add(value)
