"""The clause index in Chroma: in a folder of this machine, or on a server that several processes share.

What is in it (`chroma_shelves`) is derived: a damaged folder is set aside and everything is built again from
the database. Nothing heavy is imported before the first call.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from copy import copy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.adapters import chroma_shelves as shelves
from bot.adapters.chroma_errors import IndexDamaged
from bot.adapters.index_folder import LOOK_EVERY, IndexFolder
from bot.adapters.index_server import WRITING_DEADLINE, IndexServer, ServerAddress
from bot.domain.clauses import Clause
from bot.usecases.link_clauses import silently
from bot.usecases.ports import Progress, Vector

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.config import Settings

_BATCH = 500
"""Texts written in one call: whoever searches meanwhile waits for one call at most."""


class IndexPlace(Protocol):
    """Where Chroma is: `IndexFolder` or `IndexServer`."""

    def opened(self, patience: float = 0.0) -> AbstractContextManager[Any]:
        """A client for one call. Raises `IndexBusy`, `StorageError`."""

    def trying(self) -> AbstractContextManager[None]:
        """Inside `opened`: what is tried meanwhile may end the process."""

    def set_aside(self, patience: float = 0.0) -> None:
        """What is there is damaged: begin again."""

    def close(self) -> None:
        """Let go of it; the next call opens it again."""


class ChromaIndex:
    """The port `ClauseIndex`; any thread may call.

    A folder is opened at the first call and kept open until `close`, or until another process waits for it.
    While another has it, every method raises `IndexBusy` at once; of `patient`, in a while. It does so too
    where a server does not answer.
    """

    def __init__(self, place: Path | ServerAddress, look_every: float = LOOK_EVERY) -> None:
        self._place: IndexPlace
        self._writing: IndexPlace
        if isinstance(place, Path):
            self._place = self._writing = IndexFolder(place, _in_folder, look_every)
        else:
            self._place = IndexServer(place, _on_server)
            self._writing = IndexServer(place, _on_server, WRITING_DEADLINE)
        self._patience = 0.0

    def patient(self, seconds: float) -> "ChromaIndex":
        """The same index, for who waits that long while another process has it."""
        waiting = copy(self)
        waiting._patience = seconds
        return waiting

    def build(
        self,
        contents: str,
        embedder: str,
        clauses: Sequence[Clause],
        vectors: Sequence[Vector],
        progress: Progress = silently,
    ) -> None:
        """Make a library searchable, writing what is not there yet. A damaged folder is set aside first."""
        texts = {clause.fingerprint: vector for clause, vector in zip(clauses, vectors, strict=True)}
        library = contents, embedder
        try:
            if self.is_complete(contents, embedder, len(clauses)):
                with self._open_to_write() as client:
                    shelves.mark_newest(client, *library)
                return
            self._write(library, len(clauses), texts, progress)
        except IndexDamaged:
            self._place.set_aside(self._patience)
            self._write(library, len(clauses), texts, progress)

    def search(self, contents: str, embedder: str, vector: Vector, most: int) -> list[tuple[str, float]]:
        """(text fingerprint, cosine), best first. Raises `StorageError` when not built."""
        with self._open() as client:
            return shelves.nearest_texts(client, contents, embedder, vector, most)

    def is_complete(self, contents: str, embedder: str, count: int) -> bool:
        """Whether it is there, was made with that embedder, holds that many clauses, and answers."""
        try:
            with self._open() as client:
                if not shelves.is_noted(client, contents, embedder, count):
                    return False
                with self._place.trying():  # damaged vectors can end the process: then the next one knows
                    return shelves.answers(client, contents, embedder)
        except IndexDamaged:
            return False

    def keep_last(self, most: int) -> None:
        """Forget all libraries but the ones built, or asked to be built, last."""
        with self._open_to_write() as client:
            shelves.forget_all_but(client, most)

    def close(self) -> None:
        """Let go of it; the next call opens it again."""
        self._place.close()
        self._writing.close()

    def _open(self) -> AbstractContextManager[Any]:
        return self._place.opened(self._patience)

    def _open_to_write(self) -> AbstractContextManager[Any]:
        return self._writing.opened(self._patience)

    def _write(
        self, library: tuple[str, str], count: int, texts: dict[str, Vector], progress: Progress
    ) -> None:
        """One call of Chroma at a time: nobody who searches waits for all of it."""
        with self._open_to_write() as client:
            shelf, missing = shelves.choose_shelf(client, *library, texts)
        waiting = iter(missing)
        for done in range(0, len(missing), _BATCH):
            progress("indexing", done, len(missing))
            with self._open_to_write() as client:
                shelves.put_on_shelf(client, shelf, {each: texts[each] for each in islice(waiting, _BATCH)})
        with self._open_to_write() as client:
            shelves.note_library(client, *library, shelf, (count, len(texts)))


def _in_folder(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient

    try:
        return chromadb.PersistentClient(folder, _settings().model_copy())
    except BaseException:
        # It remembers what could not be opened by its path, and would never try again.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def _on_server(address: ServerAddress, deadline: float) -> "ClientAPI":
    """A client that gives up on any call after so many seconds."""
    from chromadb.api.client import Client

    class Impatient(Client):
        """Chroma's own waits for ever, and leaves connections open."""

        def get_user_identity(self) -> Any:  # the first thing it asks
            self._server._session.timeout = deadline  # type: ignore[attr-defined]
            return super().get_user_identity()

        def _validate_tenant_database(self, tenant: str, database: str) -> None:
            """Would wait for ever: that they are there, the first call tells."""

        def close(self) -> None:
            super().close()
            clients: Any = self, self._admin_client
            for each in clients:
                each._server._session.close()

    settings = _settings().model_copy()
    settings.chroma_api_impl = "chromadb.api.fastapi.FastAPI"
    settings.chroma_server_host = address.host
    settings.chroma_server_http_port = address.port
    settings.chroma_server_ssl_enabled = address.encrypted
    settings.chroma_server_headers = address.headers
    return Impatient(settings=settings)


@cache
def _settings() -> "Settings":
    """Read once, which takes longer than a search."""
    from chromadb.config import Settings

    # Chroma would read the settings file of whatever folder the program was started in.
    return Settings(_env_file=None, anonymized_telemetry=False)
