"""Keep as whom somebody posts, and review again the draft beside which they were asked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.domain.draft import ADDRESSES, MAX_CONTEXT, ROLES, TONES, Role
from bot.usecases.answer_message import as_whom
from bot.usecases.chat_ports import Button, Card, Job, Person, Received, Steps
from bot.usecases.form_views import SpeakerForm
from bot.usecases.people_ports import Speaker
from bot.usecases.show_card import refresh_card
from bot.usecases.talk import TalkPorts
from bot.usecases.trial import surely_sees
from bot.usecases.who_speaks import speaker_of

ACCOUNTS: tuple[Button, ...] = ("account-own", "account-firm")
_Word = TypeVar("_Word", bound=str)


def speaker_form(received: Received, person: Person, ports: TalkPorts) -> SpeakerForm:
    """What they said last, to be changed. It is about whoever opens it, beside whosever draft."""
    firm, language = ports.firm, person.language
    there = firm.territories.places.items()
    places = tuple((each, place.name.in_language(language)) for each, place in there)
    units = tuple((each, name.in_language(language)) for each, name in firm.units.items())
    return SpeakerForm(received.card, speaker_of(received.place.team, person.id, ports), places, units)


def answer_speaker(job: Job, person: Person, steps: Steps, ports: TalkPorts) -> None:
    """It counts from now on; the draft of the card is reviewed again as theirs."""
    said = job.received

    def keep() -> bool:
        ports.people.keep(_said(said, person, ports))
        return True

    steps.run("keep who speaks", keep)
    card = ports.cards.card(said.card)
    if card and card.author == person.id and card.state == "shown" and surely_sees(person.id, ports):
        as_whom(card, role_said(said), person, job, steps, ports)


def for_account(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """The same draft, read for the account that its author says it is for."""
    remembered = speaker_of(card.place.team, card.author, ports).role
    own: Role = "employee" if remembered == "firm" else remembered
    as_whom(card, "firm" if job.received.button == "account-firm" else own, person, job, steps, ports)


def decline(card: Card, person: Person, job: Job, steps: Steps, ports: TalkPorts) -> None:
    """They would rather not say, and are not asked again; what they said before stays."""

    def keep() -> bool:
        known = speaker_of(card.place.team, card.author, ports)
        if known.answered_at is None:
            ports.people.keep(replace(known, declined=True, answered_at=ports.clock.now()))
        return True

    steps.run("keep that they declined", keep)
    steps.run("show it on the card", lambda: refresh_card(card.id, ports))


def role_said(said: Received) -> Role:
    """As which they post."""
    return _one_of(said.form.get("role", ""), ROLES, "employee")


def _said(said: Received, person: Person, ports: TalkPorts) -> Speaker:
    form, firm = said.form, ports.firm
    purpose, audience = (form.get(each, "").strip()[:MAX_CONTEXT] for each in ("purpose", "audience"))
    return Speaker(
        said.place.team,
        person.id,
        role_said(said),
        "yes" in form.get("shows", "").split(","),
        _known(form, "territory", firm.territories.places),
        _known(form, "unit", firm.units),
        _one_of(form.get("address", ""), ADDRESSES, ""),
        _one_of(form.get("tone", ""), TONES, ""),
        purpose,
        audience,
        ports.clock.now(),
    )


def _known(form: Mapping[str, str], name: str, there: Mapping[str, object]) -> str:
    """An id of the firm's, "" for any other: a policy may have changed while the form was open."""
    return form.get(name, "") if form.get(name, "") in there else ""


def _one_of(word: str, words: tuple[_Word, ...], otherwise: _Word) -> _Word:
    return next((each for each in words if each == word), otherwise)
