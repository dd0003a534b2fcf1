"""For which account a text reads: the firm's own, which says "we", or a person's, who says "I".

What is quoted says nothing of who speaks. Where both speak, or neither, nothing is said.
"""

from typing import Literal

from bot.domain.account_words import AS_FIRM, QUOTED, SINGULAR
from bot.domain.draft import Draft
from bot.domain.folding import fold

Misplaced = Literal["as-firm", "private"]
"""as-firm: it speaks as the firm, for a person's account; private: somebody speaks of themselves, for the
firm's."""


def misplaced(draft: Draft) -> Misplaced | None:
    """What of the text goes with another account than the one it is for; None where nothing does."""
    plain = fold(QUOTED.sub(" ", draft.text)).plain
    singular, as_firm = bool(SINGULAR.search(plain)), bool(AS_FIRM.search(plain))
    if draft.author.role == "firm":
        return "private" if singular and not as_firm else None
    return "as-firm" if as_firm and not singular else None
