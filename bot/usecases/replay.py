"""Make an archived review again, under the versions it was made with, and compare."""

import json
from dataclasses import dataclass
from typing import Any

from bot.domain.contract import review_json
from bot.domain.draft import Author, Draft
from bot.usecases.ports import ReviewNotFound
from bot.usecases.review import ReviewPorts, open_desk


@dataclass(frozen=True)
class Replay:
    """Then and now; `differences` names the parts of the contract that are not the same."""

    review_id: str
    made_at: str
    then: dict[str, Any]
    now: dict[str, Any]
    differences: tuple[str, ...]


def replay_review(review_id: str, ports: ReviewPorts) -> Replay:
    """Review the archived draft again under its library. Raises `ReviewNotFound`, `NothingPublished`."""
    archived = ports.archive.review(review_id)
    if archived.body is None:
        raise ReviewNotFound(f"The text of review {review_id} was erased; its record remains.")
    body = json.loads(archived.body)
    then = body["review"]
    desk = open_desk(ports, then["versions"]["library"])
    now = review_json(desk.review(archived_draft(body), body["spoken"], body.get("turn", 0)), review_id)
    return Replay(review_id, archived.at.isoformat(), then, now, differences(then, now))


def archived_draft(body: dict[str, Any]) -> Draft:
    """The draft of an archived body, as it was given."""
    given = body["draft"]
    attachments = tuple(given.get("attachments", ()))
    return Draft(given["text"], given["platform"], Author(**given["author"]), given["language"], attachments)


def differences(then: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """The keys of the contract whose values are not the same."""
    return tuple(key for key in then if then[key] != now.get(key))
