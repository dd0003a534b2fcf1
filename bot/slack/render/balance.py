"""The balance of an author's posts: on the card where the next one tips it, and as numbers and a bar."""

from collections.abc import Iterator

from bot.domain.balance import Balance
from bot.domain.draft import Language
from bot.slack.render.fitting import Room
from bot.slack.render.quoting import clause_quotation
from bot.slack.render.rich_text import Block, rich_text, said, section, small
from bot.texts import say
from bot.usecases.coaching_views import BalanceRemark
from bot.usecases.views import Reviewed

_RESOURCE, _PROMOTION = "▰", "▱"
_LONGEST = 20
"""Posts that a bar draws one by one; of more it draws the share."""


def draw_balance_remark(
    remark: BalanceRemark, view: Reviewed, language: Language, room: Room
) -> Iterator[Block]:
    """That the firm's aim is left, with the clause; or that this text brings its author back to it."""
    after = remark.after
    if not remark.is_tipped:
        yield small(f"{say('balance.nearer', language)} {balance_line(after, language)}")
        return
    told = say(
        "balance.tipped", language, count=after.posts, promotions=after.promotions, days=after.target.days
    )
    lines = [section(said(told, "bold")), section(said(_aim(after, language)))]
    yield rich_text(*lines, *([clause_quotation(remark.clause, language, room)] if remark.clause else []))


def _aim(after: Balance, language: Language) -> str:
    """What the firm asks for, and what would come first."""
    target = after.target
    aim = say("balance.aim", language, resources=target.resources, of=target.of)
    missing = Balance(after.resources, after.promotions - 1, target).until_promotion
    if missing < 1:
        return aim
    return f"{aim} {say('balance.first', language, count=missing)}"


def balance_line(balance: Balance, language: Language) -> str:
    """What was posted, in one line: the numbers, a bar, and whether the aim is met."""
    numbers = say(
        "balance.line", language, days=balance.target.days, resources=balance.resources,
        promotions=balance.promotions,
    )  # fmt: skip
    return f"{numbers} {_bar(balance)}"


def draw_balance(balance: Balance, language: Language) -> Iterator[Block]:
    """For the author's own page: numbers, bar, the aim, and what comes before the next post about us."""
    if not balance.posts:
        yield small(say("balance.nothing", language, days=balance.target.days))
        return
    target = balance.target
    aim = say("balance.aim", language, resources=target.resources, of=target.of)
    yield rich_text(
        section(said(balance_line(balance, language), "bold")),
        section(said(f"{aim} {_next(balance, language)}")),
    )


def _next(balance: Balance, language: Language) -> str:
    missing = balance.until_promotion
    if missing == 0:
        return say("balance.room", language)
    return say("balance.until", language, count=missing) if missing > 0 else ""


def _bar(balance: Balance) -> str:
    if balance.posts <= _LONGEST:
        return _RESOURCE * balance.resources + _PROMOTION * balance.promotions
    full = round(_LONGEST * balance.resources / balance.posts)
    return _RESOURCE * full + _PROMOTION * (_LONGEST - full)
