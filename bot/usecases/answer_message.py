"""Answer what a person wrote, changed or removed."""

from dataclasses import replace

from bot.domain.answering import PolicyReply, language_asked
from bot.domain.conversation import Understood, understand, understand_reply
from bot.domain.draft import Platform, Role
from bot.usecases.chat_ports import Card, Job, Person, Received, Steps
from bot.usecases.draft_of_card import draft_file
from bot.usecases.explain_answer import explain_answer
from bot.usecases.keep_meaning import forget_meaning
from bot.usecases.matter_views import NotDone
from bot.usecases.policy_answers import answer_policy
from bot.usecases.policy_roles import surely_has
from bot.usecases.post_once import post_once, show_in_place
from bot.usecases.reply_in_thread import reply_in_thread, understood_by_model
from bot.usecases.review_draft import card_for, changed_by, draft_text, review_draft
from bot.usecases.show_card import withdrawn_view
from bot.usecases.talk import TalkPorts, reply_key
from bot.usecases.tell_there import tell_presser
from bot.usecases.trial import sees_reviews
from bot.usecases.views import (
    Acknowledged,
    AnsweredByClauses,
    AskWhatItIs,
    Help,
    NotReviewed,
    View,
)
from bot.usecases.void_requests import void_all_but_shown, void_requests


def answer_message(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """A draft is reviewed, a question answered with clauses, a reply understood as being about its thread."""
    said = job.received
    earlier = ports.cards.newest_in(said.place) if said.message != said.place.thread else None
    understood = _understood(said, earlier, ports)
    if earlier and _is_about_the_review(understood) and not sees_reviews(person.id, ports):
        _answer(job, NotDone("trial", ask=ports.firm.ask), person, steps, ports)
    elif earlier and (understood.meaning == "another" or understood.platform):
        if understood.platform:
            for_platform(earlier, understood.platform, person, job, steps, ports)
        else:
            another_version(earlier, person, job, steps, ports)
        _answer(job, Acknowledged(above=True), person, steps, ports)
    elif understood.meaning == "draft":
        card = replace(card_for(job, person, ports), attachments=said.attachments)
        review_draft(card, said.text, person, job, steps, ports)
    elif earlier and understood.reply:
        reply_in_thread(earlier, understood.reply, said.text, person, job, steps, ports)
    elif understood.meaning == "unclear":
        may_be_a_wish = earlier if earlier and sees_reviews(person.id, ports) else None
        if not (may_be_a_wish and understood_by_model(may_be_a_wish, said.text, person, job, steps, ports)):
            _ask_what_it_is(card_for(job, person, ports), steps, ports)
    else:
        _answer(
            job, said_back(understood, person, ports, in_thread=earlier is not None), person, steps, ports
        )


def _is_about_the_review(understood: Understood) -> bool:
    """Whether a reply in its thread wishes something of it."""
    return bool(understood.meaning == "another" or understood.platform or understood.reply)


def _understood(said: Received, earlier: Card | None, ports: TalkPorts) -> Understood:
    """A file that is the draft is one wherever it is sent; a reply is about the review above it."""
    if draft_file(said, said.text, ports):
        return Understood("draft", said.text)
    if earlier is None or earlier.message == said.message:
        return understand(said.text)
    return understand_reply(said.text, draft_text(earlier, ports))


def answer_edit(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The draft is read again in the same card; what had no card is answered as if just written."""
    said = job.received
    card = ports.cards.of_message(said.place.team, said.place.channel, said.message)
    if card is None:
        answer_message(job, person, steps, ports)
        return
    if card.state == "question" and not card.review and said.message != said.place.thread:
        ports.cards.keep(replace(card, event=said.event))  # the person was asked what it is, and still is
        return
    understood = understand(said.text)
    attachments = said.attachments or card.attachments
    changed = changed_by(job, card, revision=card.revision + 1, turn=0, attachments=attachments)
    in_file = draft_file(said, said.text, ports) is not None
    if not in_file:
        steps.run("void requests", lambda: void_requests(card, said.text, job, ports))
    if understood.meaning in ("question", "help", "policy") and not in_file:
        view = said_back(understood, person, ports, in_thread=False)
        asked = replace(changed, state="question", event=said.event)
        steps.run("answer", lambda: _show_instead(asked, view, ports))
    else:
        review_draft(changed, said.text, person, job, steps, ports)
        # Of what was asked while it was being reviewed, and of what is in a file.
        steps.run("void other requests", lambda: void_all_but_shown(card.id, job, ports))


def answer_deletion(job: Job, steps: Steps, ports: TalkPorts) -> None:
    """The review of a removed draft is taken back, its text forgotten here; the archive keeps its record."""
    said = job.received
    ports.inbox.erase_text(said.place.channel, said.message)
    card = ports.cards.of_message(said.place.team, said.place.channel, said.message)
    if card:
        # Kept first: who asks compliance at this moment sees that it is gone, or is seen here.
        ports.cards.keep(replace(card, state="withdrawn"))
        forget_meaning(card.id, ports)
        steps.run("void requests", lambda: void_requests(card, None, job, ports))
        steps.run("withdraw", lambda: _withdraw(card, ports))


def _withdraw(card: Card, ports: TalkPorts) -> str:
    show_in_place(card.id, card.place, withdrawn_view(card, ports), card.language, ports)
    return card.id


def refuse_guest(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Vigie is for the firm's own people: nothing is read, nothing is archived."""
    said = job.received
    view = NotReviewed("guest", ask=ports.firm.ask)

    def refuse() -> str:
        if said.kind == "button":  # of a message that others may see: nobody else is told
            tell_presser(job, view, person, ports)
            return said.event
        return post_once(f"guest:{said.message}", said.place, view, person.language, ports)

    steps.run("refuse", refuse)


def another_version(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """The next version of the rewrite, in the same card."""
    text = draft_text(card, ports)
    _review_again(changed_by(job, card, turn=card.turn + 1), text, person, job, steps, ports)


def for_platform(
    card: Card, platform: Platform, person: Person, job: Job, steps: Steps, ports: TalkPorts
) -> None:
    """The same draft for another platform, in the same card."""
    text = draft_text(card, ports)
    changed = changed_by(job, card, platform=platform, revision=card.revision + 1, turn=0)
    _review_again(changed, text, person, job, steps, ports)


def as_whom(card: Card, role: Role, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """The same draft as who speaks is known now, in the same card."""
    text = draft_text(card, ports)
    changed = changed_by(job, card, role=role, revision=card.revision + 1, turn=0)
    _review_again(changed, text, person, job, steps, ports)


def completed(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """The same draft once more: with the language model that was not heard, under the policies in force."""
    text = draft_text(card, ports)
    _review_again(changed_by(job, card, revision=card.revision + 1), text, person, job, steps, ports)


def _review_again(card: Card, text: str, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    if text or card.attachments:
        review_draft(card, text, person, job, steps, ports)
    else:
        steps.run("refuse", lambda: _show_instead(card, NotReviewed("erased"), ports))


def answer_by_clauses(question: str, card: str, person: Person, ports: TalkPorts) -> AnsweredByClauses:
    """The clauses that answer a question, to the letter; none where the documents do not cover it."""
    language = language_asked(question, person.language)
    found = tuple(ports.search(question, language))
    firm = ports.firm
    reply = PolicyReply(question, bool(found), found, firm.ask, language)
    text = explain_answer(reply, firm, ports.model, person.id).text
    return AnsweredByClauses(found, firm.ask, card, language, text)


def _answer(job: Job, view: View, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """One answer a message, changed in place when the message is."""
    said = job.received
    key = reply_key(said.place.channel, said.message)

    def answer() -> str:
        show_in_place(key, said.place, view, person.language, ports)
        return key

    steps.run("answer", answer)


def said_back(understood: Understood, person: Person, ports: TalkPorts, *, in_thread: bool) -> View:
    """The answer to what is no draft."""
    if understood.command and ports.policy:
        return answer_policy(understood.command, person, ports)
    if understood.meaning in ("question", "policy"):
        return answer_by_clauses(understood.text, "", person, ports)
    if understood.meaning == "thanks":
        return Acknowledged()
    owner = ports.policy is not None and surely_has(person, "policy-owner", ports)
    return Help(ports.firm.called, in_thread, library=ports.policy is not None, owner=owner)


def _ask_what_it_is(card: Card, steps: Steps, ports: TalkPorts) -> None:
    def ask() -> str:
        ports.cards.keep(replace(card, state="question"))
        return post_once(card.id, card.place, AskWhatItIs(card.id), card.language, ports)

    steps.run("ask", ask)


def _show_instead(card: Card, view: View, ports: TalkPorts) -> str:
    show_in_place(card.id, card.place, view, card.language, ports)
    ports.cards.keep(card)
    return card.id
