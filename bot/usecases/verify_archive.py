"""Hold every record of the archive against the one before it, its body, and what was noted earlier."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from bot.domain.chain_checks import BrokenLink, Link, broken_links
from bot.usecases.archive_ports import ArchiveReading, Head


@dataclass(slots=True)
class Verified:
    """What was looked at, and how much of it is broken."""

    records: int = 0
    chains: int = 0
    erased: int = 0
    """Records whose body was erased."""
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
    verified = Verified()
    with reading.chains(stream) as chains:
        heads = {name: head for name, head in (noted or {}).items() if stream in (None, name)}
        ends = dict(chains.noted_ends)
        for name, links in groupby(chains.links, key=lambda link: link.record.stream):
            verified.chains += 1
            head = heads.pop(name, None)
            end = max(ends.pop(name, 0), head.sequence if head else 0)
            for broken in broken_links(name, _counted(_noted(links, head), verified), end):
                verified.broken += 1
                found(broken)
            for _ in _counted(links, verified):  # what follows a broken link is counted and not looked at
                pass
        for name in sorted({*ends, *heads}):  # of these there is not one record any more
            verified.broken += 1
            found(BrokenLink(name, 1, "cut-off"))
    return verified


def _counted(links: Iterator[Link], verified: Verified) -> Iterator[Link]:
    for link in links:
        verified.records += 1
        verified.erased += link.body is None
        yield link


def _noted(links: Iterator[Link], head: Head | None) -> Iterator[Link]:
    """The links, with what was written down of the chain outside the database."""
    for link in links:
        outside = head and link.record.sequence == head.sequence
        yield replace(link, noted=head.hash) if head and outside else link
