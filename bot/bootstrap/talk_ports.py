"""What answering people in one workspace needs: the same for whoever listens to them and whoever answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.adapters.figure_drawings import MatplotlibDrawings
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.bootstrap.policy_work import policy_ports
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.slack.calls import Client
from bot.slack.directory import SlackDirectory
from bot.slack.messenger import SlackMessenger
from bot.slack.roles import SlackRoles
from bot.usecases.chat_ports import Note, Place
from bot.usecases.desk import DeskInForce
from bot.usecases.matter_ports import Compliance, Role
from bot.usecases.meanings_ports import MeaningPorts
from bot.usecases.talk import TalkPorts

Search = Callable[[str, Language], Sequence[Citation]]


@dataclass(frozen=True, slots=True)
class Access:
    """One workspace's Web API, and what it gave the app."""

    team: str
    """The workspace's id."""
    api_url: str
    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    roles: Mapping[Role, Sequence[str]] = field(default_factory=dict)
    """Ids of people and of user groups."""
    policy_channel: str = ""
    """The channel that is told when the policies change, "" for none."""
    compliance_channel: str = ""
    """The channel in which officers work, "" for none."""
    signing_secret: str = field(default="", repr=False)
    """With which Slack signs what it sends over HTTP."""


def ports_to_listen(application: Application, access: Access, client: Client, note: Note) -> TalkPorts:
    """For a process that only listens: what forms and people's own pages show, out of the database. Nothing
    is searched there and no language model is asked, so that it never opens the index."""
    return _ports(application, access, client, note, _nobody_to_tell, _nothing_found, works=False)


def ports_to_answer(
    application: Application,
    access: Access,
    client: Client,
    note: Note,
    told: Callable[[], None] | None,
    search: Search,
) -> TalkPorts:
    """For the process that does the jobs. `told` is called when another library is in force."""
    return _ports(application, access, client, note, told or _nobody_to_tell, search, works=True)


def _ports(
    application: Application,
    access: Access,
    client: Client,
    note: Note,
    told: Callable[[], None],
    search: Search,
    *,
    works: bool,
) -> TalkPorts:
    directory = SlackDirectory(client)
    return TalkPorts(
        inbox=application.inbox(access.team),
        outbox=application.outbox,
        cards=application.cards,
        archive=application.archive,
        messenger=SlackMessenger(client),
        directory=directory,
        clock=SystemClock(),
        note=note,
        desk=DeskInForce(application.reviewing()),
        roles=SlackRoles(client, access.roles, directory=directory),
        matters=application.matters,
        reviews=application.reviews,
        posted=application.posted,
        reminders=application.reminders,
        learning=application.attempts,
        people=application.people,
        figures=MatplotlibDrawings(),
        meanings=MeaningPorts(application.meanings, application.embedder),
        search=search,
        prompts=application.prompts if works else {},
        model=application.asking() if works else None,
        metrics=application.metrics,
        compliance=_compliance(access, application.settings.language),
        policy=policy_ports(application, client, _policy_channel(access), told),
        trial=application.settings.shadow,
    )


def _compliance(access: Access, language: Language) -> Compliance | None:
    if not access.compliance_channel:
        return None
    return Compliance(Place(access.team, access.compliance_channel, ""), language)


def _policy_channel(access: Access) -> Place | None:
    return Place(access.team, access.policy_channel, "") if access.policy_channel else None


def _nobody_to_tell() -> None:
    """No channel is told."""


def _nothing_found(question: str, language: Language) -> Sequence[Citation]:
    return ()
