"""Do what a form asks for that a person has sent, by the form's name."""

from collections.abc import Callable, Mapping

from bot.usecases.answer_officer import answer_question
from bot.usecases.answer_review_form import answer_review
from bot.usecases.answer_speaker import answer_speaker
from bot.usecases.ask_compliance import answer_request
from bot.usecases.chat_ports import Job, Person, Steps
from bot.usecases.decide_request import answer_decision
from bot.usecases.home import show_home_again
from bot.usecases.home_views import Section
from bot.usecases.keep_posting import answer_posting
from bot.usecases.look_into_incident import answer_handling, answer_reading
from bot.usecases.matter_views import NotDone
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.note_disagreement import answer_disagreement, answer_settle
from bot.usecases.offer_good_post import answer_offer
from bot.usecases.policy_upload import answer_upload
from bot.usecases.post_notice import answer_notice
from bot.usecases.sample_reviews import answer_draw, answer_outcome
from bot.usecases.settle_good_post import answer_settle_good_post
from bot.usecases.take_quiz import answer_quiz
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell_sender
from bot.usecases.trial import sees_reviews, speaks_of_a_review
from bot.usecases.write_alt_text import answer_alt_text

_ANSWERS: Mapping[str, Callable[[Job, Person, Steps, TalkPorts], None]] = {
    "policy": answer_upload,
    "request": answer_request,
    "decision": answer_decision,
    "answer": answer_question,
    "posting": answer_posting,
    "disagreement": answer_disagreement,
    "reading": answer_reading,
    "handling": answer_handling,
    "draw": answer_draw,
    "outcome": answer_outcome,
    "exercise": answer_quiz,
    "certification": answer_quiz,
    "settle": answer_settle,
    "review": answer_review,
    "speaker": answer_speaker,
    "notice": answer_notice,
    "alt-text": answer_alt_text,
    "good-post": answer_offer,
    "good-post-settle": answer_settle_good_post,
}
_SEEN_AT_HOME: Mapping[str, Section] = {
    "decision": "queue",
    "draw": "sample",
    "outcome": "sample",
    "handling": "incidents",
    "settle": "disagreements",
    "speaker": "mine",
    "good-post-settle": "offers",
    "certification": "learning",
    "notice": "library",
}
"""The forms after which a part of the person's own page is another."""


def answer_form(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The answer of the form that was sent; one of a name that nobody knows does nothing."""
    answer = _ANSWERS.get(job.received.choice)
    if answer is None:
        ports.note("form.unknown", received=job.received.event)
        return
    if speaks_of_a_review(job.received) and not sees_reviews(person.id, ports):
        view = NotDone("trial", ask=whom_to_ask(ports))
        steps.run("say so", lambda: tell_sender(view, job, person, ports))
        return
    answer(job, person, steps, ports)
    if job.received.choice in _SEEN_AT_HOME:
        section, team = _SEEN_AT_HOME[job.received.choice], job.received.place.team
        steps.run("show the page", lambda: show_home_again(section, person, team, ports))
