"""Rates with bootstrap intervals: posts are drawn again with replacement, always in the same way.

The percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13), 95 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_DRAWS = 2_000
_SEED = 20_261_122
_TAILS = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `of`, and the interval of the share; shares are None where there is nothing to count."""

    hits: int
    of: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share."""
        return self.hits / self.of if self.of else None


def rate(counted: Sequence[tuple[int, int]]) -> Rate:
    """The rate of (hits, of) a post, with its interval over posts."""
    hits, of = sum(each[0] for each in counted), sum(each[1] for each in counted)
    if not of:
        return Rate(0, 0, None, None)
    low, high = _percentiles(_drawn(counted))
    return Rate(hits, of, low, high)


def difference(
    left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]
) -> tuple[float, float, float]:
    """Left rate minus right rate and its interval; zeros where either has nothing to count."""
    of_left, of_right = sum(each[1] for each in left), sum(each[1] for each in right)
    if not of_left or not of_right:
        return 0.0, 0.0, 0.0
    between = sum(each[0] for each in left) / of_left - sum(each[0] for each in right) / of_right
    low, high = _percentiles(_drawn(left) - _drawn(right, _SEED + 1))
    return between, low, high


def _drawn(counted: Sequence[tuple[int, int]], seed: int = _SEED) -> Any:
    import numpy as np  # loaded for an evaluation only

    pairs = np.array(counted)
    chosen = np.random.default_rng(seed).integers(0, len(pairs), (_DRAWS, len(pairs)))
    hits, of = pairs[chosen].sum(axis=1).T
    return np.divide(hits, of, out=np.full(_DRAWS, np.nan), where=of > 0)


def _percentiles(drawn: Any) -> tuple[float, float]:
    import numpy as np

    # A draw in which there was nothing to count says nothing.
    low, high = np.nanpercentile(drawn, _TAILS)
    return float(low), float(high)
