"""What `vigie doctor` looks at."""

import sys
from collections.abc import Iterator, Sequence

import bot
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.bootstrap.database_checks import database_checks
from bot.bootstrap.model_checks import model_check, model_reached, prompts_check, usage_checks
from bot.bootstrap.settings_checks import settings_checks
from bot.bootstrap.slack_checks import slack_checks
from bot.cli.wiring import Check
from bot.domain.clauses import Clause, clauses_fingerprint
from bot.texts import say
from bot.usecases.ports import IndexBusy, NothingPublished, StorageError


def checks(application: Application) -> Iterator[Check]:
    """Every check, in the order in which they are shown; what cannot be opened ends them."""
    settings = application.settings
    yield Check("version", "ok", f"Vigie {bot.__version__}, Python {sys.version.split()[0]}")
    yield from settings_checks(settings)
    yield from slack_checks(settings)
    yield model_check(settings)
    yield from model_reached(application)
    yield prompts_check(application)
    found = list(database_checks(application))
    yield from found
    if found[-1].name != "database":  # else it does not answer: nothing else is known
        yield from _library_checks(application)


def _library_checks(application: Application) -> Iterator[Check]:
    """What is in force, and whether it is whole. Raises `StorageError`."""
    language = application.settings.language
    try:
        published = application.policies.published()
    except NothingPublished:
        nothing, mend = say("doctor.library.none", language), say("doctor.mend.library", language)
        yield Check("library", "warning", nothing, mend)
        return
    in_force = application.policies.clauses_in_force()
    clauses, rules = len(in_force), len(published.rules)
    said = say("doctor.library", language, library=published.library, clauses=clauses, rules=rules)
    yield Check("library", "ok", said)
    silent = [rule.id for rule in published.rules if not published.links.get(rule.id)]
    if silent:
        yield Check("links", "warning", ", ".join(silent), say("doctor.mend.links", language))
    else:
        yield Check("links", "ok", say("doctor.links", language, count=rules))
    again = say("doctor.mend.publish-again", language)
    if published.embedder == application.embedder.fingerprint:
        yield Check("embedder", "ok", published.embedder)
    else:
        yield Check("embedder", "warning", published.embedder, again)
    learned = published.learned.embedder if published.learned else application.meaning.fingerprint
    if learned == application.meaning.fingerprint:
        yield Check("meaning", "ok", learned)
    else:
        yield Check("meaning", "problem", learned, again)
    yield _index_check(application, in_force)
    yield from usage_checks(application, SystemClock().now().date())


def _index_check(application: Application, clauses: Sequence[Clause]) -> Check:
    """Asks the index what a search would ask; a damaged folder is set aside, as a search would do."""
    language = application.settings.language
    try:
        complete = application.library().index.is_complete(
            clauses_fingerprint(clauses), application.embedder.fingerprint, len(clauses)
        )
    except IndexBusy as busy:
        return Check("index", "warning", str(busy), say("doctor.mend.index-busy", language))
    except StorageError as failed:
        return Check("index", "problem", str(failed), say("doctor.mend.publish-again", language))
    if complete:
        return Check("index", "ok", say("doctor.index.complete", language))
    return Check(
        "index", "warning", say("doctor.index.absent", language), say("doctor.mend.publish-again", language)
    )
