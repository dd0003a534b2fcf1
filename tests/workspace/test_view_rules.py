"""What Slack checks in a form, and what it fills in."""

from typing import Any

import pytest

from bot.workspace import limits
from bot.workspace.view_rules import completed, problems
from tests.workspace.a_form import EVERY_FIELD, FILE, TITLE, field, form, option, plain

CHOICES = [option(str(number)) for number in range(limits.CHOICES)]


def test_a_form_with_every_field_is_fine() -> None:
    assert problems(form()) == []


def test_what_is_left_out_is_filled_in() -> None:
    bare = {"type": "input", "label": plain("Titre"), "element": {"type": "plain_text_input"}}
    view = completed({"type": "modal", "title": plain("Déposer"), "submit": plain("Lire"), "blocks": [bare]})
    (block,) = view["blocks"]
    assert block["block_id"]
    assert block["element"]["action_id"]
    assert (view["callback_id"], view["private_metadata"], view["close"]) == ("", "", None)
    assert view["title"] == plain("Déposer") | {"emoji": True}


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        ([], "/view/type"),
        ({}, "unsupported type: None [json-pointer:/view/type]"),
        (form() | {"type": "home"}, "unsupported type: home"),
        ({"type": "modal", "blocks": EVERY_FIELD}, "missing required field: title"),
        (form(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (form(submit=plain("x" * 25)), "/view/submit/text"),
        (form(private_metadata="x" * 3001), "/view/private_metadata"),
        (form(callback_id="x" * 256), "/view/callback_id"),
        (form(notify_on_close="yes"), "/view/notify_on_close"),
        (form([]), "no fewer than 1 items allowed"),
        (form([{"type": "divider"}] * 101), "no more than 100 items allowed"),
        (form([TITLE, TITLE]), '`block_id` "title" already exists'),
        (form(size="large"), "invalid additional property: size"),
        ({"type": "modal", "title": plain("a"), "blocks": [TITLE]}, "missing required field: submit"),
    ],
)
def test_a_view_that_slack_would_not_take_has_problems(view: Any, problem: str) -> None:
    assert any(problem in found for found in problems(view)), problems(view)


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"type": "input", "element": TITLE["element"]}, "missing required field: label"),
        (field("a", {"type": "number_input"}), "unsupported type: number_input"),
        (field("a", {"type": "button", "text": plain("Non")}), "unsupported type: button"),
        (field("a", {"type": "plain_text_input", "max_length": 0}), "must be more than 0"),
        (field("a", {"type": "plain_text_input", "max_length": 3001}), "/max_length"),
        (field("a", {"type": "datepicker", "initial_date": "2026-13-01"}), "must be a valid date"),
        (field("a", {"type": "file_input", "max_files": 11}), "/max_files"),
        (field("a", {"type": "file_input", "filetypes": []}), "/filetypes"),
        (field("a", {"type": "static_select", "options": []}), "/options"),
        (field("a", {"type": "radio_buttons", "options": [*CHOICES, option("x")]}), "no more than 10"),
        (FILE | {"label": plain("x" * 2001)}, "/label/text"),
        ({"type": "actions", "elements": []}, "no fewer than 1 items allowed"),
        ({"type": "table", "rows": []}, "unsupported type: table"),
        ({"type": "markdown", "text": "a"}, "unsupported type: markdown"),
        (
            {"type": "section", "text": plain("a"), "accessory": {"type": "datetimepicker"}},
            "/accessory/type",
        ),
        ({"type": "section", "text": plain("a"), "accessory": "b"}, "/accessory/type"),
    ],
)
def test_a_block_that_no_form_may_have_is_a_problem(block: dict[str, Any], problem: str) -> None:
    found = problems(form([block]))
    assert any(problem in each for each in found), found
