"""What is said of exercises and certificates: on a card, in a conversation, on a person's own page."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.ids import CERTIFY, EXERCISE
from bot.slack.render.fitting import Room
from bot.slack.render.rich_text import (
    Block,
    Message,
    actions,
    bullets,
    button,
    data,
    paragraph,
    rich_text,
    said,
    section,
    small,
    when,
)
from bot.texts import say
from bot.usecases.exercise_views import CertificateEnds, ExerciseOffer
from bot.usecases.quiz_views import LearningHome, RoleFigure
from bot.usecases.views import Reviewed


def draw_exercise_offer(
    remark: ExerciseOffer, view: Reviewed, language: Language, room: Room
) -> Iterator[Block]:
    """That the same problem was met before, and two minutes on it; seen by nobody else."""
    titles = {rule.id: one_line(rule.title.in_language(language)) for rule in view.policies.rules}
    offered = say("quiz.offer", language, title=titles.get(remark.rule, remark.rule), count=remark.times)
    yield rich_text(section(data(offered, room.words)))
    yield actions(button(EXERCISE, say("quiz.offer.button", language), f"{view.card}|{remark.rule}"))


def draw_certificate_ends(view: CertificateEnds, language: Language) -> Message:
    """When it runs out, and the way to renew it."""
    text = say("quiz.ends", language)
    lines = section(said(f"{text} "), when(view.until), said("."))
    return Message(text, [rich_text(lines), _certify(language)])


def _certify(language: Language) -> Block:
    return actions(button(CERTIFY, say("quiz.certify", language), "start", "primary"))


def draw_learning_home(view: LearningHome, language: Language) -> Iterator[Block]:
    """The certificate, the exercises that were passed; for officers how many are certified."""
    role = say(f"quiz.role.{view.role}", language)
    told = say("quiz.home.role", language, role=role)
    lines = [said(told, "bold"), said(f"\n{_standing(view, language)}")]
    until = view.last.until if view.last and view.last.until else None
    if until:
        lines += [said(" "), when(until), said(".")]
    yield rich_text(section(*lines))
    if view.not_now is None:
        yield _certify(language)
    elif view.not_now.why == "wait" and view.not_now.until:
        waits = section(said(f"{say('quiz.none.wait', language)} "), when(view.not_now.until), said("."))
        yield rich_text(waits)
    if view.passed:
        listed = (section(data(f"{one_line(title)} · ", 300), when(at)) for title, at in view.passed)
        yield rich_text(section(said(say("quiz.home.exercises", language), "bold")), bullets(listed))
    yield small(say("quiz.home.private", language))
    if view.figures is not None:
        yield from _figures(view.figures, language)


def _standing(view: LearningHome, language: Language) -> str:
    if view.last is None:
        return say("quiz.home.never", language)
    if view.last.until:
        return say("quiz.home.certified", language, score=view.last.score, count=view.last.asked)
    return say("quiz.home.failed", language, score=view.last.score, count=view.last.asked)


def _figures(figures: tuple[RoleFigure, ...], language: Language) -> Iterator[Block]:
    yield paragraph(say("quiz.figures", language), "bold")
    if not figures:
        yield paragraph(say("quiz.figures.none", language), "italic")
        return
    yield rich_text(bullets(section(said(_figure(each, language))) for each in figures))


def _figure(figure: RoleFigure, language: Language) -> str:
    role = say(f"quiz.role.{figure.role}", language)
    if figure.certified is None:
        return say("quiz.figures.few", language, role=role)
    told = say("quiz.figures.line", language, role=role, certified=figure.certified)
    if not figure.ending:
        return told
    return f"{told} {say('quiz.figures.ending', language, count=figure.ending)}"
