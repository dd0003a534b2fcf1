"""Polls that a resource topic offers: one true answer, which is explained once the poll is over.

What a platform takes is its own published limit; a poll of the pack fits them all, so that nothing is cut.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.domain.draft import Language, Platform
from bot.domain.firm import Strict

QUESTION, OPTION = 140, 25
"""Characters that every platform with polls takes: LinkedIn's question, an option of X and of Threads."""
TAKES_POLLS: Mapping[Platform, tuple[int, int]] = {
    "linkedin": (140, 30),
    "x": (280, 25),
    "threads": (500, 25),
    "mastodon": (500, 50),
}
"""Characters of a question and of an option. The other platforms have no poll in an ordinary post."""

_Line = Annotated[str, Field(min_length=1, max_length=OPTION)]


class Poll(Strict):
    """A question, four answers of which one is right, and what to say of it afterwards."""

    question: str = Field(min_length=1, max_length=QUESTION)
    options: tuple[_Line, _Line, _Line, _Line]
    answer: str = Field(min_length=1, max_length=280)

    @model_validator(mode="after")
    def _options_differ(self) -> Self:
        if len({each.casefold() for each in self.options}) < len(self.options):
            raise ValueError("two options of a poll are the same")
        return self

    @property
    def text(self) -> str:
        """All of it as one text, as the rules read it: what a reader of the poll sees, and the answer."""
        return f"{as_question(self.question, self.options)}\n\n{self.answer}"


class Polls(Strict):
    """The same poll in each language; it speaks to nobody by *tu* or *vous*."""

    fr: Poll
    en: Poll

    def in_language(self, language: Language) -> Poll:
        """The one in that language."""
        return self.fr if language == "fr" else self.en


def as_question(question: str, options: Sequence[str]) -> str:
    """The poll as an ordinary post, for where there are no polls: each answer on its line, by a letter."""
    lines = (f"{letter}. {option}" for letter, option in zip("ABCD", options, strict=True))
    return "\n".join([question, "", *lines])
