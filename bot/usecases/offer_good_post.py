"""An author offers a text that passed, for colleagues to learn from; and takes it back whenever they wish.

Nobody but its author can offer it, and what is kept says of which text they agreed that it is read.
"""

from dataclasses import replace

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter
from bot.usecases.asked_role import is_not_author
from bot.usecases.chat_ports import CannotShow, Card, Job, Person, Received, Steps
from bot.usecases.close_matter import known_matter
from bot.usecases.form_views import CannotOpen, FormView
from bot.usecases.good_post_meanings import keep_what_it_means
from bot.usecases.good_post_views import GoodPostForm, GoodPostNews, GoodPostTold
from bot.usecases.good_posts import Passed, passed_text, words_to_keep
from bot.usecases.home import show_home_again
from bot.usecases.matter_records import open_matter, words_of
from bot.usecases.matter_views import NotDone
from bot.usecases.move_matter import NotMoved, id_or_told, move_matter
from bot.usecases.names_shown import name_of, whom_to_ask
from bot.usecases.post_in_channel import is_posted, show_in_channel
from bot.usecases.replay import archived_day, made_again
from bot.usecases.request_text import is_seen_as, seen_as
from bot.usecases.show_card import refresh_card
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_author import tell_author
from bot.usecases.tell_sender import tell_sender
from bot.usecases.tell_there import tell_presser

_OFFERED = ("open", "accepted")


def offer_form(received: Received, person: Person, ports: TalkPorts) -> FormView:
    """The text that would be offered, and who would read it; for the author of the card alone."""
    card = ports.cards.card(received.card)
    if card is None:
        return CannotOpen("gone")
    if is_not_author(card.author, received.button, received, person, ports):
        return CannotOpen("role")
    found = _passed(card, ports)
    if found is None:
        return CannotOpen("not-offered")
    text = found[0].text
    return GoodPostForm(card.id, text, seen_as("own", text), ports.firm.called)


def answer_offer(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Keep it for the policy owners, with what its author agreed to; the author is told in the thread."""

    def keep() -> str:
        card = ports.cards.card(job.received.card)
        matter = _kept(card, job, person, ports) if card else None
        if matter is None:
            tell_sender(NotDone("changed", ask=whom_to_ask(ports)), job, person, ports)
        return matter.id if matter else ""

    if matter_id := steps.run("keep the offer", keep):
        show_how_it_stands(matter_id, steps, ports)


def take_back(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """Nobody reads it from now on, whatever was decided; for its author alone."""

    def take() -> str:
        return id_or_told(
            lambda: _taken_back(job, person, ports), lambda why: tell_presser(job, why, person, ports), ports
        )

    at_home, team = job.received.place.channel == person.id, job.received.place.team
    if matter_id := steps.run("take it back", take):
        show_how_it_stands(matter_id, steps, ports)
        if at_home:
            steps.run("show the page", lambda: show_home_again("examples", person, team, ports))


def show_how_it_stands(matter_id: str, steps: Steps, ports: TalkPorts) -> None:
    """To its author and to the owners; it is found by what it means while it is accepted, and no longer."""

    def find() -> str:
        if matter := ports.matters.matter(matter_id):
            keep_what_it_means(matter, ports)
        return matter_id

    steps.run("find it by what it means", find)
    steps.run("tell the author", lambda: _tell_author(matter_id, ports))
    steps.run("tell the owners", lambda: _show_owners(matter_id, ports))


def _tell_author(matter_id: str, ports: TalkPorts) -> str:
    """Its author reads in the thread how it stands: in a message of its own once it is decided."""
    matter = ports.matters.matter(matter_id)
    card = ports.cards.card(matter.card) if matter else None
    if matter is None or card is None:
        return ""
    by = name_of(matter.closed_by, ports) if matter.state in ("accepted", "declined") else ""
    view = GoodPostTold(matter, by, words_of(matter, ports).get("note", ""))
    sent, decided = f"matter:{matter.id}", f"settled:{matter.id}"
    if by or is_posted(decided, ports):
        tell_author(decided, card, view, ports)
        view = replace(view, by="", note="")
    tell_author(sent, card, view, ports)
    refresh_card(card.id, ports)
    return matter.id


def _show_owners(matter_id: str, ports: TalkPorts) -> bool:
    """In the policy channel, who offers a text, and not a word of it; they read it on their own page."""
    matter, policy = ports.matters.matter(matter_id), ports.policy
    if matter is None or policy is None or policy.channel is None:
        return False
    news = GoodPostNews(matter, name_of(matter.author, ports))
    try:
        show_in_channel(f"matter:{matter.id}:owners", policy.channel, news, policy.language, ports)
    except CannotShow as refused:
        ports.note("policies.channel-not-told", matter=matter.id, why=refused.why)
        return False
    return True


def _passed(card: Card, ports: TalkPorts) -> tuple[Passed, dict[str, str]] | None:
    """What may be offered of the card as it stands, and what would be kept of it but for the name."""
    body = archived_body_of(card.review, ports) if card.review and card.state == "shown" else None
    if body is None:
        return None
    desk = ports.desk.under(body["review"]["versions"]["library"], archived_day(body))
    review = made_again(body, desk, ports.prompts)
    passed = passed_text(card, review, tuple(ports.matters.of_card(card.id)), ports)
    return (passed, words_to_keep(passed, review)) if passed else None


def _kept(card: Card, job: Job, person: Person, ports: TalkPorts) -> Matter | None:
    """The matter, archived with the text and what its author agreed to; None where the card is somebody
    else's, or shows another text by now than the one of which they agreed."""
    sent = job.received
    if is_not_author(card.author, "good-post-offer", sent, person, ports):
        return None
    matter_id = f"G{text_fingerprint(sent.event)[:20]}"
    if known := ports.matters.matter(matter_id):
        return known
    found = _passed(card, ports)
    agreed = sent.form.get("agree", "")
    if found is None or not agreed or not is_seen_as(agreed, found[0].text):
        return None
    passed, words = found
    matter = Matter(
        matter_id, "good-post", card.place.team, card.author, card.id, card.review, "open", ports.clock.now(),
        person.id, card.language, (), "own", text_fingerprint(passed.text),
    )  # fmt: skip
    named = "yes" if sent.form.get("named") == "yes" else ""
    return open_matter(matter, person, words | {"named": named}, ports)


def _taken_back(job: Job, person: Person, ports: TalkPorts) -> Matter:
    pressed = job.received
    matter = known_matter(pressed.card, "good-post", pressed.place.team, ports)
    if matter is None or is_not_author(matter.author, pressed.button, pressed, person, ports):
        raise NotMoved("gone")

    def change(stands: Matter) -> Matter:
        if stands.state not in _OFFERED:
            raise NotMoved("gone", stands)
        return replace(stands, state="taken-back", closed_by=person.id, closed_at=ports.clock.now())

    return move_matter(matter.id, change, {}, person, pressed.event, ports)
