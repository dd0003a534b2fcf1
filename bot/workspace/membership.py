"""Who is in the workspace, in its groups and in its channels, and how that changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.workspace.conversations import Conversation
from bot.workspace.people import CHANNELS, GROUPS, Person


class Membership:
    """The people of now. Whoever left keeps a name, and reads nothing any more."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {person.id: person for person in people}
        self.groups = {group.id: group for group in GROUPS}
        found = [*map(Conversation.of_person, people), *map(Conversation.of_channel, CHANNELS)]
        self.conversations = {conversation.id: conversation for conversation in found}
        self.left: set[str] = set()
        """The ids of those who left the firm."""
        self._with_bot = {channel.id for channel in CHANNELS if channel.has_bot}

    # -- what is so

    def present(self) -> list[Person]:
        """Everybody who did not leave."""
        return [person for person in self.people.values() if person.id not in self.left]

    def may_read(self, person_id: str, channel: str) -> bool:
        """Whether that person is in that conversation."""
        conversation, person = self.conversations.get(channel), self.people.get(person_id)
        if conversation is None or person is None or person.id in self.left:
            return False
        return conversation.is_open_to(person)

    def open_to(self, person: Person) -> list[Conversation]:
        """What the person may read: the direct messages with the bot first, then the channels."""
        return [each for each in self.conversations.values() if self.may_read(person.id, each.id)]

    def has_bot(self, channel: str) -> bool:
        """Whether the bot is in that conversation: in all direct messages, in a channel when invited."""
        conversation = self.conversations[channel]
        return conversation.person is not None or channel in self._with_bot

    def members(self, conversation: Conversation) -> list[str]:
        """The ids of whoever is in it, the bot apart."""
        return [person.id for person in self.present() if conversation.is_open_to(person)]

    # -- what changes

    def let_bot(self, channel: str, inside: bool) -> None:
        """The bot comes, or goes."""
        (self._with_bot.add if inside else self._with_bot.discard)(channel)

    def leave(self, person_id: str) -> None:
        """The person leaves the firm, and every group."""
        self.left.add(person_id)
        for group in self.groups.values():
            self.set_group(group.id, [member for member in group.people if member != person_id])

    def become_guest(self, person_id: str) -> None:
        """The person works for another firm from now on."""
        self.people[person_id] = replace(self.people[person_id], guest=True)

    def set_group(self, group_id: str, people: Iterable[str]) -> None:
        """The group has these people, by id, and no others."""
        self.groups[group_id] = replace(self.groups[group_id], people=tuple(people))

    def set_members(self, channel: str, people: Iterable[str]) -> None:
        """The private channel has these people, by id, and no others."""
        conversation = self.conversations[channel]
        assert conversation.channel is not None
        moved = replace(conversation.channel, members=tuple(people))
        self.conversations[channel] = Conversation.of_channel(moved)
