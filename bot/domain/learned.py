"""What was learned from labelled posts: a linear classifier a rule, and one that they share.

The shared one tells whether anything at all is wrong; each rule's own, which rule it is. Their sum decides:
it learns from every labelled post what no rule has enough posts to learn alone.
"""

import base64
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, FiniteFloat, PlainSerializer, PlainValidator, model_validator

from bot.domain.firm import Strict

if TYPE_CHECKING:
    import numpy as np


def _packed(values: Iterable[float]) -> str:
    import numpy as np  # loaded for meaning only

    return base64.b64encode(np.asarray(values, dtype="<f2").tobytes()).decode("ascii")


def _unpacked(given: Any) -> tuple[float, ...]:
    import numpy as np

    if isinstance(given, str):
        given = np.frombuffer(base64.b64decode(given, validate=True), dtype="<f2").astype(float).tolist()
    if not isinstance(given, list | tuple) or not all(
        isinstance(each, float | int) and isfinite(each) for each in given
    ):
        raise ValueError("these are not numbers")
    return tuple(given)


Packed = Annotated[tuple[float, ...], PlainValidator(_unpacked), PlainSerializer(_packed)]
"""Numbers written as half-precision floats in base64: a thousand of them on one line."""


class Classifier(Strict):
    """A logistic regression: coefficients are logits."""

    bias: FiniteFloat
    sentence: Packed
    """Coefficients of a unit's embedding, then of the mean of what surrounds it."""
    words: dict[str, FiniteFloat]


class LearnedRule(Classifier):
    """What was learned for one rule."""

    threshold: FiniteFloat
    mild: bool = False
    """It only suggests: that something at large is wrong does not count for it."""
    near: tuple[str, ...] = ()
    """Labelled sentences that a finding may name, as it is close to one of them."""
    precision: float = Field(ge=0, le=1)
    """On posts held out while learning, at the threshold."""
    recall: float = Field(ge=0, le=1)


class Learned(Strict):
    """What was learned from the labelled posts of a pack, for one embedder."""

    embedder: str
    learned_from: str
    """A fingerprint of the labelled posts: others ask for learning again."""
    wrong: Classifier
    """Whether anything is wrong, whatever it is."""
    rules: dict[str, LearnedRule]

    @model_validator(mode="after")
    def _classifiers_agree(self) -> "Learned":
        if len({len(each.sentence) for each in self._classifiers}) > 1:
            raise ValueError("the rules have different numbers of coefficients")
        return self

    def __eq__(self, other: object) -> bool:
        """By what was learned: the arrays made of it on first use have no truth value."""
        if not isinstance(other, Learned):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields)

    @cached_property
    def column(self) -> Mapping[str, int]:
        """The place of each rule among the columns."""
        return {name: place for place, name in enumerate(self.rules)}

    @property
    def _classifiers(self) -> tuple[Classifier, ...]:
        return (*self.rules.values(), self.wrong)

    @cached_property
    def weights(self) -> "np.ndarray[Any, Any]":
        """The coefficients of what is embedded: a column a rule, then one for whether anything is wrong."""
        import numpy as np

        return np.array([each.sentence for each in self._classifiers], dtype=np.float32).T

    @cached_property
    def biases(self) -> "np.ndarray[Any, Any]":
        """In the same order."""
        import numpy as np

        return np.array([each.bias for each in self._classifiers], dtype=np.float32)

    @cached_property
    def thresholds(self) -> "np.ndarray[Any, Any]":
        """One a rule."""
        import numpy as np

        return np.array([each.threshold for each in self.rules.values()], dtype=np.float32)

    @cached_property
    def mild(self) -> "np.ndarray[Any, Any]":
        """Which rules only suggest."""
        import numpy as np

        return np.array([each.mild for each in self.rules.values()], dtype=bool)

    @cached_property
    def terms(self) -> Mapping[str, int]:
        """The row of each term in `by_term`."""
        every = dict.fromkeys(term for each in self._classifiers for term in each.words)
        return {term: row for row, term in enumerate(every)}

    @cached_property
    def by_term(self) -> "np.ndarray[Any, Any]":
        """A row a term: how much it speaks for each column."""
        import numpy as np

        table = np.zeros((len(self.terms), len(self._classifiers)), dtype=np.float32)
        for column, of_one in enumerate(self._classifiers):
            for term, weight in of_one.words.items():
                table[self.terms[term], column] = weight
        return table
