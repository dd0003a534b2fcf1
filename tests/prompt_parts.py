"""What a model can read in a prompt: the parts that the prompts of the repository put there."""

import re

from bot.domain.prompts import Rendered

_CLAUSE = re.compile(r"^\[([^\]\n]+)\] ", re.MULTILINE)
_RULE = re.compile(r"^- ([a-z-]+) \(([a-z, ]+)\): ", re.MULTILINE)
_DRAFT = re.compile(
    r"^(?P<fence>\S+) draft begins\n(?P<draft>.*)\n(?P=fence) draft ends$", re.DOTALL | re.MULTILINE
)


def labels_in(prompt: Rendered) -> list[str]:
    """The ids of the clauses that the prompt gives."""
    return _CLAUSE.findall(prompt.user.partition(" draft begins\n")[0])


def rules_in(prompt: Rendered) -> list[tuple[str, list[str]]]:
    """The rules that the prompt gives, each with the severities it may have."""
    return [
        (rule, words.split(", ")) for rule, words in _RULE.findall(prompt.user.partition("Clauses of")[0])
    ]


def fence_in(prompt: Rendered) -> str:
    """The mark between two of which the draft stands."""
    found = _DRAFT.search(prompt.user)
    assert found
    return found["fence"]


def draft_in(prompt: Rendered) -> str:
    """The draft as the model reads it."""
    found = _DRAFT.search(prompt.user)
    assert found
    return found["draft"]
