"""The policies of the repository, published in memory, and reviews at their desk with the model of a test."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from bot.adapters.bm25_scores import word_scores
from bot.adapters.policy_folder import PolicyFolder
from bot.adapters.prompt_folder import read_prompts
from bot.adapters.py3langid_languages import detect_language
from bot.domain.budgets import Budgets
from bot.domain.clauses import clauses_fingerprint, split_clauses
from bot.domain.draft import Draft, Language
from bot.domain.findings import Citation
from bot.domain.prompts import Prompt
from bot.domain.review import Review
from bot.evaluation.cases import parse_cases
from bot.usecases.ask_model import AskingModel, ModelPorts, mask_for
from bot.usecases.library_in_force import LibraryInForce
from bot.usecases.link_clauses import LibraryPorts, embed_library, link_clauses
from bot.usecases.metrics import NoMetrics
from bot.usecases.model_port import Model
from bot.usecases.model_review import review_with_model
from bot.usecases.ports import Embedder, NewDocument, Publication
from bot.usecases.read_pack import PackRecords
from bot.usecases.review import Desk, ReviewPorts
from bot.usecases.search_clauses import cite_closest
from tests.embedders import local_embedder, tuned_embedder
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.fakes_index import BagOfWords, InMemoryClauseIndex, StoppedClock
from tests.fakes_spending import InMemorySpending
from tests.shipped_pack import shipped_pack

ROOT = Path(__file__).resolve().parents[1]
PLENTY = Budgets(1_000_000, 60.0, 10_000_000, 100_000_000)


@dataclass(frozen=True)
class Shipped:
    """A desk, and what searching its library needs."""

    desk: Desk
    library: LibraryPorts
    searching: LibraryInForce

    def clauses_near(self, text: str, language: Language, most: int) -> Sequence[Citation]:
        """The clauses nearest to a text."""
        return cite_closest(text, language, self.searching, most)

    @property
    def published(self) -> frozenset[Citation]:
        """Every clause in force, as it may be cited."""
        titles = {(each.document, each.language): each for each in self.library.policies.documents()}
        return frozenset(
            Citation(
                titles[each.document, each.language].title,
                each.key,
                each.title,
                each.text,
                titles[each.document, each.language].number,
                each.language,
            )
            for each in self.library.policies.clauses_in_force()
        )


@cache
def shipped(meaning: bool = False) -> Shipped:
    """The shipped policies; with `meaning` as they run, else in half the time: words alone, no weights."""
    records = shipped_pack()
    embedder: Embedder = local_embedder() if meaning else BagOfWords()
    ports = LibraryPorts(InMemoryPolicyStore(), InMemoryClauseIndex(), embedder, word_scores, StoppedClock())
    folder = PolicyFolder(ROOT / "policies")
    documents = [NewDocument(source, split_clauses(source.document)) for source in folder.documents()]
    _publish(records, documents, ports)
    reviewing = ReviewPorts(
        ports.policies, InMemoryArchive(), ports.clock, detect_language, tuned_embedder, "test"
    )
    pack = records.pack if meaning else replace(records.pack, learned=None)
    return Shipped(Desk(ports.policies.published(), pack, reviewing), ports, LibraryInForce(ports))


@cache
def prompts() -> Mapping[str, Prompt]:
    """The prompts of the repository."""
    return read_prompts(ROOT / "prompts")


def _publish(records: PackRecords, documents: Sequence[NewDocument], ports: LibraryPorts) -> None:
    """As `vigie policies publish` does; the examples of the rules are tried elsewhere."""
    clauses = [clause for document in documents for clause in document.clauses]
    vectors = embed_library(records.rules, clauses, ports)
    links = link_clauses(records.rules, records.firm, clauses, vectors, word_scores)
    found = [vectors[clause.searchable] for clause in clauses]
    ports.index.build(clauses_fingerprint(clauses), ports.embedder.fingerprint, clauses, found)
    packed = {
        "rules": [rule.model_dump(mode="json") for rule in records.rules],
        "topics": [topic.model_dump(mode="json") for topic in records.topics],
        "firm": records.firm.model_dump(mode="json"),
    }
    at = ports.clock.now()
    ports.policies.publish(
        Publication(documents, json.dumps(packed), "0" * 64, ports.embedder.fingerprint, links, "test", at)
    )


@dataclass
class Moments:
    """Seconds that pass when a test says so; `waited` is what somebody waited for."""

    seconds: float = 0.0
    waited: list[float] = field(default_factory=list)

    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return self.seconds

    def wait(self, seconds: float) -> None:
        """Time passes at once."""
        self.waited.append(seconds)
        self.seconds += seconds


@dataclass
class ModelAtDesk:
    """Reviews at the shipped desk with a model; in the time of a test, or with `real_time`."""

    model: Model
    budgets: Budgets = PLENTY
    meaning: bool = False
    real_time: bool = False
    spending: InMemorySpending = field(default_factory=InMemorySpending)
    moments: Moments = field(default_factory=Moments)
    told: list[tuple[str, int]] = field(default_factory=list)

    @property
    def shipped(self) -> Shipped:
        """The desk and its library."""
        return shipped(self.meaning)

    @property
    def ports(self) -> ModelPorts:
        """What asking needs."""
        return ModelPorts(
            self.model,
            prompts(),
            self.shipped.clauses_near,
            self.spending,
            NoMetrics(),
            self.budgets,
            StoppedClock(),
            time.monotonic if self.real_time else self.moments.elapsed,
            time.sleep if self.real_time else self.moments.wait,
        )

    def review(
        self, draft: str | Draft, spoken: Language | None = None, turn: int = 0, person: str = "U1"
    ) -> Review:
        """The review of a draft, or of a text on LinkedIn."""
        draft = Draft(draft) if isinstance(draft, str) else draft
        asking = AskingModel(
            self.ports,
            mask_for(draft, self.shipped.desk),
            person,
            "review-1",
            lambda *told: self.told.append(told),
        )
        return review_with_model(draft, self.shipped.desk, asking, spoken, turn)

    def floor(self, draft: str | Draft, spoken: Language | None = None, turn: int = 0) -> Review:
        """The same by the rules alone."""
        return self.shipped.desk.review(Draft(draft) if isinstance(draft, str) else draft, spoken, turn)


@cache
def labelled_drafts(language: Language) -> list[Draft]:
    """The posts of `tests/evals/tune.jsonl` in that language."""
    lines = (ROOT / "tests" / "evals" / "tune.jsonl").read_bytes().splitlines()
    cases = parse_cases(lines, "tune.jsonl", {rule.id for rule in shipped_pack().rules})
    return [each.draft for each in cases if each.language == language]
