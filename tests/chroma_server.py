"""A Chroma server of the tests' own: on a port of this machine, thrown away at the end."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.free_port import free_port

_SECONDS = 30.0


@contextmanager
def throwaway_chroma(folder: Path | None = None, port: int = 0) -> Iterator[str]:
    """A running server; yields its address. Killed at the end; what is in a folder that was given stays."""
    with tempfile.TemporaryDirectory(prefix="vigie-chroma-") as temporary:
        port = port or free_port()
        with _started(folder or Path(temporary), port) as process:
            try:
                _wait_for(port, process)
                yield f"http://127.0.0.1:{port}"
            finally:
                process.kill()


def _started(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    program = Path(sys.executable).with_name("chroma")
    return subprocess.Popen(
        [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    tries = round(_SECONDS / 0.05)
    for _ in range(tries):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1.0):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("The Chroma server of the tests did not start.")
