"""Everything the archive has of one draft, for an examiner: its reviews, what became of it, who read it, and
whether its chain is whole now."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_args

from bot.domain.chain import ChainedRecord
from bot.domain.chain_checks import BrokenLink, Link, TextState, text_state
from bot.domain.firm import BothLanguages
from bot.domain.keeping import Hold, KeptBody, held_by
from bot.domain.matters import MatterKind
from bot.usecases.archive_ports import READINGS, ArchivePorts, Reader, WantedRecords
from bot.usecases.matter_history import became
from bot.usecases.ports import NothingPublished
from bot.usecases.search_archive import body_of
from bot.usecases.verify_archive import verify_archive

_OF_A_DRAFT = ("review", *get_args(MatterKind))
"""Kinds of records: the others are of people, of the library, of the archive itself."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One record and what it says: None unless its text is kept."""

    link: Link
    body: Mapping[str, Any] | None = field(repr=False)

    @property
    def record(self) -> ChainedRecord:
        """As it is chained."""
        return self.link.record

    @property
    def text(self) -> TextState:
        """What became of its text."""
        return text_state(self.link)


@dataclass(frozen=True, slots=True)
class DossierStep:
    """What happened; `became`: a `MatterState`, `taken`, `answered`, `handed-over`, or "" once erased."""

    kept: Kept
    became: str


@dataclass(frozen=True, slots=True)
class DossierReading:
    """Somebody read a text of it, or asked for this dossier."""

    at: str
    by: str
    why: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChainState:
    """One of the chains that hold the records, as it is now."""

    stream: str
    records: int
    broken: tuple[BrokenLink, ...]


@dataclass(frozen=True)
class Dossier:
    """What an examiner is given of one draft."""

    subject: str
    """The id that it was asked for by."""
    reviews: tuple[Kept, ...]
    steps: tuple[DossierStep, ...]
    readings: tuple[DossierReading, ...]
    records: tuple[Kept, ...]
    chains: tuple[ChainState, ...]
    holds: tuple[Hold, ...]
    """Those that stand and keep something of it from being erased."""
    titles: Mapping[str, BothLanguages]
    """Of the rules that found something, as they were called in the library of the review."""
    reader: Reader
    made_at: datetime
    code: str


def gather_dossier(subject: str, ids: Sequence[str], reader: Reader, ports: ArchivePorts) -> Dossier:
    """The dossier of the draft whose records begin with these ids (`find_dossier`)."""
    records = [Kept(link, body_of(link)) for link in ports.reading.under(ids)]
    reviews = tuple(each for each in records if each.record.kind == "review")
    return Dossier(
        subject,
        reviews,
        tuple(_steps(records)),
        tuple(sorted(_readings(records, ids, ports), key=lambda each: each.at)),
        tuple(records),
        tuple(_chain(stream, ports) for stream in dict.fromkeys(each.record.stream for each in records)),
        tuple(_holds(records, ports)),
        _titles(reviews, ports),
        reader,
        ports.clock.now(),
        ports.code,
    )


def find_dossier(subject: str, ports: ArchivePorts) -> list[str]:
    """The ids that the records of the draft begin with: its card's and those of its matters, or the subject
    itself for what has no card, such as a review of the command line. Empty where nothing is of a draft."""
    card = _card_of(subject, ports)
    ids = [card, *(matter.id for matter in ports.matters.of_card(card))] if card else [subject]
    return ids if any(link.record.kind in _OF_A_DRAFT for link in ports.reading.under(ids)) else []


def _card_of(subject: str, ports: ArchivePorts) -> str | None:
    root = subject.partition(".")[0]
    matter = ports.matters.matter(root)
    if matter:
        return matter.card or None
    return root if ports.cards.card(root) else None


def _steps(records: Sequence[Kept]) -> Iterator[DossierStep]:
    """What became of its matters, by moment; what was erased still says that there was something."""
    stood: dict[str, Mapping[str, Any]] = {}
    for each in records:
        if each.record.kind in ("review", "reading"):
            continue
        now = each.body or {}
        if "matter" not in now:
            yield DossierStep(each, "")
            continue
        matter = each.record.record_id.partition(".")[0]
        if word := became(stood.get(matter, {}), now):
            yield DossierStep(each, word)
        stood[matter] = now


def _readings(records: Sequence[Kept], ids: Sequence[str], ports: ArchivePorts) -> Iterator[DossierReading]:
    """Officers who gave a reason in chat, and whoever asked for the dossier on the command line."""
    for each in records:
        if each.record.kind == "reading":
            yield _reading(each.record, each.body or {})
    with ports.reading.records(WantedRecords(stream=READINGS)) as links:
        for link in links:
            body = body_of(link) or {}
            asked = body.get("asked", {}).get("dossier", ())
            if not set(ids).isdisjoint(asked):
                yield _reading(link.record, body)


def _reading(record: ChainedRecord, body: Mapping[str, Any]) -> DossierReading:
    return DossierReading(str(record.at), str(body.get("by", "")), str(body.get("why", "")))


def _chain(stream: str, ports: ArchivePorts) -> ChainState:
    broken: list[BrokenLink] = []
    verified = verify_archive(ports.reading, broken.append, stream=stream)
    return ChainState(stream, verified.records, tuple(broken))


def _holds(records: Sequence[Kept], ports: ArchivePorts) -> Iterator[Hold]:
    bodies = [KeptBody(each.record.record_id, each.record.stream, each.record.kind) for each in records]
    for hold in ports.holds.all():
        spared = held_by([hold])
        if any(spared.covers(each) for each in bodies):
            yield hold


def _titles(reviews: Sequence[Kept], ports: ArchivePorts) -> dict[str, BothLanguages]:
    titles: dict[str, BothLanguages] = {}
    libraries = dict.fromkeys(
        each.body["review"]["versions"]["library"] for each in reviews if each.body and "review" in each.body
    )
    for library in libraries:
        with suppress(NothingPublished):  # reviewed with another database
            titles |= {rule.id: rule.title for rule in ports.policies.published_version(library).rules}
    return titles
