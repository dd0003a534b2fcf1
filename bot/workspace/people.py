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

GROUPS = (POLICY_OWNERS,)
"""The groups a new workspace comes with."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A public channel: everybody reads it but guests, and the bot alone writes in it."""

    id: str
    name: str
    purpose: str


POLICY_CHANNEL = Channel(
    "C0POLICY01",
    "politiques-policies",
    "Ce qui change dans les documents de la maison / What changes in the firm’s documents",
)
"""Where the bot tells what changed."""

CHANNELS = (POLICY_CHANNEL,)
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
