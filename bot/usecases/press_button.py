"""Do what a button of a card asks for, when the one who pressed it is the one it is for."""

from dataclasses import replace

from bot.domain.draft import PLATFORMS
from bot.usecases.answer_message import another_version, answer_edit, closest_clauses, for_platform
from bot.usecases.chat_ports import Card, Job, NoSuchJob, Person, Steps
from bot.usecases.post_once import show_in_place
from bot.usecases.review_draft import draft_text, review_draft
from bot.usecases.talk import TalkPorts


def press_button(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Only the author of a draft acts on its card; a button of a withdrawn one, or unknown, does nothing."""
    pressed = job.received
    card = ports.cards.card(pressed.card)
    if card is None or card.author != person.id or card.state == "withdrawn":
        ports.note("button.refused", received=pressed.event)
    elif pressed.button == "another":
        another_version(card, person, job, steps, ports)
    elif pressed.button == "platform":
        platform = next((each for each in PLATFORMS if each == pressed.choice), None)
        if platform and platform != card.platform:
            for_platform(card, platform, person, job, steps, ports)
    elif pressed.button == "question":
        _as_question(card, person, steps, ports)
    elif pressed.button in ("review", "retry"):
        _review_what_waited(card, person, job, steps, ports)
        ports.inbox.finish(card.event, "done", ports.clock.now())


def _review_what_waited(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """A draft that was not taken for one, or that failed; an edit that failed is done as it was received."""
    try:
        waiting = ports.inbox.job(card.event)
    except NoSuchJob:
        waiting = job
    if card.state == "failed" and waiting.received.kind == "edit":
        answer_edit(waiting, person, steps, ports)
    else:
        review_draft(card, draft_text(card, ports), person, job, steps, ports)


def _as_question(card: Card, person: Person, steps: Steps, ports: TalkPorts) -> None:
    def answer() -> str:
        view = closest_clauses(draft_text(card, ports), card.id, person, ports)
        show_in_place(card.id, card.place, view, card.language, ports)
        ports.cards.keep(replace(card, state="question"))
        return card.id

    steps.run("answer", answer)
