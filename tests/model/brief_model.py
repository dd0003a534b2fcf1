"""The real model held to brief answers: at ten tokens a second, 5,000 characters would take minutes."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from bot.adapters.langchain_model import LangChainModel
from bot.domain.model_answers import (
    JudgedFinding,
    Judgement,
    ModelAnswer,
    PolicyAnswer,
    Rewriting,
    Statement,
    ThreadReply,
)
from bot.domain.prompts import Rendered
from bot.usecases.model_port import Answered

Word = Annotated[str, Field(max_length=40)]
Line = Annotated[str, Field(max_length=100)]
Text = Annotated[str, Field(max_length=240)]


class BriefFinding(JudgedFinding):
    """A finding in few words."""

    rule: Word
    quote: Line
    clause: Word
    why: Line


class BriefJudgement(Judgement):
    """At most two findings."""

    findings: Annotated[tuple[BriefFinding, ...], Field(max_length=2)]


class BriefRewriting(Rewriting):
    """A short text."""

    text: Text


class BriefStatement(Statement):
    """A short sentence."""

    text: Line
    clause: Word


class BriefPolicyAnswer(PolicyAnswer):
    """One sentence or two."""

    statements: Annotated[tuple[BriefStatement, ...], Field(max_length=2)]


class BriefThreadReply(ThreadReply):
    """A short text, a sentence or two."""

    text: Text
    statements: Annotated[tuple[BriefStatement, ...], Field(max_length=2)]


BRIEF: dict[type[ModelAnswer], type[ModelAnswer]] = {
    Judgement: BriefJudgement,
    Rewriting: BriefRewriting,
    PolicyAnswer: BriefPolicyAnswer,
    ThreadReply: BriefThreadReply,
}


class BriefModel:
    """The port `Model`: asks for the brief form of the answer, which is one of the form asked for."""

    def __init__(self, model: LangChainModel) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """That of the model."""
        return self._model.name

    def ask(
        self, prompt: Rendered, kind: type[Any], seconds: float, on_progress: Callable[[int], None]
    ) -> Answered[Any]:
        """One call."""
        return self._model.ask(prompt, BRIEF.get(kind, kind), seconds, on_progress)
