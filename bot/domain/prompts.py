"""Prompts: files that say what they are for and which variables they take, filled with data.

What is filled in is never read as part of a prompt: neither its variables nor its headings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

AnswerKind = Literal["judgement", "rewriting", "policy-answer", "thread-reply", "any"]

_VARIABLE = re.compile(r"\{\{(\w+)\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_LETTERS = str.maketrans("0123456789", "ghijkmnpqr")
_HEADINGS = re.compile(r"^## (System|User)$", re.MULTILINE)
_PARTS = re.compile(r"(?:## System\n(?P<system>.*?)\n)?## User\n(?P<user>.*)", re.DOTALL)


class PromptError(Exception):
    """A prompt cannot be used; the sentence says why, never what would have been filled in."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.place = place
        """Words of the file where it is wrong, "" where nothing in it says so."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt ready to be sent. Never logged, stored or shown."""

    name: str
    version: str
    system: str = field(repr=False)
    user: str = field(repr=False)

    def followed_by(self, other: "Rendered") -> "Rendered":
        """The same, and after it what another prompt asks: to have an answer mended."""
        return replace(self, name=other.name, version=other.version, user=f"{self.user}\n\n{other.user}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One file of `prompts/`."""

    name: str
    purpose: str
    variables: tuple[str, ...]
    answer: AnswerKind
    version: int
    system: str
    user: str

    def render(self, values: Mapping[str, str]) -> Rendered:
        """The prompt with its variables filled in. Raises `PromptError` for one too many or too few."""
        _compare(self.name, set(values), set(self.variables), "given")

        def filled(text: str) -> str:
            return _VARIABLE.sub(lambda found: values[found[1]], text)

        return Rendered(self.name, str(self.version), filled(self.system), filled(self.user))


def read_prompt(
    name: str, purpose: str, variables: tuple[str, ...], answer: AnswerKind, version: int, body: str
) -> Prompt:
    """The prompt of a file's body: `## System` if it has one, then `## User`. Raises `PromptError`."""
    parts = _PARTS.fullmatch(body.strip())
    if parts is None or _HEADINGS.findall(body) not in (["User"], ["System", "User"]):
        raise PromptError(f"{name}: the text is a part headed ## System and one headed ## User")
    system, user = (parts[part] or "" for part in ("system", "user"))
    for line in body.splitlines():
        if _BRACES.search(_VARIABLE.sub("", line)):
            raise PromptError(f"{name}: a variable is written {{{{like_this}}}}", line)
    if len(set(variables)) < len(variables):
        raise PromptError(f"{name}: a variable is there twice", "variables:")
    _compare(name, set(_VARIABLE.findall(system + user)), set(variables), "used")
    return Prompt(name, purpose, variables, answer, version, system.strip(), user.strip())


def _compare(name: str, found: set[str], declared: set[str], how: str) -> None:
    if unknown := sorted(found - declared):
        place = f"{{{{{unknown[0]}}}}}"
        raise PromptError(f"{name}: {', '.join(unknown)} is {how} and not among the variables", place)
    if missing := sorted(declared - found):
        raise PromptError(f"{name}: {', '.join(missing)} is among the variables and not {how}", "variables:")


def version_of(prompts: Mapping[str, Prompt]) -> str:
    """Eight digits that change when any prompt does: what a review records."""
    texts = sorted(f"{each.name}\n{each.version}\n{each.system}\n{each.user}" for each in prompts.values())
    return sha256("\n\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def fence_of(*texts: str) -> str:
    """A mark that none of these texts contains, but by chance: what stands between two of them is data.

    In letters alone: digits could look like what identifies somebody, and be masked.
    """
    digest = sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"#{digest[:16].translate(_LETTERS)}"
