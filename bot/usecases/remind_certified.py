"""Remind people of a certificate that runs out within a month: once each, in their own conversation."""

from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.exercise_views import CertificateEnds
from bot.usecases.learning_ports import Attempt
from bot.usecases.post_once import post_once
from bot.usecases.take_quiz import ENDS_SOON, role_of
from bot.usecases.talk import TalkPorts


class CertifiedReminded:
    """Call it now and then; it never raises what the chat service answers. Raises `StorageError`."""

    def __init__(self, team: str, ports: TalkPorts) -> None:
        self._team = team
        self._ports = ports

    def __call__(self) -> None:
        """Remind whoever was not; what cannot be told now is tried again the next time."""
        now = self._ports.clock.now()
        for each in self._ports.learning.certificates(self._team):
            if each.until and each.until - ENDS_SOON <= now < each.until:
                try:
                    self._remind(each)
                except (TryLater, CannotShow) as trouble:
                    self._ports.note("certificate.not-reminded", why=trouble.why)

    def _remind(self, certificate: Attempt) -> None:
        """Of the role in which they still post; nobody who has left."""
        ports, until = self._ports, certificate.until
        key = f"certificate:{certificate.person}:{certificate.subject}:{certificate.number}"
        known = ports.outbox.find(key)
        if until is None or (known and known.ts):
            return
        person = ports.directory.person(certificate.person)
        if person.guest or certificate.subject != role_of(self._team, person.id, ports):
            return
        place = Place(self._team, ports.messenger.conversation_with(person.id), "")
        post_once(key, place, CertificateEnds(until), person.language, ports)
