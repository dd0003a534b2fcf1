"""A library of two small documents to change version by version, in memory."""

from dataclasses import replace
from typing import Any

from bot.adapters import yaml_records
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.domain.outline import ReadFile
from bot.domain.outlining import markdown_blocks
from bot.usecases.compose_library import LifePorts
from bot.usecases.library_ports import GivenFile, VersionStore
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.ports import PolicyFiles
from bot.usecases.publish_policy import PublishPorts, publish_policies
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import BagOfWords, InMemoryClauseIndex, StoppedClock, shared_words
from tests.policy_files import policy_files

FRENCH = """## PMS-1 Promesses

Aucun rendement n'est jamais promis.

## PMS-2 Horaires

Bureau ouvert chaque matin.
"""


def read_markdown(given: GivenFile) -> ReadFile:
    """A Markdown file, read where one is: what reads it in a process of its own has tests of its own."""
    return ReadFile(markdown_blocks(given.content.decode()))


def life_ports(**changes: Any) -> LifePorts:
    """A library with nothing in force."""
    library = LibraryPorts(
        InMemoryPolicyStore(), InMemoryClauseIndex(), BagOfWords(), shared_words, StoppedClock()
    )
    return replace(life_of(library), **changes)


def life_of(library: LibraryPorts, versions: VersionStore | None = None) -> LifePorts:
    """What changing that library needs; its versions are kept where its policies are."""
    kept: Any = library.policies
    if isinstance(kept, SqlAlchemyPolicyStore):
        versions = SqlAlchemyVersionStore(kept._engine)
    return LifePorts(
        library,
        versions or kept.versions,
        read_markdown,
        yaml_records,
        library.embedder.fingerprint,
        lambda _: "fr",
    )


def with_a_library(files: PolicyFiles | None = None) -> LifePorts:
    """A library with the document PMS and one rule in force."""
    ports = life_ports()
    publish_policies("claire", PublishPorts(files or policy_files(), ports))
    return ports


def markdown_file(text: str, name: str = "politique.md") -> GivenFile:
    """A file as somebody gives it."""
    return GivenFile(name, text.encode())
