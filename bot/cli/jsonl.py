"""Many drafts, one a line, one object a line back, in order; a bad line does not stop the rest."""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeGuard

from bot.cli.reading import MOST_BYTES_A_LINE
from bot.domain.contract import review_json
from bot.domain.draft import MAX_CONTEXT, ROLES, Author, Draft, DraftRefused, Language, accept_draft
from bot.domain.showing import escaped
from bot.texts import say
from bot.usecases.model_review import Reviewer


class BadLine(Exception):
    """A line that is not a draft; `code` is for programs, and the name of the text for people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def review_lines(
    lines: Iterable[bytes], reviewer: Reviewer, spoken: Language | None
) -> Iterator[dict[str, Any]]:
    """One object a line, for `to_json`; blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _review_line(line, number, reviewer, spoken)


def to_json(value: dict[str, Any]) -> str:
    """JSON on one line, accents as they are; what a terminal obeys or UTF-8 cannot carry is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _review_line(line: bytes, number: int, reviewer: Reviewer, spoken: Language | None) -> dict[str, Any]:
    name: Any = None
    language = spoken or "en"
    try:
        given = object_of_line(line)
        language = spoken or ("fr" if given.get("lang") == "fr" else "en")
        name = id_of(given)
        review = reviewer.review(_draft(given), spoken)
    except BadLine as bad:
        return line_error(name, bad.code, say(f"line.{bad.code}", language, line=number))
    except DraftRefused as refused:
        return line_error(name, refused.code, say(f"refused.{refused.code}", language, detail=refused.detail))
    except Exception as unexpected:  # one line never stops the others, and its text is never in an error
        return line_error(name, "internal", say("line.internal", language, kind=type(unexpected).__name__))
    return review_json(review, str(name)) | {"id": name}


def draft_of_line(line: bytes) -> tuple[Any, Draft]:
    """The draft of a line and the id it was given, None for none. Raises `BadLine`, `DraftRefused`."""
    given = object_of_line(line)
    return given.get("id"), _draft(given)


def line_error(name: Any, code: str, message: str) -> dict[str, Any]:
    """What a line that has no answer gives: `code` for programs, `message` for people."""
    return {"id": name, "error": {"code": code, "message": message}}


def _is_id(name: Any) -> TypeGuard[str | int | float]:
    """1e999 is infinite in Python and nothing at all in JSON."""
    if isinstance(name, float):
        return math.isfinite(name)
    return isinstance(name, str | int) and not isinstance(name, bool)


def _no_such_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def id_of(given: dict[str, Any]) -> str | int | float:
    """The id of a line's object. Raises `BadLine`."""
    name = given.get("id")
    if not _is_id(name):
        raise BadLine("bad-id")
    return name


def object_of_line(line: bytes) -> dict[str, Any]:
    """What a line holds. Raises `BadLine` where that is no JSON object."""
    if len(line) > MOST_BYTES_A_LINE:
        raise BadLine("too-long")
    try:
        given = json.loads(line.decode("utf-8-sig"), parse_constant=_no_such_number)
    except UnicodeDecodeError:
        raise BadLine("not-utf-8") from None
    except (ValueError, RecursionError):
        raise BadLine("bad-json") from None
    if not isinstance(given, dict):
        raise BadLine("bad-json")
    return given


def _draft(given: dict[str, Any]) -> Draft:
    """The draft of a line; keys that are not the contract's are the caller's own and ignored."""
    text = given.get("text")
    if not isinstance(text, str):
        raise BadLine("bad-text")
    language = given.get("lang")
    if language not in (None, "fr", "en", "mixed"):
        raise BadLine("bad-lang")
    platform = given.get("platform") or "linkedin"
    draft = accept_draft(
        text, str(platform), _author(given.get("author")), None if language == "mixed" else language
    )
    audience, purpose = (_said(given.get(key)) for key in ("audience", "purpose"))
    return replace(draft, audience=audience, purpose=purpose)


def _said(given: Any) -> str:
    """What an author says beside the draft; of another type it is the caller's own."""
    return given[:MAX_CONTEXT] if isinstance(given, str) else ""


def _author(given: Any) -> Author:
    if given is None or isinstance(given, str):
        return Author(given)
    if not isinstance(given, dict):
        raise BadLine("bad-author")
    name, role, shows, territory = (
        given.get("name"),
        given.get("role") or "employee",
        given.get("profile_shows_affiliation", False),
        given.get("territory") or "",
    )
    if role not in ROLES:
        raise DraftRefused("unknown-role", ", ".join(ROLES))
    if not (isinstance(name, str | None) and isinstance(shows, bool) and isinstance(territory, str)):
        raise BadLine("bad-author")
    return Author(name, role, shows, territory)
