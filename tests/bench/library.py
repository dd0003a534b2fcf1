"""The library at scale: a long document published, many clauses searched, one of them changed."""

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from bot.adapters import yaml_records
from bot.adapters.bm25_scores import word_scores
from bot.adapters.chroma_index import ChromaIndex
from bot.adapters.database import open_database, upgrade
from bot.adapters.document_readers import IsolatedReader
from bot.adapters.index_server import ServerAddress
from bot.adapters.local_embeddings import LocalEmbedder
from bot.adapters.policy_folder import PolicyFolder
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.system_clock import SystemClock
from bot.domain.clauses import Clause, clauses_fingerprint
from bot.domain.library import PackContent
from bot.domain.linking import passages
from bot.domain.outlining import outline_clauses
from bot.domain.versions import VersionRef
from bot.usecases.library_in_force import LibraryInForce
from bot.usecases.library_ports import GivenFile
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.ports import NewDocument
from bot.usecases.put_in_force import Composition, put_in_force
from bot.usecases.read_pack import PackFiles, parse_pack
from bot.usecases.search_clauses import search_clauses
from tests.bench.figures import Figure, Part, percentile
from tests.bench.long_pdf import pdf_of
from tests.bench.made_up_library import CLAUSES_A_DOCUMENT, MadeUpTexts, MadeUpVectors, new_document
from tests.bench.posts import ROOT
from tests.chroma_server import throwaway_chroma

LARGE, SMALL = 100_000, 5_000
P50_MS, P95_MS, PUBLISH_SECONDS = 25, 100, 60
_PAGES, _CLAUSES_A_PAGE, _SENTENCES = 300, 4, 5
_NEAREST, _QUESTIONS, _ROUNDS = 250, 100, 3


class Stopwatch:
    """`Progress` that keeps how long each step took, and how often it was told."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.told = 0
        self._step, self._since = "", time.perf_counter()

    def __call__(self, step: str, done: int = 0, of: int = 0) -> None:
        """A step begins, or goes on."""
        now = time.perf_counter()
        if self._step:
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + now - self._since
        self._step, self._since, self.told = step, now, self.told + 1

    def said(self) -> str:
        """Every step with its seconds."""
        self("")
        return ", ".join(f"{step} {seconds:.1f} s" for step, seconds in self.seconds.items())


class _Bench:
    """A database and an index of its own, and what is in force there."""

    def __init__(self, folder: Path, embedder: Any, index: ChromaIndex) -> None:
        engine = open_database(f"sqlite:///{folder / 'library.sqlite3'}")
        upgrade(engine)
        self.engine, self.embedder = engine, embedder
        self.ports = LibraryPorts(SqlAlchemyPolicyStore(engine), index, embedder, word_scores, SystemClock())
        self.documents: dict[str, NewDocument] = {}

    def publish(self, fresh: Sequence[NewDocument]) -> tuple[float, int, Stopwatch]:
        """The documents beside those in force: seconds, texts embedded, and how it went."""
        before, began, watch = self.embedder.embedded, time.perf_counter(), Stopwatch()
        names = {each.source.document.id for each in fresh}
        kept = [
            VersionRef(each.document, each.language, each.number)
            for each in self.ports.policies.documents()
            if each.state == "published" and each.document not in names
        ]
        expected = self.ports.policies.library_in_force() if self.documents else ""
        self.documents |= {each.source.document.id: each for each in fresh}
        clauses = [clause for each in self.documents.values() for clause in each.clauses]
        put_in_force(Composition(kept, fresh, clauses, _pack(), expected), "bench", self.ports, watch)
        return time.perf_counter() - began, self.embedder.embedded - before, watch

    def edited(self, name: str, place: int, text: str) -> tuple[NewDocument, Clause]:
        """A document in force with another text in one clause, and that clause."""
        known = self.documents[name]
        clauses = list(known.clauses)
        clauses[place] = replace(clauses[place], text=text)
        return new_document(name, known.source.document.language, clauses), clauses[place]


def measure_library(size: int) -> Part:
    """A 300-page document with real vectors; `size` clauses with made-up ones, in a folder, on a server."""
    texts = MadeUpTexts(ROOT / "policies" / "documents")
    with tempfile.TemporaryDirectory(prefix="vigie-bench-library-") as folder:
        long, remark = _long_document(Path(folder), texts)
        many, remarks = _many_clauses(Path(folder) / "many", texts, size)
    return Part("library", (*long, *many), (remark, *remarks))


def _long_document(folder: Path, texts: MadeUpTexts) -> tuple[list[Figure], str]:
    """A PDF of it is read as any file that is given, split into its clauses, and published."""
    bench = _Bench(folder, _Counting(), ChromaIndex(folder / "index"))
    made_up = texts.document("LONG", "fr", _PAGES * _CLAUSES_A_PAGE, _SENTENCES)
    file = GivenFile("long.pdf", pdf_of(made_up.clauses, _CLAUSES_A_PAGE))
    bench.embedder.embed(["Le modèle est chargé."])
    cpu, began = _cpu(), time.perf_counter()
    read = IsolatedReader()(file)
    document = new_document("LONG", "fr", outline_clauses(read.blocks, "LONG", "fr"))
    reading = time.perf_counter() - began
    words = sum(len(each.text.split()) for each in document.clauses)
    seconds, _, watch = bench.publish([document])
    cpu, told = _cpu() - cpu, watch.said()
    again, clause = bench.edited("LONG", 600, texts.sentence("fr"))
    edit_seconds, embedded, edit_watch = bench.publish([again])
    bench.ports.index.close()  # type: ignore[attr-defined]
    bench.engine.dispose()
    how = f"a PDF: {read.pages} pages, {len(document.clauses)} clauses, {words:,} words; "
    how += f"reading {reading:.1f} s, {told}"
    pieces = len(passages(clause))
    return [
        Figure("300 pages published", reading + seconds, "s", how, PUBLISH_SECONDS, at_least=False),
        Figure("of which CPU", cpu, "s", "this process's and its reader's"),
        Figure("one clause of it changed", edit_seconds, "s", edit_watch.said()),
        Figure(
            "texts embedded for that", embedded, "", "the clause and its sentences", pieces, at_least=False
        ),
    ], f"While the 300 pages were published, progress was told {watch.told} times."


def _cpu() -> float:
    """Seconds of CPU, of this process and of those it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _many_clauses(folder: Path, texts: MadeUpTexts, size: int) -> tuple[list[Figure], list[str]]:
    folder.mkdir()
    vectors = MadeUpVectors()
    embedded = ChromaIndex(folder / "index")
    bench = _Bench(folder, vectors, embedded)
    seconds, _, watch = bench.publish(texts.documents(size, 1, CLAUSES_A_DOCUMENT))
    named = f"{size:,} clauses"
    figures = [Figure(f"{named} published", seconds, "s", f"vectors made up; {watch.said()}")]
    vectors.beside = LocalEmbedder()
    vectors.beside.embed(["Le modèle est chargé."])
    in_force, reading = _read(bench.ports)
    figures += _searched(f"{named}, in a folder", in_force, texts)
    again, _ = bench.edited("D4", 7, texts.sentence("fr"))
    vectors.beside = None
    seconds, _, watch = bench.publish([again])
    figures.append(Figure(f"one clause of {named} changed", seconds, "s", watch.said()))
    written = _one_more(bench, texts, embedded)
    figures.append(Figure("of which the index, in a folder", written * 1000, "ms", "one text written"))
    figures.append(Figure("read again to be searched", reading, "s", "by the bot, once a publication"))
    embedded.close()
    with throwaway_chroma() as address:
        server = ChromaIndex(ServerAddress(address))
        in_force, seconds = _read(replace(bench.ports, index=server))
        figures.append(Figure(f"{named} on a server", seconds, "s", "from the database to its first search"))
        vectors.beside = LocalEmbedder()
        figures += _searched(f"{named}, on a server", in_force, texts)
        written = _one_more(bench, texts, server)
        figures.append(Figure("one clause changed, on a server", written * 1000, "ms", "one text written"))
        server.close()
    bench.engine.dispose()
    return figures, [f"The vectors of the {named} are made up (tests/bench/made_up_library.py)."]


def _read(ports: LibraryPorts) -> tuple[LibraryInForce, float]:
    began, in_force = time.perf_counter(), LibraryInForce(ports)
    in_force()
    return in_force, time.perf_counter() - began


def _searched(where: str, in_force: LibraryInForce, texts: MadeUpTexts) -> list[Figure]:
    """The index alone, and what a person waits for."""
    library, ports = in_force(), in_force.ports
    questions = [texts.sentence("fr") for _ in range(_QUESTIONS)]
    vectors = MadeUpVectors().embed(questions)
    alone = [
        lambda vector=vector: ports.index.search(
            library.contents, ports.embedder.fingerprint, vector, _NEAREST
        )
        for vector in vectors
    ]
    whole = [lambda asked=asked: search_clauses(asked, "fr", in_force) for asked in questions]
    return [
        *_percentiles(f"{where}: the index", alone, f"the nearest {_NEAREST}"),
        *_percentiles(f"{where}: a question", whole, "embedded, index, words, ranked"),
    ]


def _percentiles(what: str, searches: Sequence[Callable[[], object]], how: str) -> list[Figure]:
    """The median of some rounds: other programs run beside."""
    rounds = [[_milliseconds(search) for search in searches] for _ in range(_ROUNDS + 1)][1:]
    how = f"{how}; {len(searches)} times, the median of {_ROUNDS} rounds"
    return [
        Figure(
            f"{what}, p{percent}",
            median(percentile(each, percent) for each in rounds),
            "ms",
            how,
            most,
            False,
        )
        for percent, most in ((50, P50_MS), (95, P95_MS))
    ]


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _one_more(bench: _Bench, texts: MadeUpTexts, index: ChromaIndex) -> float:
    """Seconds until a library that differs in one clause from the one in force can be searched."""
    ports = bench.ports
    clauses = ports.policies.clauses_in_force()
    known = ports.policies.vectors(ports.embedder.fingerprint, [each.fingerprint for each in clauses])
    clauses[0] = replace(clauses[0], text=texts.sentence("fr"))
    known[clauses[0].fingerprint] = MadeUpVectors().embed([clauses[0].searchable])[0]
    found = [known[each.fingerprint] for each in clauses]
    contents = clauses_fingerprint(clauses)
    began = time.perf_counter()
    index.build(contents, ports.embedder.fingerprint, clauses, found)
    return time.perf_counter() - began


class _Counting(LocalEmbedder):
    """The real one, which counts."""

    embedded = 0

    def embed(self, texts: Sequence[str]) -> list[Any]:
        self.embedded += len(texts)
        return super().embed(texts)


def _pack() -> PackContent:
    records = parse_pack(PackFiles(PolicyFolder(ROOT / "policies").pack(), yaml_records))
    pinned_nowhere = tuple(rule.model_copy(update={"clauses": ()}) for rule in records.rules)
    return PackContent(rules=pinned_nowhere, topics=records.topics, firm=records.firm)
