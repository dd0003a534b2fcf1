"""The emoji that the page draws itself: those that the bot writes are among them, and the file is small."""

import re
from pathlib import Path
from xml.etree import ElementTree

import regex

from bot import workspace as workspace_package

BOT = Path(workspace_package.__file__).parents[1]
PAGE = BOT / "workspace" / "page"
SPRITE = (PAGE / "emoji.svg").read_text(encoding="utf-8")
EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Emoji}\uFE0F")
MOST_BYTES = 25_000


def drawn() -> str:
    """The characters that the page looks for."""
    script = (PAGE / "emoji.js").read_text(encoding="utf-8")
    return "".join(re.findall(r'^const DRAWN\w* = "(\S+)"', script, re.MULTILINE))


def test_every_emoji_that_the_page_looks_for_has_a_drawing_and_no_drawing_is_unused() -> None:
    symbols = [each.get("id") for each in ElementTree.fromstring(SPRITE)]  # noqa: S314 - a file of ours

    assert sorted(symbols) == sorted(f"u{ord(character):x}" for character in drawn())


def test_every_emoji_that_the_bot_writes_is_drawn() -> None:
    folders = (BOT / "slack", BOT / "texts")
    files = [file for folder in folders for file in folder.rglob("*.*") if file.suffix in (".py", ".po")]
    written = {found[0] for file in files for found in EMOJI.findall(file.read_text(encoding="utf-8"))}

    assert "⛔" in written
    assert written - set(drawn()) == set()


def test_every_reaction_is_drawn() -> None:
    offered = EMOJI.findall((PAGE / "reactions.js").read_text(encoding="utf-8"))

    assert len(offered) == 8
    assert {found[0] for found in offered} - set(drawn()) == set()


def test_the_drawings_are_few_bytes_say_their_licence_and_lead_nowhere() -> None:
    assert len(SPRITE.encode()) < MOST_BYTES
    assert "MIT License" in SPRITE
    assert "Copyright (c) Microsoft Corporation." in SPRITE
    assert re.findall(r"href|url\(|<script|<style|<image|\son\w+=", SPRITE) == []
