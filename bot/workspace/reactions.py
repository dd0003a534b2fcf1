"""Reactions: who put which emoji under a message.

The bot hears of none: its app subscribes to no reaction event, and it uses none of Slack's `reactions.*`.
"""

from bot.workspace.json_types import Json
from bot.workspace.people import Person
from bot.workspace.people_acts import place_of
from bot.workspace.people_refusals import Refused
from bot.workspace.state import State

NAMES = ("+1", "eyes", "white_check_mark", "tada", "heart", "pray", "smile", "rocket")
"""The reactions that the page offers, each by Slack's name for it."""


def react(state: State, person: Person, ts: str, name: str, on: bool, channel: str = "") -> None:
    """Put a reaction under a message that the person reads, or take theirs away; again changes nothing.

    Raises Refused where there is no such message (what one person alone sees takes none), and ValueError for
    a reaction that is not one of `NAMES`.
    """
    if name not in NAMES:
        raise ValueError(name)
    place = place_of(state, person, channel)
    message = state.store.message(place.id, ts)
    if message is None or message.get("deleted"):
        raise Refused("page.error.gone")
    reactions = reacted(message.get("reactions", []), name, person.id, on)
    if reactions != message.get("reactions", []):
        state.note_reactions(place.id, message, reactions)


def reacted(reactions: list[Json], name: str, user: str, on: bool) -> list[Json]:
    """The reactions once that user has this one, or has it no more.

    As Slack writes them, `{name, users, count}`, in the order in which each was first used.
    """
    users = {each["name"]: each["users"] for each in reactions}
    others = [each for each in users.get(name, []) if each != user]
    if not on:
        users[name] = others
    elif user not in users.get(name, []):
        users[name] = [*others, user]
    return [{"name": each, "users": who, "count": len(who)} for each, who in users.items() if who]
