"""Tuning the sentence encoder: encoder and classifiers learn together, then the classifiers are thrown away.

Needs torch, which nothing else does. The same texts give the same weights, on the same machine.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import Any

from bot.adapters.local_embeddings import DIMENSION, LocalEmbedder, readable
from bot.adapters.torch_encoder import encode, sentences_of, weights_of, words_of
from bot.domain.meaning import around
from bot.usecases.learn_meaning import Lesson, Told
from bot.usecases.tune_encoder import TaughtText

_EPOCHS, _POSTS = 4, 48
"""Times that every post is read, and posts read at once."""
_ENCODER, _CLASSIFIERS, _WORDS = 3e-4, 2e-3, 1.5e-2
"""Steps (Adam) at the beginning; they shrink to nearly nothing."""
_PAIRS = 0.15
"""Of the pairs of neighbours, the share that is read: the others say nothing new, and cost the most."""
_DROPPED = 0.1
_OF_A_HIT = 1.5
"""As in `logistic_learner`."""
_LOUDER = 15
"""By how much vectors are multiplied, for classifiers to learn as fast as the encoder."""
_SELDOM = 5
"""Units that must have a term before it is learned from."""
_ON_CLASSIFIERS, _ON_WORDS = 1e-5, 2e-6
"""Weight decay."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A text whose words are rows of the table."""

    words: Sequence[Sequence[int]]
    lessons: Sequence[Lesson]
    loudness: int

    @property
    def parts(self) -> int:
        """How many units are no pairs: they come first."""
        return sum(each.unit.is_part for each in self.lessons)


def tune(taught: Sequence[TaughtText], rules: Sequence[str], told: Told) -> bytes:
    """The weights of an encoder that was taught these texts, as `tuned_embeddings` reads them.

    Half an hour on two cores for twenty thousand posts. Raises ImportError without torch.
    """
    import numpy as np

    encoder = LocalEmbedder().encoder()
    rows: dict[int, int] = {}
    read = [_read(each, encoder.sp, rows) for each in taught]
    tuned = _learn(read, rules, weights_of(encoder), words_of(encoder, list(rows)), told)
    file = BytesIO()
    np.savez_compressed(file, **{name: each.detach().numpy().astype("<f2") for name, each in tuned.items()})
    return file.getvalue()


def _read(taught: TaughtText, tokenizer: Any, rows: dict[int, int]) -> _Read:
    """`rows` gets the words that are new to it."""
    read = [
        tokenizer.encode(readable(each), out_type=int, add_bos=True, add_eos=True) for each in taught.texts
    ]
    words = [[rows.setdefault(word, len(rows)) for word in each] for each in read]
    return _Read(words, taught.lessons, taught.loudness)


def _learn(
    taught: Sequence[_Read], rules: Sequence[str], weights: dict[str, Any], table: Any, told: Told
) -> dict[str, Any]:
    import numpy as np
    import torch

    torch.manual_seed(0)
    vocabulary = _vocabulary(taught)
    heads = _heads(len(rules), len(vocabulary))
    encoder, classifiers = list(weights.values()), [heads["sense"], heads["bias"]]
    adam = torch.optim.Adam([{"params": encoder}, {"params": classifiers, "weight_decay": _ON_CLASSIFIERS}])
    words = torch.optim.Adam([heads["words"]], lr=_WORDS, weight_decay=_ON_WORDS)
    steps, step = _EPOCHS * (len(taught) // _POSTS), 0
    for epoch in range(_EPOCHS):
        chance = np.random.default_rng(epoch)
        order = chance.permutation(len(taught))
        for begin in range(0, len(order) - _POSTS + 1, _POSTS):
            batch = [taught[place] for place in order[begin : begin + _POSTS]]
            _slow_down(adam, words, step, steps)
            loss = _loss(batch, rules, weights, table, heads, vocabulary, chance)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder, 1.0)
            for each in (adam, words) if step % 2 else (adam,):
                each.step()
                each.zero_grad()
            step += 1
            told("tuning", step, steps)
    return weights


def _vocabulary(taught: Sequence[_Read]) -> dict[str, int]:
    seen = Counter(term for each in taught for lesson in each.lessons for term in lesson.terms)
    return {term: row for row, term in enumerate(term for term, count in seen.items() if count >= _SELDOM)}


def _heads(rules: int, terms: int) -> dict[str, Any]:
    """The classifiers: coefficients of what is embedded, of words, and biases."""
    import torch

    within = (2 * DIMENSION) ** -0.5
    return {
        "sense": torch.empty(2 * DIMENSION, rules).uniform_(-within, within).requires_grad_(),
        "words": torch.zeros(terms, rules, requires_grad=True),
        "bias": torch.zeros(rules, requires_grad=True),
    }


def _slow_down(adam: Any, words: Any, step: int, steps: int) -> None:
    """Small steps at first, then ever smaller ones."""
    left = 1 - step / steps
    for group, most in zip(adam.param_groups, (_ENCODER, _CLASSIFIERS), strict=True):
        group["lr"] = most * max(left, 0.02) * min(1, (step + 1) / 100)
    words.param_groups[0]["lr"] = _WORDS * max(left, 0.03)


def _loss(
    batch: Sequence[_Read],
    rules: Sequence[str],
    weights: dict[str, Any],
    table: Any,
    heads: dict[str, Any],
    vocabulary: dict[str, int],
    chance: Any,
) -> Any:
    """The mean cost of a unit; all parts are read, and some of the pairs."""
    import torch
    from torch.nn import functional

    read = [
        (each, [place for place, lesson in enumerate(each.lessons)
                if lesson.unit.is_part or chance.random() < _PAIRS])
        for each in batch
    ]  # fmt: skip
    words = [each.words[place] for each, places in read for place in places]
    vectors = encode(weights, table, sentences_of(words), _DROPPED)
    lessons = [each.lessons[place] for each, places in read for place in places]
    scores = _scores(vectors, _around(vectors, read), lessons, heads, vocabulary)
    truth = torch.tensor([[float(rule in each.broken) for rule in rules] for each in lessons])
    known = torch.tensor([[float(rule not in each.unsure) for rule in rules] for each in lessons])
    loud = torch.tensor([float(each.loudness) for each, places in read for _ in places])
    costs = functional.binary_cross_entropy_with_logits(
        scores, truth, reduction="none", pos_weight=torch.tensor(_OF_A_HIT)
    )
    return (costs * known * loud[:, None]).sum() / len(lessons)


def _around(vectors: Any, read: Sequence[tuple[_Read, Sequence[int]]]) -> Any:
    """For each unit that is read, the mean of the parts it stands in."""
    import torch

    means, begin = [], 0
    for each, places in read:
        parts = vectors[begin : begin + each.parts]
        means += [parts[around(each.lessons[place].unit)].mean(0) for place in places]
        begin += len(places)
    return torch.stack(means)


def _scores(
    vectors: Any,
    surroundings: Any,
    lessons: Sequence[Lesson],
    heads: dict[str, Any],
    vocabulary: dict[str, int],
) -> Any:
    import torch
    from torch.nn import functional

    known = [[vocabulary[term] for term in each.terms if term in vocabulary] for each in lessons]
    begins = torch.tensor([0, *accumulate(len(each) for each in known[:-1])])
    flat = torch.tensor([row for each in known for row in each], dtype=torch.long)
    by_words = functional.embedding_bag(flat, heads["words"], begins, mode="sum")
    lengths = torch.tensor([float(max(len(each.terms), 1)) for each in lessons])
    sense = torch.cat([vectors, surroundings], 1) * _LOUDER
    return sense @ heads["sense"] + heads["bias"] + by_words / lengths[:, None].sqrt()
