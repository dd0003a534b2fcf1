"""YAML policy files read into records, with every error pinned to its file and line; and written."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.adapters.pack_archive import unpack as unpack
from bot.usecases.policy_text import MOST_BYTES
from bot.usecases.ports import PolicyFileError

Record = TypeVar("Record", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST, _MOST_VALUES, _LONGEST = 100, 200_000, 20_000
"""Lists in lists (a rule has seven), values, and characters of one: what no person writes, and PyYAML takes
minutes for or ends the program over."""


def read_record(kind: type[Record], text: str, file: str) -> Record:
    """One file as one record. Raises `PolicyFileError` with the line of the first thing wrong."""
    try:
        data = _data(text, file)
    except yaml.YAMLError as error:
        raise PolicyFileError(file, _mark_line(error), "this is not valid YAML") from None
    except (ValueError, RecursionError):  # a date that does not exist, or nesting without end
        raise PolicyFileError(
            file, 1, "this file holds a value that cannot be, like a date that does not exist"
        ) from None
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = [str(part) for part in first["loc"]]
        raise PolicyFileError(
            file, line_of(text, first["loc"]), f"{'.'.join(place) or 'the file'}: {_sentence(first['msg'])}"
        ) from None


def _data(text: str, file: str) -> Any:
    """What the text holds. YAML would keep the last of two equal keys and say nothing: that is an error."""
    _refuse_endless(text, file)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _unfolded(node, {}) > MOST_BYTES:
            raise PolicyFileError(file, 1, "what is repeated in this file by * makes it longer than 4 MB")
        twice = min(_keys_given_twice(node), default=None)
        if twice:
            raise PolicyFileError(file, twice[0], f"the key {twice[1]} is there twice")
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _refuse_endless(text: str, file: str) -> None:
    """What would take the program down is looked for before anything is built of the text."""
    loader, depth = _Loader(text), 0
    try:
        for count in itertools.count():
            if not loader.check_event():
                return
            event = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            too_long = isinstance(event, yaml.ScalarEvent) and len(event.value) > _LONGEST
            if depth > _DEEPEST or count > _MOST_VALUES or too_long:
                reason = "no rule is nested so deep, has so many values, or one so long"
                raise PolicyFileError(file, event.start_mark.line + 1, reason)
    finally:
        loader.dispose()


def _unfolded(node: yaml.Node, known: dict[int, int]) -> int:
    """How long the text would be without aliases, in characters; one inside itself is endless."""
    if id(node) not in known:
        known[id(node)] = MOST_BYTES + 1
        if isinstance(node, yaml.ScalarNode):
            size = len(node.value)
        elif isinstance(node, yaml.MappingNode):
            size = sum(_unfolded(each, known) for pair in node.value for each in pair)
        else:
            size = sum(_unfolded(each, known) for each in node.value)
        known[id(node)] = 1 + size
    return known[id(node)]


def _keys_given_twice(root: yaml.Node) -> Iterator[tuple[int, str]]:
    """(line, key) of each repetition, however deep; what an alias repeats is looked at once."""
    pending, looked_at = [root], set()
    while pending:
        node = pending.pop()
        if id(node) in looked_at:
            continue
        looked_at.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            pending += node.value
        elif isinstance(node, yaml.MappingNode):
            pending += [each for pair in node.value for each in pair]
            known = set()
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if (key.tag, key.value) in known:
                        yield key.start_mark.line + 1, key.value[:60]
                    known.add((key.tag, key.value))


def _sentence(message: str) -> str:
    return {
        "Extra inputs are not permitted": "unknown key",
        "Field required": "this key is missing",
    }.get(message, message.removeprefix("Value error, "))


def _mark_line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


class _Dumper(yaml.SafeDumper):
    """Lines stay lines; nothing is written once and pointed to from elsewhere."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _written_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _written_text)


def write_record(record: Mapping[str, Any]) -> str:
    """A file that holds that, in the order given: what `read_record` reads back."""
    return str(yaml.dump(dict(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=MOST_BYTES))


def line_of(text: str, place: Sequence[int | str]) -> int:
    """The line (from 1) of a place in a YAML text; as deep as the place can be followed."""
    node = yaml.compose(text, Loader=_Loader)
    line = 1
    for part in place:
        found = _child(node, part)
        if found is None:
            continue  # a union's tag, or a key that is missing: keep the place of its parent
        node, line = found
    return line


def _child(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item, item.start_mark.line + 1
    return None


def line_of_text(text: str, wanted: str) -> int:
    """The line of the first scalar with that value; 1 when there is none."""
    pending = [yaml.compose(text, Loader=_Loader)]
    while pending:
        node = pending.pop(0)
        if isinstance(node, yaml.ScalarNode) and node.value == wanted:
            return node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            pending += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pending += node.value
    return 1
