"""Review a draft: the desk is opened once, then any number of drafts are read at it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import inf
from typing import Any

from bot.domain.contract import review_json
from bot.domain.draft import Draft, Language
from bot.domain.library import PublishedPolicies
from bot.domain.masking import FirmLines
from bot.domain.meaning import Sense, Sensed
from bot.domain.pack import RulePack, compile_pack
from bot.domain.posts import Post, lay_out
from bot.domain.review import Detect, Found, Review, find_in_post, review_post
from bot.domain.severity_changes import apply_severities
from bot.domain.wishes import Wish
from bot.usecases.ports import Archive, Clock, Embedder, LearnedElsewhere, PolicyStore
from bot.usecases.record import part_json, wish_json
from bot.usecases.sense import sense_by


@dataclass(frozen=True)
class ReviewPorts:
    """What reviewing needs: the embedder is asked for only when a rule judges by meaning."""

    policies: PolicyStore
    archive: Archive
    clock: Clock
    detect_language: Detect
    embedder: Callable[[], Embedder]
    code: str


@dataclass(frozen=True)
class Desk:
    """The policies in force, compiled: a consistent snapshot for as long as it is kept."""

    policies: PublishedPolicies
    pack: RulePack
    ports: ReviewPorts

    def review(self, draft: Draft, spoken: Language | None = None, turn: int = 0) -> Review:
        """Review one draft; nothing is stored."""
        return review_post(
            draft,
            self.policies,
            self.pack,
            self.ports.code,
            self.ports.detect_language,
            self.sense,
            spoken,
            turn,
        )

    def find(self, draft: Draft, spoken: Language | None = None) -> Found:
        """A review up to its findings, in half the time: nothing is rewritten."""
        return find_in_post(
            lay_out(draft), self.policies, self.pack, self.ports.detect_language, self.sense, spoken
        )

    def suspects(self, post: Post, most: int) -> list[str]:
        """The rules that come nearest to speaking by what is meant, the nearest first."""
        sensed = self.sense(post) if self.sense else Sensed()
        nearest = sorted(sensed.margins, key=lambda rule: -max(sensed.margins[rule], default=-inf))
        return nearest[:most]

    @cached_property
    def firm_lines(self) -> FirmLines:
        """The lines of rules and clauses that prompts carry, looked through once for what must not leave."""
        return FirmLines(self.policies.firm)

    @cached_property
    def sense(self) -> Sense | None:
        """How the pack senses meaning; None where nothing was learned."""
        return sense_by(self.pack, self.ports)


_ELSEWHERE = (
    "The rules of library {library} learned with another encoder than this version of Vigie has: "
    "publish the policies again (vigie policies publish)."
)


def open_desk(ports: ReviewPorts, library: str | None = None, on: date | None = None) -> Desk:
    """The desk for the library in force, or for a past one, as severe as on a day (of UTC): today by default.

    Raises `NothingPublished`, `LearnedElsewhere`.
    """
    store = ports.policies
    return desk_for(store.published() if library is None else store.published_version(library), ports, on)


def desk_for(policies: PublishedPolicies, ports: ReviewPorts, on: date | None = None) -> Desk:
    """The desk for policies, in force or not, as severe as on that day. Raises `LearnedElsewhere`."""
    if policies.learned and policies.learned.embedder != ports.embedder().fingerprint:
        raise LearnedElsewhere(_ELSEWHERE.format(library=policies.library))
    day = on or ports.clock.now().date()
    policies = replace(policies, rules=apply_severities(policies.rules, policies.severities, day), on=day)
    pack = compile_pack(policies.rules, policies.topics, policies.firm, policies.prepared, policies.learned)
    return Desk(policies, pack, ports)


def keep_review(
    review: Review,
    review_id: str,
    stream: str,
    ports: ReviewPorts,
    turn: int = 0,
    wish: Wish | None = None,
) -> None:
    """Archive a review with the draft and everything needed to make it again."""
    body = archived_body(review, review_id, turn, wish)
    ports.archive.add("review", review_id, stream, ports.clock.now(), body)


def archived_body(review: Review, review_id: str, turn: int = 0, wish: Wish | None = None) -> str:
    """The archived JSON: ASCII, so that any text survives any database."""
    draft, day = review.draft, review.versions.on
    body: dict[str, Any] = {
        "draft": {
            "text": draft.text,
            "platform": draft.platform,
            "language": draft.language,
            "attachments": list(draft.attachments),
            "audience": draft.audience,
            "purpose": draft.purpose,
            "genre": draft.genre,
            "from_file": draft.from_file,
            "author": {
                "name": draft.author.name,
                "role": draft.author.role,
                "profile_shows_affiliation": draft.author.profile_shows_affiliation,
                "territory": draft.author.territory,
                "address": draft.author.address,
                "tone": draft.author.tone,
            },
        },
        "spoken": review.spoken,
        "turn": turn,
        "on": day.isoformat() if day else None,
        "review": review_json(review, review_id),
        "model": part_json(review.model) if review.model else None,
    } | ({"wish": wish_json(wish)} if wish else {})
    return json.dumps(body, sort_keys=True)
