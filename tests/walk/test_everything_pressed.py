"""Six people press whatever they see and fill in forms with anything, in no order and without waiting: each
press is acknowledged, no job fails, and nothing is left half done."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.workspace.element_state import Given, controls
from bot.workspace.people import COMPLIANCE_CHANNEL, POLICY_CHANNEL, Channel, Person
from bot.workspace.people_refusals import Refused
from bot.workspace.pressing import Press
from tests.walk.bot_at_work import PATIENCE, READING, BotAtWork, bot_for_compliance

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

STEPS = 250
PRESSABLE = ("button", "overflow", "static_select")
FINE = {"socket.connected", "review.made", "job.done"}
"""What a bot notes to which nothing happened."""
WORDS = ("PMS", "Un texte d'essai, pour voir.", "x" * 200)
DRAFTS = {
    "Amélie": (
        "Chez nous, rendement garanti de 5 % par an, chaque année. Écrivez-moi!",
        "Vous êtes vraiment des idiots incompétents, @AssurLac. Honte à vous!",
        "Nous recrutons! Joignez-vous à notre équipe de conseillers chez Riviere-Nord dès maintenant.",
        "Nous sommes contre la divulgation du coût total des placements: c'est inutile.",
    ),
    "Camille": (
        "Avant de signer une hypothèque: le taux, la durée, les pénalités. Comparez et notez les réponses.",
        "Bonjour M. Tremblay, désolé du délai de votre réclamation. Je regarde votre dossier 4432.",
        "À lire! https://exemple.ca/article-sur-les-fonds",
    ),
    "James": (
        "We guarantee a 7% return every year. DM me today!",
        "You people are liars and idiots. Shame on you!",
        "Five things to check before you renew a mortgage: rate, term, penalties, fees and timing.",
    ),
}
CHANNELS = {"Nadia": COMPLIANCE_CHANNEL, "Thomas": COMPLIANCE_CHANNEL, "Élise": POLICY_CHANNEL}


@pytest.fixture
def bot(published_data: Path, tmp_path: Path) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path, "idiots") as bot:
        bot.workspace.let_bot_in(POLICY_CHANNEL.id)
        yield bot


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_pressed_is_answered(bot: BotAtWork, seed: int) -> None:
    threads = [(name, bot.say(text, name)) for name, texts in DRAFTS.items() for text in texts]
    for name, thread in threads:
        bot.card(thread, name, PATIENCE)
    crowd = Crowd(bot, random.Random(seed))  # noqa: S311 - chance that can be repeated
    for _ in range(STEPS):
        crowd.do_something()

    assert crowd.done.total() > STEPS / 2
    bot.workspace.wait_for(lambda: not unanswered(bot), PATIENCE)
    assert bot.process
    strange = [each for each in bot.process.notes if each["what"] not in FINE]
    assert strange == []


def unanswered(bot: BotAtWork) -> list[dict[str, Any]]:
    """The messages in which the bot is still at work."""
    everything = [each for name in DRAFTS for each in bot.workspace.messages(bot.person(name))]
    return [each for each in everything if each["text"] in READING]


def presses_in(blocks: Sequence[dict[str, Any]]) -> list[Press]:
    """All that can be pressed or chosen there, each choice by itself."""
    return [
        Press(control["action_id"], block["block_id"], control.get("value", ""), choice)
        for block in blocks
        if block["type"] != "input"
        for control in controls(block)
        if control["type"] in PRESSABLE
        for choice in choices_of(control) or [""]
    ]


def choices_of(control: dict[str, Any]) -> list[str]:
    """The values among which one chooses."""
    return [each["value"] for each in control.get("options", [])]


def filled(view: dict[str, Any], chance: random.Random) -> dict[str, Given]:
    """Anything in every field that takes it."""
    fields = {each["block_id"]: each["element"] for each in view["blocks"] if each["type"] == "input"}
    return {
        block: anything(field, chance) for block, field in fields.items() if field["type"] != "file_input"
    }


def anything(field: dict[str, Any], chance: random.Random) -> Given:
    """Something that a field of that kind takes."""
    match field["type"]:
        case "datepicker":
            return chance.choice(["2026-11-20", "2026-12-24"])
        case "datetimepicker":
            return "1796000000"
        case "url_text_input":
            return "https://exemple.ca/publication"
        case "checkboxes":
            return [chance.choice(choices_of(field))]
        case "static_select" | "radio_buttons":
            return chance.choice(choices_of(field))
        case _:
            return str(field.get("initial_value") or chance.choice(WORDS))


class Crowd:
    """People who press at random, what was pressed least first."""

    def __init__(self, bot: BotAtWork, chance: random.Random) -> None:
        self.done: Counter[tuple[str, str]] = Counter()
        """How often each control was pressed, or form sent."""
        self._workspace = bot.workspace
        self._chance = chance
        self._people = [(bot.person(name), CHANNELS.get(name)) for name in (*DRAFTS, *CHANNELS)]

    def do_something(self) -> None:
        """Somebody presses one thing, fills in the form before them, or closes it; what went away meanwhile
        is nothing."""
        person, channel = self._chance.choice(self._people)
        with suppress(Refused):
            if view := self._workspace.view_of(person):
                self._answer(person, view)
            elif self._chance.random() < 0.3:
                self._press_at_home(person)
            else:
                self._press_in_a_message(person, channel)

    def _answer(self, person: Person, view: dict[str, Any]) -> None:
        presses = presses_in(view["blocks"])
        choice = self._chance.random()
        if choice < 0.6 and view.get("submit"):
            self._workspace.submit(person, filled(view, self._chance))
            self.done[view["title"]["text"], "sent"] += 1
        elif choice < 0.8 and presses:
            self._press(presses, lambda press: self._workspace.press_in_form(person, press))
        else:
            self._workspace.close(person, all_of_them=True)

    def _press_at_home(self, person: Person) -> None:
        self._workspace.open_home(person)
        if home := self._workspace.home_of(person):
            self._press(
                presses_in(home["blocks"]), lambda press: self._workspace.press_at_home(person, press)
            )

    def _press_in_a_message(self, person: Person, channel: Channel | None) -> None:
        found = [(each, "") for each in self._workspace.messages(person)]
        if channel:
            found += [(each, channel.id) for each in self._workspace.messages_in(channel)]
        found = [each for each in found if presses_in(each[0].get("blocks", []))]
        if not found:
            return
        message, place = self._chance.choice(found)
        self._press(
            presses_in(message["blocks"]),
            lambda press: self._workspace.press(
                person, message["ts"], press.action_id, press.block_id, press.value, press.choice, place
            ),
        )

    def _press(self, presses: Sequence[Press], press: Callable[[Press], bool]) -> None:
        """One of those that were pressed least."""
        if not presses:
            return
        least = min(self.done[named(each)] for each in presses)
        chosen = self._chance.choice([each for each in presses if self.done[named(each)] == least])
        assert press(chosen), f"{chosen} was not acknowledged"
        self.done[named(chosen)] += 1


def named(press: Press) -> tuple[str, str]:
    """What a control is for, whichever card it is of."""
    return press.action_id, str(press.choice).partition("|")[0]
