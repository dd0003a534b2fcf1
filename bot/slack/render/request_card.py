"""A request in the compliance channel: what is to be decided, what its review says, what happened so far."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.matters import MatterState
from bot.domain.showing import one_line, showable
from bot.slack.ids import APPROVE, APPROVE_CHANGED, ASK_AUTHOR, REJECT, TAKE_REQUEST
from bot.slack.render.card_problems import problems
from bot.slack.render.fitting import Room, beginning, fit
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    actions,
    bullets,
    button,
    data,
    divider,
    header,
    paragraph,
    rich_text,
    said,
    section,
    to_copy,
    when,
)
from bot.texts import say
from bot.usecases.matter_views import RequestCard, Step

_LONGEST_FIELD = 3_000
_SYMBOLS: dict[MatterState, str] = {
    "open": "🔷", "asked": "💬", "approved": "✅", "changed": "✅", "rejected": "⛔", "void": "⚪",
}  # fmt: skip
"""The words beside them say the same."""


def draw_request_card(view: RequestCard, language: Language) -> Message:
    """The request as it stands: with buttons while it waits, else with who decided, when and why."""
    state = view.matter.state
    text = say(f"request.title.{state}", language)
    title = f"{_SYMBOLS[state]} {text}"
    return Message(text, fit(lambda room: [header(title), *_request(view, language, room)]))


def _request(view: RequestCard, language: Language, room: Room) -> Iterator[Block]:
    yield rich_text(*_about(view, language, room))
    happened = section(said(say("request.steps", language), "bold"))
    history = [rich_text(happened, bullets(_history(view, language, room)))]
    texts = [rich_text(*_texts(view, language, room))] if view.text else []
    # What was decided stands above what it was decided about.
    yield from [*texts, *history] if view.matter.is_waiting else [*history, *texts]
    yield from _review(view, language, room)
    if view.matter.is_waiting:
        yield from _buttons(view, language)


def _about(view: RequestCard, language: Language, room: Room) -> Iterator[Element]:
    """Who asks, when it goes out, who looks after it, until when an approval counts; why they ask."""
    matter, name = view.matter, room.words // 3
    platform = say(f"slack.platform.{view.review.draft.platform}", language) if view.review else ""
    what = (matter.text_of or "draft") if view.review else "erased"
    asks = say(f"request.about.{what}", language, author=one_line(view.author), platform=platform)
    lines = [data(asks, name * 2, "bold")]
    if matter.due:
        lines += [said(f"\n{say('request.due', language)} "), when(matter.due)]
    if matter.good_until and matter.state in ("approved", "changed"):
        lines += [said(f"\n{say('request.until', language)} "), when(matter.good_until)]
    if view.taken_by and matter.is_waiting:
        taken = say("request.taken", language, officer=one_line(view.taken_by))
        lines += [said("\n"), data(taken, name)]
    lines.append(said(f"\n{_before(view, language)}"))
    yield section(*lines)
    asked = next((each.words for each in view.steps if each.state == "open"), "")
    if asked:
        yield section(said(f"{say('request.why', language)}: ", "bold"), data(asked, room.words * 3))
    if view.files:
        names = ", ".join(map(one_line, view.files))
        yield section(data(say("request.files", language, names=names), room.words))


def _before(view: RequestCard, language: Language) -> str:
    if not view.before:
        return say("request.before.none", language)
    counts = (say(f"request.before.{state}", language, count=count) for state, count in view.before)
    return say("request.before", language, counts=", ".join(counts))


def _texts(view: RequestCard, language: Language, room: Room) -> Iterator[Element]:
    """The text that is decided about, and the officer's own: as much of them as of nothing else."""
    most = room.rewrite // (2 if view.changed_to else 1)
    label = say("request.text" if view.matter.is_waiting else "request.text.closed", language)
    yield section(said(label, "bold"))
    cut = say("request.only-the-beginning", language)
    yield from text_or_beginning(view.text, most, cut)
    if view.changed_to:
        yield section(said(say("request.text.changed", language), "bold"))
        yield from text_or_beginning(view.changed_to, most, cut)


def text_or_beginning(text: str, most: int, cut: str) -> Iterator[Element]:
    """A text to be copied; where it does not fit, its beginning and `cut`, which says so."""
    whole = showable(text)
    shown = beginning(whole, most)
    yield to_copy(data(shown, most))
    if shown != whole:
        yield section(said(cut, "italic"))


def _history(view: RequestCard, language: Language, room: Room) -> list[Element]:
    """The steps, oldest first; of many the last."""
    return [section(*_step(each, language, room)) for each in view.steps[-room.headings :]]


def _step(step: Step, language: Language, room: Room) -> Iterator[list[Element]]:
    yield when(step.at)
    line = say(f"request.step.{step.state}", language, by=one_line(step.by))
    yield data(f" · {line}", room.words // 2)
    if step.words and step.state != "open":
        yield said("\n")
        yield data(step.words, room.words * 2, "italic")


def _review(view: RequestCard, language: Language, room: Room) -> Iterator[Block]:
    """The verdict, the problems with their clauses, what was not read, and the other text of the review."""
    review = view.review
    if review is None:
        return
    own = view.matter.text_of == "own"
    verdict = say(f"verdict.{review.verdict}", language)
    yield divider()
    yield paragraph(say("request.review.own" if own else "request.review", language, verdict=verdict), "bold")
    yield from problems(review.findings, view.policies, language, room)
    if review.not_reviewed:
        parts = ", ".join(say(f"part.{part}", language) for part in review.not_reviewed)
        yield paragraph(say("not-reviewed", language, parts=parts), "italic")
    if own:
        return
    if view.matter.text_of == "rewrite":
        yield _other(say("request.draft", language), review.draft.text, room)
    elif review.rewrite:
        label = say("proposal" if review.rewrite.proposal else "rewrite", language)
        yield _other(label, review.rewrite.text, room)


def _other(label: str, text: str, room: Room) -> Block:
    shown = data(beginning(showable(text), room.draft), room.draft)
    return rich_text(section(said(label, "bold")), to_copy(shown))


def fits_a_field(text: str) -> bool:
    """Whether an officer can change it in a form, where what is beyond the Basic Multilingual Plane counts
    twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= _LONGEST_FIELD


def _buttons(view: RequestCard, language: Language) -> Iterator[Block]:
    """A text that is too long for a form is not changed there."""
    matter = view.matter.id
    row = [button(APPROVE, say("request.button.approve", language), matter, "primary")]
    if fits_a_field(view.text):
        row.append(button(APPROVE_CHANGED, say("request.button.change", language), matter))
    row.append(button(REJECT, say("request.button.reject", language), matter, "danger"))
    row.append(button(ASK_AUTHOR, say("request.button.ask", language), matter))
    yield actions(*row)
    taken = bool(view.matter.taken_by)
    label = say("request.button.take-over" if taken else "request.button.take", language)
    yield actions(button(TAKE_REQUEST, label, matter))
