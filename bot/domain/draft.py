"""A draft as an employee gives it: its text, its platform, and who would post it."""

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

Language = Literal["fr", "en"]
DraftLanguage = Literal["fr", "en", "mixed"]
Platform = Literal["linkedin", "x", "facebook", "instagram", "threads", "bluesky", "mastodon"]
Role = Literal["employee", "ambassador", "expert", "executive", "paid", "firm"]
Address = Literal["", "tu", "vous"]
"""How a French text addresses its readers; "" where that is left to the text."""
Tone = Literal["", "sober", "warm"]
"""How a text sounds; "" where that is left to the text."""
Attachment = Literal["image", "video", "file", "message"]
Genre = Literal["post", "profile", "reply"]
"""A post, what stands in a profile (a headline, a summary: it always needs compliance), or a reply to
somebody, in public."""
RefusalCode = Literal["empty", "too-long", "not-text", "unknown-platform", "unknown-role"]

GENRES: tuple[Genre, ...] = get_args(Genre)
PLATFORMS: tuple[Platform, ...] = get_args(Platform)
ROLES: tuple[Role, ...] = get_args(Role)
ADDRESSES: tuple[Address, ...] = get_args(Address)
TONES: tuple[Tone, ...] = get_args(Tone)
MAX_CHARACTERS = 40_000
"""Slack's own limit for a message; no platform but Facebook takes more."""

MAX_CONTEXT = 300
"""Characters of what an author says of the audience, or of the purpose."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_VISIBLE = re.compile(
    r"[^\s\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who would post: by default an employee whose profile is not known to show where they work."""

    name: str | None = None
    role: Role = "employee"
    profile_shows_affiliation: bool = False
    territory: str = ""
    """Where they and most of their readers are: an id of the firm profile's places, "" where nobody said."""
    address: Address = ""
    tone: Tone = ""

    @property
    def affiliation_shown(self) -> bool:
        """Whether a reader sees for whom they work beside the post. An ambassador says it in each post: that
        is what the firm sends them to do."""
        return self.role == "firm" or (self.profile_shows_affiliation and self.role != "ambassador")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was accepted for review; `text` is kept to the letter, offsets refer to it."""

    text: str
    platform: Platform = "linkedin"
    author: Author = field(default_factory=Author)
    language: Language | None = None
    attachments: tuple[Attachment, ...] = ()
    """What came with the text and is not read."""
    audience: str = ""
    """For whom it is, in the author's words, "" where nobody said."""
    purpose: str = ""
    """What it is to achieve, in the author's words."""
    genre: Genre = "post"
    from_file: str = field(default="", repr=False)
    """The name of the file that the text was read from, "" where it was written."""


class DraftRefused(Exception):
    """The text cannot be reviewed; `code` says why and never carries the text itself."""

    def __init__(self, code: RefusalCode, detail: str = "") -> None:
        super().__init__(code)
        self.code: RefusalCode = code
        self.detail = detail


def accept_draft(
    text: str,
    platform: str = "linkedin",
    author: Author | None = None,
    language: Language | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Draft:
    """The draft, unless there is nothing a reviewer could read. Raises `DraftRefused`."""
    if platform not in PLATFORMS:
        raise DraftRefused("unknown-platform", ", ".join(PLATFORMS))
    if len(text) > MAX_CHARACTERS:
        raise DraftRefused("too-long", f"{len(text)}/{MAX_CHARACTERS}")
    if not _VISIBLE.search(text):
        raise DraftRefused("empty")
    if "\x00" in text or len(_CONTROL.findall(text)) * 20 > len(text):
        raise DraftRefused("not-text")
    return Draft(text, platform, author or Author(), language, attachments)
