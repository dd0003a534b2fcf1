"""What stands above a review: what to do at once about client data, and how matters with compliance stand."""

from collections.abc import Iterator

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Language
from bot.domain.matters import Matter
from bot.domain.showing import one_line
from bot.slack.render.fitting import Room
from bot.slack.render.quoting import contact
from bot.slack.render.rich_text import (
    Block,
    Element,
    bullets,
    data,
    header,
    rich_text,
    said,
    section,
    when,
)
from bot.texts import say
from bot.usecases.matter_views import IncidentNotice
from bot.usecases.views import Reviewed

_NAME = 100


def incident_notice(
    notice: IncidentNotice, has_message: bool, language: Language, room: Room
) -> Iterator[Block]:
    """What to delete and whom to tell within the hour; `has_message`: there is one of theirs to delete."""
    yield header(f"🚨 {say('card.incident', language)}")
    ask = contact(notice.ask, language, room.words)
    todo = [
        section(said(say("card.incident.delete" if has_message else "card.incident.delete.aside", language))),
        section(data(say("card.incident.tell", language, ask=ask), room.words * 2)),
    ]
    about = [section(said(say(f"card.incident.{notice.kind}", language), "bold")), bullets(todo)]
    if notice.alerted:
        about.append(section(said(say("card.incident.alerted", language))))
    yield rich_text(*about)


def matter_lines(view: Reviewed, language: Language, room: Room) -> list[Element]:
    """How each matter stands that its author has to know of, a line each, the newest first."""
    lines = (_line(each, view, language, room) for each in _told(view.matters))
    return [section(*each) for each in lines if each]


def _told(matters: tuple[Matter, ...]) -> list[Matter]:
    """The newest of each kind and what still waits, without what is not the author's to know of here."""
    told: list[Matter] = []
    for each in matters:
        newest = each.kind not in {other.kind for other in told}
        if each.kind in ("request", "posting", "disagreement", "good-post") and (newest or each.is_waiting):
            told.append(each)
    return told[:5]


def _line(matter: Matter, view: Reviewed, language: Language, room: Room) -> list[list[Element]]:
    if matter.kind == "request":
        return list(_request(matter, view, language))
    if matter.kind == "disagreement":
        titles = {rule.id: one_line(rule.title.in_language(language)) for rule in view.policies.rules}
        title = ", ".join(titles.get(each, each) for each in matter.rules)
        return [data(say(f"card.disagreement.{matter.state}", language, title=title), room.words)]
    if matter.kind == "good-post":
        return [said(say(f"good-post.card.{matter.state}", language))]
    line = said(say(f"card.posting.{matter.state}", language))
    return [said(f"{say('card.posting', language)} "), when(matter.opened_at), said(": "), line]


def _request(matter: Matter, view: Reviewed, language: Language) -> Iterator[list[Element]]:
    """How it stands, by whom, and until when an approval counts; whom nobody can name is compliance."""
    officer = matter.taken_by if matter.is_waiting else matter.closed_by
    name = one_line(view.people.get(officer, "")) or say("card.compliance", language)
    taken = "-taken" if matter.state == "open" and matter.taken_by in view.people else ""
    what = say(f"card.text-of.{_text_of(matter, view)}", language)
    state = say(f"card.request.{matter.state}{taken}", language, name=name, what=what)
    yield data(state[:1].upper() + state[1:], 3 * _NAME)
    if matter.state in ("approved", "changed") and matter.good_until:
        yield said(f" {say('card.until', language)} ")
        yield when(matter.good_until)
        yield said(".")
    elif matter.state == "open":
        yield said(f" {say('card.since', language)} ")
        yield when(matter.opened_at)
        yield said(".")


def _text_of(matter: Matter, view: Reviewed) -> str:
    """Which text it is about: of a version that the card shows no more, that it is an earlier one."""
    if matter.text_of != "rewrite":
        return matter.text_of or "draft"
    shown = view.review.rewrite
    return "rewrite" if shown and text_fingerprint(shown.text) == matter.fingerprint else "rewrite-earlier"
