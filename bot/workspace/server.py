"""The local workspace: enough of Slack on one loopback port to meet the bot with no account.

The real `slack_sdk` and Bolt talk to `api_url` with the two tokens and notice no difference; a person uses
`page_url`, a test plays the people through the methods of `LocalWorkspace`.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.usecases.clock import Clock
from bot.workspace import commands as said_commands
from bot.workspace import forms, people_acts, pressing, reactions
from bot.workspace.answers import Asked
from bot.workspace.deliveries import Pace
from bot.workspace.element_state import Given
from bot.workspace.files import GivenFile
from bot.workspace.forms import Filled, Wrong
from bot.workspace.json_types import Json
from bot.workspace.people import PEOPLE, Identity, Person
from bot.workspace.pressing import Press, ViewPress
from bot.workspace.seen import Seen
from bot.workspace.state import State

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "im:write",
    "usergroups:read",
    "users:read",
)
"""What the app is allowed when nobody says otherwise."""


class LocalWorkspace(Seen):
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
        shortcuts: Sequence[Mapping[str, str]] = (),
        tour_files: Mapping[str, GivenFile] | None = None,
    ) -> None:
        """`file` keeps the conversations; `team` is the workspace's name; port 0 takes a free one; `commands`
        are those of the app (`/policy`), `shortcuts` too, as its manifest writes them; `tour_files` are what
        the tour gives the bot, by its language ("fr", "en")."""
        identity = Identity(team)
        super().__init__(
            file,
            identity,
            port,
            frozenset(scopes),
            lambda store: State(
                store, identity, people, clock, pace or Pace(), commands, shortcuts, tour_files or {}
            ),
        )

    # -- for whoever brings the bot

    def call_team(self, name: str) -> None:
        """The workspace has that name from now on."""
        self._on_loop(lambda: self._state.call_team(name))

    def wait_for_visitor(self, seconds: float) -> None:
        """Return when somebody's page is there, or after so many seconds."""
        self._on_loop(lambda: self._state.host.visited).wait(seconds)

    def show_progress(self, words: Mapping[str, str]) -> None:
        """Say on the page, by language, what is being done until the bot is there."""
        self._on_loop(lambda: self._state.show_progress(dict(words)))

    def offer_to_begin_anew(self, begin_anew: Callable[[], None]) -> None:
        """People may ask for a workspace with nothing in it: that is told to `begin_anew`, on the workspace's
        own thread."""

        def offer() -> None:
            self._state.host.begin_anew = begin_anew

        self._on_loop(offer)

    # -- what people do

    def open(self, person: Person) -> None:
        """The person looks at the messages with the bot."""
        self._on_loop(lambda: people_acts.open_conversation(self._state, person))

    def open_home(self, person: Person) -> None:
        """The person looks at what the app shows them at home."""
        self._on_loop(lambda: people_acts.open_home(self._state, person))

    def say(
        self,
        person: Person,
        text: str,
        thread_ts: str | None = None,
        files: Sequence[GivenFile] = (),
        channel: str = "",
    ) -> str:
        """The person writes to the bot or in a channel, and may attach files; the message's `ts`. In a text,
        `@Vigie` and `@Camille Laurent` are mentions."""
        return self._on_loop(lambda: people_acts.say(self._state, person, text, thread_ts, files, channel))

    def edit(self, person: Person, ts: str, text: str, channel: str = "") -> None:
        """The person changes a message of theirs."""
        self._on_loop(lambda: people_acts.edit(self._state, person, ts, text, channel))

    def delete(self, person: Person, ts: str, channel: str = "") -> None:
        """The person removes a message of theirs."""
        self._on_loop(lambda: people_acts.delete(self._state, person, ts, channel))

    def react(self, person: Person, ts: str, name: str, channel: str = "", on: bool = True) -> None:
        """The person puts a reaction under a message (`reactions.NAMES`), or takes theirs away."""
        self._on_loop(lambda: reactions.react(self._state, person, ts, name, on, channel))

    def press(
        self,
        person: Person,
        message_ts: str,
        action_id: str,
        block_id: str = "",
        value: str = "",
        choice: Given = "",
        channel: str = "",
    ) -> bool:
        """The person presses a button or chooses in a list, of a message in the direct messages or in that
        channel, or of one that they alone see; whether the bot acknowledged it in time."""
        pressed = Press(action_id, block_id, value, choice)
        return self._run(pressing.press(self._state, person, message_ts, pressed, channel))

    def press_in_form(
        self, person: Person, pressed: Press, values: Mapping[str, Given] | None = None
    ) -> bool:
        """The person presses or chooses in the form on top, while its fields hold that; whether the bot
        acknowledged it in time."""
        in_form = ViewPress(self._open_view(person), pressed, values or {})
        return self._run(pressing.press_in_view(self._state, person, in_form))

    def press_at_home(self, person: Person, pressed: Press) -> bool:
        """The person presses or chooses in what the app shows them at home."""
        home = self.home_of(person)
        at_home = ViewPress("" if home is None else str(home["id"]), pressed)
        return self._run(pressing.press_in_view(self._state, person, at_home))

    def command(self, person: Person, text: str, thread_ts: str | None = None, channel: str = "") -> None:
        """The person types a command (`/policy …`), in the direct messages or in a channel; returns when the
        bot has acknowledged it. `/invite @Vigie` is the workspace's own."""
        self._run(said_commands.run_command(self._state, person, text, thread_ts, channel))

    def choose(self, person: Person, shortcut: str, message_ts: str = "", channel: str = "") -> None:
        """The person chooses a shortcut by its callback id: a message's in the menu of that message, in the
        direct messages or in a channel; returns when the bot has acknowledged it."""
        where = channel or person.channel
        self._run(
            said_commands.choose_message_shortcut(self._state, person, shortcut, where, message_ts)
            if message_ts
            else said_commands.choose_shortcut(self._state, person, shortcut)
        )

    def submit(
        self,
        person: Person,
        values: Mapping[str, Given],
        files: Mapping[str, Sequence[GivenFile]] | None = None,
    ) -> Wrong:
        """The person fills in the form on top, by block id, and sends it; what was wrong with it."""
        filled = Filled(values, files or {})
        return self._run(forms.send(self._state, person, self._open_view(person), filled))

    def close(self, person: Person, all_of_them: bool = False) -> None:
        """The person closes the form on top, or all that are open."""
        self._run(forms.close(self._state, person, self._open_view(person), all_of_them))

    def _open_view(self, person: Person) -> str:
        view = self.view_of(person)
        return "" if view is None else str(view["id"])

    # -- who is where

    def let_bot_in(self, channel: str) -> None:
        """Somebody adds the bot to a channel."""
        self._on_loop(lambda: people_acts.let_bot_in(self._state, channel))

    def take_bot_out(self, channel: str) -> None:
        """Somebody takes the bot out of a channel."""
        self._on_loop(lambda: people_acts.take_bot_out(self._state, channel))

    def leave(self, person: Person) -> None:
        """The person leaves the firm."""
        self._moved(lambda: self._state.membership.leave(person.id))

    def become_guest(self, person: Person) -> None:
        """The person works for another firm from now on."""
        self._moved(lambda: self._state.membership.become_guest(person.id))

    def set_group(self, group_id: str, people: Sequence[Person]) -> None:
        """The group has these people from now on; who is in a channel does not change with it."""
        ids = [person.id for person in people]
        self._moved(lambda: self._state.membership.set_group(group_id, ids))

    def set_members(self, channel: str, people: Sequence[Person]) -> None:
        """The private channel has these people from now on."""
        ids = [person.id for person in people]
        self._moved(lambda: self._state.membership.set_members(channel, ids))

    def _moved(self, move: Callable[[], None]) -> None:
        def moved() -> None:
            move()
            self._state.membership_changed()

        self._on_loop(moved)

    # -- what goes to the bot

    def address_of_answer(self, person: Person) -> str:
        """A `response_url`, as a command of that person would carry."""
        asked = Asked(person.id, person.channel)
        return self._on_loop(lambda: self._state.new_address(asked))

    def new_trigger(self, person: Person) -> str:
        """A trigger id, as what that person just typed or pressed would carry."""
        return self._on_loop(lambda: self._state.new_trigger(person))

    def deliver(self, event: Json, event_id: str = "") -> str:
        """Send the bot any event, under that id or a new one; the id."""
        return self._on_loop(lambda: self._state.emit(event, event_id))

    def on_the_way(self) -> list[Json]:
        """The payloads of the events that the bot has not acknowledged, oldest first."""
        return self._on_loop(lambda: self._state.deliveries.on_the_way())
