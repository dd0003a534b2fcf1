"""Figures as a picture and a table: given to an officer or an owner who asks, and with the weekly digest."""

from datetime import timedelta
from typing import Protocol

from bot.domain.draft import Language
from bot.usecases.chat_ports import CannotShow, Job, Messenger, Outbox, Person, Place, Steps
from bot.usecases.coaching_views import FiguresShown
from bot.usecases.figures_ports import FigureDrawings, FigureFiles
from bot.usecases.home import show_home_again
from bot.usecases.matter_records import keep_refusal
from bot.usecases.matter_views import NotDone, OfficersOnly
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.ports import Clock
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_figures import WEEKS, figures_of, named
from bot.usecases.tell_sender import tell_sender

_NOT_ALLOWED = ("missing_scope", "file_uploads_disabled", "posting_to_channel_denied", "access_denied")
"""What the operator or Slack's administrator has to change before any file can be given."""


class SharePorts(Protocol):
    """What giving the files needs."""

    @property
    def figures(self) -> FigureDrawings:
        """Who draws them."""

    @property
    def messenger(self) -> Messenger:
        """Who gives them."""

    @property
    def outbox(self) -> Outbox:
        """What was given."""

    @property
    def clock(self) -> Clock:
        """When."""


def send_figures(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """The figures of the page as files, in the conversation of who asks; for officers and owners."""

    def send() -> str:
        pressed = job.received
        if not any(ports.roles.has(person.id, role) for role in ("compliance-officer", "policy-owner")):
            keep_refusal("figures", pressed.place.team, person, "figures", pressed.event, ports)
            tell_sender(OfficersOnly("figures", whom_to_ask(ports)), job, person, ports)
            return ""
        counted = figures_of(pressed.place.team, ports.clock.now(), WEEKS, ports)
        if counted.is_nothing:
            show_home_again("figures", person, pressed.place.team, ports)
            return ""
        shown = named(counted, ports.desk().policies, person.language)
        place = Place(pressed.place.team, ports.messenger.conversation_with(person.id), "")
        try:
            share_figures(f"figures-for:{pressed.event}", place, shown, person.language, ports)
        except CannotShow as refused:
            if refused.why not in _NOT_ALLOWED:
                raise
            ports.note("figures.not-given", why=refused.why)
            tell_sender(NotDone("no-files"), job, person, ports)
        return pressed.event

    steps.run("send the figures", send)


def share_figures(key: str, place: Place, shown: FiguresShown, language: Language, ports: SharePorts) -> None:
    """Give both files there, unless `key` is known to have been given: cut off in between, they may come
    twice and are never lost. Raises `TryLater`, `CannotShow`."""
    if ports.outbox.intend(key, place, ports.clock.now()).ts:
        return
    drawn, last = ports.figures, shown.figures.end - timedelta(days=1)
    files = FigureFiles(
        drawn.picture(shown, language), drawn.in_words(shown, language), drawn.table(shown, language),
        f"vigie-{shown.figures.start:%Y-%m-%d}-{last:%Y-%m-%d}",
    )  # fmt: skip
    given = ports.messenger.share_figures(place, files, language)
    ports.outbox.posted(key, given, ports.clock.now())
