"""French, English, both, or too little to tell: by function words, hashtags and links aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.folding import fold
from bot.domain.languages import counted_words, guess_language, main_language, unfamiliar_part
from tests.domain.small_packs import laid_out

FRENCH = [
    "Rendement garanti de 6 %, je vous le signe.",
    "Un CPG garantit le taux pour la durée; aucun fonds d'actions ne peut en dire autant.",
    "Le Supplément de revenu garanti se demande à Service Canada.",
    "Placement sans risque pour retraités.",
    "Conservez vos reçus d'impôt six ans.",
    "Écrivez-moi sur WhatsApp.",
    "Plus que 48 h pour embarquer!",
    "Fiers d'être votre référence.",
    "Les banques vous volent.",
    "Inondations: ligne d'aide et papiers à garder. Rien à vendre.",
    "Le budget modifie le crédit pour aidants: texte officiel ici.",
    "J'ai reçu mon T4, pis là je fais quoi avec ça?",
    "T'as-tu pensé à ton REER c't'année?",
    "On jase de frais de gestion ce midi, venez donc faire un tour.",
    "C'est quoi, un FNB? Un panier de titres qu'on achète d'un coup.",
    "ATTENTION AUX FRAIS CACHES, ILS GRUGENT VOTRE EPARGNE",
    "Merci à toute l'équipe pour cette belle journée de bénévolat 💙",
    "Qu'est-ce qu'une unité de compte? Une part dont la valeur peut baisser.",
    "Le best-of de nos webinaires est en ligne, avec le replay du live.",
    "Mon TOP 3 des apps pour suivre un budget: aucune n'est parfaite.",
    "Une question sur votre PER ou votre assurance-vie?",
]
ENGLISH = [
    "You will retire rich with this plan.",
    "You will receive a tax slip in February.",
    "I'm adding $BORL here.",
    "Our fund is up 12% this year.",
    "DM me to get started.",
    "DMs from strangers about investments are a classic scam sign.",
    "Stake with us and earn.",
    "80% of people retire poor.",
    "I asked 20 colleagues, 16 had no will. Not a study, but a nudge.",
    "Never rent. Always buy.",
    "Never share your PIN.",
    "How much have you saved?",
    "Which topic next: saving or debt?",
    "Leverage accelerates gains and losses; payments continue when markets fall.",
    "THE FEES YOU DO NOT SEE ARE THE ONES YOU PAY",
    "Gotta love when the market's down and it's still on sale, right?",
    "It's our team's résumé that makes the difference, not the café downstairs.",
    "Mortgage renewals: here's what to ask before you sign.",
    "Caisse or bank? Compare the fees on both before you open a compte chèques.",
    "Thanks to everyone who came out on Saturday.",
    "A portion of your pay goes to the plan before tax is taken out.",
]
MIXED = [
    "Le taux est fixe pour toute la durée et vous ne payez pas de frais. "
    "The rate is fixed for the term and you do not pay any fees.",
    "Merci à tous pour votre présence, on se revoit avec plaisir dans un mois. "
    "Thank you all for being here with us, see you in a month.",
    "English below.\nVous avez des questions sur votre relevé de frais? Nous y répondons dans le texte.\n"
    "Do you have questions about your fee statement? We answer them in the text below.",
]
UNDECIDED = [
    "",
    "REER",
    "BORL 🚀🚀",
    "#épargne #retraite",
    "https://exemple.example/le-la-les",
    "OK",
    "5 %",
    "\ud83d",
    "[lien]",
    "@le_la_les",
]

FOREIGN = [
    "Invierta hoy con nosotros y gane un diez por ciento garantizado cada año.",
    "La seguridad de tu dinero es nuestra prioridad, y por eso te damos la garantía de no perder nada.",
    "استثمر معنا اليوم واحصل على عائد مضمون كل سنة",
    "Investi con noi oggi e guadagna il dieci per cento garantito ogni anno.",
    "Rufen Sie mich an, bevor es zu spät ist, und verdienen Sie zehn Prozent.",
    "Beleg vandaag nog bij ons en verdien gegarandeerd tien procent per jaar.",
    "Zainwestuj dziś z nami i zarabiaj gwarantowane dziesięć procent rocznie.",
    "今天就和我们一起投资，每年保证获得百分之十的回报。",
    "Инвестируйте с нами сегодня и получайте десять процентов в год без риска.",
    "Hãy đầu tư cùng chúng tôi hôm nay và nhận lợi nhuận đảm bảo mười phần trăm mỗi năm.",
]
IN_FRENCH = "Le taux d'un CPG est fixé à l'achat pour toute la durée. Vous ne payez pas de frais."


def unfamiliar(text: str) -> str:
    """What of a text may be in another language."""
    post = laid_out(text)
    return unfamiliar_part(post.folded.plain, post.sentences)


def guess(text: str) -> str | None:
    """The language of a text by its words."""
    folded = fold(text)
    return guess_language(folded.plain, folded.accented)


@pytest.mark.parametrize("text", FRENCH)
def test_french_is_french_and_never_taken_for_english(text: str) -> None:
    assert guess(text) in ("fr", None)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english_and_never_taken_for_french(text: str) -> None:
    assert guess(text) in ("en", None)


def test_few_short_texts_stay_undecided() -> None:
    undecided = [text for text in (*FRENCH, *ENGLISH) if guess(text) is None]

    assert len(undecided) <= 4, undecided


@pytest.mark.parametrize("text", MIXED)
def test_a_text_with_sentences_in_both_languages_is_mixed(text: str) -> None:
    assert guess(text) == "mixed"


@pytest.mark.parametrize("text", UNDECIDED)
def test_too_little_stays_undecided(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_a_long_text_in_one_language_is_not_mixed(texts: list[str]) -> None:
    assert guess("\n".join(texts)) == ("fr" if texts is FRENCH else "en")


def test_hashtags_mentions_links_and_placeholders_speak_no_language() -> None:
    assert counted_words("#les @vous https://le.example/la [lien vers la page]") == (0, 0)


def test_the_main_language_of_a_mixed_text_is_that_of_its_greater_part_and_french_when_equal() -> None:
    assert main_language("mixed", "le la les the") == "fr"
    assert main_language("mixed", "the an of le") == "en"
    assert main_language("mixed", "le the") == "fr"
    assert main_language("en", "le la les") == "en"


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    assert guess(text) in ("fr", "en", "mixed", None)


# other languages


@pytest.mark.parametrize("text", FOREIGN)
def test_a_text_in_another_language_is_unfamiliar_whole_or_as_half_of_a_french_one(text: str) -> None:
    assert unfamiliar(text)
    assert unfamiliar(f"{IN_FRENCH} {text}")
    assert "payez" not in unfamiliar(f"{IN_FRENCH} {text}")


@pytest.mark.parametrize("text", [*FRENCH, *ENGLISH, *MIXED])
def test_french_and_english_are_familiar_or_short_whatever_their_register(text: str) -> None:
    assert not unfamiliar(text) or guess(text) is None


@pytest.mark.parametrize("text", [*UNDECIDED, "¡Hola!", "Guten Tag", "#dinero #ahorro #inversión"])
def test_too_little_is_not_called_foreign(text: str) -> None:
    assert unfamiliar(text) == ""


def test_a_phrase_of_another_language_in_a_draft_is_not_a_large_part_of_it() -> None:
    assert unfamiliar(f"{IN_FRENCH} ¡Muchas gracias a todos!") == ""
    assert unfamiliar(f"{IN_FRENCH * 3} Carpe diem, alea jacta est, audaces fortuna juvat.") == ""


def test_several_sentences_of_another_language_are_a_large_part_however_long_the_draft() -> None:
    german = "Rufen Sie mich noch heute an, bevor es zu spät ist. Wir helfen Ihnen gern und schnell weiter."

    assert unfamiliar(f"{IN_FRENCH * 10} {german} {german}")


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_may_be_looked_at(text: str) -> None:
    assert isinstance(unfamiliar(text), str)
