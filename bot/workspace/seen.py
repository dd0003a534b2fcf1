"""What is seen in a workspace: its people, what was said to each, what they have open."""

import time
from collections.abc import Callable

from bot.workspace.json_types import Json
from bot.workspace.people import CHANNELS, Channel, Person
from bot.workspace.serving import Result, Served
from bot.workspace.views import as_slack


class Seen(Served):
    """A workspace as those who look at it see it. Every method may be called from any thread."""

    def person(self, name: str) -> Person:
        """Somebody by full name or first name, as they are now. Raises LookupError."""
        for person in self._on_loop(lambda: list(self._state.people.values())):
            if name in (person.name, person.first_name):
                return person
        raise LookupError(name)

    def channel(self, name: str) -> Channel:
        """A channel by its name. Raises LookupError."""
        for channel in CHANNELS:
            if channel.name == name:
                return channel
        raise LookupError(name)

    def messages(self, person: Person) -> list[Json]:
        """The person's conversation with the bot, replies included, oldest first.

        As Slack writes a message, with `deleted` for a root that is gone and has replies, and the `unfurl_*`
        flags with which the bot posted.
        """
        return self._on_loop(lambda: self._state.store.messages(person.channel))

    def messages_in(self, channel: Channel) -> list[Json]:
        """What everybody in a channel sees, as `messages` shows it."""
        return self._on_loop(lambda: self._state.store.messages(channel.id))

    def private(self, person: Person, channel: str = "") -> list[Json]:
        """What the bot told the person alone, in that channel or anywhere, oldest first."""
        return self._on_loop(lambda: self._state.whispers.seen_by(person.id, channel))

    def view_of(self, person: Person) -> Json | None:
        """The form on top of what the person has open, as Slack writes a view."""
        view = self._on_loop(lambda: self._state.views.of(person))
        return None if view is None else as_slack(view)

    def home_of(self, person: Person) -> Json | None:
        """What the app shows the person at home, as Slack writes a view."""
        return self._on_loop(lambda: self._state.views.home_of(person))

    def statuses(self, person: Person) -> dict[str, str]:
        """What the bot says it is doing, by thread."""
        return self._on_loop(lambda: self._state.statuses_in(person.channel))

    def prompts(self, person: Person) -> Json | None:
        """What the bot suggests to write."""
        return self._on_loop(lambda: self._state.prompts.get(person.channel))

    def wait_for(self, condition: Callable[[], Result], seconds: float = 5.0) -> Result:
        """What the condition gives once it is true of it. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while not (result := condition()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not so within {seconds} s")
            time.sleep(0.01)
        return result
