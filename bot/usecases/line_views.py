"""What is said of the account, the brand and the firm's line: beside a review, and on the owners' page."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from bot.domain.accounts import Misplaced
from bot.domain.brand import OffBrandWords
from bot.domain.notices import Notice, NoticeKind
from bot.usecases.coaching_views import Remark


@dataclass(frozen=True, slots=True)
class Against:
    """Both texts: what the firm asks or says, and the sentence of the author's own draft."""

    kind: NoticeKind
    title: str
    asked: str
    sentence: str = field(repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgainstLine(Remark):
    """The draft goes against a notice in force, or a position of the firm's."""

    asks_to_wait: ClassVar[bool] = True
    is_no_example: ClassVar[bool] = True
    found: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class WrongAccount(Remark):
    """The draft reads as one for another account than the one it is for."""

    is_no_example: ClassVar[bool] = True

    reads: Misplaced


@dataclass(frozen=True, slots=True)
class OffBrand(Remark):
    """The firm is written otherwise than it writes itself."""

    is_no_example: ClassVar[bool] = True

    found: tuple[OffBrandWords, ...]


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    """The notices that hold or will, on the owners' page; `now` tells which."""

    notices: tuple[Notice, ...]
    now: datetime
