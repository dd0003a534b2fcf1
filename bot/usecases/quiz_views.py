"""The exercises, certifications and lessons that open before a person."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.domain.quizzes import Question
from bot.usecases.learning_ports import Attempt, AttemptKind

WhyNoQuiz = Literal["answered", "changed", "wait", "certified", "none"]
"""answered: it was, already; changed: the policies are others by now; wait: a certification is tried again
after a day (`until`); certified: and still is (`until`); none: the rules have no questions to make."""


@dataclass(frozen=True, slots=True)
class QuizForm:
    """Questions. Fields: q0, q1, …: the number of the text or of the choice, from 0."""

    kind: AttemptKind
    subject: str
    title: str
    """Of the rule that is practised."""
    questions: tuple[Question, ...] = field(repr=False)
    number: int
    library: str
    passing: int = 0
    """Right answers that it takes."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, what was answered, and why."""

    question: Question = field(repr=False)
    given: int | None
    title: str
    why: str
    """What the rule says of the wrong text."""
    lesson: str
    clause: str = ""
    """Number and title of the clause behind it."""


@dataclass(frozen=True, slots=True)
class QuizResult:
    """How it went, each question with why."""

    kind: AttemptKind
    passed: bool
    score: int
    answers: tuple[Answered, ...] = field(repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoQuiz:
    """Why there is nothing to answer, or why an answer does not count."""

    why: WhyNoQuiz
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a rule teaches, with two of its own examples."""

    title: str
    lesson: str
    good: str = field(default="", repr=False)
    bad: str = field(default="", repr=False)
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the rules teach that found something in a draft."""

    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class RoleFigure:
    """Of one role, how many are certified and how many of those run out soon; None where fewer than five."""

    role: str
    certified: int | None
    ending: int | None = None


@dataclass(frozen=True, slots=True)
class LearningHome:
    """The person's certificate in their role, and the exercises that they passed."""

    role: str
    last: Attempt | None
    """Their newest attempt at the certification."""
    not_now: NoQuiz | None
    """Why it cannot be tried now."""
    passed: tuple[tuple[str, datetime], ...] = ()
    """Titles of the rules that they practised, and when."""
    figures: tuple[RoleFigure, ...] | None = None
    """For officers alone."""


QuizView = QuizForm | QuizResult | NoQuiz | Lessons
