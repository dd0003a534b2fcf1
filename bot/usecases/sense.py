"""Sense what a post means: embed its sentences, judge them by what was learned, name the nearest example."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Language
from bot.domain.folding import fold_words
from bot.domain.languages import main_language
from bot.domain.meaning import Sense, Sensed, nearest, read_units, sensed_by
from bot.domain.pack import RulePack
from bot.domain.posts import Post
from bot.usecases.ports import Embedder, PolicyStore, StorageError, Vector

_KEPT = 4_096
"""Sentences whose vectors are remembered: the texts that rewrites are made of come again and again."""


class SensePorts(Protocol):
    """What sensing needs: the embedder is asked for only when a rule judges by meaning."""

    @property
    def policies(self) -> PolicyStore:
        """Where vectors are kept."""

    @property
    def embedder(self) -> Callable[[], Embedder]:
        """The local embeddings."""


def sense_by(pack: RulePack, ports: SensePorts, caution: float = 0.0) -> Sense | None:
    """How a pack senses meaning; None for one that has no rule of meaning, or learned nothing."""
    learned = pack.learned
    if learned is None or not pack.by_meaning:
        return None
    vectors_of = _remembering(ports.embedder)
    examples: dict[str, Mapping[str, Vector]] = {}
    spoken: dict[str, Language] = {}

    def nearest_example(rule: str, vector: Vector, language: Language) -> str:
        if rule not in examples:
            examples[rule] = _examples(learned.rules[rule].near, ports)
            spoken.update({text: main_language("mixed", fold_words(text)) for text in examples[rule]})
        return nearest(
            vector, {text: each for text, each in examples[rule].items() if spoken[text] == language}
        )

    def sense(post: Post) -> Sensed:
        language = main_language("mixed", post.folded.plain)
        read = read_units(learned, post, vectors_of)
        sensed = sensed_by(learned, post, read, caution)
        suspicions = {
            rule: [
                replace(each, example=nearest_example(rule, read[each.part][1], language)) for each in those
            ]
            for rule, those in sensed.suspicions.items()
            if rule in pack.by_meaning
        }
        return replace(sensed, suspicions=suspicions)

    return sense


def _examples(texts: Sequence[str], ports: SensePorts) -> Mapping[str, Vector]:
    """Their vectors; a database that cannot be written to is no reason not to review."""
    try:
        return embed_cached(texts, ports.policies, ports.embedder())
    except StorageError:
        return dict(zip(texts, ports.embedder().embed(texts), strict=True))


def _remembering(embedder: Callable[[], Embedder]) -> Callable[[Sequence[str]], list[Vector]]:
    """Embeds what was not embedded lately. What is remembered is fingerprints, never the texts."""
    known: dict[str, Vector] = {}

    def vectors_of(texts: Sequence[str]) -> list[Vector]:
        prints = [text_fingerprint(text) for text in texts]
        # Other threads may forget meanwhile what is remembered here: what is used is taken first.
        vectors = {each: vector for each in prints if (vector := known.get(each)) is not None}
        missing = {each: text for each, text in zip(prints, texts, strict=True) if each not in vectors}
        if missing:
            fresh = dict(zip(missing, embedder().embed(list(missing.values())), strict=True))
            vectors.update(fresh)
            if len(known) + len(fresh) > _KEPT:
                known.clear()
            known.update(fresh)
        return [vectors[each] for each in prints]

    return vectors_of


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
