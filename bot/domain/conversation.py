"""What a message to the bot means; never guessed from a question mark at its end, as good drafts have one."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.draft import Platform

Meaning = Literal["draft", "question", "help", "another", "platform", "thanks", "unclear"]


@dataclass(frozen=True, slots=True)
class Understood:
    """`text` is the draft or the question, without what told them apart."""

    meaning: Meaning
    text: str = ""
    platform: Platform | None = None


def understand(text: str) -> Understood:
    """A message of its own: a draft, unless it greets, asks for help, or begins with `?` or `/policy`."""
    raise NotImplementedError


def understand_reply(text: str, draft: str) -> Understood:
    """A reply in the thread of the review of `draft`: about that review."""
    raise NotImplementedError
