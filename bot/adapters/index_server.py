"""A Chroma server: any number of processes use it at once, and none of them waits long for it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.adapters.chroma_errors import speaking_of_server

DEADLINE = 5.0
"""Seconds that a search, or being connected, may take."""
WRITING_DEADLINE = 60.0
"""Seconds that one call may take where the server has to write or to delete."""
_PORTS = {"http": 8000, "https": 443}


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server is, and the token that it, or what stands before it, asks for."""

    url: str
    """`http://host:port` or `https://host:port`; the port is 8000, or 443, where none is said."""
    token: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Its name or its number."""
        host = urlsplit(self.url).hostname or ""
        return f"[{host}]" if ":" in host else host

    @property
    def port(self) -> int:
        """The port that was said, or Chroma's."""
        parts = urlsplit(self.url)
        return parts.port or _PORTS[parts.scheme]

    @property
    def encrypted(self) -> bool:
        """Whether what travels there is."""
        return self.url.startswith("https:")

    @property
    def headers(self) -> dict[str, str]:
        """The token, where Chroma's own servers and most proxies look for it."""
        if not self.token:
            return {}
        return {"Authorization": f"Bearer {self.token}", "X-Chroma-Token": self.token}


class IndexServer:
    """Connected at the first call by `connect`, which is told the deadline of a call; any thread may call."""

    def __init__(
        self,
        address: ServerAddress,
        connect: Callable[[ServerAddress, float], Any],
        deadline: float = DEADLINE,
    ) -> None:
        self._address = address
        self._connect = connect
        self._deadline = deadline
        self._client: Any = None
        self._connecting = threading.Lock()

    @contextmanager
    def opened(self, patience: float = 0.0) -> Iterator[Any]:
        """The client; nobody need be waited for. Raises `IndexBusy`, `StorageError`."""
        client = self._connected()
        with speaking_of_server(self._address.url):
            yield client

    def trying(self) -> AbstractContextManager[None]:
        """What ends the server does not end this process."""
        return nullcontext()

    def set_aside(self, patience: float = 0.0) -> None:
        """Nothing: what is built again is written beside what is there."""

    def close(self) -> None:
        """Let go of the connections; the next call opens others."""
        with self._connecting:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _connected(self) -> Any:
        with self._connecting:
            if self._client is None:
                with speaking_of_server(self._address.url):
                    self._client = self._connect(self._address, self._deadline)
            return self._client
