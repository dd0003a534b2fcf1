"""Tell the policy channel what changed, in plain words: once for every change, in the order they came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.clause_changes import compare_clauses
from bot.domain.draft import Language
from bot.domain.pack_changes import compare_packs_content
from bot.domain.versions import VersionRef
from bot.usecases.chat_ports import CannotShow, Messenger, Note, Outbox, Place, TryLater
from bot.usecases.compare_versions import Compared
from bot.usecases.library_ports import PolicyAct, VersionStore, differences
from bot.usecases.policy_views import PolicyNews
from bot.usecases.ports import Clock
from bot.usecases.post_in_channel import post_in_channel

_NEWS_FOR = timedelta(hours=24)
"""What is older is no news: a channel that is set today is not told of last year."""
_AGAIN_AFTER = timedelta(minutes=5)
_TOLD = ("published", "retired", "rolled-back")


@dataclass(frozen=True)
class NewsPorts:
    """What telling the channel needs."""

    versions: VersionStore
    outbox: Outbox
    messenger: Messenger
    clock: Clock
    note: Note
    channel: Place
    language: Language


class PolicyChannel:
    """Call it now and then, and after each publication; it never raises what the chat service answers."""

    def __init__(self, ports: NewsPorts) -> None:
        self._ports = ports
        self._told = 0
        """The act up to which there is nothing left to tell."""
        self._not_before: datetime | None = None

    def __call__(self) -> None:
        """Tell what is not told yet; where that cannot be done, some minutes later. Raises `StorageError`."""
        now = self._ports.clock.now()
        if self._not_before and now < self._not_before:
            return
        while acts := self._ports.versions.acts(self._told):
            for act in acts:
                if act.kind in _TOLD and now - act.at < _NEWS_FOR and not self._tell(act):
                    self._not_before = now + _AGAIN_AFTER
                    return
                self._told = act.id

    def _tell(self, act: PolicyAct) -> bool:
        """Whether the channel knows of it now."""
        ports = self._ports
        try:
            post_in_channel(f"act:{act.id}", ports.channel, self._news(act), ports.language, ports)
        except (TryLater, CannotShow) as trouble:
            ports.note("policies.channel-not-told", act=act.id, why=trouble.why)
            return False
        return True

    def _news(self, act: PolicyAct) -> PolicyNews:
        versions = self._ports.versions
        was = versions.contents(act.before) if act.before else None
        moved = differences(was, versions.contents(act.library))
        changes = tuple(self._compared(was, now) for was, now in moved if now)
        return PolicyNews(act, changes, tuple(was for was, now in moved if was and not now))

    def _compared(self, was: VersionRef | None, now: VersionRef) -> Compared:
        versions = self._ports.versions
        if now.is_pack:
            before = versions.pack(was.number) if was else None
            rules = compare_packs_content(before, versions.pack(now.number))
            return Compared(now, was, "", "published", rules=rules)
        stored = versions.document(now)
        earlier = versions.document(was).clauses if was else ()
        changed = compare_clauses(earlier, stored.clauses)
        return Compared(now, was, stored.version.title, "published", changed)
