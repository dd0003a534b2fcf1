"""The controls of messages and forms: which may stand where, what they must hold, and what they tell."""

from typing import Any

import pytest

from bot.workspace.block_rules import problems
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from bot.workspace.view_rules import problems as view_problems
from tests.workspace.a_form import field, form, option, plain
from tests.workspace.heard import heard
from tests.workspaces import web_client

Json = dict[str, Any]
MOMENT = 1_790_000_000
RADIO = {"type": "radio_buttons", "action_id": "r", "options": [option("all"), option("some")]}
BOXES = {"type": "checkboxes", "action_id": "c", "options": [option("a"), option("b")]}
DAY = {"type": "datepicker", "action_id": "d", "initial_date": "2026-11-21"}
WHEN = {"type": "datetimepicker", "action_id": "w", "initial_date_time": MOMENT}
MENU = {
    "type": "overflow",
    "action_id": "o",
    "options": [option("a"), option("b") | {"url": "https://example.com"}],
}
ASKED = [
    field("link", {"type": "url_text_input"}, optional=True),
    field("planned", {"type": "datetimepicker"}, optional=True),
]


def row(*elements: Json) -> list[Json]:
    """A row of controls."""
    return [{"type": "actions", "block_id": "row", "elements": list(elements)}]


def cell(text: str = "a") -> Json:
    """A cell of a table."""
    return {"type": "raw_text", "text": text}


def table(*rows: list[Json], **more: Any) -> Json:
    """A table of those rows."""
    return {"type": "table", "rows": list(rows)} | more


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """Who chooses."""
    return workspace.person("Amélie")


def test_what_may_stand_in_a_message_is_taken() -> None:
    assert problems(row(RADIO, BOXES, DAY, WHEN, MENU)) == []
    for control in (RADIO, BOXES, DAY, MENU):
        assert problems([{"type": "section", "text": plain("a"), "accessory": control}]) == []
    settings = [{"align": "right", "is_wrapped": True}]
    assert problems([table([cell(), cell()], [cell("b"), {"type": "raw_number", "value": 1.5}])]) == []
    assert problems([table([cell()] * 20, *[[cell()] * 20] * 99, column_settings=settings)]) == []


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        ([{"type": "section", "text": plain("a"), "accessory": WHEN}], "unsupported type: datetimepicker"),
        (row({"type": "file_input", "action_id": "f"}), "unsupported type: file_input"),
        (row(RADIO | {"options": [option(str(at)) for at in range(11)]}), "no more than 10"),
        (row(RADIO | {"initial_option": option("none")}), "must match one of the options"),
        (row(BOXES | {"initial_options": [option("z")]}), "must match one of the options"),
        (row(DAY | {"initial_date": "21/11/2026"}), "must be a valid date"),
        (row(WHEN | {"initial_date_time": 1}), "must be a timestamp of 10 digits"),
        (row(WHEN | {"initial_date_time": str(MOMENT)}), "must be a timestamp of 10 digits"),
        ([table([cell()], [cell(), cell()])], "as many cells in every row"),
        ([table([cell()] * 21)], "no more than 20"),
        ([table(*[[cell()]] * 101)], "no more than 100"),
        ([table([cell("")])], "more than 0"),
        ([table([cell()]), table([cell()])], "only_one_table_allowed"),
    ],
)
def test_what_may_not_is_refused(blocks: list[Json], problem: str) -> None:
    assert any(problem in each for each in problems(blocks)), problems(blocks)


def test_a_form_takes_them_too_and_no_button_as_a_field() -> None:
    assert view_problems(form([*row(RADIO, WHEN, MENU), *ASKED])) == []
    assert view_problems(form([field("a", MENU)]))
    assert view_problems(form(row(RADIO, RADIO)))


@pytest.mark.parametrize(
    ("control", "choice", "told"),
    [
        (RADIO, "some", {"selected_option": option("some")}),
        (BOXES, ["a", "b"], {"selected_options": [option("a"), option("b")]}),
        (BOXES, [], {"selected_options": []}),
        (DAY, "2026-12-01", {"selected_date": "2026-12-01"}),
        (WHEN, str(MOMENT + 60), {"selected_date_time": MOMENT + 60}),
        (MENU, "a", {"selected_option": option("a")}),
    ],
)
def test_the_app_gets_what_was_chosen_and_what_all_stand_on(
    workspace: LocalWorkspace, amelie: Person, control: Json, choice: Any, told: Json
) -> None:
    client = web_client(workspace)
    ts = client.chat_postMessage(channel=amelie.channel, text="a", blocks=row(RADIO, BOXES, DAY, WHEN, MENU))[
        "ts"
    ]
    name = control["action_id"]
    payload = heard(workspace, lambda: workspace.press(amelie, ts, name, choice=choice))
    [action] = payload["actions"]
    [(key, expected)] = told.items()
    assert (action["type"], without_flags(action[key])) == (control["type"], expected)
    held = payload["state"]["values"]["row"]
    assert held.keys() == {"r", "c", "d", "w"}
    assert held["d"]["selected_date"] == told.get("selected_date", "2026-11-21")
    if name in held:
        assert held[name][key] == action[key]
    assert payload["response_url"]
    assert payload["message"]["ts"] == ts


def without_flags(value: Any) -> Any:
    """What was given, without the flags that Slack adds to its texts."""
    if isinstance(value, dict):
        return {name: without_flags(part) for name, part in value.items() if name != "emoji"}
    return [without_flags(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ({"link": "example.com/a"}, {"link": "page.form.url"}),
        ({"link": "javascript:alert(1)"}, {"link": "page.form.url"}),
        ({"planned": "2026-11-21"}, {"planned": "page.form.time"}),
        ({"planned": ["1"]}, {}),
    ],
)
def test_a_field_that_is_badly_filled_in_is_not_sent(
    workspace: LocalWorkspace, amelie: Person, values: Json, keys: dict[str, str]
) -> None:
    open_form(workspace, amelie)
    if keys:
        assert workspace.submit(amelie, values).keys == keys
    else:
        payload = heard(workspace, lambda: workspace.submit(amelie, values))
        assert payload["view"]["state"]["values"]["planned"]["planned"]["selected_date_time"] is None


def test_a_form_tells_addresses_and_moments(workspace: LocalWorkspace, amelie: Person) -> None:
    open_form(workspace, amelie)
    values = {"link": "https://example.com/post?a=1", "planned": str(MOMENT)}
    payload = heard(workspace, lambda: workspace.submit(amelie, values))
    held = payload["view"]["state"]["values"]
    assert held["link"]["link"] == {"type": "url_text_input", "value": values["link"]}
    assert held["planned"]["planned"] == {"type": "datetimepicker", "selected_date_time": MOMENT}


def open_form(workspace: LocalWorkspace, person: Person) -> None:
    """A form that asks for an address and a moment."""
    web_client(workspace).views_open(trigger_id=workspace.new_trigger(person), view=form(ASKED))
