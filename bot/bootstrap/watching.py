"""What monitors and platforms learn of a process: its counts, that it lives, and whether it can work."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus

from bot.adapters.in_time import InTime, NotInTime
from bot.adapters.watch_server import Page, pages_served
from bot.bootstrap.application import Application
from bot.bootstrap.doors import Unready
from bot.usecases.ports import NothingPublished, StorageError

IN_TIME = 2.0
"""Seconds within which the database must answer."""


class Readiness:
    """What keeps a process from its work: `database`, `library`, `jobs`; nothing where it can work.

    Any thread may ask; it may take two seconds.
    """

    def __init__(self, application: Application, jobs: Callable[[], bool] | None = None) -> None:
        """`jobs`: whether its jobs are at work, of a process that does any."""
        self._application = application
        self._jobs = jobs
        self._in_time = InTime(IN_TIME)

    def __call__(self) -> Sequence[str]:
        """What is missing; without its database nothing else is known."""
        try:
            missing = self._in_time(self._look)
        except (StorageError, NotInTime, OSError):
            return ("database",)
        return (*missing, "jobs") if self._jobs and not self._jobs() else missing

    def _look(self) -> tuple[str, ...]:
        from bot.adapters.database_state import is_current

        if not is_current(self._application.engine):
            return ("database",)
        try:
            self._application.policies.library_in_force()
        except NothingPublished:
            return ("library",)
        return ()


@contextmanager
def watched(application: Application, port: int, unready: Unready) -> Iterator[int]:
    """Serve what there is to know on that port while it is entered; nothing where it is 0. Gives the port.

    Raises OSError for one that cannot be had.
    """
    if not port:
        yield 0
        return
    with pages_served(application.settings.metrics_host, port, pages(application, unready)) as served:
        yield served


def pages(application: Application, unready: Unready) -> Mapping[str, Callable[[], Page]]:
    """The pages by their paths."""
    found: dict[str, Callable[[], Page]] = {
        "/healthz": partial(Page, "ok\n"),
        "/readyz": partial(_readiness, unready),
    }
    if application.prometheus:
        found["/metrics"] = partial(_counts, application)
    return found


def _counts(application: Application) -> Page:
    from bot.adapters.prometheus_metrics import MEDIA_TYPE

    assert application.prometheus
    return Page(application.prometheus.page(), media_type=MEDIA_TYPE)


def _readiness(unready: Unready) -> Page:
    missing = unready()
    if missing:
        return Page(f"not ready: {', '.join(missing)}\n", HTTPStatus.SERVICE_UNAVAILABLE)
    return Page("ready\n")
