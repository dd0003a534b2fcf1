"""The processes that an operator starts: all in one, or those that listen and the one that does the jobs."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.adapters.journal import open_journal
from bot.bootstrap.application import Application
from bot.bootstrap.doors import Door, WebPortTaken, socket_door, web_door
from bot.bootstrap.jobs import AnotherBot
from bot.bootstrap.serving import MetricsPortTaken, NoKeyFits, Serving
from bot.bootstrap.talk_ports import Access
from bot.bootstrap.watching import Readiness
from bot.cli.wiring import CannotServe, ProcessKind
from bot.config import Settings
from bot.slack.socket import TokenRefused
from bot.slack.tokens import Finding, check_bot_token, check_tokens
from bot.texts import say
from bot.usecases.chat_ports import Note

_OVER_A_SOCKET: tuple[ProcessKind, ...] = ("serve", "listen")
_OVER_HTTP: tuple[ProcessKind, ...] = ("serve-http", "web")
_WITH_JOBS: tuple[ProcessKind, ...] = ("serve", "serve-http", "work")


def serve(application: Application, kind: ProcessKind, on_ready: Callable[[], None]) -> None:
    """One process of the bot in Slack, with the tokens of the settings, until it is stopped.

    Raises `CannotServe`, `StorageError`.
    """
    settings = application.settings
    if kind in _OVER_HTTP and not settings.slack_signing_secret:
        raise CannotServe(say("web.secret-unset", settings.language))
    access, note = _access(settings, _sound_tokens(settings, kind)), open_journal()
    door = _door(kind, access, note, application)
    run_serving(Serving(application, access, note, door, works=kind in _WITH_JOBS), on_ready, settings)


def _sound_tokens(settings: Settings, kind: ProcessKind) -> Sequence[Finding]:
    """What Slack says of the tokens that this process needs. Raises `CannotServe`."""
    bot_token, api = settings.slack_bot_token, settings.slack_api_url
    if kind in _OVER_A_SOCKET:
        findings = check_tokens(bot_token, settings.slack_app_token, api)
    else:
        findings = check_bot_token(bot_token, api)
    wrong = [each.says(settings.language) for each in findings if each.state == "problem"]
    if wrong:
        raise CannotServe("\n".join(wrong))
    return findings


def _access(settings: Settings, findings: Sequence[Finding]) -> Access:
    return Access(
        next(each.values["team_id"] for each in findings if each.what == "bot-works"),
        settings.slack_api_url,
        settings.slack_bot_token,
        settings.slack_app_token,
        {
            "policy-owner": settings.policy_owners,
            "compliance-officer": settings.compliance_officers,
            "pilot": settings.pilot,
        },
        settings.policy_channel,
        settings.compliance_channel,
        settings.slack_signing_secret,
    )


def _door(kind: ProcessKind, access: Access, note: Note, application: Application) -> Door | None:
    settings = application.settings
    if kind in _OVER_A_SOCKET:
        return socket_door(access, note, settings.socket_silence * 60.0)
    if kind not in _OVER_HTTP:
        return None
    metrics, unready = application.metrics, Readiness(application)
    return web_door(access, note, settings.web_host, settings.web_port, metrics, unready)


def run_serving(serving: Serving, on_ready: Callable[[], None], settings: Settings) -> None:
    """Until it is stopped. Raises `CannotServe` for what the operator can mend."""
    language = settings.language
    try:
        with writing_in(settings, settings.data):
            serving.run(on_ready)
    except AnotherBot:
        raise CannotServe(say("serve.another", language, data=settings.data)) from None
    except NoKeyFits:
        named = "other" if settings.encryption_keys else "none"
        said = say(f"serve.key.{named}", language), say("doctor.mend.key", language)
        raise CannotServe(" ".join(said)) from None
    except MetricsPortTaken as taken:
        sentence = say("serve.metrics-port", language, port=taken.port, variable=taken.variable)
        raise CannotServe(sentence) from None
    except WebPortTaken:
        raise CannotServe(say("web.port-taken", language, place=settings.web_place)) from None
    except TokenRefused as refused:
        raise CannotServe(say("slack.token.app-refused", language, code=refused.code)) from None


@contextmanager
def writing_in(settings: Settings, folder: Path) -> Iterator[None]:
    """A file of that folder that cannot be opened is told; any other error goes its way."""
    try:
        yield
    except OSError as failed:
        if not failed.filename or not Path(failed.filename).is_relative_to(folder):
            raise
        raise CannotServe(say("data.unwritable", settings.language, file=failed.filename)) from None
