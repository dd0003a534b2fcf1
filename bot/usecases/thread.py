"""The thread of a review: what was shown there last, and how it is answered."""

from dataclasses import dataclass

from bot.domain.prompts import version_of
from bot.domain.review import Review
from bot.usecases.ask_model import AskingModel, mask_for
from bot.usecases.chat_ports import Card, Job, Person
from bot.usecases.continue_asking import Continuing
from bot.usecases.post_once import show_in_place
from bot.usecases.replay import archived_day, made_again
from bot.usecases.review import Desk
from bot.usecases.talk import TalkPorts, archived_body_of, reply_key
from bot.usecases.views import UnderEarlier, View


@dataclass(frozen=True)
class Thread:
    """The review that is talked about, as it was shown, and who talks."""

    card: Card
    shown: Review
    desk: Desk
    person: Person
    job: Job
    ports: TalkPorts

    @property
    def text(self) -> str:
        """The last version shown; the draft where there was no other."""
        return self.shown.rewrite.text if self.shown.rewrite else self.shown.draft.text

    @property
    def next_review(self) -> str:
        """The id of the next version."""
        return self.card.review_id(self.card.turn + 1)

    @property
    def is_proposal(self) -> bool:
        """Whether the last version shown is a post of its own, nothing of the draft."""
        return bool(self.shown.rewrite and self.shown.rewrite.proposal)


def open_thread(card: Card, person: Person, job: Job, ports: TalkPorts) -> Thread | None:
    """The thread of that card; None where it shows no review, or its text was erased."""
    if not card.review:
        return None
    archived = archived_body_of(card.review, ports)
    if archived is None:
        return None
    desk = ports.desk.under(archived["review"]["versions"]["library"], archived_day(archived))
    return Thread(card, made_again(archived, desk, ports.prompts), desk, person, job, ports)


def asking_about(thread: Thread, desk: Desk) -> AskingModel | None:
    """Asks about the draft, whose judgement under the same policies and prompts is there already."""
    ports, shown, card = thread.ports.model, thread.shown, thread.card
    if ports is None:
        return None
    same = shown.versions.library == desk.policies.library
    judged = (
        shown.model if same and shown.model and shown.model.prompts == version_of(ports.prompts) else None
    )
    return Continuing(judged, ports, mask_for(shown.draft, desk), card.author, thread.next_review)


def is_under_earlier(card: Card, ports: TalkPorts) -> bool:
    """Whether the review that the card shows by now was made under another library than the one in force."""
    shown = ports.cards.card(card.id)
    archived = archived_body_of(shown.review, ports) if shown and shown.review else None
    library = archived["review"]["versions"]["library"] if archived else None
    return library is not None and library != ports.desk().policies.library


def post_reply(view: View, card: Card, person: Person, job: Job, ports: TalkPorts) -> str:
    """One answer to a message, changed in place when the message is; one to each press of a button.

    It says so when the review that it is about was made under earlier policies, and offers to make it again.
    """
    said = job.received
    if is_under_earlier(card, ports):
        view = UnderEarlier(view, card.id)
    about = said.event if said.kind == "button" else said.message
    key = reply_key(card.place.channel, about)
    show_in_place(key, card.place, view, person.language, ports)
    return key
