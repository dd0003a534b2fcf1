"""What the sentence encoder is tuned on: what the rules learn from, but for the posts that are kept back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.held_out import is_kept_back
from bot.domain.labelled import LabelledPost, taught_by
from bot.domain.pack import RulePack
from bot.usecases.learn_meaning import (
    OWN_COUNT,
    WRONG,
    Lesson,
    Told,
    lessons_of,
    lessons_of_examples,
    lessons_of_texts,
)
from bot.usecases.ports import Vector


@dataclass(frozen=True, slots=True)
class TaughtText:
    """A text: what is embedded of its units, what these teach, and how many times it counts."""

    texts: Sequence[str]
    lessons: Sequence[Lesson]
    """Their `sense` is empty."""
    loudness: int = 1


class Tune(Protocol):
    """Tunes the encoder."""

    def __call__(self, taught: Sequence[TaughtText], rules: Sequence[str], told: Told) -> bytes:
        """Its weights. Raises ImportError where what is needed for it is not installed."""


@dataclass
class _Hearing:
    """An embedder that only hears what would be embedded."""

    heard: list[str] = field(default_factory=list)
    fingerprint: str = ""

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Nothing is embedded."""
        self.heard += texts
        return [(0.0,) for _ in texts]

    def all(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def tune_encoder(pack: RulePack, posts: Sequence[LabelledPost], tune: Tune, told: Told) -> bytes:
    """The weights of an encoder that knows what the rules of meaning are about. Raises ImportError."""
    return tune(list(taught_texts(pack, posts)), [*sorted(pack.by_meaning), WRONG], told)


def taught_texts(pack: RulePack, posts: Sequence[LabelledPost]) -> Iterator[TaughtText]:
    """The rules' own texts, which count several times, then the posts that are not kept back."""
    hearing = _Hearing()
    for lessons in lessons_of_examples(pack, hearing):
        yield TaughtText(hearing.all(), lessons, OWN_COUNT)
    for lessons in lessons_of_texts(pack, hearing):
        yield TaughtText(hearing.all(), lessons, OWN_COUNT)
    for post in posts:
        if not is_kept_back(post.text):
            lessons = lessons_of(taught_by(post), pack, hearing)
            yield TaughtText(hearing.all(), lessons)
