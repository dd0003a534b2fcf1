"""The phrase language of rule files: every construct, and errors that name the phrase."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.folding import fold, fold_words
from bot.domain.phrases import PhraseError, phrase_regex

NAMES = {
    "firm": ("Rivière-Nord", "Rivière-Nord, services financiers", "L’Abri"),
    "product": ("Fonds (Revenu) Plus", "E*TRADE"),
    "competitor": (),
}


def found(phrase: str, text: str) -> str | None:
    """The folded words of `text` that the phrase matches."""
    match = re.search(phrase_regex(phrase, NAMES), fold_words(text))
    return match.group() if match else None


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("rendement garanti", "Un rendement garanti ici", "rendement garanti"),
        ("Rendement Garanti", "un RENDEMENT  GARANTI", "rendement  garanti"),
        ("épargne", "Votre epargne", "epargne"),
        ("rendement(s)?", "des rendements", "rendements"),
        ("rendement(s)?", "le rendement", "rendement"),
        ("garanti*", "une garantie", "garantie"),
        ("garanti*", "c'est garanti", "garanti"),
        ("(achetez|vendez) vite", "Vendez vite!", "vendez vite"),
        (
            "achetez (des|nos) (actions|(obligations|fonds) (verts)?)",
            "achetez nos fonds verts",
            "achetez nos fonds verts",
        ),
        (
            "achetez (des|nos) (actions|(obligations|fonds) (verts)?)",
            "achetez des obligations",
            "achetez des obligations",
        ),
        ("(je (suis (à (un|deux) clic)))", "Je suis à un clic", "je suis a un clic"),
        ("achetez <2> action*", "achetez vite des actions", "achetez vite des actions"),
        ("achetez <2> action*", "achetez actions", "achetez actions"),
        ("rendement (vraiment)? garanti", "rendement garanti", "rendement garanti"),
        ("rendement (vraiment)? garanti", "rendement vraiment garanti", "rendement vraiment garanti"),
        ("(très)? (bon)? rendement", "rendement", "rendement"),
        ("(très)? (bon)? rendement", "bon rendement", "bon rendement"),
        ("(très)? (bon)? rendement", "très rendement", "tres rendement"),
        ("(très)? (bon)? rendement", "très bon rendement", "tres bon rendement"),
        ("achetez <1> (bien)? des", "achetez donc bien des", "achetez donc bien des"),
        ("à partir de <percent>", "à partir de 3,9 %", "a partir de 3,9 %"),
        ("<percent>", "de 5 pour cent", "5 pour cent"),
        ("<percent>", "5 per cent now", "5 per cent"),
        ("<money>", "pour 1 000 $ net", "1 000 $"),
        ("<money>", "for $500k now", "$500k"),
        ("<money>", "20 piasses", "20 piasses"),
        ("<number> étoiles", "5 étoiles", "5 etoiles"),
        ("chez <firm>", "chez Rivière-Nord, services financiers", "chez riviere-nord, services financiers"),
        ("chez <firm>", "chez RIVIÈRE-NORD!", "chez riviere-nord"),
        ("chez <firm>", "chez l'abri", "chez l'abri"),
        ("<product>", "le Fonds (Revenu) Plus", "fonds (revenu) plus"),
        ("<product>", "avec E*Trade", "e*trade"),
        ("l'argent", "de l’argent", "l'argent"),
        ("l'argent", "de l argent", "l argent"),
        ("plus value", "la plus-value", "plus-value"),
        ("sans risque", "sans « risque »", "sans « risque"),
        ("$BORL", "achetez $BORL!", "$borl"),
        ("100 %", "sûr à 100 % oui", "100 %"),
        ("5/5", "note 5/5.", "5/5"),
    ],
)
def test_a_phrase_finds(phrase: str, text: str, words: str) -> None:
    assert found(phrase, text) == words


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("rendement garanti", "rendements garantis"),
        ("or", "un fort rendement"),
        ("art", "arts"),
        ("achetez <2> action*", "achetez un deux trois actions"),
        ("achetez <2> action*", "achetez. Une action"),
        ("achetez <2> action*", "achetez? Actions"),
        ("achetez actions", "achetez, actions"),
        ("rendement garanti", "rendement\n\n\n\n\ngaranti"),
        ("chez <firm>", "chez Rivière-Norde"),
        ("chez <firm>", "chez Rivière"),
        ("chez <competitor>", "chez AssurLac"),
        ("<product>", "le Fonds Revenu Plus"),
        ("<product>", "avec emtrade"),
        ("<percent>", "5 points"),
        ("<money>", "5 ans"),
    ],
)
def test_a_phrase_does_not_find(phrase: str, text: str) -> None:
    assert found(phrase, text) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "   ",
        "achetez (action",
        "achetez action)",
        "(a|(b) c",
        "chez <firme>",
        "chez <firm",
        "(((((a)))))",
        "x <issuer>",
    ],
)
def test_an_error_names_the_phrase(phrase: str) -> None:
    with pytest.raises(PhraseError) as error:
        phrase_regex(phrase, NAMES)

    assert phrase.strip() in str(error.value)


def test_exact_accents_tell_marche_from_marché() -> None:
    exact = phrase_regex("l’impôt (marché)?", NAMES, exact_accents=True)

    assert re.search(exact, fold("L'impôt marché").accented)
    assert re.search(exact, fold("l’impo\u0302t").accented)
    assert not re.search(exact, fold("l'impot marche").accented)


def test_a_name_keeps_its_accents_where_accents_count() -> None:
    exact = phrase_regex("chez <firm>", NAMES, exact_accents=True)

    assert re.search(exact, fold("chez Rivière-Nord").accented)
    assert not re.search(exact, fold("chez Riviere-Nord").accented)


@given(
    st.lists(
        st.sampled_from(["épargne", "l'an", "(sûr)?", "<1>", "(a|b c)", "fin*", "<money>", "5 %"]),
        min_size=1,
        max_size=6,
    )
)
def test_any_phrase_made_of_the_constructs_compiles_and_never_marks_a_part_of_a_word(
    parts: list[str],
) -> None:
    expression = re.compile(phrase_regex(" ".join(parts), NAMES))

    for match in expression.finditer(
        "xepargne epargner l'an epargne sur b c fins 5 % 10 $ epargne l'an b c fin 5 % ab"
    ):
        inside = match.string[max(0, match.start() - 1) : match.start() + 1]
        assert not re.fullmatch(r"\w\w", inside)
