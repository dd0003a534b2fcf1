"""What a draft is about, and in which voice it speaks to its reader."""

import re

from bot.domain.draft import Address
from bot.domain.folding import FoldedText
from bot.domain.pack import RulePack
from bot.domain.rules import Topic

FALLBACK = "general"
CONFIDENTIAL = "confidential"
_OF_A_SUBJECT = 40
"""Topics of a lower priority are about dealings in general: what the rule falls back on says more."""

_FAMILIAR = re.compile(
    r"\b(?:tu|toi|ton|ta|tes|t'\w+|tag(?:ue)?|(?:ecris|appelle|texte|contacte|viens|regarde|commente)[- ](?:moi|nous|me)?)\b"
)
_FORMAL = re.compile(r"\b(?:vous|votre|vos|\w{3,}ez)\b")


def topic_of(folded: FoldedText, pack: RulePack, fallback: str | None = None) -> Topic | None:
    """The resource topic most of a draft's words point to, else the fallback's, else the general one.

    None where the fallback says that even the topic is confidential, or the pack has no topic.
    """
    if fallback == CONFIDENTIAL:
        return None
    found = _words_by_topic(folded, pack)
    by_id = {topic.id: topic for topic in pack.topics}
    best = max(found, key=lambda each: _weight(by_id[each], found[each]), default=None)
    if best and fallback in by_id and by_id[best].priority < _OF_A_SUBJECT:
        best = fallback
    return by_id.get(best or fallback or FALLBACK) or by_id.get(FALLBACK)


def _weight(topic: Topic, words: set[str]) -> tuple[bool, int, int, str]:
    """A subject outweighs what is about dealings in general, then the words said decide."""
    return topic.priority >= _OF_A_SUBJECT, len(words), topic.priority, topic.id


def names_a_topic(folded: FoldedText, pack: RulePack) -> bool:
    """Whether a text says a word of some resource topic."""
    return bool(_words_by_topic(folded, pack))


def names_a_subject(folded: FoldedText, pack: RulePack) -> bool:
    """Whether a text says a word of a topic that is a subject, and not of dealings in general."""
    found = _words_by_topic(folded, pack)
    return any(topic.priority >= _OF_A_SUBJECT for topic in pack.topics if topic.id in found)


def _words_by_topic(folded: FoldedText, pack: RulePack) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, pages in pack.topic_index.candidates(folded).items():
        expression = pack.topic_index.expressions[number]
        words = {match.group() for match in expression.matches(folded, pages)}
        if words:
            found.setdefault(pack.topic_owners[number], set()).update(words)
    return found


def is_familiar(plain: str, wanted: Address = "") -> bool:
    """Whether the reader of a folded French text is "tu" (and not "vous"): as `wanted`, else as it says."""
    if wanted:
        return wanted == "tu"
    return len(_FAMILIAR.findall(plain)) > len(_FORMAL.findall(plain))
