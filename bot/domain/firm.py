"""The firm profile: everything a rule or a rewrite may say about the firm, from one file."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.domain.draft import Role


class Strict(BaseModel):
    """Base of everything read from policy files: unknown keys are errors, values are not echoed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class BothLanguages(Strict):
    """A text that exists in French and in English."""

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: Literal["fr", "en"]) -> str:
        """The text in that language."""
        return self.fr if language == "fr" else self.en


class ListByLanguage(Strict):
    """A list in each language."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Contact(Strict):
    """Whom to ask when the documents do not say."""

    name: BothLanguages
    slack: str = ""
    email: str = ""


class OfficialChannels(Strict):
    """Where a post may send a reader who has a personal question."""

    phones: tuple[str, ...] = ()
    portal: BothLanguages | None = None
    email_domains: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


class Background(Strict):
    """What a public text asks in a place, shown under the firm's clause where one of `rules` finds something.

    Only what was read in the text itself: whoever adds one answers for its source.
    """

    rules: tuple[str, ...] = Field(min_length=1)
    says: BothLanguages
    source: BothLanguages


class Place(Strict):
    """Where authors and their readers may be."""

    name: BothLanguages
    background: tuple[Background, ...] = ()
    """The first that speaks of a rule is shown."""


class Territories(Strict):
    """Where the firm is registered, where an affiliate serves people instead, and what holds where."""

    served: ListByLanguage = ListByLanguage()
    affiliates: ListByLanguage = ListByLanguage()
    places: Mapping[str, Place] = {}
    """By an id that stays: authors say in which they are."""


class BalanceTarget(Strict):
    """The firm's own aim: at least so many resources `of` so many posts, over so many days."""

    resources: int = Field(ge=1, le=99)
    of: int = Field(ge=1, le=100)
    days: int = Field(ge=1, le=366)
    clause: str = ""
    """The clause that says so, quoted where it is in force."""

    @model_validator(mode="after")
    def _is_a_share(self) -> "BalanceTarget":
        if self.resources > self.of:
            raise ValueError("`resources` of a balance is no more than `of`")
        return self


class Certification(Strict):
    """How the firm certifies whoever posts."""

    days: int = Field(default=365, ge=1, le=3_660)
    """How long it counts."""
    passing: int = Field(default=8, ge=1, le=10)
    """Right answers of ten."""
    weigh: Mapping[Role, tuple[str, ...]] = {}
    """By role, the rules that its questions are about first."""


class ReplyWords(Strict):
    """How the firm answers people in public."""

    complaint_hours: int = Field(default=2, ge=1, le=720)
    question_hours: int = Field(default=24, ge=1, le=720)
    team: BothLanguages | None = None
    """Who takes a complaint over."""
    complaint: BothLanguages | None = None
    """What may be copied as it stands, to answer a complaint."""
    question: BothLanguages | None = None


class Spelling(Strict):
    """How the firm writes a name of its own, and forms that are seen and are not it."""

    write: str = Field(min_length=1)
    instead_of: tuple[str, ...] = ()


class Brand(Strict):
    """How the firm is written; the first hashtag and the first handle are the ones to use."""

    spellings: tuple[Spelling, ...] = ()
    hashtags: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


class Position(Strict):
    """What the firm says publicly on a subject, and the words by which that is recognised."""

    title: BothLanguages
    says: BothLanguages
    words: tuple[str, ...] = Field(min_length=1)


class FirmProfile(Strict):
    """`policies/firm.yml`; what each key means is said there."""

    names: tuple[str, ...] = Field(min_length=1)
    affiliation: BothLanguages
    advertising_mention: BothLanguages
    official_channels: OfficialChannels = OfficialChannels()
    registered_titles: ListByLanguage = ListByLanguage()
    products: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    restricted_issuers: tuple[str, ...] = ()
    spokespersons: tuple[str, ...] = ()
    disclosures: Mapping[str, BothLanguages] = {}
    territories: Territories = Territories()
    units: Mapping[str, BothLanguages] = {}
    """The teams within the firm by id: whoever posts may say which is theirs, and figures are kept by it."""
    replies: ReplyWords = ReplyWords()
    certification: Certification = Certification()
    ask: Contact
    brand: Brand | None = None
    positions: tuple[Position, ...] = ()
    confidential_terms: tuple[str, ...] = ()
    balance: BalanceTarget | None = None
    """What of an author's posts are to be resources; None where the firm has no such aim."""
    guides: tuple[str, ...] = ()
    """Ids of documents that advise rather than oblige: cited only where no other document speaks."""

    @property
    def called(self) -> str:
        """Its name in a sentence of either language: as the firm says that it is written, else the first."""
        spellings = self.brand.spellings if self.brand else ()
        return next((each.write for each in spellings if each.write in self.names), self.names[0])

    @property
    def names_for_rules(self) -> dict[str, tuple[str, ...]]:
        """What the placeholders of rule files stand for."""
        return {
            "firm": self.names,
            "product": self.products,
            "competitor": self.competitors,
            "issuer": self.restricted_issuers,
            "spokesperson": self.spokespersons,
        }

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the profile: what a rewrite may take from it. No law is put into a post."""
        return tuple(_strings(self.model_dump(exclude={"territories": {"places"}, "units": True})))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
