"""Which runs of letters questions share: slips, endings and joined words change a few of them, not all.

Runs of three and four letters, each weighed by how rare it is among the known questions (Cavnar and Trenkle,
N-Gram-Based Text Categorization, 1994). A run is kept as a number made of its bytes: no table of strings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.asking import folded

_RUNS = (3, 4)


@dataclass(frozen=True, slots=True)
class LetterIndex:
    """Where each run of letters is: `rows[starts[i]:starts[i + 1]]` have the run `runs[i]`."""

    count: int
    runs: Any
    rarity: Any
    starts: Any
    rows: Any
    weights: Any
    """Of each row for that run; the runs of a row have unit length."""


def index_letters(texts: Sequence[str]) -> LetterIndex:
    """The runs of letters of some texts; rarer ones weigh more."""
    import numpy as np

    rows, given = _runs(texts)
    order = np.argsort(given, kind="stable")
    rows, (runs, starts, often) = rows[order], np.unique(given[order], return_index=True, return_counts=True)
    rarity = np.log((1 + len(texts)) / (1 + often)) + 1
    each = np.repeat(rarity, often)
    lengths = np.sqrt(np.bincount(rows, each**2, len(texts)))
    return LetterIndex(len(texts), runs, rarity, np.append(starts, len(rows)), rows, each / lengths[rows])


def shared_letters(text: str, index: LetterIndex) -> Any:
    """(n,): how much of their letters a text shares with each of those indexed, 0 to 1.

    Runs that none of them has do not count.
    """
    import numpy as np

    _, asked = _runs([text])
    at = np.searchsorted(index.runs, asked)
    at = at[at < len(index.runs)]
    at = at[np.isin(index.runs[at], asked)]
    if not len(at):
        return np.zeros(index.count)
    rarity = index.rarity[at] / np.linalg.norm(index.rarity[at])
    counts = index.starts[at + 1] - index.starts[at]
    places = np.concatenate([np.arange(index.starts[one], index.starts[one + 1]) for one in at])
    shared = np.repeat(rarity, counts) * index.weights[places]
    return np.bincount(index.rows[places], shared, index.count)


def _runs(texts: Sequence[str]) -> tuple[Any, Any]:
    """(rows, runs): the runs of each text, each once, in order."""
    import numpy as np

    # Folded text is ASCII: a byte is a letter, none is 0, and a longer run never equals a shorter one.
    joined = "".join(f" {folded(text)} \0" for text in texts)
    letters = np.frombuffer(joined.encode("ascii"), dtype=np.uint8).astype(np.uint64)
    row = np.cumsum(letters == 0).astype(np.uint64)
    pairs = [np.zeros(0, dtype=np.uint64)]
    for length in _RUNS:
        count = max(len(letters) - length + 1, 0)
        runs, within = np.zeros(count, dtype=np.uint64), np.ones(count, dtype=bool)
        for place in range(length):
            each = letters[place : place + count]
            runs, within = (runs << np.uint64(8)) | each, within & (each > 0)
        pairs.append(((row[:count] << np.uint64(32)) | runs)[within])
    found = np.unique(np.concatenate(pairs))
    return (found >> np.uint64(32)).astype(np.int64), found & np.uint64(0xFFFFFFFF)
