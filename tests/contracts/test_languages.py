"""Which language a text is in when its words do not tell: French, English, or surely neither."""

import pytest

from bot.adapters.py3langid_languages import detect_language


@pytest.mark.parametrize(
    "text",
    [
        "Placements garantis, rendements élevés, conseils gratuits.",
        "Rénovation, toiture, plomberie, déneigement.",
        "Valeurs Ferrolac a publié ses résultats du troisième trimestre.",
    ],
)
def test_french_without_function_words_is_french(text: str) -> None:
    assert detect_language(text) == "fr"


@pytest.mark.parametrize(
    "text", ["Different question, better conversations.", "Brilliant service, lovely statements."]
)
def test_english_without_function_words_is_english(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Dinero garantizado sin riesgo, llama ya.",
        "Investi con noi oggi e guadagna il dieci per cento garantito ogni anno.",
        "Rufen Sie mich noch heute an, bevor es zu spät ist.",
        "Zainwestuj dziś z nami i zarabiaj dziesięć procent rocznie.",
        "استثمر معنا اليوم واحصل على عائد مضمون كل سنة",
        "今天就和我们一起投资，每年保证获得百分之十的回报。",
        "Envesti avèk nou jodi a epi fè dis pousan garanti chak ane.",
    ],
)
def test_another_language_is_surely_neither(text: str) -> None:
    assert detect_language(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "💙💙",
        "\ud83d",
        "1 800 555-0100",
        "¡Hola!",
        "CELI REER CELIAPP REEE FERR RVER RPA CRI",
        "Jean Tremblay, Marie Gagnon, Luc Bouchard, Mohammed Al-Rashid",
        "Techlaur Q3 EPS beat, revenue +12% YoY, guidance raised, buyback $200M",
        "Bloomberg, Reuters, Financial Times, Wall Street Journal, La Presse",
        "Saguenay Chicoutimi Rouyn-Noranda Gaspé Matane",
        "HODL WAGMI LFG TO THE MOON 🚀",
        "Pis là, t'as-tu vu ça? J'capote ben raide, c'est malade mon chum!",
    ],
)
def test_names_figures_slang_and_too_little_are_never_called_foreign(text: str) -> None:
    assert detect_language(text) in ("fr", "en")
