"""Views as Slack messages: pure, and legal whatever the texts in them."""

from bot.domain.draft import Language
from bot.slack.render.answers import (
    draw_acknowledged,
    draw_closest_clauses,
    draw_help,
    draw_question_back,
)
from bot.slack.render.card import draw_reviewed
from bot.slack.render.rich_text import Message
from bot.slack.render.states import draw_failed, draw_not_reviewed, draw_reading, draw_withdrawn
from bot.usecases.views import (
    Acknowledged,
    AskWhatItIs,
    ClosestClauses,
    Failed,
    Help,
    NotReviewed,
    Reading,
    Reviewed,
    View,
    Withdrawn,
)

__all__ = ["Message", "draw"]


def draw(view: View, language: Language) -> Message:  # noqa: C901 - one line a view, none can be forgotten
    """The message that shows this view to a reader of this language."""
    match view:
        case Reading():
            return draw_reading(view, language)
        case Reviewed():
            return draw_reviewed(view, language)
        case NotReviewed():
            return draw_not_reviewed(view, language)
        case Failed():
            return draw_failed(view, language)
        case Withdrawn():
            return draw_withdrawn(view, language)
        case ClosestClauses():
            return draw_closest_clauses(view, language)
        case Help():
            return draw_help(view, language)
        case AskWhatItIs():
            return draw_question_back(view, language)
        case Acknowledged():
            return draw_acknowledged(view, language)
