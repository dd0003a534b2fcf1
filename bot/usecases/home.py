"""A person's own page with the bot: what is theirs, the policies, and what their role has them look after."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.domain.draft import Language
from bot.domain.matters import MATTER_STATES, WAITING, Matter, MatterKind
from bot.domain.policy_commands import PolicyCommand
from bot.usecases.chat_ports import CannotShow, Person, TryLater
from bot.usecases.good_posts import item_of, posts_to_read
from bot.usecases.home_views import (
    Home,
    HomeWanted,
    MatterItem,
    MineItem,
    NotShown,
    QueueFilter,
    Section,
)
from bot.usecases.learning_home import learning_for
from bot.usecases.library_life import history
from bot.usecases.matter_ports import ReviewNote, Wanted
from bot.usecases.names_shown import name_of, titles_of
from bot.usecases.notices import notice_board
from bot.usecases.policy_answers import answer_policy
from bot.usecases.policy_roles import policy_of, surely_has
from bot.usecases.policy_views import PolicyHistory, PolicyList
from bot.usecases.replay import archived_draft
from bot.usecases.stand import firm_standing
from bot.usecases.talk import TalkPorts, archived_body_of
from bot.usecases.tell_figures import WEEKS, figures_of, named
from bot.usecases.trial import surely_sees
from bot.usecases.weigh_balance import balance_now
from bot.usecases.who_speaks import speaker_known

A_PAGE = 8
"""Items of one page: few enough to be drawn at once."""
_BEGINNING = 120
_SOON = timedelta(days=1)
_DONE = 10
_KINDS: Mapping[Section, MatterKind] = {
    "queue": "request", "sample": "sample", "incidents": "incident", "disagreements": "disagreement",
    "offers": "good-post",
}  # fmt: skip


def home_for(person: Person, team: str, wanted: HomeWanted, ports: TalkPorts) -> Home:
    """The page as it stands now; a section that is not the person's is not shown. Raises `TryLater`."""
    if person.guest:
        return Home((), wanted, refused=True)
    sections = sections_of(person, ports)
    if wanted.section not in sections:
        wanted = HomeWanted(sections[0])
    counts = tuple((each, _waiting(each, team, ports)) for each in sections if each in _KINDS)
    home = Home(sections, wanted, counts, firm=ports.firm.called)
    return _SHOWN.get(wanted.section, _matters)(home, person, team, ports)


def show_home_again(section: Section, person: Person, team: str, ports: TalkPorts) -> bool:
    """The person's own page as it stands now, where they may have come from; whether it could be shown."""
    with suppress(TryLater, CannotShow):
        home = home_for(person, team, HomeWanted(section), ports)
        ports.messenger.show_home(person.id, home, person.language)
        return True
    return False


def sections_of(person: Person, ports: TalkPorts) -> tuple[Section, ...]:
    """The parts of the page that the person's roles give; where nobody can say, none but everybody's."""
    mine: tuple[Section, ...] = ("mine", "examples", "learning")
    if ports.policy:
        owner = surely_has(person, "policy-owner", ports)
        mine += ("library", "disagreements", "offers") if owner else ("policies",)
    officer = surely_has(person, "compliance-officer", ports)
    if officer:
        mine += ("queue", "sample", "incidents")
    return (*mine, "figures", "maturity") if officer or "library" in mine else mine


def _figures(home: Home, person: Person, team: str, ports: TalkPorts) -> Home:
    figures = figures_of(team, ports.clock.now(), WEEKS, ports)
    return replace(home, figures=named(figures, ports.desk().policies, person.language))


def _learning(home: Home, person: Person, team: str, ports: TalkPorts) -> Home:
    return replace(home, learning=learning_for(person, team, ports))


def _maturity(home: Home, person: Person, team: str, ports: TalkPorts) -> Home:
    return replace(home, standing=firm_standing(team, ports))


def _mine(home: Home, person: Person, team: str, ports: TalkPorts) -> Home:
    if not surely_sees(person.id, ports):
        return replace(home, trial=True)
    skip = home.wanted.page * A_PAGE
    notes = ports.reviews.of_author(team, person.id, A_PAGE + 1, skip)
    balance = None if home.wanted.page else balance_now(team, person.id, ports)
    mine = tuple(_mine_item(each, ports) for each in notes[:A_PAGE])
    speaker = None if home.wanted.page else speaker_known(person, team, ports)
    return replace(home, mine=mine, balance=balance, more=_more(notes), speaker=speaker)


def _mine_item(note: ReviewNote, ports: TalkPorts) -> MineItem:
    # That a review was drawn, and what officers say of it, is not its author's to know of here.
    matters = tuple(each for each in ports.matters.of_card(note.card) if each.kind != "sample")
    not_shown = _why_not(note, matters, ports)
    body = None if not_shown else archived_body_of(note.review, ports)
    beginning = _beginning(archived_draft(body).text) if body else ""
    not_shown = not_shown or (None if body else "erased")
    link = _link_to_card(note.card, ports)
    return MineItem(note.card, note.at, note.verdict, note.platform, beginning, matters, link, not_shown)


def _why_not(note: ReviewNote, matters: Sequence[Matter], ports: TalkPorts) -> NotShown | None:
    """What leaked and what was taken back is not written once more, where it would stay."""
    if any(each.kind == "incident" for each in matters):
        return "protected"
    card = ports.cards.card(note.card)
    return "removed" if card and card.state == "withdrawn" else None


def _beginning(text: str) -> str:
    read = text[: _BEGINNING * 2]
    words = " ".join(read.split())
    is_whole = read == text and len(words) <= _BEGINNING
    return words if is_whole else f"{words[:_BEGINNING].rstrip()}…"


def _policies(home: Home, person: Person, team: str, ports: TalkPorts) -> Home:
    listed = answer_policy(PolicyCommand("list"), person, ports)
    home = replace(home, policies=listed if isinstance(listed, PolicyList) else None)
    if home.wanted.section == "policies":
        return home
    board = notice_board(team, ports)
    return replace(home, history=PolicyHistory(tuple(history(policy_of(ports).life, _DONE))), notices=board)


def _examples(home: Home, person: Person, team: str, ports: TalkPorts) -> Home:
    """One page of them; the next one is found by what was accepted, also where some may be read no more."""
    skip = home.wanted.page * A_PAGE
    accepted = ports.matters.count(Wanted(team, ("good-post",), ("accepted",)))
    posts = posts_to_read(team, ports, A_PAGE, skip)
    items = tuple(item_of(each, person.id) for each in posts)
    return replace(home, examples=items, more=accepted > skip + A_PAGE)


def _matters(home: Home, person: Person, team: str, ports: TalkPorts) -> Home:
    wanted = _wanted(home.wanted, person, team, ports)
    found = ports.matters.page(wanted, A_PAGE + 1, home.wanted.page * A_PAGE)
    items = tuple(_matter_item(each, person.language, ports) for each in found[:A_PAGE])
    return replace(home, matters=items, more=_more(found))


def _wanted(wanted: HomeWanted, person: Person, team: str, ports: TalkPorts) -> Wanted:
    """What a section shows; only the queue is filtered by more than what waits and what is done."""
    kinds = (_KINDS[wanted.section],)
    if wanted.filter == "decided":
        return Wanted(team, kinds, tuple(each for each in MATTER_STATES if each not in WAITING))
    waiting = Wanted(team, kinds, WAITING, by_due=True)
    filters: Mapping[QueueFilter, Callable[[], Wanted]] = {
        "mine": lambda: replace(waiting, taken_by=person.id),
        "free": lambda: replace(waiting, taken_by=""),
        "soon": lambda: replace(waiting, due_before=ports.clock.now() + _SOON),
    }
    return filters.get(wanted.filter, lambda: waiting)()


def _matter_item(matter: Matter, language: Language, ports: TalkPorts) -> MatterItem:
    named = titles_of(matter.rules, language, ports)
    taken_by = name_of(matter.taken_by, ports) if matter.taken_by else ""
    return MatterItem(matter, name_of(matter.author, ports), named, taken_by, _link_to_matter(matter, ports))


def _waiting(section: Section, team: str, ports: TalkPorts) -> int:
    return ports.matters.count(Wanted(team, (_KINDS[section],), WAITING))


def _link_to_card(card_id: str, ports: TalkPorts) -> str:
    card, posted = ports.cards.card(card_id), ports.outbox.find(card_id)
    there = card and posted and posted.ts and card.state == "shown" and not card.aside
    return ports.messenger.link_to(card.place, posted.ts) if there and card and posted and posted.ts else ""


def _link_to_matter(matter: Matter, ports: TalkPorts) -> str:
    posted = ports.outbox.find(f"matter:{matter.id}")
    if ports.compliance is None or posted is None or posted.ts is None:
        return ""
    return ports.messenger.link_to(ports.compliance.channel, posted.ts)


def _more(found: Sequence[object]) -> bool:
    return len(found) > A_PAGE


_SHOWN: Mapping[Section, Callable[[Home, Person, str, TalkPorts], Home]] = {
    "mine": _mine,
    "examples": _examples,
    "policies": _policies,
    "library": _policies,
    "figures": _figures,
    "maturity": _maturity,
    "learning": _learning,
}
"""What a section shows; every other one shows matters."""
