"""Sending a form: what the app gets, to the letter, and what its answer does."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.workspace import limits
from bot.workspace.forms import Wrong
from bot.workspace.people import Person
from bot.workspace.people_acts import GivenFile, Refused
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import FILE, TITLE, field, form, option, plain
from tests.workspace.downloads import downloaded
from tests.workspace.raw_bot import RawBot, play
from tests.workspaces import FAST, web_client

POLICY = GivenFile("politique.md", "text/markdown", b"# Article 1")
VALUES: dict[str, Any] = {"title": "Politique", "language": "fr"}
FILES = {"file": [POLICY]}
Answer = Callable[[dict[str, Any]], dict[str, Any] | None]


@pytest.fixture
def elise(workspace: LocalWorkspace) -> Person:
    """Who owns the policies."""
    return workspace.person("Élise")


def opened(workspace: LocalWorkspace, person: Person, view: dict[str, Any] | None = None) -> None:
    """The person has the form open."""
    trigger = workspace.new_trigger(person)
    web_client(workspace).views_open(trigger_id=trigger, view=view or form())


def sent(
    workspace: LocalWorkspace, person: Person, answer: dict[str, Any] | None, *filled: Any
) -> tuple[dict[str, Any], Wrong]:
    """The frame that the bot got and answered, and what the person was told."""
    told: list[Any] = []

    async def scene(bot: RawBot) -> None:
        sending = asyncio.create_task(asyncio.to_thread(workspace.submit, person, *filled or (VALUES, FILES)))
        frame = await bot.frame()
        payload = {} if answer is None else {"payload": answer}
        await bot.ws.send_json({"envelope_id": frame["envelope_id"]} | payload)
        told.extend([frame, await sending])

    play(workspace, scene)
    return told[0], told[1]


def refused(act: Callable[[], object]) -> str:
    """Why the person could not do that, in a text key."""
    with pytest.raises(Refused) as raised:
        act()
    return raised.value.key


def test_the_app_gets_what_slack_sends(workspace: LocalWorkspace, elise: Person) -> None:
    opened(workspace, elise)
    view = workspace.view_of(elise)
    assert view
    frame, wrong = sent(workspace, elise, None)
    assert wrong == Wrong()
    assert (frame["type"], frame["accepts_response_payload"]) == ("interactive", True)
    payload = frame["payload"]
    assert payload["type"] == "view_submission"
    assert payload["user"]["id"] == elise.id
    assert (payload["team"]["id"], payload["response_urls"]) == (workspace.identity.team, [])
    assert payload["trigger_id"]
    values = payload["view"].pop("state")["values"]
    assert payload["view"] == {name: view[name] for name in view if name != "state"}
    (file,) = values.pop("file")["file"]["files"]
    assert values == {
        "title": {"title": {"type": "plain_text_input", "value": "Politique"}},
        "why": {"why": {"type": "plain_text_input", "value": None}},
        "language": {"language": {"type": "static_select", "selected_option": _filled("fr")}},
        "since": {"since": {"type": "datepicker", "selected_date": None}},
        "scope": {"scope": {"type": "radio_buttons", "selected_option": None}},
        "checks": {"checks": {"type": "checkboxes", "selected_options": []}},
    }
    client = web_client(workspace)
    assert client.files_info(file=file["id"])["file"] == file
    assert downloaded(file["url_private_download"], workspace.bot_token)[2] == POLICY.content


def _filled(value: str) -> dict[str, Any]:
    return {"text": plain(value.capitalize()) | {"emoji": True}, "value": value}


def test_every_field_that_is_filled_in_is_sent(workspace: LocalWorkspace, elise: Person) -> None:
    opened(workspace, elise)
    more = {"why": "Deux\nlignes", "since": "2026-12-01", "scope": "some", "checks": ["b", "a"]}
    frame, _ = sent(workspace, elise, None, VALUES | more, FILES)
    values = frame["payload"]["view"]["state"]["values"]
    assert values["why"]["why"]["value"] == "Deux\nlignes"
    assert values["since"]["since"]["selected_date"] == "2026-12-01"
    assert values["scope"]["scope"]["selected_option"]["value"] == "some"
    assert [each["value"] for each in values["checks"]["checks"]["selected_options"]] == ["a", "b"]


@pytest.mark.parametrize("answer", [None, {}, {"response_action": "clear"}])
def test_a_form_that_the_app_takes_is_closed(
    workspace: LocalWorkspace, elise: Person, answer: dict[str, Any] | None
) -> None:
    opened(workspace, elise)
    assert sent(workspace, elise, answer)[1] == Wrong()
    assert workspace.view_of(elise) is None


def test_what_the_app_has_against_a_field_is_told_and_the_form_stays(
    workspace: LocalWorkspace, elise: Person
) -> None:
    opened(workspace, elise)
    errors = {"file": "Ce fichier est chiffré."}
    _, wrong = sent(workspace, elise, {"response_action": "errors", "errors": errors})
    assert wrong == Wrong(words=errors)
    assert workspace.view_of(elise)


def test_the_app_may_show_another_form_in_its_place(workspace: LocalWorkspace, elise: Person) -> None:
    opened(workspace, elise)
    before = workspace.view_of(elise)
    sent(workspace, elise, {"response_action": "update", "view": form([TITLE], title=plain("Lu"))})
    after = workspace.view_of(elise)
    assert before
    assert after
    assert (after["id"], after["title"]["text"]) == (before["id"], "Lu")
    assert after["hash"] != before["hash"]


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"file": 1}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "update"},
        {"response_action": "push"},
        {"response_action": "publish", "view": form()},
    ],
)
def test_an_answer_that_makes_no_sense_is_trouble(
    workspace: LocalWorkspace, elise: Person, answer: dict[str, Any]
) -> None:
    opened(workspace, elise)
    assert refused(lambda: sent(workspace, elise, answer)) == "page.form.trouble"
    assert workspace.view_of(elise)


def test_an_app_that_is_late_or_away_is_trouble(workspace: LocalWorkspace, elise: Person) -> None:
    opened(workspace, elise)

    def send() -> object:
        return workspace.submit(elise, VALUES, FILES)

    assert refused(send) == "page.form.trouble"

    async def scene(bot: RawBot) -> None:
        assert await asyncio.to_thread(refused, send) == "page.form.trouble"
        assert (await bot.frame())["payload"]["type"] == "view_submission"
        assert await bot.hears_nothing(FAST.ack), "it is sent once"

    play(workspace, scene)
    assert workspace.view_of(elise)


@pytest.mark.parametrize(
    ("values", "files", "keys"),
    [
        ({}, {}, dict.fromkeys(("title", "language", "file"), "page.form.required")),
        (VALUES | {"title": "ab"}, FILES, {"title": "page.form.too-short"}),
        (VALUES | {"title": "a" * 41}, FILES, {"title": "page.form.too-long"}),
        (VALUES | {"title": ["a"]}, FILES, {"title": "page.form.required"}),
        (VALUES | {"language": "de"}, FILES, {"language": "page.form.required"}),
        (VALUES | {"since": "hier"}, FILES, {"since": "page.form.date"}),
        (VALUES | {"file": "politique.md"}, {}, {"file": "page.form.required"}),
        (VALUES, {"file": [POLICY] * 3}, {"file": "page.form.too-many-files"}),
    ],
)
def test_what_is_missing_or_wrong_never_reaches_the_app(
    workspace: LocalWorkspace,
    elise: Person,
    values: dict[str, Any],
    files: dict[str, Any],
    keys: dict[str, str],
) -> None:
    opened(workspace, elise)

    async def scene(bot: RawBot) -> None:
        wrong = await asyncio.to_thread(workspace.submit, elise, values, files)
        assert wrong == Wrong(keys=keys)
        assert await bot.hears_nothing(0.05)

    play(workspace, scene)


def test_files_beyond_the_limit_are_refused(workspace: LocalWorkspace, elise: Person) -> None:
    opened(workspace, elise)
    half = GivenFile("a.md", "text/markdown", bytes(limits.FILE_BYTES // 2 + 1))
    assert refused(lambda: workspace.submit(elise, VALUES, {"file": [half, half]})) == (
        "page.error.file-too-large"
    )


@pytest.mark.parametrize("notify", [True, False])
def test_the_app_hears_of_a_closed_form_when_it_asked_to(
    workspace: LocalWorkspace, elise: Person, notify: bool
) -> None:
    opened(workspace, elise, form([TITLE, FILE], notify_on_close=notify))

    async def scene(bot: RawBot) -> None:
        closing = asyncio.create_task(asyncio.to_thread(workspace.close, elise))
        if notify:
            frame = await bot.frame()
            await bot.acknowledge(frame)
            assert (frame["payload"]["type"], frame["payload"]["is_cleared"]) == ("view_closed", False)
            assert frame["payload"]["view"]["callback_id"] == "upload"
        await closing
        assert await bot.hears_nothing(0.05)

    play(workspace, scene)
    assert workspace.view_of(elise) is None
    assert refused(lambda: workspace.close(elise)) == "page.form.gone"
    assert refused(lambda: workspace.submit(elise, VALUES)) == "page.form.gone"


def test_a_form_of_one_person_is_not_anothers(workspace: LocalWorkspace, elise: Person) -> None:
    opened(workspace, elise, form([field("scope", {"type": "radio_buttons", "options": [option("all")]})]))
    amelie = workspace.person("Amélie")
    assert workspace.view_of(amelie) is None
    assert refused(lambda: workspace.submit(amelie, {"scope": "all"})) == "page.form.gone"
