"""One call of the Web API: its arguments, and the error that Slack answers with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.workspace.conversations import Conversation
from bot.workspace.json_types import Json, read_json
from bot.workspace.people import TokenKind
from bot.workspace.state import State


class SlackError(Exception):
    """Slack's `{"ok": false, "error": …}`; `details` go into the answer beside it."""

    def __init__(self, error: str, **details: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = details


@dataclass(frozen=True)
class Call:
    """A call that may be made: the token is good and allows it."""

    state: State
    arguments: Json
    address: str
    """Where this server listens: `127.0.0.1:PORT`."""
    granted: frozenset[str] = frozenset()
    """The scopes of the token."""

    def needs(self, scope: str) -> None:
        """Go on only with that scope. Raises SlackError `missing_scope`."""
        if scope not in self.granted:
            raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(self.granted)))

    def text(self, name: str) -> str:
        """A text argument, "" when it is absent; a number is its digits. Raises SlackError."""
        value = self.arguments.get(name)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise SlackError("invalid_arguments")
        return str(value)

    def required(self, name: str) -> str:
        """A text argument. Raises SlackError when it is absent."""
        value = self.text(name)
        if not value:
            problem = f"[ERROR] missing required field: {name}"
            raise SlackError("invalid_arguments", response_metadata={"messages": [problem]})
        return value

    def flag(self, name: str) -> bool:
        """Whether a flag is set, as JSON or as a form writes it."""
        return self.arguments.get(name) in (True, 1, "1", "true", "True")

    def number(self, name: str, otherwise: int, most: int) -> int:
        """A number from 1 to `most`."""
        try:
            value = int(self.text(name) or otherwise)
        except ValueError:
            raise SlackError("invalid_arguments") from None
        return max(1, min(value, most))

    def parsed(self, name: str, otherwise: str) -> Any:
        """A structured argument, given as JSON or as a string of JSON; None when it is absent.

        Raises SlackError `otherwise` when it cannot be read.
        """
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return read_json(value)
        except ValueError:
            raise SlackError(otherwise) from None

    def conversation(self, name: str = "channel", user_id_too: bool = False) -> Conversation:
        """The conversation that an argument names, a private one only where the bot is in it.

        Raises SlackError `channel_not_found`.
        """
        given = self.text(name)
        if user_id_too and given in self.state.people:
            given = self.state.people[given].channel
        conversation = self.state.conversations.get(given)
        if conversation is None or (conversation.is_private and not self.has_bot(conversation)):
            raise SlackError("channel_not_found")
        return conversation

    def has_bot(self, conversation: Conversation) -> bool:
        """Whether the bot is in it."""
        return self.state.membership.has_bot(conversation.id)

    def joined(self, user_id_too: bool = False) -> Conversation:
        """A conversation in which the bot is. Raises SlackError `not_in_channel`, `channel_not_found`."""
        conversation = self.conversation(user_id_too=user_id_too)
        if not self.has_bot(conversation):
            raise SlackError("not_in_channel")
        return conversation

    def readable(self, scope: str) -> Conversation:
        """A conversation that the app may read: by `im:SCOPE` direct messages, by `channels:SCOPE` a channel,
        by `groups:SCOPE` a private one.

        Raises SlackError.
        """
        conversation = self.conversation()
        kind = "im" if conversation.person else "groups" if conversation.is_private else "channels"
        self.needs(f"{kind}:{scope}")
        return conversation


@dataclass(frozen=True)
class Method:
    """A method of the Web API: what it does, the scopes of which one is needed, and whose token."""

    answer: Callable[[Call], Json]
    scopes: tuple[str, ...] = ()
    whose: TokenKind = "bot"
