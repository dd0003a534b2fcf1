"""The form with which a policy is given: opened in time, for owners alone, kept before it closes."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import slackblocks

from bot.slack.ids import form_callback
from bot.slack.parse import parse_form
from bot.slack.render.forms import draw_form, form_errors
from bot.texts import LANGUAGES, Language, say
from bot.usecases.chat_ports import FileRef, Place, Received
from bot.usecases.form_views import PolicyForm
from bot.workspace.faults import Fault
from bot.workspace.forms import Wrong
from bot.workspace.people import POLICY_OWNERS, Person
from bot.workspace.people_acts import GivenFile, Refused
from bot.workspace.server import LocalWorkspace
from bot.workspace.view_rules import problems as view_problems
from tests.publications import MONDAY
from tests.slack.open_door import OpenDoor
from tests.slack.test_app import dispatch

POLICY = GivenFile("politique.md", "text/markdown", b"## PMS-1 Promesses\n\nRien.")
AUTO = {"document": "auto", "language": "auto"}


@pytest.fixture
def door(workspace: LocalWorkspace) -> Iterator[OpenDoor]:
    with OpenDoor(workspace, owners=[POLICY_OWNERS.id]) as door:
        workspace.wait_for(lambda: workspace.connected)
        yield door


@pytest.fixture
def elise(workspace: LocalWorkspace) -> Person:
    """Who owns the policies."""
    return workspace.person("Élise")


def sent(**more: Any) -> dict[str, Any]:
    """The form as Slack sends it."""
    file = {"id": "F1", "name": "politique.docx", "size": 9, "mimetype": "application/msword"}
    values = {
        "file": {"file": {"type": "file_input", "files": [file]}},
        "document": {"document": {"type": "static_select", "selected_option": {"value": "new"}}},
        "id": {"id": {"type": "plain_text_input", "value": "CE"}},
        "title": {"title": {"type": "plain_text_input", "value": None}},
        "language": {"language": {"type": "static_select", "selected_option": {"value": "fr"}}},
    }
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": form_callback("policy"),
        "private_metadata": json.dumps({"language": "fr"}),
    }
    body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T1"}}
    return body | {"view": view | {"state": {"values": values}}} | more


class TestItsParts:
    """What Slack sends, as what a person did."""

    def test_the_file_and_every_field_are_read(self) -> None:
        event = "T1:form:V1"
        assert parse_form(sent()) == Received(
            event,
            event,
            "form",
            Place("T1", "U1", event),
            event,
            "U1",
            choice="policy",
            files=(FileRef("F1", "politique.docx", 9, "application/msword"),),
            form={
                "document": "new",
                "id": "CE",
                "title": "",
                "language": "fr",
                "view": "V1",
                "revision": "0",
            },
        )

    @pytest.mark.parametrize(
        "body",
        [
            {},
            sent(user={}),
            sent(team=None, user={"id": "U1"}),
            sent(view={}),
            sent(view={"id": "V1", "callback_id": "another", "state": {"values": {}}}),
        ],
    )
    def test_everything_else_is_no_form(self, body: dict[str, Any]) -> None:
        assert parse_form(body) is None

    @pytest.mark.parametrize(
        "values", [[], {"file": {"file": {}}}, {"file": {"file": {"type": "file_input"}}}]
    )
    def test_without_a_file_it_is_told_beside_its_field(self, values: Any) -> None:
        received = parse_form(
            sent(view={"id": "V1", "callback_id": form_callback("policy"), "state": {"values": values}})
        )
        assert received
        assert form_errors(received, "en", MONDAY) == {"file": say("policy.form.no-file", "en")}

    def test_neither_names_nor_words_are_shown_in_a_repr(self) -> None:
        assert "politique" not in repr(parse_form(sent()))
        assert "CE" not in repr(parse_form(sent()))

    def test_a_form_that_could_not_be_kept_is_not_acknowledged(self) -> None:
        def fail(received: Received) -> bool:
            raise RuntimeError(received.event)

        response = dispatch(sent(), submit=fail)
        assert (response.status, response.body) == (500, "")

    def test_a_form_that_is_kept_closes(self) -> None:
        kept: list[Received] = []
        response = dispatch(sent(), submit=kept.append)

        assert (response.status, "clear" in str(response.body), len(kept)) == (200, True, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_slack_takes_the_form_whatever_the_documents_are_called(language: Language) -> None:
    documents = tuple((f"D{number}/fr", "Politique <!channel> *très* longue " * 9) for number in range(150))
    form = draw_form(PolicyForm(documents), language)

    assert list(view_problems(form)) == []
    assert "mrkdwn" not in str(form)
    assert len(form["title"]["text"]) <= 24
    assert len(form["submit"]["text"]) <= 24
    for block in form["blocks"]:
        assert len(block["label"]["text"]) <= 2_000
        for option in block["element"].get("options", ()):
            slackblocks.Option(slackblocks.PlainText(option["text"]["text"]), option["value"])


@pytest.mark.parametrize(
    ("form", "name", "field"),
    [
        ({"document": "auto"}, "politique.md", ""),
        ({"document": "new", "id": "CE"}, "politique.md", ""),
        ({"document": "rules"}, "regles.ZIP", ""),
        ({"document": "rules"}, "politique.md", "file"),
        ({"document": "new", "id": ""}, "politique.md", "id"),
        ({"document": "new", "id": "rules"}, "politique.md", "id"),
        ({"document": "auto"}, "politique.exe", "file"),
    ],
)
def test_what_can_be_seen_to_be_wrong_is_said_beside_its_field(
    form: dict[str, str], name: str, field: str
) -> None:
    received = Received(
        "e",
        "e",
        "form",
        Place("T", "U", "e"),
        "e",
        "U",
        choice="policy",
        files=(FileRef("F1", name, 1),),
        form=form,
    )

    assert list(form_errors(received, "fr", MONDAY)) == ([field] if field else [])


class TestInTheWorkspace:
    """From the command to the file."""

    def test_an_owner_gives_a_file(self, workspace: LocalWorkspace, door: OpenDoor, elise: Person) -> None:
        workspace.command(elise, "/policy téléverser")
        view = workspace.wait_for(lambda: workspace.view_of(elise))
        assert view
        assert view["title"]["text"] == say("policy.form", "fr")
        assert door.received == []

        wrong = workspace.submit(elise, AUTO, {"file": [POLICY]})
        assert wrong == Wrong()
        [received] = door.received
        assert (received.kind, received.person) == ("form", elise.id)
        assert [each.name for each in received.files] == ["politique.md"]
        fields = {"document": "auto", "id": "", "title": "", "language": "auto"}
        assert fields.items() <= received.form.items()
        assert workspace.view_of(elise) is None

    def test_a_mistake_is_told_in_the_form(
        self, workspace: LocalWorkspace, door: OpenDoor, elise: Person
    ) -> None:
        workspace.command(elise, "/policy upload")
        wrong = workspace.submit(elise, {"document": "new", "language": "auto"}, {"file": [POLICY]})

        assert wrong.words == {"id": say("policy.form.bad-id", "fr")}
        assert door.received == []
        assert workspace.view_of(elise)

    @pytest.mark.parametrize("name", ["Amélie", "Alex"])
    def test_for_anybody_else_no_form_opens_and_the_command_is_kept(
        self, workspace: LocalWorkspace, door: OpenDoor, name: str
    ) -> None:
        person = workspace.person(name)
        workspace.command(person, "/policy upload")

        assert workspace.view_of(person) is None
        assert [each.text for each in door.received] == ["upload"]

    @pytest.mark.parametrize(
        ("method", "fault"),
        [
            ("usergroups.users.list", Fault(status=500)),
            ("views.open", Fault(error="expired_trigger_id")),
        ],
    )
    def test_where_slack_is_slow_or_away_the_command_is_kept(
        self, workspace: LocalWorkspace, elise: Person, method: str, fault: Fault
    ) -> None:
        with OpenDoor(workspace, owners=[POLICY_OWNERS.id]) as door:
            workspace.wait_for(lambda: workspace.connected)
            workspace.faults.next_calls(method, fault)
            workspace.command(elise, "/policy upload")

            assert [each.text for each in door.received] == ["upload"]
            assert [ids["why"] for ids in door.noted("form.not-opened")]
            assert workspace.view_of(elise) is None

    def test_where_slack_is_slow_a_page_opens_at_once_and_becomes_the_form(
        self, workspace: LocalWorkspace, door: OpenDoor, elise: Person
    ) -> None:
        workspace.faults.next_calls("usergroups.users.list", Fault(delay=1.2))
        with suppress(Refused):  # this workspace waits for less long than Slack does
            workspace.command(elise, "/policy upload")
        first = workspace.wait_for(lambda: workspace.view_of(elise))
        assert first["title"]["text"] != say("policy.form", "fr")

        title = say("policy.form", "fr")
        workspace.wait_for(lambda: (workspace.view_of(elise) or first)["title"]["text"] == title)
        assert door.received == []

    def test_every_other_command_is_kept_as_ever(
        self, workspace: LocalWorkspace, door: OpenDoor, elise: Person
    ) -> None:
        workspace.command(elise, "/policy list")
        workspace.command(elise, "/vigie upload")

        assert [each.text for each in door.received] == ["list", "upload"]
