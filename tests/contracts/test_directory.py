"""What a directory promises: a name, a language, and whether the firm employs that person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.calls import open_client
from bot.slack.directory import SlackDirectory
from bot.slack.ids import SCOPES
from bot.usecases.chat_ports import Directory, Person
from bot.workspace.people import PEOPLE, Identity
from tests.fakes_messenger import InMemoryDirectory
from tests.workspaces import TEAM, local_workspace

IDS = {person.first_name: person.id for person in PEOPLE}
KNOWN = (
    Person(IDS["Amélie"], "Amélie Tremblay", "fr", guest=False, utc_offset=-18_000),
    Person(IDS["Camille"], "Camille Laurent", "fr", guest=False, utc_offset=3_600),
    Person(IDS["James"], "James Whitaker", "en", guest=False, utc_offset=-18_000),
    Person(IDS["Priya"], "Priya Shah", "en", guest=False, utc_offset=0),
    Person(IDS["Alex"], "Alex Morin", "fr", guest=True, utc_offset=-18_000),
)
"""People of Québec and France, of Canada and Britain, and somebody of another firm."""


@pytest.fixture(scope="module", params=["in memory", "in Slack"])
def directory(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Directory]:
    """The directory under test."""
    if request.param == "in memory":
        yield InMemoryDirectory(*KNOWN)
        return
    folder: Path = tmp_path_factory.mktemp("workspace")
    with local_workspace(folder, scopes=SCOPES) as workspace:
        yield SlackDirectory(open_client(workspace.bot_token, workspace.api_url))


@pytest.mark.parametrize("person", KNOWN, ids=lambda person: person.name)
def test_people_are_known_by_name_language_and_firm(directory: Directory, person: Person) -> None:
    assert directory.person(person.id) == person
    assert directory.person(person.id) == person


@pytest.mark.parametrize("person_id", ["U0NOBODY00", Identity(TEAM).bot_user])
def test_somebody_unknown_and_the_bot_itself_are_guests(directory: Directory, person_id: str) -> None:
    person = directory.person(person_id)

    assert (person.id, person.guest) == (person_id, True)
