"""Settings → adapters → ports. Nothing is opened before it is needed."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import bot
from bot.adapters import yaml_records
from bot.adapters.local_embeddings import use_one_thread
from bot.adapters.policy_folder import PolicyFolder
from bot.adapters.py3langid_languages import detect_language
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.records import Records
from bot.config import Settings
from bot.domain.budgets import Budgets
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.prompts import Prompt
from bot.usecases.ask import AskPorts
from bot.usecases.ask_model import ModelPorts
from bot.usecases.compose_library import LifePorts
from bot.usecases.learn_meaning import LearnPorts
from bot.usecases.library_in_force import LibraryInForce
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.metrics import Metrics, NoMetrics
from bot.usecases.model_port import Model
from bot.usecases.ports import (
    Embedder,
    IndexBusy,
)
from bot.usecases.preview_impact import PreviewPorts
from bot.usecases.publish_policy import PublishPorts
from bot.usecases.read_pack import PackFiles
from bot.usecases.review import ReviewPorts
from bot.usecases.search_clauses import cite_closest
from bot.usecases.tune_encoder import Tune

if TYPE_CHECKING:
    from bot.adapters.chroma_index import ChromaIndex
    from bot.adapters.local_embeddings import LocalEmbedder
    from bot.adapters.prometheus_metrics import PrometheusMetrics


PATIENCE = 5.0
"""Longer than a bot takes to lend its index, or another publication to write its own."""


class Application(Records):
    """Every adapter of one set of settings, each made once and only when something asks for it."""

    def __init__(self, settings: Settings, patience: float = PATIENCE) -> None:
        """`patience`: how many seconds who publishes or searches waits for a bot to lend the index."""
        use_one_thread()  # reading the rules loads numpy, long before the embedder does
        super().__init__(settings)
        self._patience = patience

    @cached_property
    def embedder(self) -> "LocalEmbedder":
        """The local embeddings; the model is loaded at the first text."""
        from bot.adapters.local_embeddings import LocalEmbedder

        return LocalEmbedder()

    @cached_property
    def meaning(self) -> Embedder:
        """The embeddings by which rules judge meaning; loaded at the first text."""
        from bot.adapters.tuned_embeddings import TunedEmbedder

        return TunedEmbedder(self.embedder)

    @cached_property
    def model(self) -> Model | None:
        """The language model, None where none is configured; nothing is loaded before the first call."""
        if not self.settings.has_model:
            return None
        from bot.adapters.langchain_model import LangChainModel

        return LangChainModel(self.settings.model, self.settings.openai_key, self.settings.openai_base_url)

    def look_up_model(self) -> str:
        """Whether the configured model can be asked, as `LangChainModel.look_up` says; it costs nothing."""
        from bot.adapters.langchain_model import LangChainModel

        assert isinstance(self.model, LangChainModel)
        return self.model.look_up()

    @cached_property
    def prompts(self) -> Mapping[str, Prompt]:
        """What the language model is asked. Raises `PolicyFileError`."""
        from bot.adapters.prompt_folder import read_prompts

        return read_prompts(self.settings.prompts)

    def asking(self) -> ModelPorts | None:
        """What asking the language model needs, None where none is configured. Raises `PolicyFileError`."""
        if self.model is None:
            return None
        settings = self.settings
        budgets = Budgets(
            settings.model_tokens_review,
            settings.model_seconds,
            settings.model_tokens_person,
            settings.model_tokens_day,
        )
        return ModelPorts(
            self.model,
            self.prompts,
            self.clauses_near,
            self.spending,
            self.metrics,
            budgets,
            SystemClock(),
            time.monotonic,
            time.sleep,
        )

    def clauses_near(self, text: str, language: Language, most: int) -> Sequence[Citation]:
        """The clauses nearest to a text, for a model to read; no review waits for who has the index open."""
        try:
            return cite_closest(text, language, self._at_once, most)
        except IndexBusy:
            return cite_closest(text, language, self._without_index, most)

    @cached_property
    def _at_once(self) -> LibraryInForce:
        """Searched in the index, unless another process has it."""
        return LibraryInForce(replace(self.library(), index=self.index))

    @cached_property
    def _without_index(self) -> LibraryInForce:
        """The same clauses by the same cosines, from the vectors of the database."""
        from bot.adapters.memory_index import MemoryIndex

        return LibraryInForce(replace(self.library(), index=MemoryIndex()))

    @cached_property
    def prometheus(self) -> "PrometheusMetrics | None":
        """Counts for Prometheus, where a port is set to read them on."""
        if not (self.settings.metrics_port or self.settings.web_metrics_port):
            return None
        from bot.adapters.prometheus_metrics import COUNTED, PrometheusMetrics, Queue

        def queue() -> Queue:
            inbox = self.inbox()
            return Queue(inbox.counts(COUNTED), inbox.oldest(SystemClock().now()))

        return PrometheusMetrics(queue)

    @property
    def metrics(self) -> Metrics:
        """What is told of every call and review."""
        return self.prometheus or NoMetrics()

    @cached_property
    def index(self) -> "ChromaIndex":
        """The clause index; its folder is opened at the first call, and kept until another process waits."""
        from bot.adapters.chroma_index import ChromaIndex
        from bot.adapters.index_server import ServerAddress

        settings = self.settings
        if not settings.chroma_url:
            return ChromaIndex(settings.data / "index")
        return ChromaIndex(ServerAddress(settings.chroma_url, settings.chroma_token))

    def close(self) -> None:
        """Let go of what was opened: the database's connections and the index's folder."""
        if "engine" in self.__dict__:
            self.engine.dispose()
        if "index" in self.__dict__:
            self.index.close()

    def library(self) -> LibraryPorts:
        """What keeping and searching the library needs."""
        from bot.adapters.bm25_scores import word_scores

        index = self.index.patient(self._patience)
        return LibraryPorts(self.policies, index, self.embedder, word_scores, SystemClock())

    @cached_property
    def searching(self) -> LibraryInForce:
        """The library in force, searched in the index: made once, it remembers what it read."""
        return LibraryInForce(self.library())

    def publishing(self) -> PublishPorts:
        """What publishing the policy folder needs."""
        return PublishPorts(PolicyFolder(self.settings.policies), self.life())

    def life(self) -> LifePorts:
        """What changing the library, version by version, needs."""
        from bot.adapters.document_readers import IsolatedReader
        from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore

        return LifePorts(
            self.library(),
            SqlAlchemyVersionStore(self.engine),
            IsolatedReader(),
            yaml_records,
            self.meaning.fingerprint,
            detect_language,
        )

    def previewing(self) -> PreviewPorts:
        """What looking at the effect of a change needs."""
        return PreviewPorts(self.reviewing(), PolicyFolder(self.settings.policies).cases)

    def reviewing(self) -> ReviewPorts:
        """What reviewing needs."""
        return ReviewPorts(
            self.policies,
            self.archive,
            SystemClock(),
            detect_language,
            lambda: self.meaning,
            bot.__version__,
        )

    @cached_property
    def answering(self) -> AskPorts:
        """What answering questions about the documents needs: made once, it remembers what it prepared."""
        from bot.adapters.known_questions import known_questions, recalled_questions, write_recall

        return AskPorts(
            self.policies, lambda: self.embedder, known_questions, recalled_questions, write_recall
        )

    def pack_files(self, folder: str | None) -> PackFiles:
        """The rule pack of a policy folder."""
        return PackFiles(self.policy_folder(folder).pack(), yaml_records)

    def policy_folder(self, folder: str | None) -> PolicyFolder:
        """A policy folder, or the configured one."""
        return PolicyFolder(Path(folder) if folder else self.settings.policies)

    def tuning(self) -> Tune:
        """What tunes the sentence encoder. Raises ImportError."""
        from bot.adapters.torch_tuning import tune

        return tune

    def learning(self) -> LearnPorts:
        """What learning the rules of meaning needs."""
        from bot.adapters.logistic_learner import learn

        return LearnPorts(self.meaning, learn)
