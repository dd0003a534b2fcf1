"""What showing figures as files needs of the outside."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.domain.draft import Language
from bot.usecases.coaching_views import FiguresShown

PictureKind = Literal["png", "svg"]


class FigureDrawings(Protocol):
    """Figures as files, in a language. Nothing is in them that the figures do not show."""

    def picture(self, shown: FiguresShown, language: Language, kind: PictureKind = "png") -> bytes:
        """Bars with their numbers beside them; where nothing may be shown, a picture that says so."""

    def in_words(self, shown: FiguresShown, language: Language) -> str:
        """What the picture shows, for who does not see it."""

    def table(self, shown: FiguresShown, language: Language) -> str:
        """Every figure as a row of CSV."""


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """A picture and a table of the same figures, to be given together."""

    picture: bytes = field(repr=False)
    words: str
    """What the picture shows."""
    table: str = field(repr=False)
    name: str
    """Of both files, without what tells their kind."""
