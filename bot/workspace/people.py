"""Who is in the workspace: the people it comes with, the bot, and the ids that Slack would give them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the workspace; a guest belongs to another firm."""

    id: str
    name: str
    locale: str
    title: str
    guest: bool = False

    @property
    def channel(self) -> str:
        """The person's direct messages with the bot."""
        return f"D{self.id[1:]}"

    @property
    def first_name(self) -> str:
        """What colleagues call them."""
        return self.name.split()[0]


PEOPLE = (
    Person("U0AMELIE01", "Amélie Tremblay", "fr-CA", "Conseillère en placement, Québec"),
    Person("U0CAMILLE1", "Camille Laurent", "fr-FR", "Conseillère patrimoniale, Lyon"),
    Person("U0JAMES001", "James Whitaker", "en-CA", "Wealth advisor, Toronto"),
    Person("U0PRIYA001", "Priya Shah", "en-GB", "Adviser, London"),
    Person(
        "U0ELISE001",
        "Élise Gagnon",
        "fr-CA",
        "Responsable des politiques, Québec / policy owner",
    ),
    Person("U0NADIA001", "Nadia Benali", "fr-CA", "Conformité, Québec / compliance officer"),
    Person("U0THOMAS01", "Thomas Reid", "en-CA", "Compliance officer, Toronto"),
    Person(
        "U0ALEXM001",
        "Alex Morin",
        "fr-CA",
        "Prestataire d’un autre cabinet / contractor of another firm",
        guest=True,
    ),
)
"""The people a new workspace comes with; the first is whom the page shows."""


@dataclass(frozen=True, slots=True)
class UserGroup:
    """People who can be addressed together: `@handle`."""

    id: str
    handle: str
    name: str
    people: tuple[str, ...]
    """Their ids."""


POLICY_OWNERS = UserGroup(
    "S0POLICY01", "policy-owners", "Responsables des politiques / policy owners", ("U0ELISE001",)
)
"""Who changes the firm's documents."""

COMPLIANCE_OFFICERS = UserGroup(
    "S0COMPLI01", "compliance", "Conformité / compliance officers", ("U0NADIA001", "U0THOMAS01")
)
"""Who decides what is asked of compliance."""

GROUPS = (POLICY_OWNERS, COMPLIANCE_OFFICERS)
"""The groups a new workspace comes with."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: a public one is read by all but guests, a private one by its members alone."""

    id: str
    name: str
    purpose: str
    members: tuple[str, ...] = ()
    """The ids of those who are in a private channel; a public channel has everybody."""
    private: bool = False
    read_only: bool = False
    """The bot alone writes in it."""
    takes_guests: bool = False
    """Guests were invited to this one too."""
    has_bot: bool = True
    """Whether the bot is in it from the start."""


POLICY_CHANNEL = Channel(
    "C0POLICY01",
    "politiques-policies",
    "Ce qui change dans les documents de la maison / What changes in the firm’s documents",
    read_only=True,
)
"""Where the bot tells what changed."""

COMPLIANCE_CHANNEL = Channel(
    "C0COMPLI01",
    "conformite-compliance",
    "Ce qui attend une décision / What waits for a decision",
    members=COMPLIANCE_OFFICERS.people,
    private=True,
)
"""Where compliance officers work."""

MARKETING_CHANNEL = Channel(
    "C0MARKET01",
    "marketing",
    "Ce que nous publions, et quand / What we post, and when",
    takes_guests=True,
    has_bot=False,
)
"""Where people speak among themselves; the bot comes when it is invited."""

CHANNELS = (POLICY_CHANNEL, MARKETING_CHANNEL, COMPLIANCE_CHANNEL)
"""The channels a new workspace comes with."""

TokenKind = Literal["bot", "app"]


APP_ID = "A0VIGIE001"


@dataclass(frozen=True, slots=True)
class Identity:
    """The names and ids of the workspace and of the app installed in it."""

    team_name: str
    team: str = "T0LOCAL001"
    domain: str = "local"
    app: str = APP_ID
    bot: str = "B0VIGIE001"
    bot_user: str = "U0VIGIE001"
    bot_name: str = "Vigie"

    @property
    def bot_profile(self) -> dict[str, object]:
        """What Slack adds to every message of a bot."""
        return {
            "id": self.bot,
            "app_id": self.app,
            "name": self.bot_name,
            "team_id": self.team,
            "deleted": False,
        }
