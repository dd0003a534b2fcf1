"""What the coach says beside a review: all the advisers, in order of weight."""

from collections.abc import Iterator

from bot.usecases.add_something import add_something
from bot.usecases.advise_reply import advise_reply
from bot.usecases.coached import Adviser, Coached
from bot.usecases.coaching_views import Remark
from bot.usecases.cool_off import cool_off
from bot.usecases.failures import IndexBusy, StorageError
from bot.usecases.good_post_meanings import show_near_example
from bot.usecases.offer_exercise import offer_exercise
from bot.usecases.offer_media import offer_media
from bot.usecases.talk import TalkPorts
from bot.usecases.watch_line import hold_against_line, look_at_account, look_at_brand
from bot.usecases.weigh_balance import remark_on_balance
from bot.usecases.who_speaks import ask_who_speaks, say_what_holds_there

_ADVISERS: tuple[Adviser, ...] = (
    hold_against_line,
    cool_off,
    look_at_account,
    look_at_brand,
    say_what_holds_there,
    advise_reply,
    remark_on_balance,
    add_something,
    show_near_example,
    offer_media,
    ask_who_speaks,
    offer_exercise,
)


def remarks_on(coached: Coached, ports: TalkPorts) -> tuple[Remark, ...]:
    """All that there is to say, the weightiest first. One that cannot be had now is left out: a review never
    waits for it."""
    return tuple(_said(coached, ports))


def _said(coached: Coached, ports: TalkPorts) -> Iterator[Remark]:
    for adviser in _ADVISERS:
        try:
            remark = adviser(coached, ports)
        except (StorageError, IndexBusy):
            ports.note("coach.left-out", review=coached.card.review, adviser=adviser.__name__)
            continue
        if remark:
            yield remark
