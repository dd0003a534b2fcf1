"""Review a draft: the desk is opened once, then any number of drafts are read at it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.domain.clauses import text_fingerprint
from bot.domain.contract import review_json
from bot.domain.draft import Draft, Language
from bot.domain.library import PublishedPolicies
from bot.domain.pack import RulePack, compile_pack
from bot.domain.posts import lay_out
from bot.domain.review import Detect, Review, review_post
from bot.usecases.ports import Archive, Clock, Embedder, PolicyStore, Vector


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
            self._vectors,
            spoken,
            turn,
        )

    def _vectors(self, draft: Draft) -> Mapping[str, Vector]:
        if not self.pack.needs_vectors:
            return {}
        post = lay_out(draft)
        sentences = [draft.text[slice(*post.folded.span(*span))] for span in post.sentences]
        embedded = self.ports.embedder().embed(sentences)
        return {**self._example_vectors, **dict(zip(sentences, embedded, strict=True))}

    @cached_property
    def _example_vectors(self) -> dict[str, Vector]:
        rules = [
            each.rule
            for each in self.pack.rules
            if any(d.detector.kind == "examples" for d in each.detectors)
        ]
        texts = [
            text for rule in rules for sort in (rule.examples.bad, rule.examples.good) for text in sort.texts
        ]
        return embed_cached(texts, self.ports.policies, self.ports.embedder())


def embed_cached(texts: Sequence[str], store: PolicyStore, embedder: Embedder) -> dict[str, Vector]:
    """A vector for each text, embedding only those that the database has none of."""
    prints = {text: text_fingerprint(text) for text in texts}
    known = store.vectors(embedder.fingerprint, list(prints.values()))
    missing = [text for text in prints if prints[text] not in known]
    if missing:
        fresh = dict(zip((prints[text] for text in missing), embedder.embed(missing), strict=True))
        store.keep_vectors(embedder.fingerprint, fresh)
        known = {**known, **fresh}
    return {text: known[prints[text]] for text in prints}


def open_desk(ports: ReviewPorts, library: str | None = None) -> Desk:
    """The desk for the library in force, or for a past one. Raises `NothingPublished`."""
    store = ports.policies
    policies = store.published() if library is None else store.published_version(library)
    pack = compile_pack(policies.rules, policies.topics, policies.firm, policies.prepared)
    return Desk(policies, pack, ports)


def keep_review(review: Review, review_id: str, stream: str, ports: ReviewPorts, turn: int = 0) -> None:
    """Archive a review with the draft and everything needed to make it again."""
    ports.archive.add_review(review_id, stream, ports.clock.now(), archived_body(review, review_id, turn))


def archived_body(review: Review, review_id: str, turn: int = 0) -> str:
    """The archived JSON: ASCII, so that any text survives any database."""
    draft = review.draft
    body: dict[str, Any] = {
        "draft": {
            "text": draft.text,
            "platform": draft.platform,
            "language": draft.language,
            "attachments": list(draft.attachments),
            "author": {
                "name": draft.author.name,
                "role": draft.author.role,
                "profile_shows_affiliation": draft.author.profile_shows_affiliation,
            },
        },
        "spoken": review.spoken,
        "turn": turn,
        "review": review_json(review, review_id),
    }
    return json.dumps(body, sort_keys=True)
