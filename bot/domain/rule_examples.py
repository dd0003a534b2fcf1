"""The examples inside a rule, which are its tests (`domain/pack_check`)."""

import re
from typing import Literal

from pydantic import field_validator

from bot.domain.firm import Strict

SeverityWord = Literal["suggestion", "approval", "revise", "block"]


class MarkedExample(Strict):
    """A text in which `[[…]]` marks what the rule must find, and how severe it is."""

    text: str
    severity: SeverityWord | None = None

    @property
    def plain(self) -> str:
        """The text without its marks."""
        return self.text.replace("[[", "").replace("]]", "")

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The marked spans, as positions in `plain`."""
        found, opened = [], 0
        for number, piece in enumerate(re.split(r"\[\[|\]\]", self.text)):
            if number % 2:
                found.append((opened, opened + len(piece)))
            opened += len(piece)
        return found


class ExamplesByLanguage(Strict):
    """Examples of one sort, by language."""

    fr: tuple[MarkedExample, ...] = ()
    en: tuple[MarkedExample, ...] = ()

    @field_validator("fr", "en", mode="before")
    @classmethod
    def _bare_text_is_an_example(cls, value: object) -> object:
        items = value if isinstance(value, list | tuple) else ()
        return [{"text": each} if isinstance(each, str) else each for each in items]

    def texts_in(self, language: Literal["fr", "en"]) -> tuple[str, ...]:
        """Those of one language, without their marks."""
        return tuple(each.plain for each in (self.fr if language == "fr" else self.en))

    @property
    def texts(self) -> tuple[str, ...]:
        """The examples without their marks, both languages."""
        return tuple(each.plain for each in (*self.fr, *self.en))


class RuleExamples(Strict):
    """The rule's tests: run whenever a pack is loaded."""

    bad: ExamplesByLanguage
    good: ExamplesByLanguage
