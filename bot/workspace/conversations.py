"""Where messages stand: what each person and the bot say to each other, and the channels."""

from dataclasses import dataclass

from bot.workspace.people import Channel, Person


@dataclass(frozen=True, slots=True)
class Conversation:
    """The direct messages of one person with the bot, or a channel."""

    id: str
    person: Person | None = None
    """Whose direct messages; None in a channel."""
    channel: Channel | None = None
    """The channel; None for direct messages."""

    @classmethod
    def of_person(cls, person: Person) -> "Conversation":
        """The person's direct messages with the bot."""
        return cls(person.channel, person)

    @classmethod
    def of_channel(cls, channel: Channel) -> "Conversation":
        """The channel."""
        return cls(channel.id, None, channel)

    @property
    def name(self) -> str:
        """What it is called; direct messages have the name that Slack gives them."""
        return self.channel.name if self.channel else "directmessage"

    @property
    def told_name(self) -> str:
        """The name that the app is told with what a person does there: a private one keeps its own."""
        return "privategroup" if self.is_private else self.name

    @property
    def purpose(self) -> str:
        """What it is for."""
        return self.channel.purpose if self.channel else ""

    @property
    def is_private(self) -> bool:
        """Whether it is a channel of its members alone."""
        return self.channel is not None and self.channel.private

    @property
    def is_read_only(self) -> bool:
        """Whether the bot alone writes in it."""
        return self.channel is not None and self.channel.read_only

    def is_open_to(self, person: Person) -> bool:
        """Whether the person may read it."""
        if self.channel is None:
            return self.person is not None and person.id == self.person.id
        if self.channel.private:
            return person.id in self.channel.members
        return self.channel.takes_guests or not person.guest
