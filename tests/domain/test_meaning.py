"""Meaning: what a sentence says, its neighbours and its post; only the part that tells is marked."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learned import Classifier, Learned
from bot.domain.meaning import (
    DOUBTED,
    OF_NEWS,
    Suspicion,
    Vector,
    nearest,
    read_aloud,
    read_units,
    sensed_by,
    terms_of,
    units_of,
)
from bot.domain.news import is_news
from tests.domain.small_learned import DIMENSION, learned_of, learned_rule, sense_with
from tests.domain.small_packs import a_rule, findings_in, laid_out, phrase, quotes

SURE = a_rule("sure", {"kind": "examples"})
TWO = "Le bureau ouvre. Vous dormirez tranquille."


def marked(text: str, learned: Learned, **more: float) -> list[str]:
    """What the rule `sure` marks in a text."""
    return [each.quote for each in findings_in(text, SURE, sense=sense_with(learned, **more))]


# words


def test_the_terms_of_a_text_are_its_words_their_stems_and_pairs_of_stems() -> None:
    assert terms_of("rendements garantis") == [
        "rendements",
        "garantis",
        "rendem*",
        "garant*",
        "rendem* garant*",
    ]


def test_every_figure_is_the_same_term_and_signs_that_speak_are_terms() -> None:
    assert terms_of("8 % en 2026!") == terms_of("12 % en 1999!")
    assert {"0", "%", "!"} <= set(terms_of("8 % en 2026!"))
    assert terms_of("🚀") == ["🚀"]


def test_a_term_counts_once_and_what_has_no_words_has_none() -> None:
    assert terms_of("encore encore encore") == ["encore", "encore encore"]
    assert terms_of(" … ") == []


# units


def test_a_post_is_read_sentence_by_sentence_and_then_in_pairs_of_neighbours() -> None:
    post = laid_out("Un. Deux? Trois!")

    assert [each.parts for each in units_of(post)] == [(0,), (1,), (2,), (0, 1), (1, 2)]
    assert [read_aloud(post, each).strip() for each in units_of(post)][3:] == ["un. deux?", "deux? trois!"]


def test_one_sentence_has_no_pair() -> None:
    assert len(units_of(laid_out("Un seul."))) == 1


def parts_of(text: str) -> list[str]:
    """The parts in which a text is judged."""
    post = laid_out(text)
    return [post.folded.plain[slice(*unit.span)] for unit in units_of(post) if len(unit.parts) == 1]


def test_a_flood_of_sentences_is_read_to_its_end_several_at_a_time() -> None:
    parts = parts_of("Encore un. " * 2_500)

    assert len(parts) == 834
    assert "".join(parts).count("encore un") == 2_500


@pytest.mark.parametrize("between", [" ", ", ", "\n"])
def test_a_sentence_without_end_is_judged_piece_by_piece(between: str) -> None:
    text = between.join(["on dort tranquille"] * 60)
    parts = parts_of(text)

    assert max(map(len, parts)) <= 240
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert not [
        each for each in parts if each[:1].isalpha() and not each.startswith(("on", "dort", "tranquille"))
    ]


def test_a_word_without_end_is_cut() -> None:
    assert [len(each) for each in parts_of("a1" * 300)] == [240, 240, 120]


def test_what_is_embedded_has_its_accents_and_no_disguise() -> None:
    post = laid_out("R e n d e m e n t gar\u200banti assuré")

    assert read_aloud(post, units_of(post)[0]) == "rendement garanti assuré"


# judging

SLEEP = learned_of(sure=learned_rule(words={"tranquille": 4.0}))
"""The word is one of seven terms of « Vous dormirez tranquille »: 4 / √7 passes 1."""


def test_a_sentence_whose_words_pass_the_threshold_is_marked_and_its_neighbour_is_not() -> None:
    assert marked(TWO, SLEEP) == ["Vous dormirez tranquille."]


def test_the_finding_is_of_the_rule_and_says_that_meaning_found_it() -> None:
    (finding,) = findings_in(TWO, SURE, sense=sense_with(SLEEP))

    assert (finding.rule, finding.source, finding.severity.word) == ("sure", "example", "revise")
    assert TWO[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize("disguised", ["tr@nquille", "tran\u200bquille", "t r a n q u i l l e", "TRANQUILLE"])
def test_a_disguise_is_read_through_and_marked_as_it_was_written(disguised: str) -> None:
    (quote,) = marked(f"Le bureau ouvre. Vous dormirez {disguised}.", SLEEP)

    assert disguised in quote


def test_the_longer_a_sentence_the_more_it_takes() -> None:
    long = "Vous dormirez tranquille si vous lisez chaque page du contrat, les frais et les dates de sortie"

    assert marked(long, SLEEP) == []


def test_what_the_sentence_means_counts_beside_its_words() -> None:
    learned = learned_of(sure=learned_rule(sentence=(2.0, 0.0, 0.0, 0.0)))

    assert marked(TWO, learned) == []
    assert marked(TWO, learned, vectors={1: (1.0, 0.0)}) == ["Vous dormirez tranquille."]


def test_so_does_what_the_whole_post_is_about() -> None:
    learned = learned_of(sure=learned_rule(sentence=(1.5, 0.0, 4.0, 0.0)))

    assert marked(TWO, learned, vectors={0: (0.5, 0.0)}) == ["Le bureau ouvre."]
    assert marked(TWO, learned, vectors={0: (0.5, 0.0), 1: (0.4, 0.0)}) == [
        "Le bureau ouvre.",
        "Vous dormirez tranquille.",
    ]


def test_a_pair_that_is_suspect_marks_the_half_that_is_more_so() -> None:
    learned = learned_of(sure=learned_rule(sentence=(2.0, 0.0, 0.0, 0.0)))

    halves = {0: (0.1, 0.0), 1: (0.3, 0.0), 2: (1.0, 0.0)}
    assert marked(TWO, learned, vectors=halves) == ["Vous dormirez tranquille."]


def test_of_a_pair_the_half_that_is_suspect_by_itself_is_marked_once() -> None:
    learned = learned_of(sure=learned_rule(sentence=(2.0, 0.0, 0.0, 0.0)))
    found = sense_with(learned, vectors={1: (0.75, 0.0), 2: (1.0, 0.0)})(laid_out(TWO))

    assert [(each.part, each.margin) for each in found.suspicions["sure"]] == [(1, 0.5)]


def test_above_the_threshold_is_suspect_and_at_it_is_not() -> None:
    post = laid_out("Un seul!")
    learned = learned_of(sure=learned_rule(bias=1.0, threshold=1.0))
    read = [(unit, (0.0, 0.0)) for unit in units_of(post)]

    assert sensed_by(learned, post, read).suspicions == {}
    assert sensed_by(learned, post, read, caution=-0.25).suspicions == {
        "sure": [Suspicion(units_of(post)[0].span, 0, 0.25)]
    }


@given(st.floats(-4, 4), st.floats(0, 4))
def test_more_caution_never_finds_more(caution: float, more: float) -> None:
    learned = learned_of(sure=learned_rule(sentence=(2.0, 0.0, 1.0, 0.0)))
    vectors = {0: (0.9, 0.0), 1: (0.2, 0.0), 2: (0.7, 0.0)}

    bold, careful = (
        marked(TWO, learned, vectors=vectors, caution=each) for each in (caution, caution + more)
    )
    assert set(careful) <= set(bold)


def never(texts: Sequence[str]) -> Sequence[Vector]:
    """Embeds nothing."""
    raise AssertionError(texts)


@pytest.mark.parametrize(("score", "units"), [(-2.9, 3), (-3.1, 2)])
def test_a_pair_is_read_only_where_a_half_is_half_suspect(score: float, units: int) -> None:
    learned = learned_of(sure=learned_rule(sentence=(1.0, 0.0, 0.0, 0.0)))
    halves = iter([[(score, 0.0), (-9.0, 0.0)], [(5.0, 0.0)] * (units - 2)])

    read = read_units(learned, laid_out(TWO), lambda texts: next(halves))

    assert len(read) == units
    assert [unit.is_part for unit, _ in read[:2]] == [True, True]


def test_what_only_suggests_makes_no_pair_worth_reading() -> None:
    learned = learned_of(sure=learned_rule(sentence=(1.0, 0.0, 0.0, 0.0), mild=True))

    assert len(read_units(learned, laid_out(TWO), lambda texts: [(9.0, 0.0)] * len(texts))) == 2


def test_a_text_without_words_or_rules_is_not_suspect() -> None:
    assert read_units(learned_of(), laid_out(TWO), never) == []
    assert sensed_by(learned_of(), laid_out(TWO), []).suspicions == {}
    assert sense_with(SLEEP)(laid_out("…")).suspicions == {}


# news

NEWS = "Le fonds tranquille est lancé."


@pytest.mark.parametrize(
    "said",
    [
        "Notre fonds tranquille est lancé.",
        "Le fonds tranquille est lancé!",
        "Essayez le fonds tranquille.",
        "Le fonds tranquille est lancé 🚀",
        "The quiet fund is yours.",
        "Le fonds est lancé. Il est bon. Il est tranquille.",
        "Le fonds tranquille est lancé " * 12,
    ],
)
def test_a_headline_is_short_and_nobody_speaks_or_is_spoken_to(said: str) -> None:
    assert is_news(laid_out(NEWS))
    assert not is_news(laid_out(said))


@pytest.mark.parametrize("said", ["À lire!", "Great read!"])
def test_news_stays_news_under_a_word_that_it_is_to_be_read(said: str) -> None:
    link = "https://www.journal.example/a?b=1"

    assert is_news(laid_out(f"{said}\n\nLe CELIAPP attire plus de premiers acheteurs | La Presse\n{link}"))
    assert not is_news(laid_out(f"{said}\n\nVotre CELIAPP disparaît vendredi\n{link}"))


def test_a_rule_has_to_be_surer_of_news() -> None:
    for more, found in ((-0.1, []), (0.1, [NEWS])):
        learned = learned_of(sure=learned_rule(bias=OF_NEWS + more))
        assert marked(NEWS, learned) == found


def test_and_its_words_are_believed_only_where_they_mean_it() -> None:
    both = a_rule("sure", phrase("fonds tranquille"), {"kind": "examples"})

    for score, found in ((-0.1, []), (0.1, ["fonds tranquille"])):
        assert quotes(NEWS, both, sense=sense_with(learned_of(sure=learned_rule(bias=score)))) == found


# what rules share


def wrong(**words: float) -> Classifier:
    """Something is wrong where these words stand."""
    return Classifier(bias=0.0, sentence=(0.0,) * 2 * DIMENSION, words=words)


def test_that_something_is_wrong_counts_for_every_rule_that_does_more_than_suggest() -> None:
    shared = wrong(tranquille=4.0)

    assert marked(TWO, learned_of(sure=learned_rule(), wrong=shared)) == ["Vous dormirez tranquille."]
    assert marked(TWO, learned_of(sure=learned_rule(mild=True), wrong=shared)) == []


def test_one_mistake_is_given_the_name_of_the_rule_that_speaks_most() -> None:
    learned = learned_of(
        sure=learned_rule(bias=-3.0), other=learned_rule(bias=-1.0), wrong=wrong(tranquille=20.0)
    )

    assert set(sense_with(learned)(laid_out(TWO)).suspicions) == {"other"}


def test_and_of_another_that_speaks_about_as_much_by_itself() -> None:
    learned = learned_of(
        sure=learned_rule(bias=-0.5),
        other=learned_rule(bias=0.5, threshold=1.0),
        wrong=wrong(tranquille=20.0),
    )

    assert set(sense_with(learned)(laid_out(TWO)).suspicions) == {"other", "sure"}


def test_a_rule_that_only_suggests_takes_no_place_from_another() -> None:
    learned = learned_of(sure=learned_rule(bias=1.0), mild=learned_rule(bias=9.0, mild=True))

    assert set(sense_with(learned)(laid_out(TWO)).suspicions) == {"sure", "mild"}


# what is marked

LONG = (
    "Le bureau de la rue Principale ouvre à neuf heures, vous dormirez tranquille chaque nuit, "
    "et le café est offert par la boulangerie d'à côté."
)


def test_of_a_long_sentence_the_part_that_speaks_most_for_the_rule_is_marked() -> None:
    learned = learned_of(sure=learned_rule(bias=1.0, words={"tranquille": 3.0, "neuf": 1.0}))

    assert marked(LONG, learned) == ["vous dormirez tranquille chaque nuit"]


def test_a_sentence_that_is_read_at_a_glance_is_marked_whole() -> None:
    learned = learned_of(sure=learned_rule(bias=1.0, words={"tranquille": 3.0}))

    assert marked("Ici, vous dormirez tranquille.", learned) == ["Ici, vous dormirez tranquille."]


def test_a_guard_and_an_exception_hold_for_what_is_meant_too() -> None:
    guarded = a_rule("sure", {"kind": "examples"}, guards=["warning"])
    excused = a_rule("sure", {"kind": "examples"}, unless=[{"within": "sentence", "fr": ["dormirez"]}])

    assert findings_in("Méfiez-vous: vous dormirez tranquille.", SURE, sense=sense_with(SLEEP)) != []
    assert findings_in("Méfiez-vous: vous dormirez tranquille.", guarded, sense=sense_with(SLEEP)) == []
    assert findings_in(TWO, excused, sense=sense_with(SLEEP)) == []


def test_what_words_and_meaning_find_in_one_place_is_one_finding() -> None:
    both = a_rule("sure", phrase("dormirez"), {"kind": "examples"})

    assert [each.quote for each in findings_in(TWO, both, sense=sense_with(SLEEP))] == ["dormirez"]


# words and meaning together


def test_words_stand_and_meaning_speaks_where_they_are_silent() -> None:
    both = a_rule("sure", phrase("le bureau"), {"kind": "examples"})

    assert quotes(TWO, both) == ["Le bureau"]
    assert quotes(TWO, both, sense=sense_with(SLEEP)) == ["Le bureau", "Vous dormirez tranquille."]


def test_words_are_not_believed_where_nothing_of_the_sort_is_meant_by_far() -> None:
    both = a_rule("sure", phrase("le bureau"), {"kind": "examples"})

    for far, found in ((DOUBTED - 0.1, ["Le bureau"]), (DOUBTED + 0.1, [])):
        learned = learned_of(sure=learned_rule(bias=-far))
        assert quotes(TWO, both, sense=sense_with(learned)) == found


def test_words_that_are_sure_are_believed_all_the_same() -> None:
    learned = learned_of(sure=learned_rule(bias=-99.0))
    sure = a_rule("sure", {**phrase("le bureau"), "sure": True}, {"kind": "examples"})
    other = a_rule("sure", phrase("le bureau"))

    assert quotes(TWO, sure, sense=sense_with(learned)) == ["Le bureau"]
    assert quotes(TWO, other, sense=sense_with(learned)) == ["Le bureau"]


def test_words_across_two_sentences_are_believed_where_one_of_them_may_mean_it() -> None:
    both = a_rule("sure", {"kind": "pattern", "any": [r"ouvre\. vous"]}, {"kind": "examples"})
    learned = learned_of(sure=learned_rule(bias=-99.0, words={"tranquille": 255.0}))

    assert quotes(TWO, both, sense=sense_with(learned)) == ["ouvre. Vous"]


def test_a_rule_of_words_alone_has_nothing_of_meaning() -> None:
    words = a_rule("sure", phrase("le bureau"))

    assert quotes(TWO, words, sense=sense_with(SLEEP)) == ["Le bureau"]


def test_what_meaning_finds_may_be_worth_less() -> None:
    rule = a_rule("sure", phrase("le bureau"), {"kind": "examples", "severity": "suggestion"})
    found = findings_in(TWO, rule, sense=sense_with(SLEEP))

    assert [each.severity.word for each in found] == ["revise", "suggestion"]


# the nearest example, and what is stored


def test_the_nearest_example_is_the_one_that_points_the_same_way() -> None:
    examples = {"loin": (0.0, 1.0), "près": (0.8, 0.6), "derrière": (-1.0, 0.0)}

    assert nearest((1.0, 0.0), examples) == "près"
    assert nearest((1.0, 0.0), {}) == ""


def test_coefficients_are_stored_in_few_bytes_and_read_back_the_same() -> None:
    learned = learned_of(sure=learned_rule(sentence=tuple(each / 7 for each in range(-512, 512))))
    text = learned.model_dump_json()

    again = Learned.model_validate_json(text)
    assert len(text) < 2 * 3_200
    assert again == Learned.model_validate_json(again.model_dump_json())
    assert again.rules["sure"].sentence == pytest.approx(learned.rules["sure"].sentence, rel=1e-3)


def test_two_that_were_both_used_can_still_be_compared() -> None:
    one, same = learned_of(sure=learned_rule()), learned_of(sure=learned_rule())
    other = learned_of(sure=learned_rule(bias=0.0))
    for each in (one, same, other):
        sense_with(each)(laid_out(TWO))

    assert one == same
    assert one != other
