"""As whom a person posts: what they said once, and what of it a card shows."""

from collections.abc import Iterable, Sequence

from bot.domain.draft import Author, Role
from bot.domain.firm import Background
from bot.usecases.chat_ports import Card, Person
from bot.usecases.coached import Coached
from bot.usecases.home_views import SpeakerKnown
from bot.usecases.people_ports import Speaker
from bot.usecases.speaker_views import InTheirPlace, WhoSpeaks
from bot.usecases.talk import TalkPorts

_MOST_LINES = 2
"""Of background: the firm's own clause is what counts."""


def speaker_of(team: str, person: str, ports: TalkPorts) -> Speaker:
    """What they said of themselves; an ordinary employee where they said nothing."""
    return ports.people.speaker(team, person) or Speaker(team, person)


def role_of(team: str, person: str, ports: TalkPorts) -> Role:
    """As which they post unless they say otherwise of a draft."""
    return speaker_of(team, person, ports).role


def author_of(card: Card, person: Person, speaker: Speaker) -> Author:
    """Who would post the draft of that card: what was said of the draft comes before what is remembered."""
    return Author(
        person.name or None,
        card.role,
        speaker.shows_affiliation,
        speaker.territory,
        speaker.address,
        speaker.tone,
    )


def speaker_known(person: Person, team: str, ports: TalkPorts) -> SpeakerKnown:
    """As their own page shows it."""
    speaker, firm = ports.people.speaker(team, person.id), ports.firm
    if speaker is None or speaker.declined:
        return SpeakerKnown(None)
    place, unit = firm.territories.places.get(speaker.territory), firm.units.get(speaker.unit)
    return SpeakerKnown(
        speaker.role,
        place.name.in_language(person.language) if place else "",
        unit.in_language(person.language) if unit else "",
    )


def ask_who_speaks(coached: Coached, ports: TalkPorts) -> WhoSpeaks | None:
    """Once: beside the first draft of somebody who has neither answered nor declined."""
    card = coached.card
    if card.aside or ports.people.speaker(card.place.team, card.author):
        return None
    drafts = ports.reviews.of_author(card.place.team, card.author, 2)
    return WhoSpeaks() if [each.card for each in drafts] == [card.id] else None


def say_what_holds_there(coached: Coached, ports: TalkPorts) -> InTheirPlace | None:
    """The background of the author's place to what was found, worst first."""
    place = coached.policies.firm.territories.places.get(coached.draft.author.territory)
    if place is None:
        return None
    worst_first = sorted(coached.review.findings, key=lambda each: -each.severity)
    lines = _background((each.rule for each in worst_first), place.background)
    shown = tuple((each.says, each.source) for each in lines[:_MOST_LINES])
    return InTheirPlace(place.name, shown) if shown else None


def _background(rules: Iterable[str], known: Sequence[Background]) -> list[Background]:
    """The first that speaks of each rule, each once."""
    first = {rule: next((each for each in known if rule in each.rules), None) for rule in rules}
    return list(dict.fromkeys(each for each in first.values() if each))
