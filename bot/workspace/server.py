"""The local workspace: enough of Slack on one loopback port to meet the bot with no account.

The real `slack_sdk` and Bolt talk to `api_url` with the two tokens and notice no difference; a person uses
`page_url`, a test plays the people through the methods of `LocalWorkspace`.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.usecases.ports import Clock
from bot.workspace import forms, people_acts
from bot.workspace.files import GivenFile
from bot.workspace.forms import Filled, Wrong
from bot.workspace.json_types import Json
from bot.workspace.people import CHANNELS, PEOPLE, Channel, Identity, Person
from bot.workspace.serving import Result, Served
from bot.workspace.socket_mode import Pace
from bot.workspace.state import State

SCOPES = (
    "assistant:write",
    "chat:write",
    "commands",
    "files:read",
    "im:history",
    "im:write",
    "usergroups:read",
    "users:read",
)
"""What the app is allowed when nobody says otherwise."""


class LocalWorkspace(Served):
    """One workspace with one app installed, served from a thread of its own between `start` and `stop`.

    Every method may be called from any thread. What a person may not do raises `people_acts.Refused`.
    """

    def __init__(
        self,
        file: Path,
        team: str,
        clock: Clock,
        port: int = 0,
        people: Sequence[Person] = PEOPLE,
        scopes: Sequence[str] = SCOPES,
        pace: Pace | None = None,
        commands: Sequence[str] = (),
    ) -> None:
        """`file` keeps the conversations; `team` is the workspace's name; port 0 takes a free one; `commands`
        are those of the app (`/policy`)."""
        identity = Identity(team)
        super().__init__(
            file,
            identity,
            port,
            frozenset(scopes),
            lambda store: State(store, identity, people, clock, pace or Pace(), commands),
        )
        self._people = people

    # -- what people do

    def person(self, name: str) -> Person:
        """Somebody by full name or first name. Raises LookupError."""
        for person in self._people:
            if name in (person.name, person.first_name):
                return person
        raise LookupError(name)

    def open(self, person: Person) -> None:
        """The person looks at the messages with the bot."""
        self._on_loop(lambda: people_acts.open_conversation(self._state, person))

    def say(
        self, person: Person, text: str, thread_ts: str | None = None, files: Sequence[GivenFile] = ()
    ) -> str:
        """The person writes to the bot and may attach files; the message's `ts`."""
        return self._on_loop(lambda: people_acts.say(self._state, person, text, thread_ts, files))

    def edit(self, person: Person, ts: str, text: str) -> None:
        """The person changes a message of theirs."""
        self._on_loop(lambda: people_acts.edit(self._state, person, ts, text))

    def delete(self, person: Person, ts: str) -> None:
        """The person removes a message of theirs."""
        self._on_loop(lambda: people_acts.delete(self._state, person, ts))

    def press(
        self,
        person: Person,
        message_ts: str,
        action_id: str,
        block_id: str = "",
        value: str = "",
        choice: str = "",
        channel: str = "",
    ) -> bool:
        """The person presses a button or chooses in a list, of a message in the direct messages or in that
        channel; whether the bot acknowledged it in time."""
        return self._run(
            people_acts.press(self._state, person, message_ts, action_id, block_id, value, choice, channel)
        )

    def command(self, person: Person, text: str, thread_ts: str | None = None) -> None:
        """The person types a command (`/policy …`); returns when the bot has acknowledged it."""
        self._run(people_acts.run_command(self._state, person, text, thread_ts))

    def submit(
        self,
        person: Person,
        values: Mapping[str, str | Sequence[str]],
        files: Mapping[str, Sequence[GivenFile]] | None = None,
    ) -> Wrong:
        """The person fills in the form that is open, by block id, and sends it; what was wrong with it."""
        filled = Filled(values, files or {})
        return self._run(forms.send(self._state, person, self._open_view(person), filled))

    def close(self, person: Person) -> None:
        """The person closes the form that is open."""
        self._run(forms.close(self._state, person, self._open_view(person)))

    def _open_view(self, person: Person) -> str:
        view = self.view_of(person)
        return "" if view is None else str(view["id"])

    def address_of_answer(self, person: Person) -> str:
        """A `response_url`, as a command of that person would carry."""
        return self._on_loop(lambda: self._state.new_address(person))

    def new_trigger(self, person: Person) -> str:
        """A trigger id, as what that person just typed or pressed would carry."""
        return self._on_loop(lambda: self._state.new_trigger(person))

    # -- what is seen

    def messages(self, person: Person) -> list[Json]:
        """The person's conversation with the bot, replies included, oldest first.

        As Slack writes a message, with `deleted` for a root that is gone and has replies, and the `unfurl_*`
        flags with which the bot posted.
        """
        return self._on_loop(lambda: self._state.store.messages(person.channel))

    def channel(self, name: str) -> Channel:
        """A channel by its name. Raises LookupError."""
        for channel in CHANNELS:
            if channel.name == name:
                return channel
        raise LookupError(name)

    def messages_in(self, channel: Channel) -> list[Json]:
        """What the bot wrote in a channel, as `messages` shows it."""
        return self._on_loop(lambda: self._state.store.messages(channel.id))

    def view_of(self, person: Person) -> Json | None:
        """The form that the person has open, as Slack writes a view."""
        return self._on_loop(lambda: self._state.views.of(person))

    def private(self, person: Person) -> list[Json]:
        """What the bot answered to the person's commands, oldest first: nobody else sees it."""
        return self._on_loop(lambda: list(self._state.ephemerals.get(person.channel, ())))

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

    # -- what goes to the bot

    def deliver(self, event: Json, event_id: str = "") -> str:
        """Send the bot any event, under that id or a new one; the id."""
        return self._on_loop(lambda: self._state.emit(event, event_id))

    def on_the_way(self) -> list[Json]:
        """The payloads of the events that the bot has not acknowledged, oldest first."""
        return self._on_loop(lambda: self._state.sockets.on_the_way())
