"""Make an archived review again, under the versions it was made with, and compare."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.contract import review_json
from bot.domain.draft import Author, Draft
from bot.domain.prompts import Prompt
from bot.domain.review import Review
from bot.usecases.adjust import adjust, write_nothing
from bot.usecases.ask_model import mask_for
from bot.usecases.model_review import review_with_model
from bot.usecases.ports import ReviewNotFound
from bot.usecases.record import archived_part, archived_wish
from bot.usecases.replay_model import Replaying
from bot.usecases.review import Desk, ReviewPorts, open_desk


@dataclass(frozen=True)
class Replay:
    """Then and now; `differences` names the parts of the contract that are not the same."""

    review_id: str
    made_at: str
    then: dict[str, Any]
    now: dict[str, Any]
    differences: tuple[str, ...]
    in_force: str
    """The library in force now."""

    @property
    def is_under_earlier(self) -> bool:
        """Whether it was made under another library than the one in force."""
        return bool(self.then["versions"]["library"] != self.in_force)


def replay_review(review_id: str, ports: ReviewPorts, prompts: Mapping[str, Prompt]) -> Replay:
    """Review the archived draft again under its library, as severe as it was on that day.

    Raises `ReviewNotFound`, `NothingPublished`.
    """
    at, body = _archived(review_id, ports)
    then = body["review"]
    desk = open_desk(ports, then["versions"]["library"], archived_day(body))
    now = review_json(made_again(body, desk, prompts), review_id)
    in_force = ports.policies.library_in_force()
    return Replay(review_id, at.isoformat(), then, now, differences(then, now), in_force)


def review_now(review_id: str, ports: ReviewPorts) -> tuple[Review, Desk]:
    """The archived draft under the policies in force, and their desk; nothing is stored, no model is asked.

    Raises `ReviewNotFound`, `NothingPublished`.
    """
    _, body = _archived(review_id, ports)
    desk = open_desk(ports)
    return desk.review(archived_draft(body), body["spoken"]), desk


def _archived(review_id: str, ports: ReviewPorts) -> tuple[datetime, dict[str, Any]]:
    archived = ports.archive.record(review_id)
    if archived.body is None:
        raise ReviewNotFound(f"The text of review {review_id} was erased; its record remains.")
    body: dict[str, Any] = json.loads(archived.body)
    if "review" not in body:  # what people wrote of a matter is archived beside the reviews
        raise ReviewNotFound("No review in the archive has that id.")
    return archived.at, body


def made_again(body: dict[str, Any], desk: Desk, prompts: Mapping[str, Prompt]) -> Review:
    """The review of an archived body; a model's answers are taken from it, the model is not asked."""
    draft, spoken, turn = archived_draft(body), body["spoken"], body.get("turn", 0)
    part, wish = archived_part(body.get("model")), archived_wish(body.get("wish"))
    asking = Replaying(prompts, mask_for(draft, desk), part) if part else None
    if wish and wish.wants != "what-if":
        return adjust(draft, desk, wish, asking, spoken, turn).review
    if asking is None:
        return desk.review(draft, spoken, turn)
    return review_with_model(draft, desk, asking, spoken, turn, write_nothing if wish else None)


def archived_day(body: Mapping[str, Any]) -> date | None:
    """The day whose severities an archived review was made with; None for one older than such changes."""
    day = body.get("on")
    return date.fromisoformat(day) if day else None


def archived_draft(body: dict[str, Any]) -> Draft:
    """The draft of an archived body, as it was given."""
    given = body["draft"]
    attachments = tuple(given.get("attachments", ()))
    return Draft(
        given["text"],
        given["platform"],
        Author(**given["author"]),
        given["language"],
        attachments,
        given.get("audience", ""),
        given.get("purpose", ""),
        given.get("genre", "post"),
        given.get("from_file", ""),
    )


def differences(then: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """The keys of the contract whose values are not the same."""
    return tuple(key for key in then if then[key] != now.get(key))
