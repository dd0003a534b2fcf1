"""Views as Slack messages: pure, and legal whatever the texts in them."""

from bot.domain.draft import Language
from bot.slack.render.answers import (
    draw_acknowledged,
    draw_answered_by_clauses,
    draw_answered_in_conversation,
    draw_help,
    draw_question_back,
    draw_your_draft,
)
from bot.slack.render.card import draw_reviewed
from bot.slack.render.coach import draw_coach
from bot.slack.render.doors import draw_door
from bot.slack.render.policy_views import draw_policy
from bot.slack.render.request import draw_request
from bot.slack.render.rich_text import Message
from bot.slack.render.states import (
    draw_failed,
    draw_not_reviewed,
    draw_reading,
    draw_withdrawn,
)
from bot.slack.render.thread import (
    draw_approves_nothing,
    draw_changed,
    draw_explained,
    draw_not_changed,
    draw_under_earlier,
    draw_what_to_add,
    draw_would_be,
)
from bot.slack.render.watch import draw_watch
from bot.usecases.coaching_views import AltText, CoachMessage, WeeklyFigures
from bot.usecases.good_post_views import GoodPostMessage
from bot.usecases.matter_views import (
    DisagreementKept,
    DisagreementNews,
    DisagreementSettled,
    HowToMention,
    IncidentAlert,
    InviteMe,
    NotDone,
    OfficersOnly,
    PostingKept,
    RequestCard,
    RequestDecided,
    RequestReminder,
    RequestSent,
    RequestVoid,
    SampleDrawn,
    Shared,
    SharedReview,
    Welcome,
)
from bot.usecases.views import (
    Acknowledged,
    AnsweredByClauses,
    AnsweredInConversation,
    ApprovesNothing,
    AskWhatItIs,
    AskWhatToAdd,
    Changed,
    Explained,
    Failed,
    FileNotRead,
    Help,
    NotChanged,
    NotReviewed,
    NotShownYet,
    Reading,
    Reviewed,
    UnderEarlier,
    View,
    Withdrawn,
    WouldBe,
    YourDraft,
)

__all__ = ["Message", "draw"]


def draw(view: View, language: Language) -> Message:  # noqa: C901 - one line a view, none can be forgotten
    """The message that shows this view to a reader of this language."""
    match view:
        case Reading():
            return draw_reading(view, language)
        case Reviewed():
            return draw_reviewed(view, language)
        case NotReviewed() | NotShownYet():
            return draw_not_reviewed(view, language)
        case Failed():
            return draw_failed(view, language)
        case Withdrawn():
            return draw_withdrawn(view, language)
        case AnsweredByClauses():
            return draw_answered_by_clauses(view, language)
        case Help():
            return draw_help(view, language)
        case AskWhatItIs():
            return draw_question_back(view, language)
        case Acknowledged():
            return draw_acknowledged(view, language)
        case YourDraft():
            return draw_your_draft(view, language)
        case AnsweredInConversation():
            return draw_answered_in_conversation(view, language)
        case Changed() | NotChanged() | Explained() | WouldBe() | AskWhatToAdd() | ApprovesNothing():
            return _draw_reply(view, language)
        case FileNotRead() | SharedReview() | InviteMe() | Shared() | HowToMention() | Welcome():
            return draw_door(view, language)
        case (RequestCard() | RequestSent() | RequestDecided() | RequestVoid() | RequestReminder()
              | NotDone() | OfficersOnly()):  # fmt: skip
            return draw_request(view, language)
        case (IncidentAlert() | SampleDrawn() | PostingKept() | DisagreementKept() | DisagreementNews()
              | DisagreementSettled()):  # fmt: skip
            return draw_watch(view, language)
        case AltText() | WeeklyFigures() | GoodPostMessage() | CoachMessage():
            return draw_coach(view, language)
        case UnderEarlier():
            return draw_under_earlier(draw(view.answer, language), view.card, language)
        case _:
            return draw_policy(view, language)


def _draw_reply(
    view: Changed | NotChanged | Explained | WouldBe | AskWhatToAdd | ApprovesNothing, language: Language
) -> Message:
    """What is answered in the thread of a review."""
    match view:
        case Changed():
            return draw_changed(view, language)
        case NotChanged():
            return draw_not_changed(view, language)
        case Explained():
            return draw_explained(view, language)
        case WouldBe():
            return draw_would_be(view, language)
        case AskWhatToAdd():
            return draw_what_to_add(view, language)
        case ApprovesNothing():
            return draw_approves_nothing(view, language)
