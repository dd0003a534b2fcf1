"""What a language model may answer: strict in shape, bounded in length, and nothing of it believed yet.

Every answer goes through `domain/judging`, `domain/rewriting` or `domain/answering` before a person sees it.
The lengths also keep small models from looping.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.rules import SeverityWord

Label = Annotated[str, Field(max_length=80)]


class ModelAnswer(BaseModel):
    """Base of all answers: no other keys than these, and no text of an answer in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class JudgedFinding(ModelAnswer):
    """One problem the model sees: its words ("" for an omission), and the clause that says so."""

    rule: Label
    severity: SeverityWord
    quote: Annotated[str, Field(max_length=300)]
    clause: Label
    """One of the ids under which the prompt gave the clauses."""
    why: Annotated[str, Field(max_length=400)]
    """In plain words, for the author."""


class Judgement(ModelAnswer):
    """What the model sees beside what the rules found."""

    findings: Annotated[tuple[JudgedFinding, ...], Field(max_length=8)]


class Rewriting(ModelAnswer):
    """A text that the author could post instead."""

    text: Annotated[str, Field(max_length=5_000)]


class Statement(ModelAnswer):
    """One sentence of an answer, and the clause it rests on."""

    text: Annotated[str, Field(max_length=400)]
    clause: Label


class PolicyAnswer(ModelAnswer):
    """An answer to a question about the policies; `covered` is false where the clauses do not say."""

    covered: bool
    statements: Annotated[tuple[Statement, ...], Field(max_length=5)]


class ThreadReply(ModelAnswer):
    """An answer to what an author says in the thread of a review: another text, or an explanation."""

    kind: Literal["rewrite", "explanation", "not-covered"]
    text: Annotated[str, Field(max_length=5_000)]
    """The whole new text for `rewrite`, "" otherwise."""
    statements: Annotated[tuple[Statement, ...], Field(max_length=5)]
