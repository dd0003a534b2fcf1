"""What policy owners need of the bot at work: who they are, their files, the form, the channel to tell."""

from collections.abc import Callable
from functools import partial

from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.domain.impact import Impact
from bot.domain.library import PublishedPolicies
from bot.slack.calls import Client
from bot.slack.files import SlackFiles
from bot.slack.messenger import SlackMessenger
from bot.usecases.chat_ports import Note, Place
from bot.usecases.policy_ports import PolicyPorts
from bot.usecases.ports import PolicyFileError, Progress
from bot.usecases.preview_impact import preview
from bot.usecases.publish_policy import keep_changed_files
from bot.usecases.tell_policy_channel import NewsPorts, PolicyChannel

_DRAFTS = 200
"""How many archived drafts a change is tried on."""
BY = "vigie"
"""Who keeps what changed in the folder as a draft."""


def policy_ports(
    application: Application, client: Client, channel: Place | None, told: Callable[[], None]
) -> PolicyPorts:
    """What owning the policies in Slack needs; `told` is called when another library is in force."""
    return PolicyPorts(
        SlackFiles(client),
        application.life(),
        partial(_preview, application),
        application.clauses_near,
        channel,
        application.settings.language,
        told,
    )


def policy_channel(application: Application, client: Client, channel: Place, note: Note) -> PolicyChannel:
    """Tells the channel what changed, in the operator's language."""
    versions, clock = SqlAlchemyVersionStore(application.engine), SystemClock()
    messenger, language = SlackMessenger(client), application.settings.language
    return PolicyChannel(NewsPorts(versions, application.outbox, messenger, clock, note, channel, language))


def keep_what_changed(application: Application, note: Note) -> None:
    """What somebody changed in the policy folder while the bot was away becomes draft versions."""
    try:
        kept = keep_changed_files(BY, application.publishing())
    except PolicyFileError as wrong:
        note("policies.folder-unusable", line=wrong.line, kind=type(wrong).__name__)
        return
    for version in kept:
        note("policies.draft-kept", version=str(version))


def _preview(
    application: Application,
    candidate: PublishedPolicies,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> Impact:
    return preview(candidate, application.previewing(), _DRAFTS, progress, cancelled)
