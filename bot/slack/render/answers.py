"""Answers that are no review: clauses for a question, help, a question back, a word back."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.ids import WAS_A_DRAFT, WAS_A_QUESTION
from bot.slack.render.fitting import Room, fit
from bot.slack.render.quoting import clause_quotation, contact
from bot.slack.render.rich_text import (
    Block,
    Message,
    bullets,
    buttons,
    data,
    header,
    paragraph,
    rich_text,
    said,
    section,
    to_copy,
)
from bot.texts import say
from bot.usecases.views import (
    Acknowledged,
    AnsweredByClauses,
    AnsweredInConversation,
    AskWhatItIs,
    Help,
    YourDraft,
)

_WAYS = ("draft", "anywhere", "question", "thread", "approval", "examples", "unread", "private")
_WAYS_IN_THREAD = ("thread", "question", "approval", "unread")


def draw_answered_by_clauses(view: AnsweredByClauses, language: Language) -> Message:
    """The clauses that answer a question, or whom to ask, in the language of the question."""
    spoken = view.language or language
    text = say("slack.answer" if view.clauses else "slack.answer.none", spoken)
    return Message(text, fit(lambda room: list(_answered(view, text, spoken, room))))


def _answered(view: AnsweredByClauses, text: str, language: Language, room: Room) -> Iterator[Block]:
    yield paragraph(text, "bold")
    if view.text:
        yield rich_text(
            section(data(say("model.explains", language, why=one_line(view.text)), room.words * 2))
        )
    for clause in view.clauses[: room.problems]:
        yield rich_text(clause_quotation(clause, language, room))
    ask = contact(view.ask, language, room.words)
    asking = say("slack.answer.ask" if view.clauses else "slack.ask", language, ask=ask)
    yield rich_text(section(data(asking, room.words * 2)))
    if view.card:
        yield buttons(view.card, (WAS_A_DRAFT, say("slack.button.draft", language)))


def draw_help(view: Help, language: Language) -> Message:
    """What the bot does and how to talk to it; `firm` is the firm's name."""
    title = say("slack.help.title", language)
    about = data(say("slack.help.about", language, firm=one_line(view.firm)), Room().words)
    ways = [section(said(say(f"slack.help.{each}", language))) for each in _ways(view)]
    return Message(title, [header(title), rich_text(section(about), bullets(ways))])


def _ways(view: Help) -> Iterator[str]:
    for each in _WAYS_IN_THREAD if view.in_thread else _WAYS:
        yield each
        if each == "question" and not view.in_thread:
            yield from ["library"] * view.library + ["owner"] * view.owner


def draw_question_back(view: AskWhatItIs, language: Language) -> Message:
    """Whether a reply is a new version of the draft, or a question."""
    text = say("slack.what-is-it", language)
    version = (WAS_A_DRAFT, say("slack.button.version", language))
    question = (WAS_A_QUESTION, say("slack.button.a-question", language))
    return Message(text, [paragraph(text), buttons(view.card, version, question)])


def draw_acknowledged(view: Acknowledged, language: Language) -> Message:
    """A word back."""
    text = say("slack.acknowledged.above" if view.above else "slack.acknowledged", language)
    return Message(text, [paragraph(text)])


def draw_your_draft(view: YourDraft, language: Language) -> Message:
    """The draft that a command brought, as it is; a very long one is cut where a reader sees it."""
    if view.protected:
        text = say("slack.your-draft.protected", language)
        return Message(text, [paragraph(text)])
    text = say("slack.your-draft", language)
    return Message(
        text, fit(lambda room: [paragraph(text, "bold"), rich_text(to_copy(data(view.text, room.rewrite)))])
    )


def draw_answered_in_conversation(view: AnsweredInConversation, language: Language) -> Message:
    """Where the review of that draft is, or what was asked of the policies."""
    draft = view.what == "draft"
    text = say("slack.in-conversation" if draft else "policy.in-conversation", language)
    return Message(text, [paragraph(text)])
