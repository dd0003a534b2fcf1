"""Where messages stand: what each person and the bot say to each other, and the channels."""

from dataclasses import dataclass

from bot.workspace.people import Channel, Person


@dataclass(frozen=True, slots=True)
class Conversation:
    """The direct messages of one person with the bot, or a channel in which the bot alone writes."""

    id: str
    person: Person | None = None
    """Whose direct messages; None in a channel."""
    name: str = "directmessage"
    purpose: str = ""

    @classmethod
    def of_person(cls, person: Person) -> "Conversation":
        """The person's direct messages with the bot."""
        return cls(person.channel, person)

    @classmethod
    def of_channel(cls, channel: Channel) -> "Conversation":
        """The channel."""
        return cls(channel.id, None, channel.name, channel.purpose)

    def is_open_to(self, person: Person) -> bool:
        """Whether the person may read it: direct messages are private, a channel is for all but guests."""
        return not person.guest if self.person is None else person == self.person
