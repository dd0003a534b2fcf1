"""A rule as its file says it: a closed set of kinds in code, an open set of rules in data."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from bot.domain.draft import Draft, Genre, Role
from bot.domain.firm import BothLanguages, Strict
from bot.domain.fixes import Fix, Sentences
from bot.domain.polls import Polls
from bot.domain.rule_examples import RuleExamples
from bot.domain.rule_examples import SeverityWord as SeverityWord

Guard = Literal["negation", "warning", "quotation", "question", "definition"]
Where = Literal["sentence", "nearby", "post", "before", "after", "match"]
Identifier = Literal[
    "sin", "card", "iban", "nir", "ramq", "account", "policy-number", "phone", "email", "person-near-client"
]
IncidentKind = Literal["client", "inside"]
"""Client data, or inside information."""
Measure = Literal["mentions", "hashtags", "emoji", "capitals", "exclamations"]
_LONGEST_QUESTION = 300
"""Characters of a question for the model: every review sends all of them."""


class Words(Strict):
    """Phrases (or patterns) by language; both languages are always looked for."""

    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    any: tuple[str, ...] = ()

    @property
    def everything(self) -> tuple[str, ...]:
        """All of them, whatever the language."""
        return self.fr + self.en + self.any


class Condition(Words):
    """Words looked for around a match: in its sentence, the ones beside it, or the whole post."""

    within: Where = "sentence"


class Detector(Strict):
    """What every kind has: further conditions, guards of its own, strict accents when they matter."""

    also: tuple[Condition, ...] = ()
    """All must be there."""
    unless: tuple[Condition, ...] = ()
    """None may be there."""
    guards: tuple[Guard, ...] | None = None
    """Instead of the rule's."""
    accents: Literal["folded", "exact"] = "folded"
    severity: SeverityWord | None = None
    """Instead of the rule's default."""
    roles: tuple[Role, ...] = ()
    """Only of who posts as one of these; () of everybody."""
    places: tuple[str, ...] = ()
    """Only where the author said that they are in one of these: ids of the firm profile's places."""
    sure: bool = False
    """Speaks even where what was learned says that nothing of the sort is meant."""


class Phrase(Detector, Words):
    """Phrases in the language of `domain/phrases`."""

    kind: Literal["phrase"]


class Pattern(Detector, Words):
    """Regular expressions on folded text; a group named `quote` is what is marked."""

    kind: Literal["pattern"]
    case: Literal["folded", "exact"] = "folded"


class Count(Detector):
    """Too many of something that can be counted."""

    kind: Literal["count"]
    measure: Measure
    above: float = Field(ge=0)


class Absence(Detector):
    """A required disclosure: `when` is there and `needs` is not. An omission, unless attempted."""

    kind: Literal["absence"]
    when: Words
    needs: Words
    approved: BothLanguages | None = None
    """The approved wording, to tell an attempt from nothing."""
    waived_by: Literal["visible-affiliation"] | None = None


class Conditional(Detector):
    """A needs B: `when` is a finding where `needs` is not found."""

    kind: Literal["conditional"]
    when: Words
    needs: tuple[Condition, ...] = Field(min_length=1)


class IdentifierKind(Detector):
    """Numbers and names that identify a person, checked by their own arithmetic."""

    kind: Literal["identifier"]
    which: tuple[Identifier, ...] = Field(min_length=1)


class Examples(Detector):
    """Meaning: what was learned from labelled posts (`domain/meaning`) tells."""

    kind: Literal["examples"]


class Judge(Detector):
    """A question that only a reader can answer: asked of the language model where there is one.

    It finds nothing by itself: without a model the rule is what its other detectors make it.
    """

    kind: Literal["judge"]
    question: BothLanguages

    @field_validator("question")
    @classmethod
    def _is_short(cls, question: BothLanguages) -> BothLanguages:
        if max(len(question.fr), len(question.en)) > _LONGEST_QUESTION:
            raise ValueError(f"a question for the model has at most {_LONGEST_QUESTION} characters")
        return question

    @model_validator(mode="after")
    def _says_everything_itself(self) -> "Judge":
        if self.also or self.unless or self.sure or self.guards is not None:
            raise ValueError("a question takes no conditions and no guards: ask for them in the question")
        return self


class Declared(Detector):
    """What the author says of the post, whatever its words: an omission, since no words of it are wrong.

    It finds something where everything given here was declared.
    """

    kind: Literal["declared"]
    genre: Genre | None = None
    role: Role | None = None
    written_in: Literal["fr", "en"] | None = None
    """And the post is written in that language alone."""

    @model_validator(mode="after")
    def _says_what(self) -> "Declared":
        if self.genre is None and self.role is None:
            raise ValueError("a declaration is of a `genre` or of a `role`")
        if self.also or self.unless or self.sure or self.guards is not None:
            raise ValueError("a declaration takes no conditions and no guards: no words are looked at")
        return self

    def is_of(self, draft: Draft) -> bool:
        """Whether the author declared all of it."""
        return self.genre in (None, draft.genre) and self.role in (None, draft.author.role)

    def declare(self, draft: Draft) -> Draft:
        """The same draft, as if its author had declared it."""
        author = replace(draft.author, role=self.role or draft.author.role)
        return replace(draft, genre=self.genre or draft.genre, author=author)


AnyDetector = Annotated[
    Phrase | Pattern | Count | Absence | Conditional | IdentifierKind | Examples | Judge | Declared,
    Field(discriminator="kind"),
]


class SeverityCase(Strict):
    """Another severity, and when: every condition given must hold; the first case that does wins."""

    severity: Literal["none", "suggestion", "approval", "revise", "block"]
    core: bool | None = None
    """Nothing with a fact, a step or a real question remains without the flagged sentences."""
    framed: bool | None = None
    """Every element of the rule's `framing` is in the post."""
    roles: tuple[Role, ...] = ()
    """Of who posts as one of these; () of everybody."""
    spokesperson: bool | None = None
    """The firm's own list names the author among those who speak for it: nobody says so of themselves."""
    affiliation_shown: bool | None = None
    """The author's profile is known to show where they work, or it is the firm's account."""
    present: tuple[Condition, ...] = ()
    absent: tuple[Condition, ...] = ()


class FramingElement(Words):
    """One thing that the fix would add, and the words that show it is there already."""

    element: str


class Rule(Strict):
    """One record of `policies/rules/*.yml`."""

    id: str = Field(pattern=r"^[a-z][a-z-]+$")
    title: BothLanguages
    severity: SeverityWord
    cases: tuple[SeverityCase, ...] = ()
    framing: tuple[FramingElement, ...] = ()
    languages: tuple[Literal["fr", "en"], ...] = ("fr", "en")
    detect: tuple[AnyDetector, ...] = Field(min_length=1)
    guards: tuple[Guard, ...] = ()
    unless: tuple[Condition, ...] = ()
    message: BothLanguages
    lesson: BothLanguages
    fix: Fix
    incident: IncidentKind | None = None
    """What has leaked where this rule blocks a text: compliance is alerted (`domain/incidents`)."""
    cool_off: bool = False
    """Whether what it finds is written in anger: the card offers time before a rewrite (`domain/cooling`)."""
    promotes: bool = False
    """Whether what it finds is about the author, the firm or their offer: it counts as promotion."""
    topic: BothLanguages
    """The issue in a sentence: what the clause that supports the rule is looked for by."""
    clauses: tuple[str, ...] = ()
    """Pinned clauses, where meaning would choose wrongly."""
    examples: RuleExamples

    @property
    def declared(self) -> "Declared | None":
        """What the author must declare for the rule to find anything; None where words or meaning may do."""
        only = [each for each in self.detect if isinstance(each, Declared)]
        return only[0] if len(only) == len(self.detect) else None

    @model_validator(mode="after")
    def _framing_is_there_when_used(self) -> "Rule":
        if any(case.framed is not None for case in self.cases) and not self.framing:
            raise ValueError("a case uses `framed` but the rule has no `framing`")
        return self


class ShortVariants(Strict):
    """One short text per voice."""

    vous: str
    tu: str


class ShortSentences(Strict):
    """The whole resource in a few words, for a short platform."""

    fr: ShortVariants
    en: str

    def in_voice(self, language: Literal["fr", "en"], familiar: bool) -> str:
        """The text in that language and voice."""
        if language == "en":
            return self.en
        return self.fr.tu if familiar else self.fr.vous


class Topic(Strict):
    """One record of `policies/resources/*.yml`: what a resource post on a topic says."""

    id: str = Field(pattern=r"^[a-z][a-z-]+$")
    words: Words
    priority: int = 50
    question: Sentences
    steps: Sentences
    limit: Sentences
    open: Sentences
    short: ShortSentences
    poll: Polls | None = None
    """What may be asked instead of told; nothing of it goes into a rewrite."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text a rewrite may take from the topic."""
        sentences = [
            text for each in (self.question, self.steps, self.limit, self.open) for text in each.texts
        ]
        return (*sentences, self.short.fr.vous, self.short.fr.tu, self.short.en)
