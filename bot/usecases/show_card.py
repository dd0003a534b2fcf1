"""What a card shows of a review: the review itself, and how matters about its draft stand now."""

from collections.abc import Iterable
from contextlib import suppress

from bot.domain.draft import Language
from bot.domain.library import PublishedPolicies
from bot.domain.matters import Matter
from bot.domain.review import Review
from bot.domain.wishes import Wish, language_wanted
from bot.usecases.chat_ports import CannotShow, Card, TryLater
from bot.usecases.coach import remarks_on
from bot.usecases.coached import Coached
from bot.usecases.good_posts import passed_text
from bot.usecases.post_once import show_in_place
from bot.usecases.replay import archived_day, made_again
from bot.usecases.report_incident import notice_for, notice_that_stays
from bot.usecases.talk import TalkPorts, archived_body_of, draft_key
from bot.usecases.views import Reviewed, Withdrawn

_TRIES = 3
"""A card that changed while it was drawn is drawn again, so often at most."""


def reviewed_view(
    card: Card, review: Review, policies: PublishedPolicies, ports: TalkPorts, again: bool | None = None
) -> Reviewed:
    """The card of that review as it stands now. `policies` are those of the review; `again`: whether another
    was shown before it, which by default the card tells."""
    matters = tuple(ports.matters.of_card(card.id))
    incident = notice_for(review, policies, ports)
    waiting = any(each.kind == "request" and each.is_waiting for each in matters)
    # What leaked is not spread: compliance was told of it, without a word of the text.
    can_ask = ports.compliance is not None and incident is None and not waiting and not card.aside
    return Reviewed(
        card.id,
        review,
        policies,
        bool(card.revision) if again is None else again,
        matters,
        incident,
        card.aside,
        can_ask,
        review.draft.from_file,
        None if incident else _translation(review, ports),
        _names(matters, ports),
        not card.aside and not ports.outbox.find(draft_key(card.id)),
        # What leaked is to be dealt with, and not to be improved.
        () if incident else remarks_on(Coached(card, review, policies), ports),
        incident is None and passed_text(card, review, matters, ports) is not None,
    )


def _translation(review: Review, ports: TalkPorts) -> Language | None:
    """The other language than that of the text shown, where a language model can write it."""
    if ports.model is None or (review.rewrite is None and review.verdict in ("revise", "block")):
        return None
    shown = review.rewrite.text if review.rewrite else review.draft.text
    return language_wanted(Wish("translate", "", shown), review.draft)


def _names(matters: Iterable[Matter], ports: TalkPorts) -> dict[str, str]:
    """Of the officers; one whom the workspace cannot name now stays without a name."""
    names: dict[str, str] = {}
    for person in {who for each in matters for who in (each.taken_by, each.closed_by) if who}:
        with suppress(TryLater):
            names[person] = ports.directory.person(person).name
    return names


def withdrawn_view(card: Card, ports: TalkPorts) -> Withdrawn:
    """What stays of a card whose draft was removed."""
    return Withdrawn(bool(card.review), notice_that_stays(card, ports))


def refresh_card(card_id: str, ports: TalkPorts) -> None:
    """Show the same review again with the matters as they stand now; safe to repeat. Raises `TryLater`.

    Nothing where the card shows no review, or its author alone saw it for a moment. What changes the card
    meanwhile shows it itself, with the same matters.
    """
    for _ in range(_TRIES):
        card = ports.cards.card(card_id)
        view = _view_again(card, ports) if card else None
        if card is None or view is None or ports.inbox.superseded(card.event):
            return
        try:
            show_in_place(card.id, card.place, view, card.language, ports)
        except CannotShow as refused:
            ports.note("card.not-refreshed", card=card.id, why=refused.why)
            return
        if not _changed_meanwhile(card, ports):
            return


def _view_again(card: Card, ports: TalkPorts) -> Reviewed | None:
    """The review that the card shows, from the archive; None where it shows none, or its text was erased."""
    archived = archived_body_of(card.review, ports) if card.state == "shown" and not card.aside else None
    if archived is None:
        return None
    desk = ports.desk.under(archived["review"]["versions"]["library"], archived_day(archived))
    return reviewed_view(card, made_again(archived, desk, ports.prompts), desk.policies, ports)


def _changed_meanwhile(card: Card, ports: TalkPorts) -> bool:
    """Whether the card is another by now; a review that was taken back meanwhile is taken back again."""
    now = ports.cards.card(card.id)
    if now and now.state == "withdrawn":
        show_in_place(now.id, now.place, withdrawn_view(now, ports), now.language, ports)
        return False
    return now != card
