"""Preview a change: golden cases and archived drafts reviewed under both versions, before anything counts.

Nothing is stored and no model is asked: the rules alone, as in every review.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from bot.domain.draft import DraftRefused, Language, accept_draft
from bot.domain.impact import ChangedCase, Impact, TriedPost, compare, impact_of
from bot.domain.library import PublishedPolicies
from bot.domain.review import Found
from bot.usecases.library_ports import GoldenCase, GoldenCases
from bot.usecases.link_clauses import silently
from bot.usecases.ports import ArchivedRecord, Embedder, Progress, Vector
from bot.usecases.replay import archived_draft
from bot.usecases.review import Desk, ReviewPorts, desk_for, open_desk

_SPOKEN = (None, *get_args(Language))


@dataclass(frozen=True)
class PreviewPorts:
    """What previewing needs: what reviewing does, and the cases that every change is tried on."""

    review: ReviewPorts
    cases: GoldenCases


def never() -> bool:
    """A preview that nobody cancels."""
    return False


def preview(
    candidate: PublishedPolicies,
    ports: PreviewPorts,
    most: int,
    progress: Progress = silently,
    cancelled: Callable[[], bool] = never,
) -> Impact:
    """What the candidate does to the golden cases and to the newest `most` archived reviews.

    Both versions are as severe as today. Raises `NothingPublished` where there is nothing to compare with,
    `LearnedElsewhere`, `PolicyFileError` for a golden case that cannot be read, `StorageError`.
    """
    today = ports.review.clock.now().date()
    shared = replace(ports.review, embedder=_once(ports.review.embedder))
    before, after = open_desk(shared, on=today), desk_for(candidate, shared, today)
    archived = shared.archive.recent(most) if most else []
    return preview_impact(before, after, ports.cases(), archived, progress, cancelled)


def preview_impact(
    before: Desk,
    after: Desk,
    cases: Sequence[GoldenCase],
    archived: Sequence[ArchivedRecord],
    progress: Progress = silently,
    cancelled: Callable[[], bool] = never,
) -> Impact:
    """What changes of these posts from one desk to the other. `cancelled` is asked before each post."""
    read = [*map(_of_case, cases), *map(_of_review, archived)]
    posts = list(_each_draft_once(each for each in read if each))
    both = _found_under(before, after)
    compared: list[ChangedCase] = []
    for post in posts:
        if cancelled():
            break
        progress("reviewing", len(compared), len(posts))
        compared.append(compare(post, *both(post)))
    return impact_of(compared, read.count(None), cancelled=len(compared) < len(posts))


def _found_under(before: Desk, after: Desk) -> Callable[[TriedPost], tuple[Found, Found]]:
    """What each desk finds in a post. The same rules find the same: then the clauses alone are looked up."""
    same = same_findings(before.policies, after.policies)

    def both(post: TriedPost) -> tuple[Found, Found]:
        was = before.find(post.draft, post.spoken)
        return was, was.cited_from(after.policies) if same else after.find(post.draft, post.spoken)

    return both


def same_findings(before: PublishedPolicies, after: PublishedPolicies) -> bool:
    """Whether the rules of both, as severe as they are there, cannot but find the same."""
    return all(
        getattr(before, each) == getattr(after, each)
        for each in ("rules", "topics", "firm", "learned", "prepared")
    )


def _of_case(case: GoldenCase) -> TriedPost | None:
    try:
        draft = accept_draft(case.text, case.platform)
    except DraftRefused:
        return None
    return TriedPost(case.id, "golden", draft, right=case.verdict, shareable=True)


def _of_review(archived: ArchivedRecord) -> TriedPost | None:
    """The draft of an archived review, as it was given; None where its body cannot be read."""
    try:
        body = json.loads(archived.body or "")
        draft, spoken = archived_draft(body), body["spoken"]
        accept_draft(draft.text, draft.platform)
    except (ValueError, KeyError, TypeError, AttributeError, DraftRefused):
        return None
    if spoken not in _SPOKEN or draft.language not in _SPOKEN:
        return None
    return TriedPost(archived.record_id, "draft", draft, spoken, archived.at.date())


def _each_draft_once(posts: Iterable[TriedPost]) -> Iterator[TriedPost]:
    """People ask again about the same text: the first of each, which is the newest."""
    seen: set[str] = set()
    for post in posts:
        if post.kind == "draft":
            if post.draft.text in seen:
                continue
            seen.add(post.draft.text)
        yield post


def _once(embedder: Callable[[], Embedder]) -> Callable[[], Embedder]:
    """The embedder, made when it is first asked for and shared by both desks."""
    made: list[_EmbeddedOnce] = []

    def shared() -> Embedder:
        if not made:
            made.append(_EmbeddedOnce(embedder()))
        return made[0]

    return shared


class _EmbeddedOnce:
    """An `Embedder` for two desks that read the same posts: what one asked for, the other is given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vector] = {}

    @property
    def fingerprint(self) -> str:
        """The embedder's own."""
        return self._embedder.fingerprint

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One unit vector a text, in order."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            fresh: Mapping[str, Vector] = dict(zip(missing, self._embedder.embed(missing), strict=True))
            self._known |= fresh
        return [self._known[text] for text in texts]
