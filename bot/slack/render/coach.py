"""What the coach answers, as messages."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.draft import Language
from bot.slack.render.card_media import draw_alt_text
from bot.slack.render.rich_text import Message
from bot.usecases.coaching_views import AltText, CoachView

_DRAWN: Mapping[type[Any], Callable[[Any, Language], Message]] = {AltText: draw_alt_text}


def draw_coach(view: CoachView, language: Language) -> Message:
    """The message that shows this view of the coach's."""
    return _DRAWN[type(view)](view, language)
