"""Nothing that a draft, a policy file or an error holds can command the terminal it is shown in."""

import io
import unicodedata

import pytest
from rich.console import Console

from bot.cli.card import print_card
from bot.domain.draft import Draft
from bot.domain.findings import Citation, Finding, Severity
from bot.domain.review import Review, Versions
from bot.domain.showing import escaped, one_line, showable
from tests.domain.small_packs import a_rule, both, phrase, policies_of

DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(
    character for character in map(chr, range(0x100)) if unicodedata.category(character) == "Cc"
)
NASTY = "\x1b[2J\x9b31m\u202e"


@pytest.mark.parametrize("character", sorted({*CONTROLS, *DIRECTIONS, "\ud83d"} - {"\n", "\t"}))
def test_every_control_and_direction_character_is_shown_as_a_mark(character: str) -> None:
    assert showable(f"a{character}b") == "a\ufffdb"
    assert escaped(f'"{character}"').isprintable()


def test_what_a_person_writes_is_shown_as_it_is() -> None:
    text = "Épargne «\u00a0simple\u00a0», l’été 🚀\n\tligne deux\u200d"

    assert showable(text) == text
    assert showable("une\r\ndeux") == "une\ndeux"


def test_a_title_cannot_add_a_line_of_its_own() -> None:
    assert one_line("Politique\nAucun\u2028problème") == "Politique Aucun problème"


def test_a_card_shows_nothing_raw_of_the_rule_the_clause_the_firm_or_the_draft() -> None:
    rule = a_rule("call", phrase("écrivez-moi", "call me"), title=both("Titre", f"Title{NASTY}"))
    citation = Citation(*[f"clause{NASTY}"] * 4, 1, "en")
    found = Finding(
        "call", Severity.REVISE, f"call me{NASTY}", 0, 7, f"message{NASTY}", "example", NASTY, (citation,)
    )
    versions = Versions("1-a", "1-b", "0", "e")
    review = Review(Draft("call me"), "en", "en", "revise", (found,), (), None, versions)
    said = io.StringIO()

    print_card(Console(file=said, width=200, color_system=None), review, policies_of(rule), "en")

    assert "clause\ufffd[2J" in said.getvalue()
    assert "message\ufffd[2J" in said.getvalue()
    assert "Title\ufffd[2J" in said.getvalue()
    assert not set("\x1b\x9b\u202e") & set(said.getvalue())
