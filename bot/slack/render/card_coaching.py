"""What the coach says on the card of a review: what comes before everything else, and what comes after."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.domain.draft import Language
from bot.slack.render.balance import draw_balance_remark
from bot.slack.render.card_cool_off import draw_cool_off
from bot.slack.render.card_differentiation import draw_adds_nothing
from bot.slack.render.card_line import draw_against_line, draw_off_brand, draw_wrong_account
from bot.slack.render.card_media import draw_media_offer
from bot.slack.render.card_replies import draw_reply
from bot.slack.render.card_speaker import draw_in_their_place, draw_who_speaks
from bot.slack.render.fitting import Room
from bot.slack.render.good_posts import draw_near_example
from bot.slack.render.learning import draw_exercise_offer
from bot.slack.render.rich_text import Block
from bot.usecases.coaching_views import AddsNothing, BalanceRemark, MediaOffer, Remark
from bot.usecases.cool_off_views import CoolOff
from bot.usecases.exercise_views import ExerciseOffer
from bot.usecases.good_post_views import NearExample
from bot.usecases.line_views import AgainstLine, OffBrand, WrongAccount
from bot.usecases.reply_views import ReplyNeeds
from bot.usecases.speaker_views import InTheirPlace, WhoSpeaks
from bot.usecases.views import Reviewed

Drawing = Callable[[Any, Reviewed, Language, Room], Iterator[Block]]
"""Draws a remark on the card of that review; without a button where its author alone sees it (`aside`)."""

_BEFORE: Mapping[type[Remark], Drawing] = {
    AgainstLine: draw_against_line,
    CoolOff: draw_cool_off,
    WrongAccount: draw_wrong_account,
    OffBrand: draw_off_brand,
    ReplyNeeds: draw_reply,
}
"""Of what must be read before the problems."""
_UNDER: Mapping[type[Remark], Drawing] = {InTheirPlace: draw_in_their_place}
"""Of what stands behind the firm's clauses."""
_AFTER: Mapping[type[Remark], Drawing] = {
    BalanceRemark: draw_balance_remark,
    AddsNothing: draw_adds_nothing,
    NearExample: draw_near_example,
    MediaOffer: draw_media_offer,
    WhoSpeaks: draw_who_speaks,
    ExerciseOffer: draw_exercise_offer,
}
"""Of what is of use once they are solved."""


def remarks_before(view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """What stands between the verdict and the problems."""
    yield from _drawn(_BEFORE, view, language, room)


def remarks_under(view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """What stands under the problems and their clauses."""
    yield from _drawn(_UNDER, view, language, room)


def remarks_after(view: Reviewed, language: Language, room: Room) -> Iterator[Block]:
    """What stands under the rewrite, once that is shown."""
    if not view.is_held_back:
        yield from _drawn(_AFTER, view, language, room)


def _drawn(
    drawings: Mapping[type[Remark], Drawing], view: Reviewed, language: Language, room: Room
) -> Iterator[Block]:
    for remark in view.remarks:
        if drawing := drawings.get(type(remark)):
            yield from drawing(remark, view, language, room)
