"""The only wiring: settings → adapters → ports → the command line. Nothing is opened before it is needed."""

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bot
from bot.adapters import yaml_records
from bot.adapters.policy_folder import PolicyFolder
from bot.adapters.py3langid_languages import detect_language
from bot.adapters.system_clock import SystemClock
from bot.cli.app import run, use_utf8
from bot.cli.wiring import Check, Wiring
from bot.config import Settings, SettingsError, read_settings
from bot.domain.clauses import Clause, clauses_fingerprint
from bot.texts import say
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.ports import (
    Archive,
    Embedder,
    IndexBusy,
    NothingPublished,
    PolicyStore,
    StorageError,
    Vector,
)
from bot.usecases.publish_policy import PublishPorts
from bot.usecases.read_pack import PackFiles
from bot.usecases.review import ReviewPorts, embed_cached

if TYPE_CHECKING:
    from bot.adapters.chroma_index import ChromaIndex


class Application:
    """Every adapter of one set of settings, each made once and only when something asks for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def engine(self) -> Any:
        """The database's engine, its tables brought up to date. Raises `StorageError`."""
        from bot.adapters.database import open_database, upgrade

        engine = open_database(self.settings.database_url)
        upgrade(engine)
        return engine

    @cached_property
    def policies(self) -> PolicyStore:
        """The policy library in the database."""
        from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore

        return SqlAlchemyPolicyStore(self.engine)

    @cached_property
    def archive(self) -> Archive:
        """The archive in the database."""
        from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive

        return SqlAlchemyArchive(self.engine)

    @cached_property
    def embedder(self) -> Embedder:
        """The local embeddings; the model is loaded at the first text."""
        from bot.adapters.local_embeddings import LocalEmbedder

        return LocalEmbedder()

    @cached_property
    def index(self) -> "ChromaIndex":
        """The clause index; its folder is opened, and locked, at the first call."""
        from bot.adapters.chroma_index import ChromaIndex

        return ChromaIndex(self.settings.data / "index")

    def close(self) -> None:
        """Let go of what was opened: the database's connections and the index's folder."""
        if "engine" in self.__dict__:
            self.engine.dispose()
        if "index" in self.__dict__:
            self.index.close()

    def library(self) -> LibraryPorts:
        """What searching the library needs."""
        from bot.adapters.bm25_scores import word_scores

        return LibraryPorts(self.policies, self.index, self.embedder, word_scores, SystemClock())

    def publishing(self) -> PublishPorts:
        """What publishing the policy folder needs."""
        return PublishPorts(PolicyFolder(self.settings.policies), yaml_records, self.library())

    def reviewing(self) -> ReviewPorts:
        """What reviewing needs."""
        return ReviewPorts(
            self.policies,
            self.archive,
            SystemClock(),
            detect_language,
            lambda: self.embedder,
            bot.__version__,
        )

    def pack_files(self, folder: str | None) -> PackFiles:
        """The rule pack of a policy folder."""
        source = PolicyFolder(Path(folder) if folder else self.settings.policies).pack()

        def vectors(texts: Sequence[str]) -> dict[str, Vector]:
            return embed_cached(texts, self.policies, self.embedder)

        return PackFiles(source, yaml_records, vectors)

    def wiring(self) -> Wiring:
        """What the command line is given."""
        return Wiring(
            self.settings.language,
            self.reviewing,
            self.publishing,
            self.library,
            self.pack_files,
            lambda: list(_checks(self)),
        )


def _checks(application: Application) -> Iterator[Check]:
    settings = application.settings
    yield Check("version", "ok", f"Vigie {bot.__version__}, Python {sys.version.split()[0]}")
    yield Check("data", "ok", str(settings.data))
    yield Check("policies", "ok" if settings.policies.is_dir() else "warning", str(settings.policies))
    kind = settings.database_url.partition(":")[0]
    try:
        published = application.policies.published()
    except NothingPublished as nothing:
        yield Check("database", "ok", kind)
        yield Check("library", "warning", str(nothing))
        return
    except StorageError as failed:
        yield Check("database", "problem", str(failed))
        return
    yield Check("database", "ok", kind)
    in_force = application.policies.clauses_in_force()
    clauses = len(in_force)
    yield Check("library", "ok", f"{published.library}: {clauses} clauses, {len(published.rules)} rules")
    silent = [rule.id for rule in published.rules if not published.links.get(rule.id)]
    yield Check(
        "links", "warning" if silent else "ok", ", ".join(silent) or f"{len(published.rules)} rules cited"
    )
    same = published.embedder == application.embedder.fingerprint
    yield Check("embedder", "ok" if same else "warning", published.embedder)
    yield _index_check(application, in_force)
    yield Check("model", "ok", "none: rules, local embeddings and edits do the work")


def _index_check(application: Application, clauses: Sequence[Clause]) -> Check:
    """Asks the index what a search would ask; a damaged folder is set aside, as a search would do."""
    try:
        complete = application.index.is_complete(
            clauses_fingerprint(clauses), application.embedder.fingerprint, len(clauses)
        )
    except IndexBusy as busy:
        return Check("index", "warning", str(busy))
    except StorageError as failed:
        return Check("index", "problem", str(failed))
    said = say(f"doctor.index.{'complete' if complete else 'absent'}", application.settings.language)
    return Check("index", "ok" if complete else "warning", said)


def run_command_line(arguments: Sequence[str]) -> int:
    """Run `vigie` with these arguments; the exit code. Settings that cannot be used are told, all at once."""
    use_utf8()
    try:
        settings = read_settings()
    except SettingsError as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201 (before there is a command line to speak)
        return 1
    application = Application(settings)
    try:
        return run(arguments, application.wiring())
    finally:
        application.close()
