"""The form with which a policy is given: a file, and what its owner says of it."""

from collections.abc import Sequence
from typing import Any

from bot.domain.draft import Language
from bot.domain.policy_commands import READABLE
from bot.domain.showing import one_line
from bot.domain.versions import RULES
from bot.slack.ids import (
    FORM_DOCUMENT,
    FORM_FILE,
    FORM_ID,
    FORM_LANGUAGE,
    FORM_TITLE,
    UPLOAD_FORM,
)
from bot.slack.render.fitting import shortened
from bot.slack.render.rich_text import Block, Element, plain
from bot.texts import say
from bot.usecases.chat_ports import Received
from bot.usecases.policy_upload import FOUND_OUT, NEW, is_new_id
from bot.usecases.read_pack_upload import PACK_SUFFIXES

_MOST_CHOICES = 90
_LABEL = 75
"""Characters of a choice in a list."""

View = dict[str, Any]


def draw_upload_form(documents: Sequence[tuple[str, str]], language: Language) -> View:
    """`documents`: name (`PMS/fr`) and title of those in force. The reader's language comes back with it."""
    known = [(name, f"{name} · {one_line(title)}") for name, title in documents[:_MOST_CHOICES]]
    chosen = [(FOUND_OUT, say("policy.form.found-out", language)), *known]
    chosen += [(NEW, say("policy.form.new", language)), (RULES, say("policy.rules", language))]
    languages = [(FOUND_OUT, say("policy.form.found-out", language))]
    languages += [("fr", say("policy.only.fr", language)), ("en", say("policy.only.en", language))]
    return {
        "type": "modal",
        "callback_id": UPLOAD_FORM,
        "private_metadata": language,
        "title": plain(say("policy.form", language)),
        "submit": plain(say("policy.form.submit", language)),
        "close": plain(say("policy.form.close", language)),
        "blocks": [
            _input(FORM_FILE, _file(), language),
            _input(FORM_DOCUMENT, _select(FORM_DOCUMENT, chosen), language),
            _input(FORM_ID, _line(FORM_ID, 32), language, optional=True),
            _input(FORM_TITLE, _line(FORM_TITLE, 150), language, optional=True),
            _input(FORM_LANGUAGE, _select(FORM_LANGUAGE, languages), language),
        ],
    }


def form_errors(sent: Received | None, language: Language) -> dict[str, str]:
    """What is wrong with a form that was sent, by field; {} where it can be kept."""
    if sent is None:
        return {FORM_FILE: say("policy.form.no-file", language)}
    name, chosen = sent.files[0].name.lower(), sent.form.get(FORM_DOCUMENT, "")
    if not name.endswith(READABLE):
        return {FORM_FILE: say("file.refused.type", language, detail="")}
    if chosen == RULES and not name.endswith(PACK_SUFFIXES):
        return {FORM_FILE: say("policy.form.not-rules", language)}
    if chosen == NEW and not is_new_id(sent.form.get(FORM_ID, "")):
        return {FORM_ID: say("policy.form.bad-id", language)}
    return {}


def _input(name: str, element: Element, language: Language, *, optional: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(say(f"policy.form.{name}", language)),
        "element": element,
        "optional": optional,
    }
    if name in (FORM_FILE, FORM_ID, FORM_TITLE):
        block["hint"] = plain(say(f"policy.form.{name}.hint", language))
    return block


def _file() -> Element:
    filetypes = [each.removeprefix(".") for each in READABLE]
    return {"type": "file_input", "action_id": FORM_FILE, "filetypes": filetypes, "max_files": 1}


def _line(name: str, most: int) -> Element:
    return {"type": "plain_text_input", "action_id": name, "max_length": most}


def _select(name: str, choices: Sequence[tuple[str, str]]) -> Element:
    options = [{"text": plain(shortened(label, _LABEL)), "value": value} for value, label in choices]
    return {"type": "static_select", "action_id": name, "options": options, "initial_option": options[0]}
