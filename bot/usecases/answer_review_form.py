"""Answer the form in which somebody gave a draft and said what it is for: reviewed in the conversation."""

from datetime import UTC, datetime
from typing import get_args

from bot.domain.draft import GENRES, PLATFORMS, Language, Role
from bot.usecases.chat_ports import CannotShow, Card, Job, Person, Place, Received, Steps
from bot.usecases.draft_of_card import text_given
from bot.usecases.library_ports import FileRefused
from bot.usecases.post_once import post_once
from bot.usecases.review_draft import review_draft
from bot.usecases.talk import TalkPorts, card_id, draft_key
from bot.usecases.views import FileNotRead, YourDraft
from bot.usecases.who_speaks import role_of

_LANGUAGES: tuple[Language, ...] = get_args(Language)


def answer_review(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The draft is shown in the conversation first: its review hangs from it, and so do the replies."""
    said = job.received

    def show_draft() -> list[str]:
        channel = ports.messenger.conversation_with(person.id)
        return [channel, _shown(Place(said.place.team, channel, ""), job, person, ports)]

    channel, draft = steps.run("show the draft", show_draft)
    if draft:
        known = ports.cards.card(card_id(job))
        remembered = role_of(said.place.team, person.id, ports)
        card = known or _card(job, Place(said.place.team, channel, draft), person, remembered)
        review_draft(card, said.text, person, job, steps, ports)


def _shown(conversation: Place, job: Job, person: Person, ports: TalkPorts) -> str:
    """The `ts` of the draft; "" where its file cannot be read, which is told instead."""
    try:
        view = YourDraft(text_given(job.received, ports))
    except FileRefused as why:
        return _told(FileNotRead(why.code, why.detail), conversation, job, person, ports)
    except CannotShow:  # it was removed meanwhile, or the chat service keeps it to itself
        return _told(FileNotRead("gone"), conversation, job, person, ports)
    return post_once(draft_key(card_id(job)), conversation, view, person.language, ports)


def _told(view: FileNotRead, conversation: Place, job: Job, person: Person, ports: TalkPorts) -> str:
    ports.note("draft.file-refused", received=job.received.event, why=view.code)
    post_once(f"refused:{card_id(job)}", conversation, view, person.language, ports)
    return ""


def _card(job: Job, place: Place, person: Person, remembered: Role) -> Card:
    said, form = job.received, job.received.form
    spoken = form.get("language", "")
    return Card(
        card_id(job),
        place,
        place.thread,
        person.id,
        said.event,
        next((each for each in PLATFORMS if each == form.get("platform")), "linkedin"),
        person.language,
        ("file",) if said.files else (),
        genre=next((each for each in GENRES if each == form.get("genre")), "post"),
        role=_role(said, remembered),
        draft_language=next((each for each in _LANGUAGES if each == spoken), None),
        planned=planned_of(said),
    )


def _role(said: Received, remembered: Role) -> Role:
    """As which the author would post this. Pay counts more than the account: it must be announced on either.
    What the form does not say is as they said once."""
    if said.form.get("paid"):
        return "paid"
    if said.form.get("account") == "firm":
        return "firm"
    return "employee" if remembered in ("firm", "paid") else remembered


def planned_of(said: Received) -> datetime | None:
    """When the author means to post it, None where nobody said."""
    seconds = said.form.get("planned", "")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() and len(seconds) <= 11 else None
