"""Keep what a reviewed draft means, so that the next one that says the same can be told so."""

from bot.domain.differentiation import ALIKE, is_comparable
from bot.domain.incidents import leak_in
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.chat_ports import Card
from bot.usecases.meanings_ports import Meaning
from bot.usecases.talk import TalkPorts


def keep_meaning(card: Card, review: Review, policies: PublishedPolicies, ports: TalkPorts) -> None:
    """Keep it under the card, in the place of what the draft meant before an edit; safe to repeat. An edit
    that says the same was there as early; one that says something else was not.

    Nothing of what leaked, of thanks or wishes, or of a line or two.
    """
    text = review.draft.text
    if leak_in(review.findings, policies.rules) or not is_comparable(text):
        if card.revision:
            forget_meaning(card.id, ports)
        return
    embedder = ports.meanings.embedder
    [vector] = embedder.embed([text])
    meaning = Meaning(
        "drafts", card.id, card.place.team, card.author, ports.clock.now(), embedder.fingerprint, vector
    )
    if card.revision and _is_another_text(meaning, ports.meanings.kept.of("drafts", card.id)):
        forget_meaning(card.id, ports)
    ports.meanings.kept.keep(meaning)


def forget_meaning(card_id: str, ports: TalkPorts) -> None:
    """Its author took the draft back; safe to repeat."""
    ports.meanings.kept.forget("drafts", [card_id])


def _is_another_text(meaning: Meaning, before: Meaning | None) -> bool:
    if before is None or before.embedder != meaning.embedder:
        return False
    return sum(a * b for a, b in zip(meaning.vector, before.vector, strict=True)) < ALIKE
