"""What is said beside a review and is no finding: what one draft alone cannot show its author.

A remark changes no verdict and is not archived with the review: it is made when the card is shown, out of
what is known then, so that what was erased meanwhile is in none. It never holds a text or a name of somebody
else.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One of them; each kind is a class of its own, which `slack/render/card_coaching` draws."""
