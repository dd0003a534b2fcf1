"""Folded text: what hides a word is undone, and every position maps back to the text as given."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.folding import fold, fold_words

HARD_CHARACTERS = (
    "aeéÉœŒßİIﬁ𝐠ｇⓖ@$03 .-_*·#'’\u0301\u0307\u0336\u200b\u00ad\u202e\u2066\ufeff\u00a0\u202f\n\ud83d\udc00🚀а"
)
any_text = st.one_of(st.text(HARD_CHARACTERS, max_size=40), st.text(st.characters(codec=None), max_size=40))


def span_of(word: str, text: str) -> str:
    """The part of `text` that the only folded occurrence of `word` came from."""
    folded = fold(text)
    start = folded.plain.index(word)
    begin, end = folded.span(start, start + len(word))
    return text[begin:end]


@given(any_text)
@example("I\u0307stanbul")
@example("İ\u0301a")
@example("#SansRisqueÉlevé")
@example("g a r a n t i")
def test_both_views_have_the_same_length_and_every_position_comes_from_somewhere(text: str) -> None:
    folded = fold(text)

    assert len(folded.plain) == len(folded.accented)
    if folded.starts is None or folded.ends is None:
        assert len(folded.plain) == len(text)
    else:
        assert len(folded.starts) == len(folded.ends) == len(folded.plain)


@given(any_text)
@example("I\u0307stanbul x")
@example("e\u0301\u200b x\u0336y #aB")
def test_the_span_of_every_folded_word_lies_in_the_text_and_in_order(text: str) -> None:
    folded = fold(text)
    reached = 0
    for word in re.finditer(r"\w+", folded.plain):
        start, end = folded.span(*word.span())
        assert reached <= start < end <= len(text)
        reached = end


@given(any_text)
def test_a_line_folds_alike_whatever_stands_above_it(text: str) -> None:
    assert fold(f"{text}\n").plain + fold("Placement sûr").plain == fold(f"{text}\nPlacement sûr").plain


@pytest.mark.parametrize(
    "given",
    [
        "zero\nrisk",
        "zero \r\n risk",
        "zero   risk",
        "**zero** **risk**",
        "_zero_ ~risk~",
        "ze\u061cro ris\ufe0fk",
    ],
)
def test_wrapped_lines_loose_spaces_and_emphasis_change_no_words(given: str) -> None:
    folded = fold(given)

    assert folded.plain == "zero risk"
    assert folded.span(0, len(folded.plain))[0] <= given.index("ze")


def test_a_line_that_begins_a_sentence_stays_a_line() -> None:
    assert fold("Un budget\nDeux comptes\n- trois").plain == "un budget\ndeux comptes\n- trois"


@pytest.mark.parametrize(
    ("hidden", "how"),
    [
        ("GARANTI", "capitals"),
        ("ga\u200bran\u200dti", "zero-width characters"),
        ("ga\u00adranti", "a soft hyphen"),
        ("\u202egaranti\u202c", "right-to-left marks"),
        ("ga\u2066ran\u2069ti", "isolates"),
        ("ｇａｒａｎｔｉ", "full-width letters"),
        ("𝐠𝐚𝐫𝐚𝐧𝐭𝐢", "mathematical letters"),
        ("ⓖⓐⓡⓐⓝⓣⓘ", "circled letters"),
        ("g@ranti", "a sign for a letter"),
        ("g4r4nti", "digits for letters"),
        ("gаrаnti", "Cyrillic letters"),
        ("g\u0336a\u0336r\u0336a\u0336n\u0336t\u0336i\u0336", "struck-through letters"),
        ("g a r a n t i", "spaced letters"),
        ("g.a.r.a.n.t.i", "dotted letters"),
        ("g-a-r-a-n-t-i", "hyphenated letters"),
        ("g\u00a0a\u00a0r\u00a0a\u00a0n\u00a0t\u00a0i", "letters apart by no-break spaces"),
        ("ｇ ａ ｒ ａ ｎ ｔ ｉ", "spaced full-width letters"),
    ],
)
def test_what_hides_a_word_is_undone(hidden: str, how: str) -> None:
    assert fold_words(f"rendement {hidden} ici") == "rendement garanti ici", how


def test_the_quote_of_a_hidden_word_is_what_was_written() -> None:
    assert span_of("garanti", "Un g\u200ba\u200branti.") == "g\u200ba\u200branti"
    assert span_of("garanti", "Un g a r a n t i ici") == "g a r a n t i"
    assert span_of("garanti", "Un 𝐠𝐚𝐫𝐚𝐧𝐭𝐢!") == "𝐠𝐚𝐫𝐚𝐧𝐭𝐢"
    assert span_of("ete", "un e\u0301te\u0301 chaud") == "e\u0301te\u0301"
    assert span_of("oeuvre", "bonne œuvre ici") == "œuvre"
    assert span_of("finance", "la ﬁnance") == "ﬁnance"


def test_accents_stay_in_one_view_and_go_in_the_other_however_they_are_encoded() -> None:
    for written in ("Marché À Vélo", "Marche\u0301 A\u0300 Ve\u0301lo"):
        folded = fold(written)
        assert folded.accented == "marché à vélo"
        assert folded.plain == "marche a velo"


def test_a_capital_i_with_a_dot_keeps_the_positions_after_it() -> None:
    assert span_of("garanti", "İstanbul: garanti.") == "garanti"
    assert span_of("garanti", "I\u0307stanbul: garanti.") == "garanti"


def test_ligatures_are_written_out() -> None:
    assert fold_words("Cœur, Ægide, ﬀ, straße") == "coeur, aegide, ff, strasse"


def test_typographic_apostrophes_spaces_and_hyphens_become_plain_ones() -> None:
    assert fold_words("l’épargne\u00a0: 5\u202f%, non‑dit, c`est") == "l'epargne : 5 %, non-dit, c'est"


def test_words_run_together_in_a_hashtag_are_read_apart() -> None:
    assert fold_words("#SansRisque") == "#sans risque"
    assert fold_words("#sansRisqueÉlevé") == "#sans risque eleve"
    assert fold_words("#Liberte\u0301E\u0301ternelle") == "#liberte eternelle"
    assert span_of("sans risque", "Un #SansRisque!") == "SansRisque"


@pytest.mark.parametrize(
    "address",
    ["info@firme.example", "jean.tremblay@firme.ca", "conformite@riviere-nord.example", "a.b-c@x-y-z.qc.ca"],
)
def test_an_email_address_is_left_as_it_is(address: str) -> None:
    assert address in fold_words(f"Écrivez à {address}, sinon à {address}.")


@pytest.mark.parametrize("figure", ["3,9 %", "2025", "1 000 $", "500k", "T4", "4x4", "10/10", "@riviere"])
def test_figures_and_mentions_are_no_look_alikes(figure: str) -> None:
    assert fold_words(f"taux {figure} ici") == f"taux {figure} ici".lower()


@pytest.mark.parametrize("short", ["c-a-d", "y a-t-il", "A. B. Roy", "i.e. un an", "p. ex. un an"])
def test_a_few_single_letters_are_no_spaced_word(short: str) -> None:
    assert fold_words(short) == short.lower()


def test_lone_surrogates_go_through() -> None:
    assert fold_words("\ud83d Garanti \udc00") == "\ud83d garanti \udc00"


def test_folding_twice_is_folding_once() -> None:
    once = fold_words("Ｒendement g@ranti, #SansRisque, c’est e\u0301crit.")
    assert fold_words(once) == once
