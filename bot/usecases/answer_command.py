"""Answer a command: in private where it was typed, and a draft in the person's conversation with the bot."""

from bot.domain.conversation import Understood, understand, understand_policy
from bot.usecases.answer_message import said_back
from bot.usecases.chat_ports import CannotShow, Card, Job, Person, Place, Steps, TryLater
from bot.usecases.policy_views import ChooseFile, GoingBack, PolicyChanges
from bot.usecases.post_once import post_once
from bot.usecases.review_draft import review_draft
from bot.usecases.talk import TalkPorts, card_id
from bot.usecases.views import AnsweredInConversation, NotReviewed, View, YourDraft

_SEEN = "ephemeral"
"""Stands in the outbox for the `ts` of what was answered where it was asked: such a message has none."""


_WITH_BUTTONS = (ChooseFile, GoingBack, PolicyChanges)
"""What changes once a button is pressed: what is seen where a command was typed cannot be changed."""


def answer_command(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """`/policy`: a question is answered with clauses. `/vigie`: a draft is reviewed as if it was written."""
    understood = _understood(job)
    if understood.meaning == "draft":
        _review_in_conversation(job, person, steps, ports)
        return

    def answer() -> str:
        view = said_back(understood, person, ports, in_thread=False)
        if isinstance(view, _WITH_BUTTONS):
            return _answer_in_conversation(job, view, person, ports)
        return answer_privately(job, view, person, ports)

    steps.run("answer", answer)


def refuse_command(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """A guest is told whom to ask, where they asked: nothing is read, nothing is archived."""

    def refuse() -> str:
        return answer_privately(job, NotReviewed("guest", ask=ports.firm.ask), person, ports)

    steps.run("refuse", refuse)


def answer_privately(job: Job, view: View, person: Person, ports: TalkPorts) -> str:
    """Show it to who typed the command and to nobody else; where that cannot be done, in their conversation.

    What is shown where a command was typed can neither be found again nor replaced (Slack shows it a second
    time: bolt-js issue 2287), so that this is tried once. Whoever was cut off in the middle may have the
    answer twice, in two places, and never has none. Raises `TryLater`, `CannotShow`.
    """
    if not _shown_where_asked(job, view, person, ports):
        _post_in_conversation(job, view, person, ports)
    return _key(job)


def _answer_in_conversation(job: Job, view: View, person: Person, ports: TalkPorts) -> str:
    """Show it in their conversation; where the command was typed, one line says so unless that is there."""
    if _post_in_conversation(job, view, person, ports) != job.received.place.channel:
        _shown_where_asked(job, AnsweredInConversation("policies"), person, ports)
    return _key(job)


def _post_in_conversation(job: Job, view: View, person: Person, ports: TalkPorts) -> str:
    """The channel of the conversation."""
    channel = ports.messenger.conversation_with(person.id)
    conversation = Place(job.received.place.team, channel, "")
    post_once(f"{_key(job)}:conversation", conversation, view, person.language, ports)
    return channel


def _understood(job: Job) -> Understood:
    said = job.received
    if said.choice == "policy":
        return understand_policy(said.text)
    return understand(said.text) if said.text.strip() else Understood("help")


def _review_in_conversation(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The draft is shown in the conversation first: its review hangs from it, and so do the replies."""
    said = job.received

    def open_conversation() -> list[str]:
        channel = ports.messenger.conversation_with(person.id)
        place = Place(said.place.team, channel, "")
        return [channel, post_once(_key(job), place, YourDraft(said.text), person.language, ports)]

    channel, draft = steps.run("show the draft", open_conversation)
    place = Place(said.place.team, channel, draft)
    card = ports.cards.card(card_id(job)) or Card(
        card_id(job), place, draft, person.id, said.event, "linkedin", person.language
    )
    steps.run("say where", lambda: _shown_where_asked(job, AnsweredInConversation(), person, ports))
    review_draft(card, said.text, person, job, steps, ports)


def _shown_where_asked(job: Job, view: View, person: Person, ports: TalkPorts) -> bool:
    said = job.received
    known = ports.outbox.intend(f"{_key(job)}:there", said.place, ports.clock.now())
    if known.intended_before or not said.reply_to:
        return known.ts is not None
    try:
        ports.messenger.answer_command(said.reply_to, view, person.language)
    except (TryLater, CannotShow) as trouble:
        ports.note("command.not-answered-there", received=said.event, why=trouble.why)
        return False
    ports.outbox.posted(f"{_key(job)}:there", _SEEN, ports.clock.now())
    return True


def _key(job: Job) -> str:
    """The key of what a command is answered with."""
    return f"command:{card_id(job)}"
