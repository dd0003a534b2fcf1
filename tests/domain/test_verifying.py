"""A rewrite adds no fact that nobody gave, and reads as a whole text (promise 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.verifying import PLACEHOLDERS, facts_of, invented_facts, is_well_formed

DRAFT = (
    "Le Fonds Revenu Plus a rapporté 3,5 % en 2025 (1 250 clients, 12.75 $). Selon Statistique Canada, "
    "en mars, l'AMF a écrit: « la prudence d'abord ». Merci à Anne-Marie Côté et à @riviere_nord! "
    "https://exemple.ca/frais?a=1 #SansRisque, info@firme.ca"
)


def inventions(rewrite: str, *known: str) -> list[str]:
    """What a rewrite of the draft above says that it did not."""
    return invented_facts(rewrite, facts_of([DRAFT]), facts_of(known))


@pytest.mark.parametrize(
    ("rewrite", "invented"),
    [
        ("Le fonds a rapporté 4 % en 2025.", ["4"]),
        ("Un gain de 35 % en 2025.", ["35"]),
        ("Près de 1 251 personnes.", ["1 251"]),
        ("Près de 1 250 000 personnes.", ["1 250 000"]),
        ("Au prix de 12,7 $.", ["12,7"]),
        ("Au prix de 1275 $.", ["1275"]),
        ("Voici ce qu'en dit Marc.", ["Marc"]),
        ("Voici ce qu'en dit Anne.", []),
        ("Voici ce qu'en dit Marie Roy.", ["Marie Roy"]),
        ("Un mot de la Banque du Canada.", ["Banque"]),
        ("Voyez ce que l'OCRI publie.", ["OCRI"]),
        ("Le rapport est paru en avril.", ["avril"]),
        ("It came out last tuesday.", ["tuesday"]),
        ("Lisez https://ailleurs.ca/frais.", ["https://ailleurs.ca/frais"]),
        ("Lisez https://exemple.ca.", ["https://exemple.ca"]),
        ("Lisez ailleurs.qc.ca pour la suite.", ["ailleurs.qc.ca"]),
        ("Écrivez à info@ailleurs.ca.", ["info@ailleurs.ca"]),
        ("Merci @ana et #Autre.", ["@ana", "#Autre"]),
        ("On y lit « la prudence toujours ».", ["la prudence toujours"]),
        ("It says “caution first”.", ["caution first"]),
        ('On y lit "tout va bien".', ["tout va bien"]),
    ],
)
def test_a_fact_that_nobody_gave_is_an_invention(rewrite: str, invented: list[str]) -> None:
    assert inventions(rewrite) == invented


def test_a_name_is_not_given_by_a_word_that_contains_it() -> None:
    assert inventions("Voici ce qu'en dit Rap.") == ["Rap"]
    assert inventions("Ainsi parle Marc.", "le marché") == ["Marc"]
    assert inventions("Ainsi parle Paul.", "l'épaule") == ["Paul"]
    assert inventions("Ainsi parle Rose.", "la prose") == ["Rose"]


@pytest.mark.parametrize(
    "rewrite",
    [
        "LE FONDS REVENU PLUS A RAPPORTÉ 3,5 %.",
        "Il a rapporté 3.5 % et compte 1250 clients, ou 1 250, ou 1,250.",
        "Payé 12,75 $ en 2025, selon statistique canada.",
        "En Mars, dit l’AMF, «la prudence d’abord».",
        "Avec Anne-Marie Cote, voyez (https://exemple.ca/frais?a=1).",
        "#sansRisque, @riviere_nord, INFO@firme.ca",
        "Les agences, dont l'AMF.",
        "",
    ],
)
def test_capitals_accents_and_typography_are_no_inventions(rewrite: str) -> None:
    assert inventions(rewrite) == []


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_a_visible_placeholder_is_allowed(placeholder: str) -> None:
    assert inventions(f"Le chiffre vient d'une source publique {placeholder}.") == []


@pytest.mark.parametrize(
    "rewrite",
    [
        "Comparez les frais. Notez la date. Demandez pourquoi!",
        "Comparez les frais.\nNotez la date.\n\nDemandez: Combien? Vraiment… Oui",
        "L'épargne aide. D'abord, lisez; puis demandez à l'équipe et à d'autres.",
        "C'est écrit. Qu'en pensez-vous? J'y reviens. N'oubliez rien.",
        "What does it say? I wonder. It's on page one, and we would read it.",
        "Read the fees. They're on the statement. Don't skip them.",
    ],
)
def test_french_elisions_and_the_beginnings_of_sentences_are_no_names(rewrite: str) -> None:
    assert inventions(rewrite, "page one") == []


def test_facts_of_the_firm_or_of_a_published_rule_are_given_too() -> None:
    assert inventions("Voyez avec Rivière-Nord au 1 800 555-0100.") == ["1 800 555", "0100", "Rivière-Nord"]
    assert (
        inventions(
            "Voyez avec Rivière-Nord au 1 800 555-0100.", "Rivière-Nord, 1-800-555-0100, 1 800 555-0100"
        )
        == []
    )


def test_numbers_of_two_texts_that_follow_each_other_stay_two_numbers() -> None:
    assert invented_facts("En 2025, 300 personnes.", facts_of(["en 2025", "300 personnes"])) == []
    assert invented_facts("En 2025 300 personnes.", facts_of(["2025", "300"])) == []


FACTS = (
    "3,5 %|1 250 000 $|2025|12.75|1 800 555-0100|Rivière-Nord|Anne-Marie Côté|l'AMF|D'Amours|mars|Tuesday|"
    "« la prudence »|“caution first”|https://exemple.ca/a?b=1|www.exemple.ca|exemple.qc.ca/b|"
    "info@riviere-nord.example|@riviere_nord|#SansRisque|O’Neil|e\u0301t\u00e9|le|et|ﬁn"
)


@given(
    st.lists(st.sampled_from(FACTS.split("|")), max_size=10),
    st.sampled_from([" ", ", ", ". ", "\n", ": ", " (", ") ", "; "]),
)
def test_what_the_draft_says_is_never_an_invention(facts: list[str], between: str) -> None:
    assert inventions(between.join(facts), between.join(facts)) == []
    assert inventions(" et ".join(facts), *facts) == []


@pytest.mark.parametrize(
    "text",
    [
        "Un texte, avec (des parenthèses), « des guillemets » et “d'autres”.",
        'Il a dit "oui" deux fois: "oui".',
        "1) Vérifiez.\n2) Comparez.\na) Notez.",
        "Merci :-) et ;) et :(",
        "Vraiment?! Oui… 3,5 %; puis: rien.",
        "Voir https://exemple.ca/a(b) ici.",
        "« Un [lien] » là.",
    ],
)
def test_a_whole_text_is_well_formed(text: str) -> None:
    assert is_well_formed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit « oui.",
        "Il a dit oui ».",
        "She said “yes.",
        'Il a dit "oui.',
        "Un (mot.",
        "Un mot).",
        "Un [mot.",
        "Un mot, , deux.",
        "Un mot ,deux.",
        "Un mot: .",
        "Un mot;, deux.",
        "Un () mot.",
        "Un « » mot.",
        ", un mot.",
        "Un mot.\n. Deux.",
    ],
)
def test_what_an_edit_leaves_dangling_is_seen(text: str) -> None:
    assert not is_well_formed(text)
