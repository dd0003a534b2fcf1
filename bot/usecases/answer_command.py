"""Answer a command, a shortcut or a mention: to the person alone, where it happened."""

from collections.abc import Callable

from bot.domain.conversation import Understood, understand, understand_policy
from bot.domain.good_posts import read_search
from bot.usecases.answer_message import said_back
from bot.usecases.chat_ports import Job, Person, Steps
from bot.usecases.find_good_posts import search_good_posts
from bot.usecases.matter_views import HowToMention
from bot.usecases.policy_views import ChooseFile, GoingBack, PolicyChanges
from bot.usecases.review_aside import review_aside
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_there import answer_privately, post_in_conversation, shown_there
from bot.usecases.views import AnsweredInConversation, NotReviewed, View

_WITH_BUTTONS = (ChooseFile, GoingBack, PolicyChanges)
"""What changes once a button is pressed: what is seen where a command was typed cannot be changed."""


def answer_command(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """`/policy`: a question is answered with clauses. `/vigie`: a draft is reviewed, or good posts are looked
    for."""
    said = job.received
    searched = read_search(said.text) if said.choice == "review" else None
    if searched is not None:
        _answer(
            job, lambda: search_good_posts(searched, person, said.place.team, ports), person, steps, ports
        )
        return
    understood = _understood(job)
    if understood.meaning == "draft":
        review_aside(job, job.received.text, person, steps, ports)
        return
    _answer(job, lambda: said_back(understood, person, ports, in_thread=False), person, steps, ports)


def answer_shortcut(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The message from whose menu it was asked is a draft, whoever wrote it and whatever it says; without
    one, the form was asked for and could not be opened: how to give a draft."""
    if job.received.reply_to or job.received.text:
        review_aside(job, job.received.text, person, steps, ports)
        return
    _answer(job, lambda: said_back(Understood("help"), person, ports, in_thread=False), person, steps, ports)


def answer_mention(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """What stands beside the mention is a draft or a question; where it is neither, how to mention."""
    said = job.received
    understood = understand(said.text) if said.text.strip() else Understood("help")
    if understood.meaning == "draft":
        review_aside(job, said.text, person, steps, ports)
    elif understood.meaning in ("question", "policy"):
        _answer(job, lambda: said_back(understood, person, ports, in_thread=False), person, steps, ports)
    else:
        _answer(job, HowToMention, person, steps, ports)


def refuse_command(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """A guest is told whom to ask, where they asked: nothing is read, nothing is archived."""

    def refuse() -> str:
        return answer_privately(job, NotReviewed("guest", ask=ports.firm.ask), person, ports)

    steps.run("refuse", refuse)


def _understood(job: Job) -> Understood:
    said = job.received
    if said.choice == "policy":
        return understand_policy(said.text)
    return understand(said.text) if said.text.strip() else Understood("help")


def _answer(job: Job, view: Callable[[], View], person: Person, steps: Steps, ports: TalkPorts) -> None:
    def answer() -> str:
        made = view()
        if isinstance(made, _WITH_BUTTONS):
            return _answer_in_conversation(job, made, person, ports)
        return answer_privately(job, made, person, ports)

    steps.run("answer", answer)


def _answer_in_conversation(job: Job, view: View, person: Person, ports: TalkPorts) -> str:
    """Show it in their conversation; where it was asked, one line says so unless that is there."""
    conversation = post_in_conversation(job, view, person, ports)
    if conversation.channel != job.received.place.channel:
        shown_there(job, AnsweredInConversation("policies"), person, ports)
    return conversation.channel
