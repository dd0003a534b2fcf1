"""Many drafts, one a line, one object a line back, in order; a bad line does not stop the rest."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.cli.texts import refusal
from bot.domain.contract import review_json
from bot.domain.draft import ROLES, Author, Draft, DraftRefused, Language, accept_draft
from bot.usecases.review import Desk


class BadLine(Exception):
    """A line that is not a draft; `code` is for programs, the message for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def review_lines(lines: Iterable[bytes], desk: Desk, spoken: Language | None) -> Iterator[str]:
    """One JSON object a line; blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield to_json(_review_line(line, number, desk, spoken))


def to_json(value: dict[str, Any]) -> str:
    """JSON in UTF-8's reach: a lone surrogate is written as its escape."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or not _has_surrogate(text) else json.dumps(value)


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _review_line(line: bytes, number: int, desk: Desk, spoken: Language | None) -> dict[str, Any]:
    name: Any = None
    try:
        given = _object(line)
        name = given.get("id")
        if not _is_id(name):
            raise BadLine("bad-id", f"line {number}: `id` must be a string or a number")
        review = desk.review(_draft(given), spoken)
    except BadLine as bad:
        return {"id": name if _is_id(name) else None, "error": {"code": bad.code, "message": str(bad)}}
    except DraftRefused as refused:
        return {"id": name, "error": {"code": refused.code, "message": refusal(refused, spoken or "en")}}
    except Exception as unexpected:  # one line never stops the others, and its text is never in an error
        message = f"this line could not be reviewed ({type(unexpected).__name__})"
        return {"id": name, "error": {"code": "internal", "message": message}}
    return review_json(review, name if isinstance(name, str) else str(name)) | {"id": name}


def _is_id(name: Any) -> bool:
    return isinstance(name, str | int | float) and not isinstance(name, bool)


def _no_such_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = json.loads(line.decode("utf-8-sig"), parse_constant=_no_such_number)
    except UnicodeDecodeError:
        raise BadLine("not-utf-8", "this line is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise BadLine("bad-json", "this line is not a JSON object") from None
    if not isinstance(given, dict):
        raise BadLine("bad-json", "this line is not a JSON object")
    return given


def _draft(given: dict[str, Any]) -> Draft:
    """The draft of a line; keys that are not the contract's are the caller's own and ignored."""
    text = given.get("text")
    if not isinstance(text, str):
        raise BadLine("bad-text", "`text` must be a string")
    language = given.get("lang")
    if language not in (None, "fr", "en", "mixed"):
        raise BadLine("bad-lang", "`lang` must be fr, en or mixed")
    platform = given.get("platform") or "linkedin"
    return accept_draft(
        text, str(platform), _author(given.get("author")), None if language == "mixed" else language
    )


def _author(given: Any) -> Author:
    if given is None or isinstance(given, str):
        return Author(given)
    if not isinstance(given, dict):
        raise BadLine("bad-author", "`author` must be an object with name, role, profile_shows_affiliation")
    name, role, shows = (
        given.get("name"),
        given.get("role") or "employee",
        given.get("profile_shows_affiliation", False),
    )
    if role not in ROLES:
        raise DraftRefused("unknown-role", ", ".join(ROLES))
    if not isinstance(name, str | None) or not isinstance(shows, bool):
        raise BadLine("bad-author", "`name` must be a string and `profile_shows_affiliation` true or false")
    return Author(name, role, shows)
