"""What changed from one text to another, sentence by sentence."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest


def changed_sentences(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, str]]:
    """The place of each sentence that is not as it was, and what stands there now.

    "" where it was taken out; None for the place of one that was added.
    """
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (
                (place, now or "") for place, now in zip_longest(range(start, end), after[first:last])
            )
