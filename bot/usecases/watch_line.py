"""What a draft is held against beside the rules: the firm's line, the account it is for, the firm's brand."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.accounts import misplaced
from bot.domain.brand import off_brand
from bot.domain.contradiction import contradicted
from bot.domain.draft import Language
from bot.domain.firm import FirmProfile
from bot.domain.notices import Notice
from bot.usecases.advise_reply import answers_somebody
from bot.usecases.chat_ports import Card
from bot.usecases.coached import Coached
from bot.usecases.line_views import Against, AgainstLine, OffBrand, WrongAccount
from bot.usecases.notices import notices_of
from bot.usecases.talk import TalkPorts

_MOST = 3


def hold_against_line(coached: Coached, ports: TalkPorts) -> AgainstLine | None:
    """What the draft goes against: notices that were in force when it was reviewed and still are, then the
    firm's published positions."""
    card, now = coached.card, ports.clock.now()
    reviewed = _reviewed_at(card, ports) or now
    current = [
        each
        for each in notices_of(card.place.team, ports)
        if each.is_in_force(reviewed) and each.is_in_force(now)
    ]
    positions = _positions(coached.policies.firm, card.language)
    found = tuple(_against(coached, (*current, *positions), now))[:_MOST]
    return AgainstLine(found) if found else None


def look_at_account(coached: Coached, ports: TalkPorts) -> WrongAccount | None:
    """Whether it reads as a text for the other account; a reply says "we" on either."""
    is_post = coached.draft.genre == "post" and not answers_somebody(coached.draft, coached.policies.firm)
    reads = misplaced(coached.draft) if is_post else None
    return WrongAccount(reads) if reads else None


def look_at_brand(coached: Coached, ports: TalkPorts) -> OffBrand | None:
    """How it writes the firm, where the firm writes itself otherwise."""
    found = off_brand(coached.draft.text, coached.policies.firm)
    return OffBrand(found[:_MOST]) if found else None


def _reviewed_at(card: Card, ports: TalkPorts) -> datetime | None:
    """When the review that is shown, or is about to be, was made: a card that is reviewed again still names
    the one before."""
    notes = (ports.reviews.note_of(each) for each in (card.review_id(card.turn), card.review))
    return max((each.at for each in notes if each), default=None)


def _against(coached: Coached, notices: tuple[Notice, ...], now: datetime) -> Iterator[Against]:
    for each in notices:
        if sentence := contradicted(coached.draft, each):
            yield Against(each.kind, each.title, each.text, sentence, each.until)


def _positions(firm: FirmProfile, language: Language) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            f"position.{number}", "position", each.title.in_language(language),
            each.says.in_language(language), each.words,
        )
        for number, each in enumerate(firm.positions)
    )  # fmt: skip
