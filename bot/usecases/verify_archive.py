"""Hold every record of the archive against the one before it, its body, and what was noted earlier."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from bot.domain.chain_checks import BrokenLink, Link, broken_links
from bot.usecases.archive_ports import ArchiveReading, Head, text_of


@dataclass(slots=True)
class Verified:
    """What was looked at, and how much of it is broken."""

    records: int = 0
    chains: int = 0
    erased: int = 0
    """Records whose body was erased."""
    unrecorded: int = 0
    """Of them, how many no erasure says that it took: somebody did it past the commands."""
    broken: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is broken."""
        return self.broken == 0


def verify_archive(
    reading: ArchiveReading,
    found: Callable[[BrokenLink], None],
    noted: Mapping[str, Head] | None = None,
    stream: str | None = None,
) -> Verified:
    """Look at every chain, or at that one, in one pass; `found` is told of each broken link as it comes.

    `noted`: heads that were written down outside the database, by stream: a chain that was cut or written
    anew with all that the database noted of it does not reach them. Only these and the ends that the database
    itself misses are held in memory.
    """
    verified, texts = Verified(), _ErasedTexts()
    with reading.chains(stream) as chains:
        heads = {name: head for name, head in (noted or {}).items() if stream in (None, name)}
        ends = dict(chains.noted_ends)
        for name, links in groupby(chains.links, key=lambda link: link.record.stream):
            verified.chains += 1
            head = heads.pop(name, None)
            end = max(ends.pop(name, 0), head.sequence if head else 0)
            for broken in broken_links(name, _counted(_noted(links, head), verified, texts), end):
                verified.broken += 1
                found(broken)
            for _ in _counted(links, verified, texts):  # after a broken link they are counted, no more
                pass
        for name in sorted({*ends, *heads}):  # of these there is not one record any more
            verified.broken += 1
            found(BrokenLink(name, 1, "cut-off"))
    verified.erased = texts.gone.total()
    verified.unrecorded = 0 if stream else texts.unrecorded
    return verified


class _ErasedTexts:
    """Texts that are gone, by kind of record, and those that erasures say they took."""

    def __init__(self) -> None:
        self.gone = Counter[str]()
        self._taken: dict[tuple[str, str], Counter[str]] = {}
        """What a person's erasure says stands in each of their chains: it counts once."""

    def look_at(self, link: Link) -> None:
        """One more record."""
        if link.body is None:
            self.gone[str(link.record.kind)] += 1
        if link.record.kind == "erasure" and (said := text_of(link)):
            self._taken[str(link.record.at), said] = _taken(said)

    @property
    def unrecorded(self) -> int:
        """How many are gone that no erasure took."""
        return (self.gone - sum(self._taken.values(), Counter[str]())).total()


def _taken(said: str) -> Counter[str]:
    try:
        erased = json.loads(said)["erased"]
        return Counter({kind: int(count) for kind, count in erased.get("bodies", erased).items()})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # made up, or changed
        return Counter()


def _counted(links: Iterator[Link], verified: Verified, texts: _ErasedTexts) -> Iterator[Link]:
    for link in links:
        verified.records += 1
        texts.look_at(link)
        yield link


def _noted(links: Iterator[Link], head: Head | None) -> Iterator[Link]:
    """The links, with what was written down of the chain outside the database."""
    for link in links:
        outside = head and link.record.sequence == head.sequence
        yield replace(link, noted=head.hash) if head and outside else link
