"""Clean sentences that go with the one beside them: they meant nothing without it, or told its story."""

import pytest

from bot.domain.checking import find_problems
from bot.domain.editing import Segment, apply_fixes, cut_segments, is_only_tags
from bot.domain.orphans import without_orphans
from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, a_topic, laid_out, pack_of, phrase

CALL = a_rule("call", phrase("écrivez-moi", "call me"), fix={"move": "drop"})
STORY = a_rule("story", phrase("veuf de Gaspé"), fix={"move": "drop", "scope": "paragraph"})
FACT = "Le taux d'un CPG est fixé à l'achat pour toute la durée."


def edited(text: str, *rules: Rule) -> list[Segment]:
    """The sentences of a text with their fates."""
    post, pack = laid_out(text), pack_of(*rules, topics=(a_topic("gic", "cpg"),))
    return without_orphans(apply_fixes(cut_segments(post, find_problems(post, pack, "fr", {})), pack), pack)


def fates(text: str, *rules: Rule) -> list[str]:
    """Only the fates."""
    return [segment.fate for segment in edited(text, *rules)]


@pytest.mark.parametrize(
    "orphan",
    ["C'est fou!", "Et ça marche.", "Elle vous rappelle.", "It is that easy.", "👇👇", "Super simple."],
)
def test_a_clean_sentence_that_only_made_sense_beside_a_dropped_one_goes_with_it(orphan: str) -> None:
    assert fates(f"Écrivez-moi! {orphan}", CALL) == ["dropped", "dropped"]
    assert fates(f"{FACT} {orphan}", CALL)[0] == "kept"


@pytest.mark.parametrize(
    "fact", ["C'est fixé à l'achat pour toute la durée.", "It is set for the whole term at once."]
)
def test_a_fact_that_leans_on_a_dropped_sentence_goes_with_it(fact: str) -> None:
    assert fates(f"Écrivez-moi! {fact}", CALL) == ["dropped", "dropped"]
    assert fates(f"{fact} Écrivez-moi!", CALL) == ["kept", "dropped"]


def test_substance_beside_a_dropped_sentence_stays() -> None:
    assert fates(f"Écrivez-moi! {FACT} Écrivez-moi!", CALL) == ["dropped", "kept", "dropped"]
    assert fates("Écrivez-moi! Vérifiez la date de fin du taux.", CALL) == ["dropped", "kept"]


def test_another_paragraph_is_not_beside() -> None:
    assert fates("Écrivez-moi!\n\nSuper simple.", CALL) == ["dropped", "kept"]


@pytest.mark.parametrize("said", ["Avec le variable, ils suivent le marché.", "Il protège le budget."])
def test_what_leans_on_a_sentence_that_stays_is_no_orphan_of_the_one_that_follows(said: str) -> None:
    assert fates(f"{FACT} {said} Écrivez-moi!", CALL) == ["kept", "kept", "dropped"]
    assert fates(f"Écrivez-moi! Il protège le budget. {FACT}", CALL) == ["dropped", "dropped", "kept"]


def test_an_item_of_a_list_is_no_orphan_of_another_item() -> None:
    text = "Trois gestes:\n• écrivez-moi en janvier\n• revoir ses abonnements\n• et respirer"

    assert fates(text, CALL) == ["kept", "dropped", "kept", "kept"]


def test_a_list_of_which_nothing_is_left_takes_its_opening_with_it_and_the_other_way_round() -> None:
    assert fates("Trois gestes:\n• écrivez-moi en mai\n• écrivez-moi en juin", CALL) == ["dropped"] * 3
    assert fates("Écrivez-moi pour:\n• super simple\n• tout sourire", CALL) == ["dropped"] * 3


@pytest.mark.parametrize("question", ["Quelle question ajouteriez-vous?", "What would you add?"])
def test_a_short_open_question_stands_on_its_own(question: str) -> None:
    assert fates(f"Écrivez-moi! {question}", CALL) == ["dropped", "kept"]


@pytest.mark.parametrize("question", ["Qui dit mieux?", "Prêt à embarquer?", "What are you waiting for?"])
def test_a_question_that_only_sells_goes_with_what_it_sells(question: str) -> None:
    assert fates(f"{question} Écrivez-moi!", CALL) == ["dropped", "dropped"]


def test_a_line_of_hashtags_is_not_an_orphan() -> None:
    segments = edited("Écrivez-moi!\n#épargne #cpg", CALL)

    assert [segment.fate for segment in segments] == ["dropped", "kept"]
    assert [is_only_tags(segment) for segment in segments] == [False, True]


@pytest.mark.parametrize("opening", ["Voici ma réponse!", "J'ai retenu une chose.", "Here is how I see it."])
def test_what_announces_a_sentence_that_is_gone_goes_with_it(opening: str) -> None:
    assert fates(f"{opening} Écrivez-moi!", CALL) == ["dropped", "dropped"]


def test_a_short_sentence_on_no_subject_after_one_that_is_gone_goes_with_it() -> None:
    assert fates(f"Écrivez-moi! Le trophée prend la poussière ici. {FACT}", CALL) == [
        "dropped",
        "dropped",
        "kept",
    ]
    assert fates(f"Écrivez-moi! Le CPG prend la poussière ici. {FACT}", CALL) == ["dropped", "kept", "kept"]


def test_what_the_author_introduces_goes_with_what_takes_it_up() -> None:
    text = "J'ai ouvert un groupe pour les curieux de la région et d'ailleurs. C'est par là, écrivez-moi."

    assert fates(f"{FACT} {text}", CALL) == ["kept", "dropped", "dropped"]


def test_a_paragraph_of_which_an_aside_is_left_goes_whole() -> None:
    text = f"{FACT}\n\nJe le dis souvent. Alors écrivez-moi ce soir ou demain pour votre dossier.\n\n{FACT}"

    assert fates(text, CALL) == ["kept", "dropped", "dropped", "kept"]


def test_a_paragraph_that_takes_up_one_that_is_gone_loses_the_sentence_that_does() -> None:
    assert fates(f"Écrivez-moi!\n\nElle vous rappelle.\n\n{FACT}", CALL) == ["dropped", "dropped", "kept"]


def test_the_first_sentence_left_loses_the_word_that_linked_it() -> None:
    assert [
        each.result for each in edited("Écrivez-moi! Anyway, the CPG rate is fixed when you buy it.", CALL)
    ] == [
        "",
        "The CPG rate is fixed when you buy it.",
    ]
    assert [each.result for each in edited("Et ce CPG est à taux fixe jusqu'au terme.", CALL)] == [
        "Et ce CPG est à taux fixe jusqu'au terme."
    ]


def test_a_story_goes_by_the_paragraph_and_with_what_tells_on_of_its_person() -> None:
    text = "Hier, il pleuvait. Un veuf de Gaspé est entré. Il avait tout gardé. Vérifiez qui hérite de quoi."
    more = f"\n\nIl est reparti content.\n\n{FACT}"

    assert fates(text + more, STORY) == ["dropped", "dropped", "dropped", "kept", "dropped", "kept"]


def test_what_holds_for_anybody_stays_when_a_story_goes() -> None:
    assert fates(f"Un veuf de Gaspé est entré. {FACT}", STORY) == ["dropped", "kept"]
