"""A card that has no review to show: not yet, not at all, or no longer."""

from bot.domain.draft import Language
from bot.slack.ids import TRY_AGAIN, WAS_A_QUESTION
from bot.slack.render.card_matters import incident_notice
from bot.slack.render.fitting import Room
from bot.slack.render.quoting import contact
from bot.slack.render.rich_text import Message, buttons, data, paragraph, rich_text, said, section
from bot.texts import say
from bot.usecases.views import Failed, NotReviewed, NotShownYet, Reading, Withdrawn


def draw_reading(view: Reading, language: Language) -> Message:
    """The card while the draft is read."""
    if view.doing:
        text = say(f"slack.reading.{view.doing}", language)
    else:
        text = say("slack.reading.again" if view.again else "slack.reading", language)
    return Message(text, [paragraph(text)])


def draw_not_reviewed(view: NotReviewed | NotShownYet, language: Language) -> Message:
    """Why there is no review, or none to see yet, and what to do."""
    if isinstance(view, NotShownYet):
        return _not_shown_yet(view, language)
    room = Room()
    text = say(f"refused.{view.why}", language, detail=view.detail)
    parts = [data(text, room.words)]
    if view.ask:
        ask = contact(view.ask, language, room.words)
        parts += [said("\n"), data(say("slack.ask", language, ask=ask), room.words)]
    return Message(say("slack.not-reviewed", language), [rich_text(section(*parts))])


def _not_shown_yet(view: NotShownYet, language: Language) -> Message:
    """While Vigie is tried out: that the draft was read and recorded, and that this approves nothing."""
    room, text = Room(), say("trial.not-shown", language)
    ask = data(say("slack.ask", language, ask=contact(view.ask, language, room.words)), room.words)
    blocks = [rich_text(section(said(text), said("\n"), ask))]
    if view.card:
        blocks.append(buttons(view.card, (WAS_A_QUESTION, say("slack.button.question", language))))
    return Message(text, blocks)


def draw_failed(view: Failed, language: Language) -> Message:
    """Something went wrong on our side."""
    if not view.card:
        text = say("slack.failed.again", language, reference=view.reference)
        return Message(text, [rich_text(section(data(text, Room().words)))])
    text = say("slack.failed", language, reference=view.reference)
    again = buttons(view.card, (TRY_AGAIN, say("slack.button.retry", language)))
    return Message(text, [rich_text(section(data(text, Room().words))), again])


def draw_withdrawn(view: Withdrawn, language: Language) -> Message:
    """The draft is gone, and its review with it."""
    text = say("slack.withdrawn.archived" if view.archived else "slack.withdrawn", language)
    if view.incident is None:
        return Message(text, [paragraph(text)])
    notice = incident_notice(view.incident, has_message=False, language=language, room=Room())
    return Message(say("card.incident.short", language), [*notice, paragraph(text)])
