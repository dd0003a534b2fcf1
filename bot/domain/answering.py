"""Answer a question about the firm's documents, or say that they do not cover it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from bot.domain.asking import content_words
from bot.domain.clause_labels import clause_named
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.firm import Contact
from bot.domain.folding import fold
from bot.domain.known_questions import Decision
from bot.domain.languages import guess_language
from bot.domain.model_answers import PolicyAnswer, Statement
from bot.domain.question_sense import FEATURES, RANKS, Knowledge, Place, Sensed
from bot.domain.verifying import facts_of, invented_facts

MOST_CHARACTERS = 2_000
"""No question is longer; a draft may be."""
_BESIDE_THE_BEST = 0.02
"""How likely, beside the best clause, another one must be what answers, to be shown with it: on questions
held out, two or three are shown, and one of them answers more often than the best alone."""
_SHARED = 0.25
"""How much of a statement's content its clause must hold, where both are in one language."""
_MARKUP = re.compile(r"https?://|www\.|[<>@#*_`\[\]]|\w\.(?:com|ca|fr|org|net|io)\b")
_NEAR = 0.45
"""The cosine of a statement and a clause in the other language from which they say the same."""
_PERMITS = re.compile(
    r"\b(?:may|can|could|free to|allowed|permitted|fine|ok|okay|acceptable|peu[tx]|pouvez|pouvons|"
    r"permis(?:e|es)?|autorisee?s?|libre de)\b"
)
_LIMITS = re.compile(
    r"\b(?:not?|never|neither|nor|none|nothing|cannot|without|only|unless|except|before|after|must|need|needs|"
    r"require[sd]?|forbidden|prohibited|approv\w+|ne|n'|ni|jamais|aucune?|rien|sans|seul(?:e|es|s|ement)?|sauf|"
    r"avant|apres|doit|doivent|faut|exige\w*|interdit\w*|accord)\b|\w+n't\b|\bn'"
)
Refused = Literal["empty", "too-long", "not-text"]


class QuestionRefused(Exception):
    """What was asked is no question that can be looked up; `code` names the sentence for the person."""

    def __init__(self, code: Refused, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class PolicyReply:
    """The clauses that answer a question, best first, to the letter; or none, and whom to ask."""

    question: str
    answered: bool
    clauses: tuple[Citation, ...]
    ask: Contact
    language: Language
    """The language it is answered in."""
    text: str = ""
    """In plain words, beside the clauses; "" where nobody but the documents speaks."""
    source: Literal["clauses", "model"] = "clauses"


@dataclass(frozen=True, slots=True)
class Believed:
    """What is kept of a model's answer, each with its clause, and how many statements were dropped."""

    statements: tuple[tuple[Statement, Citation], ...]
    dropped: int


def accept_question(text: str) -> str:
    """The question, trimmed. Raises `QuestionRefused` for what holds no word, or too many."""
    asked = text.strip()
    if len(asked) > MOST_CHARACTERS:
        raise QuestionRefused("too-long", str(len(asked)))
    if not any(character.isalnum() for character in asked):
        raise QuestionRefused("empty")
    return asked


def language_asked(question: str, spoken: Language) -> Language:
    """The language of the question's words; that of the person where they do not say."""
    folded = fold(question)
    guessed = guess_language(folded.plain, folded.accented)
    return spoken if guessed is None or guessed == "mixed" else guessed


def certainty(sensed: Sensed, decision: Decision) -> float:
    """The logit that the documents answer it, above the threshold of the decision: positive is yes."""
    weights = [decision.weights.get(name, 0.0) for name in FEATURES]
    score = sum(weight * value for weight, value in zip(weights, sensed.features, strict=True))
    return score + decision.bias - decision.threshold


def answering_places(sensed: Sensed, knowledge: Knowledge, decision: Decision, most: int) -> list[Place]:
    """The places that answer, best first: the best, and those that may answer as well."""
    weights = [decision.ranking.get(name, 0.0) for name in RANKS]
    scores = [sum(weight * value for weight, value in zip(weights, row, strict=True)) for row in sensed.ranks]
    ranked = sorted(zip(scores, knowledge.places, strict=True), key=lambda each: -each[0])
    return [place for score, place in ranked[:most] if exp(score - ranked[0][0]) >= _BESIDE_THE_BEST]


def verify_answer(
    answer: PolicyAnswer,
    clauses: Mapping[str, Citation],
    question: str,
    language: Language,
    near: Callable[[str, str], float] | None = None,
) -> Believed:
    """The statements of a model that hold; `clauses` are those it was given, under the names it was given.

    A statement holds when it rests on one of them and shares enough of its words, permits nothing that
    the clause forbids or limits, invents no number, name, date, link or quotation that neither that
    clause nor the question has, is in the language asked for, and carries nothing that Slack would make
    a link, a mention or a format of. Where the clause exists in the other language only, `near` (the
    cosine of two texts) takes the place of shared words; without it such a statement is dropped. An
    answer that says `covered: false` holds nothing. A question that was refused is never handed to a
    model.
    """
    if not answer.covered:
        return Believed((), len(answer.statements))
    kept = tuple(
        (each, clause)
        for each in answer.statements
        if (clause := clause_named(each.clause, clauses))
        and _holds(each.text, clause, question, language, near)
    )
    return Believed(kept, len(answer.statements) - len(kept))


def _holds(
    statement: str,
    clause: Citation,
    question: str,
    language: Language,
    near: Callable[[str, str], float] | None,
) -> bool:
    if not statement.strip() or _MARKUP.search(statement):
        return False
    folded = fold(statement)
    if guess_language(folded.plain, folded.accented) not in (None, language):
        return False
    if invented_facts(statement, facts_of((clause.title, clause.text, question))):
        return False
    if _permits(folded.plain) and _LIMITS.search(fold(clause.text).plain):
        return False
    if clause.language == language:
        return share_said(statement, clause) >= _SHARED
    return near is not None and near(statement, clause.text) >= _NEAR


def _permits(plain: str) -> bool:
    return bool(_PERMITS.search(plain)) and not _LIMITS.search(plain)


def share_said(statement: str, clause: Citation) -> float:
    """How much of a statement's content words its clause has, 0 to 1."""
    said = set(content_words(statement))
    return len(said & set(content_words(f"{clause.title} {clause.text}"))) / len(said) if said else 0.0


def cited(
    places: Sequence[Place], citations: Sequence[tuple[Place, Citation]], language: Language
) -> list[Citation]:
    """The citations of those places, in that order; each in the language asked for where it exists in it."""
    found = []
    for place in places:
        there = [citation for at, citation in citations if at == place]
        own = [citation for citation in there if citation.language == language]
        found += (own or there)[:1]
    return found
