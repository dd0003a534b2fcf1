"""A PostgreSQL server of the tests' own: made in a temporary folder, thrown away at the end.

It listens on a socket file only, and gives up durability for speed: nothing in it outlives the tests.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian puts the server, one folder a version, outside the search path."""

_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=40"


class NoPostgreSQL(Exception):
    """No server can be started here; says why."""


def find_programs() -> Path:
    """The folder of `initdb` and `pg_ctl`. Raises `NoPostgreSQL`."""
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    anywhere = [str(found[-1])] if found else [shutil.which("initdb") or ""]
    if not anywhere[0]:
        raise NoPostgreSQL("PostgreSQL is not installed (on Debian or Ubuntu: apt-get install postgresql)")
    return Path(anywhere[0]).resolve().parent


@contextmanager
def throwaway_cluster() -> Iterator[str]:
    """A running server; yields the address of its first database. Raises `NoPostgreSQL`."""
    programs, identity = find_programs(), _server_identity()
    # A socket's path may have 107 bytes, and the server's user must reach it: pytest's folders fail on both.
    with tempfile.TemporaryDirectory(prefix="vigie-pg-", ignore_cleanup_errors=True) as folder:
        if identity:
            os.chown(folder, identity["user"], identity["group"])
        data = f"{folder}/data"
        _run(
            [
                f"{programs}/initdb",
                "-D",
                data,
                "-U",
                "vigie",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale",
                "-N",
            ],
            identity,
        )
        options = f"-k {folder} -c listen_addresses= {_FAST}"
        control = [f"{programs}/pg_ctl", "-D", data, "-w", "-t", "30"]
        _run([*control, "-l", f"{folder}/log", "-o", options, "start"], identity)
        try:
            yield f"postgresql://vigie@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], identity)


def _server_identity() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then as its own user, or as nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgreSQL("PostgreSQL does not run as root, and there is no other user to run it as")


def _run(command: list[str], identity: dict[str, Any]) -> None:
    done = subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
        check=False,
        **identity,
    )
    if done.returncode:
        raise NoPostgreSQL(f"PostgreSQL is installed but {Path(command[0]).name} failed ({done.returncode})")
