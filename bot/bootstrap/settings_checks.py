"""What `vigie doctor` says of the settings themselves: what is in effect, and what does not go together."""

from collections.abc import Iterator

from bot.cli.wiring import Check
from bot.config import Settings
from bot.texts import say


def settings_checks(settings: Settings) -> Iterator[Check]:
    """Every check of settings that nothing outside has to be asked about."""
    yield Check("data", "ok", str(settings.data))
    yield _policy_folder(settings)
    yield trial_check(settings)
    yield _processes(settings)
    yield _encryption(settings)
    yield _retention(settings)
    yield _ports(settings)


def _policy_folder(settings: Settings) -> Check:
    if settings.policies.is_dir():
        return Check("policies", "ok", str(settings.policies))
    mend = say("doctor.mend.policies", settings.language)
    return Check("policies", "warning", str(settings.policies), mend)


def trial_check(settings: Settings) -> Check:
    """Whether Vigie is being tried out, and by how many people and groups."""
    language, named = settings.language, len(settings.pilot)
    if not settings.shadow:
        said = say("doctor.trial.off-named" if named else "doctor.trial.off", language, count=named)
        return Check("trial", "ok", said)
    if not named:
        return Check(
            "trial", "warning", say("doctor.trial.nobody", language), say("doctor.mend.trial", language)
        )
    return Check("trial", "ok", say("doctor.trial.on", language, count=named))


def _processes(settings: Settings) -> Check:
    """Which processes may share what these settings name."""
    if settings.database_url.startswith("sqlite"):
        kept = "sqlite"
    else:
        kept = "server" if settings.chroma_url else "postgresql"
    return Check("processes", "ok", say(f"doctor.processes.{kept}", settings.language))


def _encryption(settings: Settings) -> Check:
    """A file of this account's own may do without; of a server, its other users and its backups are read."""
    language = settings.language
    if settings.encryption_keys:
        said = say("doctor.encryption.on", language, count=len(settings.encryption_keys))
        return Check("encryption", "ok", said)
    if settings.database_url.startswith("sqlite"):
        return Check("encryption", "ok", say("doctor.encryption.file", language))
    said, mend = say("doctor.encryption.server", language), say("doctor.mend.encryption", language)
    return Check("encryption", "warning", said, mend)


def _retention(settings: Settings) -> Check:
    language = settings.language
    if not settings.retention:
        return Check("retention", "ok", say("doctor.retention.unset", language))
    kinds = ", ".join(f"{kind}={days}" for kind, days in settings.retention.items())
    return Check("retention", "ok", say("doctor.retention.set", language, kinds=kinds))


def _ports(settings: Settings) -> Check:
    """Ports that two processes of one machine would both want; in containers each has its own."""
    language = settings.language
    wanted = {
        "VIGIE_METRICS_PORT": settings.metrics_port,
        "VIGIE_WEB_METRICS_PORT": settings.web_metrics_port,
        "VIGIE_PORT": settings.web_port,
    }
    served = {name: port for name, port in wanted.items() if port}
    same = [name for name, port in served.items() if list(served.values()).count(port) > 1]
    if same:
        said = say("doctor.ports.same", language, names=", ".join(same), port=served[same[0]])
        return Check("ports", "warning", said, say("doctor.mend.ports", language))
    watched = [f"{name}={port}" for name, port in served.items() if name != "VIGIE_PORT"]
    return Check("ports", "ok", ", ".join(watched) or say("doctor.ports.none", language))
