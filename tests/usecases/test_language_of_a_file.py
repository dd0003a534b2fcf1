"""Which language a file is kept in, and which files are refused for theirs."""

from dataclasses import replace

import pytest

from bot.adapters.py3langid_languages import detect_language
from bot.domain.draft import Language
from bot.domain.outline import ReadFile, SaidOfItself
from bot.usecases.add_version import WantedDocument, add_file
from bot.usecases.compose_library import LifePorts
from bot.usecases.library_ports import FileRefused
from tests.usecases.libraries import markdown_file, read_markdown, with_a_library

FRENCH = "Aucune publication ne promet de rendement, et personne ne nomme un client sans son accord écrit."
ENGLISH = "No post promises a return, and nobody names a client without the written consent of that client."
SPANISH = "Ninguna publicación promete una rentabilidad, y nadie nombra a un cliente sin su acuerdo escrito."
CHINESE_LETTERS = "任何帖子都不得承诺回报。" * 10


def _policy(*texts: str) -> str:
    return "\n\n".join(f"## {number}. Titre\n\n{text}" for number, text in enumerate(texts, 1))


def _kept_in(text: str, ports: LifePorts | None = None, wish: Language | None = None) -> Language | None:
    ports = ports or replace(with_a_library(), detect_language=detect_language)
    added = add_file(markdown_file(text), WantedDocument("NEW", wish), "claire", ports)
    return added.version.language


def _refusal(text: str, wish: Language | None = None) -> str:
    with pytest.raises(FileRefused) as refused:
        _kept_in(text, wish=wish)
    return refused.value.code


def test_the_text_tells_its_language() -> None:
    assert _kept_in(_policy(FRENCH, FRENCH)) == "fr"
    assert _kept_in(_policy(ENGLISH, ENGLISH)) == "en"


def test_a_page_that_says_another_language_than_its_text_is_not_believed() -> None:
    ports = replace(
        with_a_library(),
        detect_language=detect_language,
        read=lambda given: ReadFile(read_markdown(given).blocks, SaidOfItself(language="en")),
    )

    assert _kept_in(_policy(FRENCH, FRENCH), ports) == "fr"


@pytest.mark.parametrize("text", [SPANISH, CHINESE_LETTERS])
@pytest.mark.parametrize("wish", ["fr", None])
def test_a_third_language_is_refused_also_beside_one_of_the_two(text: str, wish: Language | None) -> None:
    assert _refusal(_policy(text, text), wish) == _refusal(_policy(text, FRENCH), wish) == "language"


def test_a_file_in_both_languages_is_refused() -> None:
    assert _refusal(_policy(FRENCH, ENGLISH)) == "two-languages"


def test_signs_without_a_letter_are_no_clause() -> None:
    assert _refusal(_policy("🚀🎉💰" * 30)) == "no-clause"
