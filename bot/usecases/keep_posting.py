"""An author says what was posted in the end: it is archived, compared, and reviewed where it is another
text."""

from datetime import date

from bot.domain.clauses import text_fingerprint
from bot.domain.draft import DraftRefused, accept_draft
from bot.domain.matters import Matter
from bot.domain.posting import day_posted, is_link
from bot.usecases.asked_role import is_not_author
from bot.usecases.balance_ports import PostedText
from bot.usecases.chat_ports import Card, Job, Person, Steps
from bot.usecases.matter_records import open_matter
from bot.usecases.matter_views import NotDone, PostingKept
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.posted_text import how_posted, text_to_post
from bot.usecases.replay import archived_draft
from bot.usecases.report_incident import alert_compliance
from bot.usecases.review_to_post import review_to_post
from bot.usecases.show_card import refresh_card
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_author import tell_author
from bot.usecases.tell_sender import tell_sender
from bot.usecases.weigh_balance import balance_now, nature_of_text


def answer_posting(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Keep what was posted, compared with what was reviewed or approved; the author is told there."""
    card = ports.cards.card(job.received.card)

    def keep() -> str:
        matter = _kept(card, job, person, ports) if card else None
        if card is None or matter is None:
            view = NotDone("gone", ask=whom_to_ask(ports))
            tell_sender(view, job, person, ports)
            return ""
        return matter.id

    def show() -> str:
        matter = ports.matters.matter(posting_id(job))
        if card and matter:
            tell_author(f"matter:{matter.id}", card, _told(matter, ports), ports)
            refresh_card(card.id, ports)
        return matter.id if matter else ""

    if steps.run("keep the posting", keep) and card:
        steps.run("tell the author", show)
        alert_compliance(card, steps, ports)


def posting_id(job: Job) -> str:
    """The opaque id of what that form tells."""
    return f"P{text_fingerprint(job.received.event)[:20]}"


def _kept(card: Card, job: Job, person: Person, ports: TalkPorts) -> Matter | None:
    """The matter, closed and archived with what the author wrote; None where there is nothing to compare
    with, or the card is somebody else's."""
    if is_not_author(card.author, "posted", job.received, person, ports):
        return None
    known = ports.matters.matter(posting_id(job))
    # A long text is not in the form: left empty, it is the one that was to be posted.
    text = job.received.text if job.received.text.strip() else text_to_post(card, ports)
    if not text:
        return None
    now = ports.clock.now()
    state = known.state if known else how_posted(card, text, now, ports)
    review = _reviewed(text, card, job, person, ports) if state == "differs" else card.review
    words = _words(text, job, ports)
    matter = Matter(
        posting_id(job), "posting", card.place.team, card.author, card.id, review, state, now, person.id,
        card.language, text_of="own", fingerprint=text_fingerprint(text), closed_by=person.id, closed_at=now,
        event=job.received.event,
    )  # fmt: skip
    kept = open_matter(matter, person, words, ports)
    _weigh(card, text, words["day"], ports)
    return kept


def _weigh(card: Card, text: str, day: str, ports: TalkPorts) -> None:
    """What it is to its reader, for the balance of its author; of the draft as its author said last."""
    shown = archived_body_of(card.review, ports)
    if shown is None:
        return
    nature = nature_of_text(text, archived_draft(shown), ports.desk())
    posted = date.fromisoformat(day) if day else ports.clock.now().date()
    ports.posted.keep(PostedText(card.id, card.place.team, card.author, posted, card.platform, nature))


def _words(text: str, job: Job, ports: TalkPorts) -> dict[str, str]:
    """What was posted, where and when; a link or a day that cannot be one is not kept."""
    form = job.received.form
    link, day = form.get("link", "").strip(), day_posted(form.get("day", ""), ports.clock.now())
    return {"text": text, "link": link if is_link(link) else "", "day": day.isoformat() if day else ""}


def _reviewed(text: str, card: Card, job: Job, person: Person, ports: TalkPorts) -> str:
    """The id of the archived review of another text than those that were shown; "" where it cannot be read.

    It is what a review of the card with that text would be, and nothing is offered in its place.
    """
    review_id = f"{card.review}.posted.{text_fingerprint(job.received.event)[:8]}"
    shown = archived_body_of(card.review, ports)
    if shown is None:
        return ""
    try:
        accept_draft(text, archived_draft(shown).platform)
    except DraftRefused:
        return ""
    review_to_post(text, review_id, card, person, shown, ports)
    return review_id


def _told(matter: Matter, ports: TalkPorts) -> PostingKept:
    body = archived_body_of(matter.review, ports) if matter.state == "differs" and matter.review else None
    verdict = body["review"]["verdict"] if body else None
    return PostingKept(matter, verdict, balance_now(matter.team, matter.author, ports))
