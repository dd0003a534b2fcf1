"""A long text read page by page: most words there are stand somewhere in it, few of them on any one page.

So what is looked for on a page alone is little, and an expression that is slow on a long text is not.
"""

from dataclasses import dataclass

_PAGE = 3_000
"""Characters of a page."""
_REACH = 1_000
"""Characters after a page that belong to matches begun on it. A text no longer than both is one page."""
_BEFORE = 100
"""Characters before a page that tell what its first words follow."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a text: matches begin from `begin` to before `end`, and see no further than `reach`."""

    begin: int
    end: int
    reach: int

    def of(self, text: str) -> str:
        """What is read of the text to know which words a match begun on this page may have."""
        return text[max(0, self.begin - _BEFORE) : self.reach]


def pages_of(text: str) -> list[Page]:
    """The pages of a text, in order; one for a post of ordinary length."""
    size = len(text)
    starts = range(0, max(1, size - _REACH), _PAGE)
    turned = [Page(start, start + _PAGE, start + _PAGE + _REACH) for start in starts[:-1]]
    return [*turned, Page(starts[-1], size + 1, size)]
