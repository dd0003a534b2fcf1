"""Golden cases read from files of one JSON object a line: {"id", "text", "platform"?, "verdict"?}."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from bot.domain.draft import DraftRefused, accept_draft
from bot.domain.findings import Verdict
from bot.domain.firm import Strict
from bot.usecases.library_ports import GoldenCase
from bot.usecases.ports import PolicyFileError


class _Line(Strict):
    id: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\w.-]+$")]
    text: str
    platform: str = "linkedin"
    verdict: Verdict | Literal[""] = ""


def read_golden_cases(files: Mapping[str, str]) -> list[GoldenCase]:
    """The cases of the files (name → text), in order; blank lines are passed over.

    Raises `PolicyFileError` at the first line that is none, or that has the id of another.
    """
    cases: dict[str, GoldenCase] = {}
    for file, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            case = _case(line, file, number)
            if case.id in cases:
                raise PolicyFileError(file, number, f"the id {case.id} is there twice")
            cases[case.id] = case
    return list(cases.values())


def _case(line: str, file: str, number: int) -> GoldenCase:
    try:
        read = _Line.model_validate_json(line)
        accept_draft(read.text, read.platform)
    except ValidationError as wrong:
        raise PolicyFileError(file, number, _first(wrong)) from None
    except DraftRefused as refused:
        raise PolicyFileError(file, number, f"not a draft: {refused.code}") from None
    return GoldenCase(read.id, read.text, read.platform, read.verdict)


def _first(wrong: ValidationError) -> str:
    """The first thing wrong; never what was written."""
    first = wrong.errors(include_input=False, include_url=False)[0]
    if first["type"] == "json_invalid":
        return "this is not valid JSON"
    known = [str(each) for each in first["loc"] if str(each) in _Line.model_fields]
    return ": ".join([*known[:1], _SAID.get(first["type"], first["msg"])])


_SAID = {"extra_forbidden": "unknown key", "missing": "this key is missing"}
