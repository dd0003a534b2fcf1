"""Exercises, certifications and lessons as Slack modals."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.domain.draft import Language
from bot.domain.quizzes import Question
from bot.domain.showing import one_line
from bot.slack.render.forms.parts import View, field, form, page, radio
from bot.slack.render.rich_text import (
    Block,
    Element,
    data,
    divider,
    header,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
    small,
    when,
)
from bot.texts import say
from bot.usecases.quiz_views import Answered, Lessons, NoQuiz, QuizForm, QuizResult

_TEXT = 2_000
_LETTERS = "AB"


def draw_quiz(view: QuizForm, language: Language) -> View:
    """Every question with what may be answered; which texts they are changes from one attempt to the next."""
    about = say(f"quiz.{view.kind}.about", language, passing=view.passing, count=len(view.questions))
    blocks: list[Block] = [paragraph(about)]
    if view.title:
        blocks.insert(0, rich_text(section(data(one_line(view.title), _TEXT, "bold"))))
    for number, question in enumerate(view.questions):
        blocks += _question(number, question, language)
    return form(
        view.kind,
        say(f"quiz.{view.kind}", language),
        say("quiz.submit", language),
        blocks,
        language,
        view.subject,
        f"{view.number}|{view.library}",
    )


def _question(number: int, question: Question, language: Language) -> Iterator[Block]:
    yield divider()
    name = f"q{number}"
    if question.choices:
        yield rich_text(quotation(data(question.texts[0], _TEXT)))
        choices = {str(place): one_line(each) for place, each in enumerate(question.choices)}
        yield field(name, say("quiz.which-problem", language, number=number + 1), radio(choices))
        return
    for letter, text in zip(_LETTERS, question.texts, strict=True):
        yield rich_text(section(said(f"{letter}", "bold")), quotation(data(text, _TEXT)))
    letters = {str(place): letter for place, letter in enumerate(_LETTERS)}
    yield field(name, say("quiz.which-text", language, number=number + 1), radio(letters))


def draw_result(view: QuizResult, language: Language) -> View:
    """How it went, and each question again with why."""
    passed = "passed" if view.passed else "failed"
    told = say(f"quiz.{view.kind}.{passed}", language, score=view.score, count=len(view.answers))
    blocks: list[Block] = [header(f"{'✅' if view.passed else '⚪'} {say(f'quiz.{passed}', language)}")]
    lines = [said(told)]
    if view.until:
        lines += [said(f" {say('quiz.until', language)} "), when(view.until), said(".")]
    blocks.append(rich_text(section(*lines)))
    for answered in view.answers:
        blocks += _answer(answered, language)
    return page(say(f"quiz.{view.kind}", language), blocks, language)


def _answer(answered: Answered, language: Language) -> Iterator[Block]:
    question, right = answered.question, answered.question.right
    is_right = answered.given == right
    verdict = say("quiz.right" if is_right else "quiz.wrong", language)
    title = data(one_line(answered.title), _TEXT, "bold")
    parts: list[Element] = [section(said(f"{'✅' if is_right else '⛔'} {verdict} "), title)]
    if question.choices:
        parts.append(quotation(data(question.texts[0], _TEXT)))
    else:
        parts.append(section(said(say("quiz.may-be-posted", language))))
        parts.append(quotation(data(question.texts[right], _TEXT)))
        parts.append(section(said(say("quiz.may-not", language))))
        parts.append(quotation(data(question.texts[1 - right], _TEXT)))
        parts.append(section(data(answered.why, _TEXT)))
    if not is_right:
        parts.append(section(data(answered.lesson, _TEXT)))
    yield divider()
    yield rich_text(*parts)
    if answered.clause:
        yield small(say("quiz.clause", language, clause=one_line(answered.clause)))


def draw_no_quiz(view: NoQuiz, language: Language) -> View:
    """Why there is nothing to answer, or why an answer does not count."""
    lines = [said(say(f"quiz.none.{view.why}", language))]
    if view.until:
        lines += [said(" "), when(view.until), said(".")]
    return page(say("quiz.page", language), [rich_text(section(*lines))], language)


def draw_lessons(view: Lessons, language: Language) -> View:
    """What each rule teaches, a good and a bad example of its own, and the clause."""
    blocks: list[Block] = []
    for each in view.lessons:
        parts = [
            section(data(one_line(each.title), _TEXT, "bold"), said("\n"), data(each.lesson, _TEXT)),
        ]
        if each.good:
            parts += [section(said(say("quiz.may-be-posted", language))), quotation(data(each.good, _TEXT))]
        if each.bad:
            parts += [section(said(say("quiz.may-not", language))), quotation(data(each.bad, _TEXT))]
        blocks.append(rich_text(*parts))
        if each.clause:
            blocks.append(small(say("quiz.clause", language, clause=one_line(each.clause))))
    return page(say("quiz.lessons", language), blocks[:90], language)


QUIZ_FORMS: Mapping[type[Any], Callable[[Any, Language], View]] = {
    QuizForm: draw_quiz,
    QuizResult: draw_result,
    NoQuiz: draw_no_quiz,
    Lessons: draw_lessons,
}
