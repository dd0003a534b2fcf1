"""What a messenger promises to one person: told alone, at home, on the page that is open before them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.slack.calls import open_client
from bot.slack.ids import SCOPES
from bot.slack.messenger import SlackMessenger
from bot.slack.render import draw
from bot.slack.render.forms import draw_form
from bot.slack.render.home import draw_home
from bot.usecases.chat_ports import CannotShow, Messenger, Place, TryLater
from bot.usecases.figures_ports import FigureFiles
from bot.usecases.form_views import AtWork, TextToCopy
from bot.usecases.home_views import Home, HomeWanted
from bot.usecases.views import Acknowledged, Reading
from bot.workspace.faults import Fault
from bot.workspace.people import POLICY_CHANNEL
from bot.workspace.server import LocalWorkspace
from tests.fakes_messenger import InMemoryMessenger
from tests.workspace.downloads import content_of
from tests.workspaces import local_workspace

FILES = FigureFiles(b"\x89PNG\x00", "Deux barres.", '\ufeff"é"', "vigie-1")
HOME = Home(("mine",), HomeWanted(), firm="Rivière-Nord")


@dataclass
class Watched:
    """A messenger, a channel, and what two of its people see."""

    messenger: Messenger
    place: Place
    person_id: str
    other_id: str
    told: Callable[[str], list[str]]
    """The words of what a person was shown alone, oldest first."""
    open_page: Callable[[], str]
    """A page opens before the person: its id."""
    page: Callable[[str], Any]
    """What is on it, drawn; None once it is closed."""
    close_page: Callable[[str], None]
    home: Callable[[str], Any]
    """What a person sees at home, drawn; None before anything was shown."""
    files: Callable[[], list[dict[str, bytes]]]
    """What files were given in the channel, by name, oldest message first."""
    trouble: Callable[[str], None]
    """The next call of that method of Slack's meets trouble that passes."""


def _in_memory() -> Watched:
    messenger = InMemoryMessenger()

    def files() -> list[dict[str, bytes]]:
        return [
            {f"{each.name}.png": each.picture, f"{each.name}.csv": each.table.encode()}
            for _, each, _ in messenger.files
        ]

    def open_page() -> str:
        messenger.pages["V1"] = AtWork()
        return "V1"

    def page(view_id: str) -> Any:
        return draw_form(messenger.pages[view_id], "fr")["title"] if view_id in messenger.pages else None

    def close_page(view_id: str) -> None:
        messenger.closed.add(view_id)
        del messenger.pages[view_id]

    def home(person: str) -> Any:
        return draw_home(messenger.homes[person], "fr")["blocks"] if person in messenger.homes else None

    return Watched(
        messenger,
        Place("T1", "C1", ""),
        "U1",
        "U2",
        lambda person: [draw(view, "fr").text for _, whom, view in messenger.alone if whom == person],
        open_page,
        page,
        close_page,
        home,
        files,
        lambda method: messenger.faults.append(TryLater("http_500")),
    )


def _in_slack(workspace: LocalWorkspace) -> Watched:
    person, other = workspace.person("Amélie"), workspace.person("James")
    people = {each.id: each for each in (person, other)}
    client = open_client(workspace.bot_token, workspace.api_url)

    def open_page() -> str:
        trigger, view = workspace.new_trigger(person), draw_form(AtWork(), "fr")
        return str(client.views_open(trigger_id=trigger, view=view)["view"]["id"])

    def page(view_id: str) -> Any:
        view = workspace.view_of(person)
        assert view is None or view["id"] == view_id
        return view and view["title"]

    def home(person_id: str) -> Any:
        shown = workspace.home_of(people[person_id])
        return shown and shown["blocks"]

    def files() -> list[dict[str, bytes]]:
        return [
            {file["name"]: content_of(workspace, file["id"]) for file in message["files"]}
            for message in workspace.messages_in(POLICY_CHANNEL)
            if "files" in message
        ]

    return Watched(
        SlackMessenger(client),
        Place(workspace.identity.team, POLICY_CHANNEL.id, ""),
        person.id,
        other.id,
        lambda each: [told["text"] for told in workspace.private(people[each])],
        open_page,
        page,
        lambda _: workspace.close(person),
        home,
        files,
        lambda method: workspace.faults.next_calls(method, Fault(status=500)),
    )


@pytest.fixture(params=["in memory", "in Slack"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    """The messenger under test."""
    if request.param == "in memory":
        yield _in_memory()
        return
    with local_workspace(tmp_path, scopes=SCOPES) as workspace:
        yield _in_slack(workspace)


def test_who_is_told_alone_is_told_alone(watched: Watched) -> None:
    watched.messenger.tell_alone(watched.place, watched.person_id, Acknowledged(), "fr")

    assert watched.told(watched.person_id) == [draw(Acknowledged(), "fr").text]
    assert watched.told(watched.other_id) == []


def test_a_page_takes_the_place_of_the_one_that_is_open(watched: Watched) -> None:
    page = watched.open_page()
    before = watched.page(page)
    watched.messenger.fill_form(page, TextToCopy("Un texte"), "fr")

    assert watched.page(page)["text"] == draw_form(TextToCopy("Un texte"), "fr")["title"]["text"]
    assert watched.page(page) != before


def test_a_page_that_was_closed_stays_closed(watched: Watched) -> None:
    page = watched.open_page()
    watched.close_page(page)
    watched.messenger.fill_form(page, TextToCopy("Un texte"), "fr")

    assert watched.page(page) is None


def test_a_person_s_own_page_is_theirs_and_the_newest(watched: Watched) -> None:
    assert watched.home(watched.person_id) is None
    watched.messenger.show_home(watched.person_id, Home((), HomeWanted(), refused=True), "fr")
    refused = watched.home(watched.person_id)
    watched.messenger.show_home(watched.person_id, HOME, "fr")

    assert watched.home(watched.person_id)
    assert watched.home(watched.person_id) != refused
    assert watched.home(watched.other_id) is None


def test_a_message_is_found_at_its_address(watched: Watched) -> None:
    ts = watched.messenger.post(watched.place, "card.1", Reading(), "fr")
    address = watched.messenger.link_to(watched.place, ts)

    assert watched.place.channel in address
    assert address.startswith("http")


def test_a_picture_and_its_table_are_given_together(watched: Watched) -> None:
    given = watched.messenger.share_figures(watched.place, FILES, "fr")

    assert given
    assert watched.files() == [{"vigie-1.png": b"\x89PNG\x00", "vigie-1.csv": '\ufeff"é"'.encode()}]


def test_files_that_cannot_be_given_now_may_be_later(watched: Watched) -> None:
    watched.trouble("upload")
    with pytest.raises(TryLater):
        watched.messenger.share_figures(watched.place, FILES, "fr")
    assert watched.files() == []

    watched.messenger.share_figures(watched.place, FILES, "fr")
    assert len(watched.files()) == 1


@pytest.mark.parametrize("method", ["chat.postEphemeral", "views.update", "views.publish"])
def test_after_trouble_that_passes_the_same_again_is_right(watched: Watched, method: str) -> None:
    messenger, page = watched.messenger, watched.open_page()
    does: dict[str, Callable[[], object]] = {
        "chat.postEphemeral": lambda: messenger.tell_alone(
            watched.place, watched.person_id, Acknowledged(), "fr"
        ),
        "views.update": lambda: messenger.fill_form(page, TextToCopy("Un texte"), "fr"),
        "views.publish": lambda: messenger.show_home(watched.person_id, HOME, "fr"),
    }

    watched.trouble(method)
    with pytest.raises(TryLater):
        does[method]()
    does[method]()


def test_what_slack_refuses_is_refused_with_its_word(tmp_path: Path) -> None:
    with local_workspace(tmp_path, scopes=SCOPES) as workspace:
        watched = _in_slack(workspace)
        elsewhere = Place(watched.place.team, "C0NOWHERE1", "")
        with pytest.raises(CannotShow, match="channel_not_found"):
            watched.messenger.tell_alone(elsewhere, watched.person_id, Acknowledged(), "fr")
        with pytest.raises(CannotShow, match="user_not_found"):
            watched.messenger.show_home("U0NOBODY00", HOME, "fr")
        assert watched.messenger.link_to(watched.place, "1000000000.000000") == ""
        assert watched.messenger.link_to(elsewhere, "1000000000.000000") == ""
