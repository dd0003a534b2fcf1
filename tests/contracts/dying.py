"""A process that dies in the middle of a change to the library.

Run as a program, it reads lines of JSON, `[address, change, number]`, and for each makes that change in a
process of its own, which kills itself (SIGKILL: nothing is tidied up) before the statement with that number.
The commit counts as a statement, and so does what follows it. It answers `killed` or `done`.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from itertools import count

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.domain.clauses import text_fingerprint
from bot.domain.versions import VersionRef
from tests.contracts.numbered import KEYS, numbered, numbered_documents, numbered_pack
from tests.publications import MONDAY, link

SEEN = {"PMS/fr": "a" * 64, "rules": "b" * 64}
DRAFTS = tuple(VersionRef(key, "fr", 3) for key in KEYS)

Change = Callable[[], object]


def prepare(engine: Engine) -> None:
    """Two libraries, the second in force, and drafts for a third."""
    store, versions = SqlAlchemyPolicyStore(engine), SqlAlchemyVersionStore(engine)
    store.publish(numbered(1))
    store.publish(numbered(2))
    for each in numbered_documents(3):
        versions.add_document(each, "upload", "claire", MONDAY)
    versions.add_pack(numbered_pack(3), text_fingerprint(numbered_pack(3)), "upload", "claire", MONDAY)


def changes(engine: Engine) -> dict[str, Change]:
    """Everything that may be done to what was prepared."""
    store, versions = SqlAlchemyPolicyStore(engine), SqlAlchemyVersionStore(engine)
    in_force = store.library_in_force()
    first = next(act.library for act in versions.acts())
    drafts = numbered(3, documents=[], kept=DRAFTS, pack=3, expected=in_force, seen=SEEN)
    folder = numbered(4, expected=in_force, seen=SEEN)
    other = {"guaranteed-return": [link("PMS-1"), link("CE-1", rank=2), link("CE-2", rank=3)]}
    content = numbered_pack(5)
    return {
        "publish drafts": lambda: store.publish(drafts),
        "publish the folder": lambda: store.publish(folder),
        "relink": lambda: store.relink("embedder 2", other, "vigie", MONDAY),
        "restore": lambda: versions.restore(first, in_force, "marc", MONDAY),
        "withdraw": lambda: versions.withdraw(DRAFTS[0], "marc", MONDAY),
        "add a document": lambda: versions.add_document(numbered_documents(5)[0], "upload", "marc", MONDAY),
        "add a pack": lambda: versions.add_pack(content, text_fingerprint(content), "upload", "marc", MONDAY),
        "refuse": lambda: versions.refused("U9", MONDAY, "publish"),
    }


NAMES = (
    "publish drafts", "publish the folder", "relink", "restore", "withdraw", "add a document", "add a pack",
    "refuse",
)  # fmt: skip


def main() -> None:
    """Answer every line of the standard input."""
    for line in sys.stdin:
        address, name, number = json.loads(line)
        open_database(address)  # imports the driver, once
        child = os.fork()
        if child == 0:
            _change_and_die(address, name, number)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(("killed" if os.WIFSIGNALED(status) else f"done {status}") + "\n")
        sys.stdout.flush()


def _change_and_die(address: str, name: str, number: int) -> None:
    engine = open_database(address, wait=5)
    change = changes(engine)[name]
    ran = count()

    def one_more(*_: object, **__: object) -> None:
        if next(ran) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    for event in ("before_cursor_execute", "commit"):
        sa.event.listen(engine, event, one_more)
    sa.event.listen(engine.pool, "reset", one_more)
    change()
    os._exit(0)


if __name__ == "__main__":
    main()
