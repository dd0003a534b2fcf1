"""Another text is what its author asked for, or it is not; what it changes is told by the sentence."""

from typing import Any

import pytest

from bot.domain.draft import Draft
from bot.domain.rewriting import Change
from bot.domain.shortening import leave_out
from bot.domain.verifying import invented_facts
from bot.domain.wishes import (
    Wish,
    changes_between,
    facts_of_wish,
    language_wanted,
    room_wanted,
    unmet,
    with_parts,
)
from tests.domain.small_packs import a_topic, pack_of

DRAFT = Draft("Le renouvellement arrive le 9 décembre. Comparez les offres avant de signer. #hypotheque")
SHOWN = "Le renouvellement arrive le 9 décembre. Comparez les offres avant de signer."
TRANSLATED = "The renewal comes on December 9. Compare the offers before you sign."


def wish(wants: Any, **more: Any) -> Wish:
    return Wish(wants, "…", SHOWN, **more)


def test_a_shorter_text_is_shorter_than_the_one_shown() -> None:
    assert unmet("Comparez les offres avant de signer.", wish("shorter"), DRAFT) == ()
    assert unmet(SHOWN + " Et prenez des notes.", wish("shorter"), DRAFT)


@pytest.mark.parametrize("wants", ["shorter", "tone", "keep", "translate", "other"])
def test_the_text_that_is_shown_already_grants_no_wish(wants: str) -> None:
    assert unmet(f"  {SHOWN}\n", wish(wants), DRAFT)


def test_a_translation_is_in_the_other_language() -> None:
    assert unmet(TRANSLATED, wish("translate"), DRAFT) == ()
    assert unmet("Le terme prend fin, et vous comparez les offres.", wish("translate", language="en"), DRAFT)


def test_any_other_text_stays_in_the_language_shown() -> None:
    assert unmet(TRANSLATED, wish("tone"), DRAFT)
    assert language_wanted(Wish("shorter", "", TRANSLATED), DRAFT) == "en"


def test_what_is_to_be_kept_is_there_to_the_letter() -> None:
    kept = wish("keep", parts=("#hypotheque",))

    assert unmet("Comparez les offres. #Hypotheque", kept, DRAFT) == ()
    assert "#hypotheque" in unmet("Comparez les offres, tout simplement.", kept, DRAFT)[0]


def test_a_hashtag_is_put_back_at_the_end() -> None:
    assert with_parts(wish("keep", parts=("#hypotheque",))) == f"{SHOWN}\n\n#hypotheque"
    assert with_parts(Wish("keep", "", "Lisez. #a", parts=("#b", "#c"))) == "Lisez. #a #b #c"
    assert with_parts(wish("keep", parts=("🚀",))) == f"{SHOWN} 🚀"


def test_words_are_not_put_back_by_edits() -> None:
    assert with_parts(wish("keep", parts=("Chez nous",))) is None
    assert with_parts(wish("keep", parts=("Comparez les offres",))) is None


def test_a_month_of_the_draft_is_no_invention_in_a_translation() -> None:
    assert invented_facts(TRANSLATED, *facts_of_wish(wish("translate"), DRAFT)) == []
    assert "December" in invented_facts(TRANSLATED, *facts_of_wish(wish("tone"), DRAFT))
    assert invented_facts("In January.", *facts_of_wish(wish("translate"), DRAFT))


def test_what_the_author_says_and_what_was_shown_may_be_said_again() -> None:
    told = Wish("other", "ajoute mon nom, Marie Gagnon", "Un texte de 2019.")

    assert invented_facts("Je suis Marie Gagnon, en 2019.", *facts_of_wish(told, DRAFT)) == []


def test_a_shorter_text_is_given_less_room() -> None:
    assert room_wanted(wish("tone"), "x") == 280
    assert int(room_wanted(wish("shorter"), "x")) < len(SHOWN)


def test_what_changed_is_told_by_the_sentence() -> None:
    after = "Le renouvellement arrive bientôt. Comparez les offres avant de signer. Prenez des notes."

    assert changes_between(SHOWN, after) == (
        Change("Le renouvellement arrive le 9 décembre.", "Le renouvellement arrive bientôt.", ""),
        Change("", "Prenez des notes.", ""),
    )
    assert changes_between(SHOWN, SHOWN) == ()
    assert changes_between(SHOWN, "") == tuple(Change(each + ".", "", "") for each in SHOWN[:-1].split(". "))


def test_sentences_are_left_out_one_by_one_and_one_that_says_something_stays() -> None:
    text = f"{SHOWN} Quel bonheur! #hypotheque"
    shorter = list(leave_out(text, pack_of(), "fr"))

    assert [len(each) for each in shorter] == sorted((len(each) for each in shorter), reverse=True)
    assert all(len(each) < len(text) for each in shorter)
    assert shorter[-1].replace("#hypotheque", "").strip()
    assert list(leave_out("Une seule phrase.", pack_of(), "fr")) == []
    assert list(leave_out("#a #b", pack_of(), "fr")) == []


def test_nothing_that_was_said_is_shown_by_a_wish() -> None:
    assert repr(Wish("keep", "said", "shown", parts=("kept",))).count("said") == 0


def test_the_limit_that_balances_a_text_outlasts_all_but_its_beginning() -> None:
    text = "Que dit un relevé? Lisez la page des frais. Notez ce qui est retiré. Un relevé ne dit pas tout."
    shorter = list(leave_out(text, pack_of(topics=(a_topic(),)), "fr"))

    assert shorter[-2] == "Que dit un relevé? Un relevé ne dit pas tout."
