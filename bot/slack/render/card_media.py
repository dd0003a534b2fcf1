"""What a text may go out with: the offer on its card, and the text for an image once it is written."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.showing import showable
from bot.slack.ids import ALT_TEXT, POLL
from bot.slack.render.card_problems import problems
from bot.slack.render.fitting import Room, fit
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    actions,
    button,
    data,
    paragraph,
    rich_text,
    small,
    to_copy,
)
from bot.texts import say
from bot.usecases.coaching_views import AltText, MediaOffer
from bot.usecases.views import Reviewed


def draw_media_offer(offer: MediaOffer, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """A line, and the buttons that it speaks of; nothing where no button could be answered."""
    if view.aside:
        return
    yield small(_line(offer, language))
    yield actions(*_buttons(offer, view.card, language))


def _line(offer: MediaOffer, language: Language) -> str:
    if offer.poll and offer.alt_text:
        return say("media.offer.both", language)
    return say("media.offer.poll", language) if offer.poll else say("media.offer.alt", language)


def _buttons(offer: MediaOffer, card: str, language: Language) -> Iterator[Element]:
    if offer.poll:
        yield button(POLL, say("media.button.poll", language), card)
    if offer.alt_text:
        yield button(ALT_TEXT, say("media.button.alt", language), card)


def draw_alt_text(view: AltText, language: Language) -> Message:
    """The text to copy; what is found in it, before anybody copies it."""
    text = say("media.alt.problems" if view.findings else "media.alt", language)
    return Message(text, fit(lambda room: list(_alt_text(view, text, language, room))))


def _alt_text(view: AltText, text: str, language: Language, room: Room) -> Iterator[Block]:
    yield paragraph(text, "bold")
    yield from problems(view.findings, view.policies, language, room)
    yield rich_text(to_copy(data(showable(view.text), room.rewrite)))
    yield small(say("media.alt.about", language, count=len(view.text)))
