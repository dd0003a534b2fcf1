"""What the coach answers, as messages."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.draft import Language
from bot.slack.render.card_cool_off import draw_dropped, draw_still_here
from bot.slack.render.card_media import draw_alt_text
from bot.slack.render.figures import draw_weekly_figures
from bot.slack.render.good_posts import draw_good_post_news, draw_good_post_told, draw_good_posts_found
from bot.slack.render.learning import draw_certificate_ends
from bot.slack.render.rich_text import Message
from bot.usecases.coaching_views import AltText, CoachView, WeeklyFigures
from bot.usecases.cool_off_views import CoolOffView, DraftDropped, DraftStillHere
from bot.usecases.exercise_views import CertificateEnds
from bot.usecases.good_post_views import GoodPostNews, GoodPostsFound, GoodPostTold, GoodPostView

_DRAWN: Mapping[type[Any], Callable[[Any, Language], Message]] = {
    AltText: draw_alt_text,
    WeeklyFigures: draw_weekly_figures,
    DraftStillHere: draw_still_here,
    DraftDropped: draw_dropped,
    GoodPostsFound: draw_good_posts_found,
    GoodPostNews: draw_good_post_news,
    GoodPostTold: draw_good_post_told,
    CertificateEnds: draw_certificate_ends,
}


def draw_coach(view: CoachView | CoolOffView | GoodPostView | CertificateEnds, language: Language) -> Message:
    """The message that shows this view of the coach's."""
    return _DRAWN[type(view)](view, language)
