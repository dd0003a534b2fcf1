"""What `vigie doctor` looks at."""

import sys
from collections.abc import Iterator, Sequence

import bot
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.bootstrap.model_checks import model_check, prompts_check, usage_checks
from bot.bootstrap.slack_checks import slack_checks
from bot.cli.wiring import Check
from bot.domain.clauses import Clause, clauses_fingerprint
from bot.texts import say
from bot.usecases.ports import IndexBusy, NothingPublished, StorageError


def checks(application: Application) -> Iterator[Check]:
    """Every check, in the order in which they are shown; what cannot be opened ends them."""
    settings = application.settings
    yield Check("version", "ok", f"Vigie {bot.__version__}, Python {sys.version.split()[0]}")
    yield Check("data", "ok", str(settings.data))
    yield Check("policies", "ok" if settings.policies.is_dir() else "warning", str(settings.policies))
    yield from slack_checks(settings)
    yield model_check(settings)
    yield prompts_check(application)
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
    counts = application.inbox().counts()
    waiting = counts["waiting"] + counts["begun"]
    says = say("doctor.inbox", settings.language, waiting=waiting, failed=counts["failed"])
    yield Check("inbox", "warning" if counts["failed"] else "ok", says)
    in_force = application.policies.clauses_in_force()
    clauses = len(in_force)
    yield Check("library", "ok", f"{published.library}: {clauses} clauses, {len(published.rules)} rules")
    silent = [rule.id for rule in published.rules if not published.links.get(rule.id)]
    yield Check(
        "links", "warning" if silent else "ok", ", ".join(silent) or f"{len(published.rules)} rules cited"
    )
    same = published.embedder == application.embedder.fingerprint
    yield Check("embedder", "ok" if same else "warning", published.embedder)
    learned = published.learned.embedder if published.learned else application.meaning.fingerprint
    yield Check("meaning", "ok" if learned == application.meaning.fingerprint else "problem", learned)
    yield _index_check(application, in_force)
    yield from usage_checks(application, SystemClock().now().date())


def _index_check(application: Application, clauses: Sequence[Clause]) -> Check:
    """Asks the index what a search would ask; a damaged folder is set aside, as a search would do."""
    try:
        complete = application.library().index.is_complete(
            clauses_fingerprint(clauses), application.embedder.fingerprint, len(clauses)
        )
    except IndexBusy as busy:
        return Check("index", "warning", str(busy))
    except StorageError as failed:
        return Check("index", "problem", str(failed))
    said = say(f"doctor.index.{'complete' if complete else 'absent'}", application.settings.language)
    return Check("index", "ok" if complete else "warning", said)
