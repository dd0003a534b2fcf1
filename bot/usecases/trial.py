"""While Vigie is tried out, every draft is reviewed and archived, and only the pilot group sees reviews.

Who sees is decided here and nowhere else, and asked at every act: when a draft is reviewed, when a button is
pressed or a form sent, when somebody replies or opens their own page. Questions are answered as ever.
"""

from typing import get_args

from bot.usecases.chat_ports import Button, Received, TryLater
from bot.usecases.talk import TalkPorts

_PAGES: tuple[Button, ...] = (
    "learn", "exercise", "changes", "clause", "copy", "ask", "posted", "wrong", "poll", "alt-text",
    "good-post-offer",
)  # fmt: skip
"""The pages and forms that open from a review."""
_ANSWERED: tuple[Button, ...] = ("question", "review", "retry")
"""What may be pressed without a review to see: that it was a question, or that it is to be reviewed."""
_FORMS = ("request", "posting", "disagreement", "alt-text", "good-post")
"""The forms that speak of a review its author saw."""
assert {*_PAGES, *_ANSWERED} <= set(get_args(Button))


def sees_reviews(person_id: str, ports: TalkPorts) -> bool:
    """Whether reviews of theirs are shown to them: everybody's are, but while Vigie is tried out.

    Raises `TryLater` where it is, and nobody can say whether they are of the pilot group: never a yes.
    """
    return not ports.trial or ports.roles.has(person_id, "pilot")


def surely_sees(person_id: str, ports: TalkPorts) -> bool:
    """The same for their own page, which shows less where nobody can say."""
    try:
        return sees_reviews(person_id, ports)
    except TryLater:
        return False


def speaks_of_a_review(received: Received) -> bool:
    """Whether what the author of a card did is about the review that it shows."""
    if received.kind == "form":
        return received.choice in _FORMS
    return received.kind == "button" and received.button not in _ANSWERED


def opens_a_review(received: Received) -> bool:
    """Whether what opens for it shows a review, or speaks of one."""
    return received.kind == "button" and received.button in _PAGES
