"""The balance of an author: what they posted of late, and what the draft before them would make of it.

Known is what they said was posted; each such text is a resource, promotion, or neither (`domain/nature`).
"""

from datetime import timedelta

from bot.domain.balance import Balance, balance_of, tips
from bot.domain.draft import Draft, Language
from bot.domain.findings import Citation
from bot.domain.nature import Nature, nature_of
from bot.domain.posts import lay_out
from bot.usecases.advise_reply import answers_somebody
from bot.usecases.cite_clause import cite_clause
from bot.usecases.coached import Coached
from bot.usecases.coaching_views import BalanceRemark
from bot.usecases.review import Desk
from bot.usecases.talk import TalkPorts


def remark_on_balance(coached: Coached, ports: TalkPorts) -> BalanceRemark | None:
    """Where the text to post is about us and the aim would be left; or where it brings the author back."""
    review, card = coached.review, coached.card
    if answers_somebody(coached.draft, coached.policies.firm):
        return None
    balance = balance_now(card.place.team, card.author, ports, but=card.id)
    if balance is None or (review.rewrite is None and review.verdict in ("revise", "block")):
        return None
    text = review.rewrite.text if review.rewrite else review.draft.text
    nature = nature_of_text(text, review.draft, ports.desk())
    after = balance.with_one(nature)
    if nature == "promotion" and tips(balance):
        return BalanceRemark(after, is_tipped=True, clause=_clause(balance, review.spoken, ports))
    if nature == "resource" and balance.posts and not balance.is_kept:
        return BalanceRemark(after, is_tipped=False)
    return None


def balance_now(team: str, author: str, ports: TalkPorts, but: str = "") -> Balance | None:
    """What that author posted, without the draft `but`; None where the firm has no aim."""
    target = ports.firm.balance
    if target is None:
        return None
    since = ports.clock.now().date() - timedelta(days=target.days)
    return balance_of(ports.posted.natures(team, author, since, but), target)


def nature_of_text(text: str, like: Draft, desk: Desk) -> Nature:
    """What a text is to its reader, read by every rule as its author would post it."""
    draft = Draft(text, like.platform, like.author, like.language)
    return nature_of(lay_out(draft), desk.find(draft).findings, desk.pack)


def _clause(balance: Balance, language: Language, ports: TalkPorts) -> Citation | None:
    return cite_clause(balance.target.clause, language, ports.desk.ports.policies)
