"""Greet a person the first time that they open the conversation; a courtesy, nothing depends on it."""

from bot.usecases.chat_ports import Person, Place
from bot.usecases.matter_views import Welcome
from bot.usecases.post_once import post_once
from bot.usecases.talk import TalkPorts


def welcome(person: Person, conversation: Place, ports: TalkPorts) -> bool:
    """Whether they are greeted now: once, ever, and nobody whose drafts were reviewed, nor a guest.

    Raises `TryLater`, `CannotShow`, `StorageError`, `NothingPublished`.
    """
    key = f"welcome:{conversation.team}:{person.id}"
    known = ports.outbox.find(key)
    if person.guest or (known and known.ts):
        return False
    if ports.reviews.of_author(conversation.team, person.id, 1):
        return False
    post_once(key, conversation, Welcome(ports.firm.called), person.language, ports)
    return True
