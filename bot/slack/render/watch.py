"""What is told of incidents, samples, postings and disagreements: to officers, and to authors."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.ids import HANDLE_INCIDENT, READ_INCIDENT, SETTLE
from bot.slack.render.balance import balance_line
from bot.slack.render.fitting import Room, fit
from bot.slack.render.rich_text import (
    Block,
    Message,
    actions,
    bullets,
    button,
    data,
    header,
    paragraph,
    quotation,
    rich_text,
    said,
    section,
    when,
)
from bot.texts import say
from bot.usecases.matter_views import (
    DisagreementKept,
    DisagreementNews,
    DisagreementSettled,
    IncidentAlert,
    PostingKept,
    SampleDrawn,
    Step,
)

WatchView = (
    IncidentAlert | SampleDrawn | PostingKept | DisagreementKept | DisagreementNews | DisagreementSettled
)
_OBEYED = re.compile(r"[<>&*_~`|]+")
"""What means something to Slack where a text stands outside rich text."""
_NAME = 100


def draw_watch(view: WatchView, language: Language) -> Message:
    """The message that shows it."""
    return _DRAWN[type(view)](view, language)


def _alert(view: IncidentAlert, language: Language) -> Message:
    """Which rules, whose draft and since when; once it is handled, who did what."""
    state = "handled" if view.matter.state == "handled" else "open"
    author, rules = _plainly(view.author), _plainly(", ".join(view.titles))
    text = say(f"watch.incident.{state}.short", language, author=author, rules=rules)
    return Message(text, fit(lambda room: list(_alert_blocks(view, state, language, room))))


def _alert_blocks(view: IncidentAlert, state: str, language: Language, room: Room) -> Iterator[Block]:
    matter = view.matter
    yield header(f"{'🚨' if state == 'open' else '✔️'} {say(f'watch.incident.{state}', language)}")
    lines = [section(data(one_line(view.author), _NAME, "bold"), said(" · "), when(matter.opened_at))]
    lines.append(bullets(section(data(one_line(each), room.words)) for each in view.titles[: room.headings]))
    if matter.text_of == "own":
        lines.append(section(said(say("watch.incident.posted", language), "bold")))
    yield rich_text(*lines)
    for step in view.steps:
        if step.state == "handled":
            yield from _handled(step, language, room)
    row = [button(READ_INCIDENT, say("watch.incident.read", language), matter.id)]
    if state == "open":
        yield paragraph(say("watch.incident.about", language))
        row.append(button(HANDLE_INCIDENT, say("watch.incident.handle", language), matter.id, "primary"))
    yield actions(*row)


def _handled(step: Step, language: Language, room: Room) -> Iterator[Block]:
    by = say("watch.incident.by", language, name=one_line(step.by))
    done = [quotation(data(step.words, room.words * 2))] if step.words else []
    yield rich_text(section(data(by, _NAME * 2), said(" · "), when(step.at)), *done)


def _sample(view: SampleDrawn, language: Language) -> Message:
    """How many were drawn; that there is nothing to draw from."""
    if not view.drawn:
        text = say("watch.sample.none", language, days=view.days)
    else:
        text = say("watch.sample", language, drawn=view.drawn, of=view.of, days=view.days)
    return Message(text, [paragraph(text)])


def _posting(view: PostingKept, language: Language) -> Message:
    """How the posted text compares; of another text, what its review says and what to do."""
    text = say(f"watch.posting.{view.matter.state}", language)
    lines = [section(said(text, "bold"))]
    if view.matter.state == "differs":
        if view.verdict:
            verdict = say(f"verdict.{view.verdict}", language)
            lines.append(section(said(say("watch.posting.verdict", language, verdict=verdict))))
        lines.append(section(said(say(f"watch.posting.next.{view.verdict or 'unread'}", language))))
    if view.balance and view.balance.posts:
        lines.append(section(said(balance_line(view.balance, language))))
    return Message(text, [rich_text(*lines)])


def _disagreement(view: DisagreementKept, language: Language) -> Message:
    """That the policy owners have it, and that the finding stands meanwhile."""
    told = say("watch.disagreement.kept", language, title=one_line(view.title))
    return Message(say("watch.disagreement", language), [rich_text(section(data(told, Room().words)))])


def _news(view: DisagreementNews, language: Language) -> Message:
    """That somebody contests a rule; nothing of the draft."""
    text = say("watch.disagreement.news", language)
    title = section(
        data(one_line(view.title), Room().words, "bold"), said(" · "), when(view.matter.opened_at)
    )
    blocks = [rich_text(section(said(text)), title)]
    if view.matter.is_waiting:
        blocks.append(actions(button(SETTLE, say("watch.disagreement.settle", language), view.matter.id)))
    return Message(text, blocks)


def _settled(view: DisagreementSettled, language: Language) -> Message:
    """What the owners made of it, and in whose words."""
    state = "agreed" if view.matter.state == "agreed" else "stands"
    text, room = say(f"watch.settled.{state}", language), Room()
    lines = [section(said(text, "bold")), section(data(one_line(view.title), room.words))]
    lines.append(section(said(say(f"watch.settled.{state}.next", language))))
    if view.note:
        lines.append(section(data(say("watch.settled.by", language, name=one_line(view.by)), _NAME * 2)))
        lines.append(quotation(data(view.note, room.words * 2)))
    return Message(text, [rich_text(*lines)])


def _plainly(text: str) -> str:
    """For a notification: whatever a name holds, Slack reads no mention, link or mark in it."""
    return " ".join(_OBEYED.sub(" ", one_line(text)).split())[:_NAME]


_DRAWN: Mapping[type[Any], Callable[[Any, Language], Message]] = {
    IncidentAlert: _alert,
    SampleDrawn: _sample,
    PostingKept: _posting,
    DisagreementKept: _disagreement,
    DisagreementNews: _news,
    DisagreementSettled: _settled,
}
