"""What people are shown of good posts: the forms, the page, the list, and the word to their author and to the
owners. No card and no list of the coach's holds a colleague's text: that is read on a page, as long as its
author lets it be read."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.draft import Platform
from bot.domain.matters import Matter
from bot.usecases.coaching_views import Remark


@dataclass(frozen=True, slots=True)
class GoodPostForm:
    """An author offers a text. Fields: agree (`seen_as`, the text that it is said of), named (yes, no)."""

    card: str
    text: str = field(repr=False)
    seen_as: str
    firm: str


@dataclass(frozen=True, slots=True)
class GoodPostSettleForm:
    """An owner reads what is offered. Fields: outcome (accepted, declined), note (why, where it is declined).

    `found`: titles of what the rules in force find in it, where it passes them no more.
    """

    matter: Matter
    text: str = field(repr=False)
    author: str
    named: bool
    found: tuple[str, ...] = ()
    passes: bool = True


@dataclass(frozen=True, slots=True)
class GoodPostPage:
    """A good post, whole. `author`: a name, "" where they would rather not be named."""

    text: str = field(repr=False)
    platform: Platform
    author: str = ""
    at: datetime | None = None
    """When it was accepted."""


@dataclass(frozen=True, slots=True)
class GoodPostItem:
    """One of a list; `mine`: the reader's own, which they may take back."""

    matter: str
    at: datetime
    beginning: str = field(repr=False)
    platform: Platform
    author: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class GoodPostMessage:
    """What is told of good posts; each kind is a class of its own."""


@dataclass(frozen=True, slots=True)
class GoodPostsFound(GoodPostMessage):
    """What a search found, best first; all of them where nothing was asked for (`words` "")."""

    words: str = field(repr=False)
    items: tuple[GoodPostItem, ...]


@dataclass(frozen=True, slots=True)
class GoodPostNews(GoodPostMessage):
    """To the owners: somebody offers a text; no word of it."""

    matter: Matter
    author: str


@dataclass(frozen=True, slots=True)
class GoodPostTold(GoodPostMessage):
    """To its author: how it stands with what they offered; `by` and `note` of who decided."""

    matter: Matter
    by: str = ""
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NearExample(Remark):
    """There is a good post close to this one: which, and nothing of it."""

    matter: str


GoodPostView = GoodPostsFound | GoodPostNews | GoodPostTold
