"""A long text read page by page: most words there are stand somewhere in it, few of them on any one page.

So what is looked for on a page alone is little, and an expression that is slow on a long text is not.
"""

from dataclasses import dataclass

_LONG = 4_000
"""Characters up to which a text is one page: what platforms but Facebook take."""
_PAGE = 1_000
_REACH = 600
"""Characters a match begun on a page may go on for after it: more than a sentence or a long quotation."""
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
    if size <= _LONG:
        return [Page(0, size + 1, size)]
    starts = range(0, size, _PAGE)
    return [Page(start, start + _PAGE, min(size, start + _PAGE + _REACH)) for start in starts]
