"""That readers have read it already, and what only its author could add: nothing of anybody else's text."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.slack.render.fitting import Room
from bot.slack.render.rich_text import Block, bullets, rich_text, said, section
from bot.texts import say
from bot.usecases.coaching_views import AddsNothing
from bot.usecases.views import Reviewed


def draw_adds_nothing(remark: AddsNothing, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """Why it adds nothing yet, and questions that its author alone can answer."""
    yield rich_text(
        section(said(say("difference.title", language), "bold")),
        section(said(f"{_why(remark, language)} {say('difference.ask', language)}")),
        bullets(section(said(each)) for each in _questions(remark, language)),
    )


def _why(remark: AddsNothing, language: Language) -> str:
    if remark.to == "colleague":
        return say("difference.colleague", language)
    return say("difference.headline", language)


def _questions(remark: AddsNothing, language: Language) -> Iterator[str]:
    if remark.to == "title":
        yield say("difference.here", language)
    yield say("difference.question", language)
    yield say("difference.case", language)
    if remark.to == "colleague":
        yield say("difference.figure", language)
