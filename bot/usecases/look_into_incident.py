"""An officer reads the text of an incident, and says why; or closes it, and says what was done."""

from bot.domain.matters import Matter
from bot.usecases.asked_role import lacks_role
from bot.usecases.chat_ports import Job, Person, Steps
from bot.usecases.close_matter import close_matter, known_matter, matter_to_close
from bot.usecases.form_views import CannotOpen, FormView, ReadingForm, TextRead
from bot.usecases.matter_records import keep_reading
from bot.usecases.names_shown import name_of, titles_of
from bot.usecases.replay import archived_draft
from bot.usecases.report_incident import redraw_alert
from bot.usecases.talk import TalkPorts, archived_body_of


def answer_reading(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Show the text on the page that is open before them, once it is kept that they read it, and why."""

    def show() -> str:
        ports.messenger.fill_form(
            job.received.form.get("view", ""), _read(job, person, ports), person.language
        )
        return job.received.card

    steps.run("show the text", show)


def _read(job: Job, person: Person, ports: TalkPorts) -> FormView:
    sent = job.received
    if lacks_role("compliance-officer", "read", sent, person, ports):
        return CannotOpen("role")
    matter = known_matter(sent.card, "incident", sent.place.team, ports)
    text = _text_of(matter, ports) if matter else ""
    if matter is None or not text:
        return CannotOpen("gone")
    why = sent.form.get("why", "").strip()
    if not why:
        return ReadingForm(matter)
    keep_reading(matter, person, why, sent.event, ports)
    titles = titles_of(matter.rules, person.language, ports)
    return TextRead(matter, text, name_of(matter.author, ports), titles)


def _text_of(matter: Matter, ports: TalkPorts) -> str:
    """What was reviewed; "" once erased."""
    body = archived_body_of(matter.review, ports)
    return archived_draft(body).text if body else ""


def answer_handling(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Close the entry with what was done; its alert says who, when and what. Nobody closes their own."""

    def handle() -> str:
        matter = matter_to_close("compliance-officer", "handle", "incident", job, person, ports)
        if matter is None:
            return ""
        done = job.received.form.get("done", "").strip()
        closed = close_matter(matter, "handled", {"done": done}, job, person, ports)
        if closed:
            redraw_alert(closed, ports)
        return matter.id

    steps.run("close the incident", handle)
