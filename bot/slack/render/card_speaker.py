"""Who speaks, on a card: the question whether they would say it, and what holds where they are."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.ids import SPEAKER, SPEAKER_LATER
from bot.slack.render.fitting import Room
from bot.slack.render.rich_text import Block, actions, button, buttons, data, rich_text, said, section, small
from bot.texts import say
from bot.usecases.home_views import SpeakerKnown
from bot.usecases.speaker_views import InTheirPlace, WhoSpeaks
from bot.usecases.views import Reviewed

_NAMES = 200
_ON_THEIR_PAGE = "home"
"""No card: what is said there is about no draft."""


def draw_who_speaks(remark: WhoSpeaks, view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """What it is asked for, and a way to be asked no more."""
    yield small(say("speaker.ask", language))
    say_it = SPEAKER, say("speaker.button", language)
    yield buttons(view.card, say_it, (SPEAKER_LATER, say("speaker.later", language)))


def draw_in_their_place(
    remark: InTheirPlace, view: Reviewed, language: Language, room: Room
) -> Iterator[Block]:
    """A line each, with its source; it is background, and the firm's clause is what counts."""
    place = remark.place.in_language(language)
    parts = [said(say("speaker.place", language, place=place), "italic")]
    for says, source in remark.lines:
        parts += [
            said("\n"),
            data(f"{says.in_language(language)} ({source.in_language(language)})", room.words),
        ]
    yield rich_text(section(*parts))


def draw_speaker_known(known: SpeakerKnown, language: Language) -> Iterator[Block]:
    """On their own page: as whom they post, and the way to say something else."""
    if known.role is None:
        yield small(say("speaker.home.unknown", language))
    else:
        more = "".join(f" · {one_line(each)}" for each in (known.place, known.unit) if each)
        role = say(f"speaker.role.{known.role}", language)
        yield rich_text(section(said(say("speaker.home", language)), data(f"{role}{more}", _NAMES)))
    label = say("speaker.change" if known.role else "speaker.button", language)
    yield actions(button(SPEAKER, label, _ON_THEIR_PAGE))
