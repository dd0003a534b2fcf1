"""Post a notice, and end one: policy owners, asked at every act."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from bot.domain.notices import MOST_TEXT, MOST_TITLE, Notice, NoticeKind, words_in
from bot.usecases.asked_role import lacks_role, refused_role
from bot.usecases.chat_ports import Job, Person, Received, Steps
from bot.usecases.form_views import CannotOpen, NoticeForm
from bot.usecases.home import show_home_again
from bot.usecases.matter_views import NotDone
from bot.usecases.names_shown import whom_to_ask
from bot.usecases.notices import Board, change_board, notice_id
from bot.usecases.policy_roles import on_record
from bot.usecases.talk import TalkPorts
from bot.usecases.tell_sender import tell_sender

_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(9999, 12, 1)
"""Between these any day is one by every clock."""
_MOST = 30
"""Notices at a time: who posts more is not read any more."""


def notice_form(received: Received, person: Person, ports: TalkPorts) -> NoticeForm | CannotOpen:
    """A new notice, for owners."""
    if lacks_role("policy-owner", "notice", received, person, ports):
        return CannotOpen("role")
    return NoticeForm(_today(person, ports).isoformat())


def answer_notice(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Post it; safe to repeat."""

    def post() -> str:
        if refused_role("policy-owner", "notice", job, person, ports):
            return ""
        notice = _asked(job.received, person, ports)
        if notice is None or not change_board(
            job, lambda board: _with(board, notice), person, "posted", ports
        ):
            tell_sender(NotDone("gone", ask=whom_to_ask(ports)), job, person, ports)
            return ""
        return notice.id

    steps.run("post the notice", post)


def end_notice(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """It holds no more, from now on; one that is over already stays over."""

    def end() -> bool:
        if refused_role("policy-owner", "notice", job, person, ports):
            return False
        wanted, now = job.received.card, ports.clock.now()

        def without(board: Board) -> Board:
            return tuple(
                each.ended(now, on_record(person)) if each.id == wanted and not each.ended_at else each
                for each in board
            )

        return change_board(job, without, person, "ended", ports)

    if steps.run("end the notice", end):
        team = job.received.place.team
        steps.run("show the page", lambda: show_home_again("library", person, team, ports))


def _with(board: Board, notice: Notice) -> Board:
    known = any(each.id == notice.id for each in board)
    return board if known or len(board) >= _MOST else (*board, notice)


def _asked(said: Received, person: Person, ports: TalkPorts) -> Notice | None:
    """As the form says it; None for one that the form would have refused."""
    form, zone = said.form, _zone(person)
    title, text = " ".join(form.get("title", "").split())[:MOST_TITLE], said.text.strip()[:MOST_TEXT]
    words, days = words_in(form.get("words", "")), days_of(said)
    if not (title and text and words and days):
        return None
    since = max(datetime.combine(days[0], time(), zone).astimezone(UTC), ports.clock.now())
    until = datetime.combine(days[1] + timedelta(days=1), time(), zone).astimezone(UTC)
    kind: NoticeKind = "position" if form.get("kind") == "position" else "silence"
    return Notice(notice_id(said), kind, title, text, words, since, until, on_record(person))


def days_of(said: Received) -> tuple[date, date] | None:
    """The first and the last day, None where they are none, in the wrong order, or at the end of time."""
    try:
        first, last = (date.fromisoformat(said.form.get(each, "")) for each in ("since", "until"))
    except ValueError:
        return None
    return (first, last) if _FIRST_DAY <= first <= last <= _LAST_DAY else None


def _zone(person: Person) -> timezone:
    return timezone(timedelta(seconds=person.utc_offset or 0))


def _today(person: Person, ports: TalkPorts) -> date:
    return ports.clock.now().astimezone(_zone(person)).date()
