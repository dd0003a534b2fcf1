"""The title that a file says it has: often the name of another file, or of the program that made it."""

import re

from bot.adapters.document_readers.spaces import plain

_NO_TITLE = re.compile(
    r"(?:microsoft (?:office )?word\b.*|untitled.*|sans (?:titre|nom).*|document ?\d*|titre|title"
    r"|draft|brouillon|.*\.(?:docx?|dotx?|odt|pdf|rtf|html?|txt|indd))",
    re.IGNORECASE,
)
_LONGEST = 200


def sensible_title(written: str) -> str:
    """The title where a person would have written it, else ""."""
    title = plain(written)
    usable = 0 < len(title) <= _LONGEST and any(map(str.isalpha, title)) and not _NO_TITLE.fullmatch(title)
    return title if usable and title.isprintable() else ""
