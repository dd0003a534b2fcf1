"""How a rule's file says a finding is repaired: the moves, and the sentences that may be put in."""

from typing import Literal

from pydantic import Field, field_validator, model_validator

from bot.domain.firm import Strict
from bot.domain.phrases import phrase_regex

Move = Literal["drop", "soften", "add", "source", "disclose", "trim-tags", "keep"]


class Variants(Strict):
    """Sentences to choose from, in the voice of the draft."""

    vous: tuple[str, ...] = Field(min_length=1)
    tu: tuple[str, ...] = Field(min_length=1)


class Sentences(Strict):
    """The same sentence in each language and voice."""

    fr: Variants
    en: tuple[str, ...] = Field(min_length=1)

    def in_voice(self, language: Literal["fr", "en"], familiar: bool) -> tuple[str, ...]:
        """The variants in that language; `familiar` is tutoiement."""
        if language == "en":
            return self.en
        return self.fr.tu if familiar else self.fr.vous

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.fr.vous, *self.fr.tu, *self.en)


class Softening(Strict):
    """Words that can be replaced where they stand and leave a sentence that still reads well."""

    find: str
    put: str = ""
    alone: bool = True
    """Whether it repairs the finding by itself, or only tidies beside another that does."""

    @field_validator("find")
    @classmethod
    def _is_a_phrase(cls, phrase: str) -> str:
        phrase_regex(phrase)
        return phrase


class SofteningByLanguage(Strict):
    """Softenings by language, in the order they are tried."""

    fr: tuple[Softening, ...] = ()
    en: tuple[Softening, ...] = ()


class Addition(Strict):
    """A sentence that balances a flagged one which says any of these words; without words, any."""

    when: tuple[str, ...] = ()
    say: Sentences

    @field_validator("when")
    @classmethod
    def _are_phrases(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        for phrase in phrases:
            phrase_regex(phrase)
        return phrases


class Fix(Strict):
    """How the edit-based rewriter repairs the finding."""

    move: Move = "drop"
    scope: Literal["sentence", "paragraph"] = "sentence"
    """What goes where nothing can be softened: a story is told by the whole of its paragraph."""
    soften: SofteningByLanguage = SofteningByLanguage()
    add: tuple[Addition, ...] = ()
    """For `add`: the first that fits the flagged sentence is put after it."""
    instead: Sentences | None = None
    """A sentence of substance that may stand where a dropped one stood."""
    topic: str | None = None
    """The resource topic to fall back on; `confidential`: nothing may be proposed."""
    line: Literal["affiliation", "advertising"] = "affiliation"
    """Which line of the firm profile `disclose` puts in front."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every sentence it may put in."""
        said = [each.say for each in self.add] + ([self.instead] if self.instead else [])
        return tuple(text for each in said for text in each.texts)

    @model_validator(mode="after")
    def _adds_something(self) -> "Fix":
        if (self.move == "add") != bool(self.add):
            raise ValueError("`move: add` and the sentences of `add` go together")
        return self
