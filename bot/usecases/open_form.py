"""What opens before a person at once: by a button, a command or a shortcut, while Slack still lets it open.

Whoever may not is shown a page that says so, and the refusal is archived. Nothing is changed here but that.
"""

from collections.abc import Callable, Mapping

from bot.domain.conversation import understand_policy
from bot.usecases.answer_speaker import speaker_form
from bot.usecases.card_pages import changes_page, clause_page, copy_page
from bot.usecases.chat_ports import Person, Received
from bot.usecases.find_good_posts import read_page
from bot.usecases.form_views import CannotOpen, FormView, PolicyForm, ReviewForm
from bot.usecases.learn_from_review import lessons_page
from bot.usecases.offer_good_post import offer_form
from bot.usecases.offer_media import alt_text_form, poll_page
from bot.usecases.post_notice import notice_form
from bot.usecases.request_forms import answer_form_for, decision_form, request_form
from bot.usecases.settle_good_post import settle_good_post_form
from bot.usecases.take_quiz import certification_form, exercise_form
from bot.usecases.talk import TalkPorts
from bot.usecases.trial import opens_a_review, sees_reviews
from bot.usecases.watch_forms import (
    disagreement_form,
    draw_form,
    handling_form,
    outcome_form,
    posting_form,
    reading_form,
    settle_form,
)
from bot.usecases.who_speaks import role_of

Opening = Callable[[Received, Person, TalkPorts], FormView | None]
"""Gives the form; None where a job answers instead."""


def form_for(received: Received, person: Person, ports: TalkPorts) -> FormView | None:
    """What opens for what a person did; None where nothing does, and a job answers.

    Raises `TryLater`, `StorageError`.
    """
    opening = _opening_of(received)
    form = None if opening is None or person.guest else opening(received, person, ports)
    # Asked last: that somebody tried what is not theirs is recorded all the same.
    if form is None or isinstance(form, CannotOpen) or not opens_a_review(received):
        return form
    return form if sees_reviews(person.id, ports) else CannotOpen("trial")


def opens_something(received: Received) -> bool:
    """Whether a form or a page belongs to what a person did, if they may."""
    return _opening_of(received) is not None


def _opening_of(received: Received) -> Opening | None:
    if received.kind == "command":
        return _of_command(received)
    if received.kind == "shortcut":
        return None if received.text or received.reply_to else _review_form
    return _BUTTONS.get(received.button) if received.kind == "button" else None


def _of_command(received: Received) -> Opening | None:
    if received.choice == "review":
        return None if received.text.strip() else _review_form
    command = understand_policy(received.text).command
    return _policy_form if command and command.verb == "upload" else None


def _review_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    return ReviewForm(role=role_of(received.place.team, person.id, ports))


def _policy_form(received: Received, person: Person, ports: TalkPorts) -> FormView | None:
    """Only for owners; a job tells others that it is, and notes that they tried."""
    if ports.policy is None or not ports.roles.has(person.id, "policy-owner"):
        return None
    documents = ports.policy.life.library.policies.documents()
    there = [each for each in documents if each.state == "published"]
    return PolicyForm(tuple(sorted((f"{each.document}/{each.language}", each.title) for each in there)))


_BUTTONS: Mapping[str, Opening] = {
    "exercise": exercise_form,
    "certify": certification_form,
    "learn": lessons_page,
    "changes": changes_page,
    "clause": clause_page,
    "copy": copy_page,
    "poll": poll_page,
    "alt-text": alt_text_form,
    "policy-upload": _policy_form,
    "ask": request_form,
    "request-approve": decision_form,
    "request-change": decision_form,
    "request-reject": decision_form,
    "request-ask": decision_form,
    "request-answer": answer_form_for,
    "speaker": speaker_form,
    "notice-post": notice_form,
    "posted": posting_form,
    "wrong": disagreement_form,
    "incident-read": reading_form,
    "incident-handle": handling_form,
    "sample-draw": draw_form,
    "sample-read": outcome_form,
    "disagreement-settle": settle_form,
    "good-post-offer": offer_form,
    "good-post-settle": settle_good_post_form,
    "good-post-read": read_page,
}
