"""The folder of prompts: one a file, `prompts/<name>.md`, front matter and text."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.adapters.yaml_records import read_record
from bot.domain.firm import Strict
from bot.domain.prompts import AnswerKind, Prompt, PromptError, read_prompt
from bot.usecases.ports import PolicyFileError

GIVEN: Mapping[str, tuple[AnswerKind, str]] = {
    "judge": ("judgement", "rules clauses findings context language fence draft"),
    "rewrite": ("rewriting", "problems clauses context language limit affiliation fence draft"),
    "rewrite-again": ("rewriting", "faults language limit fence draft rewrite"),
    "adjust": ("thread-reply", "findings clauses context language limit fence draft rewrite said"),
    "answer": ("policy-answer", "clauses language fence question"),
    "repair": ("any", "why"),
}
"""The prompts that are asked for, the shape in which their answer is read, and the variables they are given:
a file, or a variable in it, more or less is an error."""
NAMES = tuple(GIVEN)
_FILE = re.compile(r"---[ \t]*\n(?P<head>.*?)\n---[ \t]*\n(?P<body>.*)", re.DOTALL)
_MOST_BYTES = 100_000


class PromptHead(Strict):
    """What a prompt says of itself, between two lines of three hyphens."""

    purpose: Annotated[str, Field(min_length=1, max_length=200)]
    variables: tuple[str, ...]
    answer: AnswerKind
    version: Annotated[int, Field(ge=1)]


def read_prompts(folder: Path) -> dict[str, Prompt]:
    """Every prompt by its name, in the order of `NAMES`.

    Raises `PolicyFileError` for a file that cannot be used, is missing, or that nothing asks for.
    """
    try:
        files = {each.stem: each for each in sorted(folder.iterdir()) if each.suffix == ".md"}
    except OSError:
        raise PolicyFileError(
            f"{folder.name}/", 1, "this folder of prompts is not there or cannot be read"
        ) from None
    for name in sorted(set(NAMES) ^ set(files)):
        reason = "this prompt is missing" if name in NAMES else "nothing asks for a prompt of this name"
        raise PolicyFileError(f"{folder.name}/{name}.md", 1, reason)
    return {name: _read(files[name], f"{folder.name}/{name}.md") for name in NAMES}


def _read(file: Path, shown: str) -> Prompt:
    text = _text_of(file, shown)
    found = _FILE.fullmatch(text)
    if found is None:
        raise PolicyFileError(shown, 1, "front matter between two lines of three hyphens comes first")
    # After an empty line, so that its line numbers are the file's.
    head = read_record(PromptHead, "\n" + found["head"], shown)
    try:
        prompt = read_prompt(
            file.stem, head.purpose, head.variables, head.answer, head.version, found["body"]
        )
        _compare_with_given(prompt)
        return prompt
    except PromptError as wrong:
        line = 1 + text.count("\n", 0, max(0, text.find(wrong.place)))
        raise PolicyFileError(shown, line, str(wrong)) from None


def _compare_with_given(prompt: Prompt) -> None:
    """Raises `PromptError` for a prompt that is not what it is asked as."""
    answer, given = GIVEN[prompt.name]
    if prompt.answer != answer:
        raise PromptError(f"{prompt.name}: its answer is read as {answer}, not {prompt.answer}", "answer:")
    variables, wanted = set(prompt.variables), set(given.split())
    for wrong, how in ((wanted - variables, "must be"), (variables - wanted, "cannot be")):
        if wrong:
            names = ", ".join(sorted(wrong))
            raise PromptError(f"{prompt.name}: {names} {how} among the variables", "variables:")


def _text_of(file: Path, shown: str) -> str:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise PolicyFileError(shown, 1, "this file is too long for a prompt")
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise PolicyFileError(shown, 1, "this file cannot be read: it must be UTF-8 text") from None
