"""Against a position, for the wrong account, off brand: told by words, in both languages, cautiously."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.accounts import Misplaced, misplaced
from bot.domain.brand import off_brand
from bot.domain.contradiction import contradicted
from bot.domain.draft import Author, Draft
from bot.domain.firm import FirmProfile
from bot.domain.notices import Notice, words_in

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "evals" / "lines.jsonl").read_text("utf-8").splitlines()
]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def measured(part: str) -> tuple[float, float]:
    """Precision and recall of what is called a contradiction, on that part of the labelled pairs."""
    told = right = wanted = 0
    for each in PAIRS:
        if each["part"] == part:
            notice = Notice("n", "position", "t", each["position"], tuple(each["words"]))
            said = bool(contradicted(Draft(each["draft"]), notice))
            told, right, wanted = told + said, right + (said and each["against"]), wanted + each["against"]
    return right / told, right / wanted


@pytest.mark.parametrize(("part", "precision", "recall"), [("plain", 0.99, 0.9), ("free", 0.95, 0.55)])
def test_what_is_called_a_contradiction_is_one(
    part: str, precision: float, recall: float, record_property: Callable[[str, object], None]
) -> None:
    found = measured(part)

    record_property("precision and recall", found)
    assert found[0] >= precision
    assert found[1] >= recall


def test_both_parts_have_both_languages_and_both_answers() -> None:
    for part in ("plain", "free"):
        some = [each for each in PAIRS if each["part"] == part]
        assert len(some) >= 90
        assert {each["against"] for each in some} == {True, False}
        assert {each["position"].split()[0] in ("We", "Remote") for each in some} == {True, False}
    assert len({each["draft"] for each in PAIRS}) == len(PAIRS)


CLOSED = Notice("n", "position", "t", "Nous gardons nos comptoirs.", ("comptoir*",))
RAISED = Notice("n", "position", "t", "We support raising the retirement age.", ("retirement age",))
BANNED = Notice("n", "position", "t", "We oppose a ban on exit fees.", ("exit fee*",))


@pytest.mark.parametrize(
    ("text", "notice", "is_told"),
    [
        pytest.param("Les comptoirs? Mauvaise idée.", CLOSED, True, id="a question, answered"),
        pytest.param("On ne devrait pas fermer les comptoirs.", CLOSED, False, id="one negation"),
        pytest.param("Plus personne ne va au comptoir. Fermons-les.", CLOSED, True, id="the next sentence"),
        pytest.param(
            "Les comptoirs coûtent trop cher, supprimons-les.", CLOSED, True, id="beside its reason"
        ),
        pytest.param("Le comptoir ferme à 16 h le 24 décembre.", CLOSED, False, id="what is only told"),
        pytest.param("Arrêtons de fermer des comptoirs.", CLOSED, False, id="to stop less is more"),
        pytest.param("A higher retirement age is a mistake.", RAISED, True, id="against more"),
        pytest.param("The retirement age rises in France.", RAISED, False, id="news of elsewhere"),
        pytest.param("Critics call a higher retirement age a mistake.", RAISED, False, id="what others say"),
        pytest.param("Three mistakes about the retirement age.", RAISED, False, id="a list of tips"),
        pytest.param("Ban exit fees, they are unfair.", BANNED, True, id="what is asked for, then why"),
        pytest.param("A ban on exit fees? I'm against it.", BANNED, False, id="against the same as the firm"),
    ],
)
def test_what_a_draft_says_of_a_position(text: str, notice: Notice, is_told: bool) -> None:
    assert bool(contradicted(Draft(text), notice)) is is_told


def test_a_subject_on_which_nothing_is_posted_is_found_however_it_is_spoken_of() -> None:
    notice = Notice("n", "silence", "Fusion", "Rien sur la fusion.", ("fusion*", "AssurLac"))

    assert (
        contradicted(Draft("Bonne journée. Belle fusion en vue? On verra."), notice) == "Belle fusion en vue?"
    )
    assert contradicted(Draft("ASSURLAC a de bons bureaux."), notice)
    assert not contradicted(Draft("Une confusion de plus sur les frais."), notice)


def test_a_notice_holds_from_its_first_moment_until_its_end() -> None:
    notice = Notice("n", "silence", "t", "x", ("mot",), NOW, NOW + timedelta(days=1))
    moments = [NOW - timedelta(seconds=1), NOW, NOW + timedelta(hours=23), NOW + timedelta(days=1)]

    assert [notice.is_in_force(each) for each in moments] == [False, True, True, False]
    assert not notice.ended(NOW + timedelta(hours=1), "elise").is_in_force(NOW + timedelta(hours=2))


def test_words_of_a_subject_are_long_enough_to_mean_something() -> None:
    assert words_in(" fusion*, AssurLac ;le,  a*, prise  de contrôle,fusion*") == (
        "fusion*", "AssurLac", "prise de contrôle",
    )  # fmt: skip
    assert words_in(" , * ,le") == ()


FIRM_SPEAKS = (
    "Nous lançons une application de budget. Découvrez-la dès lundi.",
    "Nos bureaux seront fermés le 1er juillet. Nos conseillers vous rappellent le 2.",
    "Nous recrutons trois personnes à Gatineau. Postulez avant vendredi.",
    "We are hiring three people in Gatineau. Apply before Friday.",
    "Our offices are closed on July 1. Our advisers call you back on the 2nd.",
    "We're launching a budgeting app on Monday.",
)
PERSON_SPEAKS = (
    "Ma fille a ouvert son premier compte samedi. J'étais plus fier qu'elle.",
    "J'ai lu un bon livre sur les impôts. Trois idées à retenir.",
    "My daughter opened her first account on Saturday. I was prouder than she was.",
    "I read a good book on taxes. Three ideas to keep.",
)
EITHER = (
    "Trois questions à poser avant de signer une hypothèque.",
    "Three questions to ask before you sign a mortgage.",
    "Je suis fière de mon équipe: nous lançons une application lundi.",
    "I'm proud of my team: we're launching an app on Monday.",
    "On parle de frais ce midi. Le relevé a trois lignes à lire.",
    "Nous avons planté quarante arbres samedi avec les voisins.",
    "We planted forty trees with the neighbours on Saturday.",
    "Une cliente m'a écrit: « Nos bureaux ferment tôt. » Voici pourquoi.",
)


def reads(text: str, role: str) -> Misplaced | None:
    return misplaced(Draft(text, author=Author(role=role)))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", FIRM_SPEAKS)
def test_what_speaks_as_the_firm_is_not_for_a_persons_account(text: str) -> None:
    assert reads(text, "employee") == "as-firm"
    assert reads(text, "firm") is None


@pytest.mark.parametrize("text", PERSON_SPEAKS)
def test_what_speaks_of_oneself_is_not_for_the_firms_account(text: str) -> None:
    assert reads(text, "firm") == "private"
    assert reads(text, "employee") is None


@pytest.mark.parametrize("text", EITHER)
def test_of_what_may_be_for_either_nothing_is_said(text: str) -> None:
    assert reads(text, "employee") is None
    assert text.startswith("Une cliente") or reads(text, "firm") is None


FIRM = FirmProfile.model_validate(
    {
        "names": ["Rivière-Nord", "Riviere-Nord"],
        "affiliation": {"fr": "a", "en": "a"},
        "advertising_mention": {"fr": "a", "en": "a"},
        "ask": {"name": {"fr": "a", "en": "a"}},
        "competitors": ["CoinRivière"],
        "brand": {
            "spellings": [{"write": "Rivière-Nord", "instead_of": ["Riviere-Nord", "RivièreNord"]}],
            "hashtags": ["#RiviereNord"],
            "handles": ["@RiviereNord"],
        },
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Merci à Rivière-Nord!", {}),
        ("Merci à Riviere-Nord!", {"Riviere-Nord": "Rivière-Nord"}),
        ("RivièreNord recrute.", {"RivièreNord": "Rivière-Nord"}),
        ("Chez Rivère-Nord, on lit.", {"Rivère-Nord": "Rivière-Nord"}),
        ("Chez Rivière-Nor on lit.", {"Rivière-Nor": "Rivière-Nord"}),
        ("Écrivez à info@riviere-nord.example ou voyez riviere-nord.example.", {}),
        ("La rivière, au nord du pays, gèle en décembre.", {}),
        ("CoinRivière a fermé.", {}),
        ("Chez Rivière-Nord, je lis. Rivière-Nord is open, Rivière-Nord's people too.", {}),
        ("Bonne semaine #RiviereNord #RivièreNord", {}),
        ("Bonne semaine #RiviereNordFinance", {"#RiviereNordFinance": "#RiviereNord"}),
        ("Bonne semaine @rivierenor", {"@rivierenor": "@RiviereNord"}),
        ("Bonne semaine #epargne @marie", {}),
    ],
)
def test_the_firm_is_written_as_it_writes_itself(text: str, found: dict[str, str]) -> None:
    assert {each.found: each.write for each in off_brand(text, FIRM)} == found


def test_a_firm_that_says_nothing_of_its_brand_is_asked_nothing() -> None:
    assert off_brand("Riviere-Nord", FIRM.model_copy(update={"brand": None})) == ()
