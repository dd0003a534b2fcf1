"""What an author says of a post that went out: where it is found, and on which day it was posted."""

import re
from datetime import date, datetime, timedelta

_LINK = re.compile(r"https://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
_LONGEST = 2_000
_EARLIEST_ZONE = timedelta(hours=14)
"""How far the first place on earth in which a day begins is ahead of UTC."""


def is_link(text: str) -> bool:
    """Whether that is the address of a page, and nothing but encrypted."""
    return len(text) <= _LONGEST and _LINK.fullmatch(text) is not None


def day_posted(text: str, now: datetime) -> date | None:
    """The day (YYYY-MM-DD) of something that happened; None for what is no day, or one that is to come.

    `now` is in UTC: whoever is ahead of it may be in tomorrow already.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= (now + _EARLIEST_ZONE).date() else None
