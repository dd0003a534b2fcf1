"""Do what a button of a card asks for, when the one who pressed it is the one it is for."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.draft import PLATFORMS
from bot.domain.replies import Reply
from bot.usecases.answer_message import (
    another_version,
    answer_by_clauses,
    answer_edit,
    completed,
    for_platform,
)
from bot.usecases.answer_speaker import ACCOUNTS, decline, for_account
from bot.usecases.chat_ports import Button, Card, Job, NoSuchJob, Person, Steps
from bot.usecases.matter_records import keep_refusal
from bot.usecases.matter_views import NotDone
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.offer_good_post import take_back
from bot.usecases.open_form import opens_something
from bot.usecases.post_notice import end_notice
from bot.usecases.post_once import show_in_place
from bot.usecases.press_aside import press_aside
from bot.usecases.press_cool_off import COOL_OFF, press_cool_off
from bot.usecases.press_request import take_request, tell_beside, withdraw_request
from bot.usecases.reply_in_thread import reply_in_thread
from bot.usecases.review_draft import draft_text, review_draft
from bot.usecases.share_figures import send_figures
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_there import tell_presser
from bot.usecases.trial import sees_reviews, speaks_of_a_review

_WISHES: Mapping[Button, tuple[Reply, str]] = {
    "shorter": (Reply("shorter"), "A shorter version, please."),
    "translate": (Reply("translate"), "In the other language, please."),
    "why": (Reply("why"), "Why is this a problem?"),
}
"""Buttons that say what an author could write in the thread, and the words, for a language model."""

_OF_MATTERS: Mapping[Button, Callable[[Job, Person, Steps, TalkPorts], None]] = {
    "request-take": take_request,
    "request-withdraw": withdraw_request,
    "good-post-back": take_back,
    "notice-end": end_notice,
    "figures-send": send_figures,
}

_ACTS: Mapping[Button, Callable[[Card, Person, Job, Steps, TalkPorts], None]] = {
    "another": another_version,
    "again": completed,
    "complete": completed,
    "speaker-later": decline,
    **dict.fromkeys(ACCOUNTS, for_account),
    **dict.fromkeys(COOL_OFF, press_cool_off),
}
"""What is done at once, as it was pressed."""


def press_button(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Only the author of a draft acts on its card, anybody else is refused; a button of a withdrawn one, or
    of one that was erased, does nothing and says so.

    What should have opened a form comes here where that could not be opened in time: the person is told.
    """
    pressed = job.received
    if pressed.button in _OF_MATTERS:
        _OF_MATTERS[pressed.button](job, person, steps, ports)
        return
    if opens_something(pressed):
        steps.run("say so", lambda: tell_beside(job, NotDone("expired"), person, ports))
        return
    card = ports.cards.card(pressed.card)
    if card is None or card.state == "withdrawn":
        steps.run("say that it is gone", lambda: _gone(job, person, ports))
    elif card.author != person.id:
        steps.run("refuse", lambda: _refuse(job, person, ports))
    elif speaks_of_a_review(pressed) and not sees_reviews(person.id, ports):
        view = NotDone("trial", ask=whom_to_ask(ports))
        steps.run("say so", lambda: tell_presser(job, view, person, ports))
    elif card.aside or pressed.button in ("share", "to-dm"):
        press_aside(card, person, job, steps, ports)
    elif pressed.button in _WISHES:
        wish, said = _WISHES[pressed.button]
        reply_in_thread(card, wish, said, person, job, steps, ports)
    else:
        _act(card, person, job, steps, ports)


def _gone(job: Job, person: Person, ports: TalkPorts) -> str:
    ports.note("button.refused", received=job.received.event)
    tell_presser(job, NotDone("gone"), person, ports)
    return job.received.event


def _refuse(job: Job, person: Person, ports: TalkPorts) -> str:
    """Somebody pressed a button of a draft that is not theirs: recorded, and told to them alone."""
    pressed = job.received
    keep_refusal(pressed.card, pressed.place.team, person, pressed.button, pressed.event, ports)
    tell_presser(job, NotDone("gone"), person, ports)
    return pressed.event


def _act(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    pressed = job.received
    if act := _ACTS.get(pressed.button):
        act(card, person, job, steps, ports)
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
        view = answer_by_clauses(draft_text(card, ports), card.id, person, ports)
        show_in_place(card.id, card.place, view, card.language, ports)
        ports.cards.keep(replace(card, state="question"))
        return card.id

    steps.run("answer", answer)
