"""Whether there is a rewrite, what it keeps, what it proposes instead, in which voice and turn."""

from typing import Any

import pytest

from bot.domain.checking import find_problems
from bot.domain.draft import Draft, Language
from bot.domain.fixes import Sentences
from bot.domain.platforms import measure
from bot.domain.posts import lay_out
from bot.domain.rewriting import Change, Rewrite, rewrite_draft
from bot.domain.rules import Rule, Topic
from tests.domain.small_packs import FIRM, a_rule, a_topic, pack_of, pattern, phrase, sentences

FACT = "Le taux d'un CPG est fixé à l'achat pour toute la durée."
STEP = "Vérifiez la date de fin du taux."
CALL = a_rule("call", phrase("écrivez-moi", "écris-moi", "call me"))
SECRET = a_rule("secret", phrase("résultats du trimestre"), severity="block")
PRODUCT = a_rule("product", phrase("<product>"), severity="approval")
HYPE = a_rule("hype", phrase("incroyable*"), severity="suggestion", fix={"move": "keep"})
ABSENCE = {
    "kind": "absence",
    "when": {"any": ["vive <firm>"]},
    "needs": {"any": ["je travaille chez", "publicité", "i work at"]},
}


def rewritten(
    text: str,
    *rules: Rule,
    topics: tuple[Topic, ...] = (a_topic(),),
    language: Language = "fr",
    turn: int = 0,
    **draft: Any,
) -> Rewrite | None:
    """The rewrite of a draft under these rules."""
    pack = pack_of(*rules, topics=topics)
    post = lay_out(Draft(text, **draft))
    return rewrite_draft(post, find_problems(post, pack, language, {}), pack, language, turn)


def text_of(*arguments: Any, **more: Any) -> str:
    """Its text; it must be there."""
    rewrite = rewritten(*arguments, **more)
    assert rewrite is not None
    return rewrite.text


# whether there is one at all


def test_nothing_is_rewritten_where_nothing_was_found_or_compliance_decides_first() -> None:
    assert rewritten(FACT, CALL, PRODUCT, HYPE) is None
    assert rewritten(f"Incroyable! {FACT}", HYPE) is None
    assert rewritten(f"Le Fonds Revenu Plus existe. {FACT}", PRODUCT) is None


def test_promotion_goes_and_what_a_reader_can_use_stays_to_the_letter() -> None:
    rewrite = rewritten(f"Écrivez-moi! {FACT} {STEP}", CALL)

    assert rewrite is not None
    assert rewrite.text.startswith(f"{FACT} {STEP}")
    assert (rewrite.verdict, rewrite.source, rewrite.fits, rewrite.proposal) == ("ok", "edits", True, False)
    assert rewrite.changes == (Change("Écrivez-moi!", "", "call"),)


def test_a_sentence_that_went_with_its_neighbour_is_a_change_of_the_neighbour_s_rule() -> None:
    rewrite = rewritten(f"Simple comme tout. Écrivez-moi! Elle attend. {FACT} {STEP}", CALL)

    assert rewrite is not None
    assert {change.rule for change in rewrite.changes} == {"call"}
    assert [change.was for change in rewrite.changes] == [
        "Simple comme tout.",
        "Écrivez-moi!",
        "Elle attend.",
    ]


def test_a_sentence_added_after_what_is_left_is_a_change_of_the_worst_rule() -> None:
    call = f"Écrivez-moi {'ce soir ou demain, ' * 6}sans tarder!"
    rewrite = rewritten(f"{FACT} {call}", CALL, topics=(a_topic("general", "cpg"),))

    assert rewrite is not None
    assert rewrite.changes == (
        Change(call, "", "call"),
        Change("", "Lisez la page des frais. Notez ce qui est déjà retiré.", "call"),
        Change("", "Un relevé ne dit pas tout.", "call"),
    )


def test_a_post_that_still_says_enough_gets_nothing_more() -> None:
    assert text_of(f"{FACT} {STEP} Écrivez-moi!", CALL) == f"{FACT} {STEP}"


def test_another_turn_of_a_post_puts_a_sentence_where_one_was_taken_out() -> None:
    say = sentences("Une question se pose aussi ici.", "Ask away.")
    call = CALL.model_copy(
        update={"fix": CALL.fix.model_copy(update={"instead": Sentences.model_validate(say)})}
    )

    assert (
        text_of(f"{FACT} {STEP} Écrivez-moi!", call, turn=1)
        == f"{FACT} {STEP} Une question se pose aussi ici."
    )


def test_a_draft_of_which_nothing_is_left_becomes_a_proposal() -> None:
    rewrite = rewritten("Écrivez-moi!", CALL)

    assert rewrite is not None
    assert rewrite.proposal
    assert rewrite.changes == (Change("Écrivez-moi!", rewrite.text, "call"),)


def test_a_blocked_draft_becomes_a_different_post_that_keeps_no_sentence_of_it() -> None:
    text = f"Nos résultats du trimestre sont bons. {FACT} {STEP} Quelle date de fin voyez-vous sur le vôtre?"
    rewrite = rewritten(text, SECRET)

    assert rewrite is not None
    assert rewrite.proposal
    assert not any(sentence in rewrite.text for sentence in ("trimestre", FACT, STEP, "Quelle date de fin"))
    assert "Que dit un relevé de frais?" in rewrite.text


def test_where_even_the_topic_is_confidential_nothing_is_proposed() -> None:
    confidential = SECRET.model_copy(update={"fix": SECRET.fix.model_copy(update={"topic": "confidential"})})
    revise = confidential.model_copy(update={"severity": "revise"})

    assert rewritten(f"Nos résultats du trimestre! {FACT} {STEP}", confidential) is None
    assert rewritten(f"Nos résultats du trimestre! {FACT} {STEP}", revise) is None
    assert rewritten(f"Nos résultats du trimestre! Écrivez-moi! {FACT}", CALL, revise) is None


def test_a_pack_without_topics_proposes_nothing_of_its_own() -> None:
    assert rewritten("Écrivez-moi!", CALL, topics=()) is None
    assert rewritten("Nos résultats du trimestre.", SECRET, topics=()) is None


def test_the_topic_is_that_of_the_draft_s_words_else_the_rule_s_else_the_general_one() -> None:
    fees, gic, general = a_topic("fees", "frais"), a_topic("gic", "cpg"), a_topic()
    fees, gic = (each.model_copy(update={"question": a_question(each.id)}) for each in (fees, gic))
    topics = (general, fees, gic)
    falls_back = CALL.model_copy(update={"fix": CALL.fix.model_copy(update={"topic": "gic"})})

    assert "fees?" in text_of("Écrivez-moi pour les frais!", falls_back, topics=topics)
    assert "gic?" in text_of("Écrivez-moi!", falls_back, topics=topics)
    assert "Que dit un relevé" in text_of("Écrivez-moi!", CALL, topics=topics)


def test_a_word_on_a_subject_outweighs_several_on_dealings_in_general() -> None:
    gic = a_topic("gic", "cpg", question=sentences("Que lire sur un CPG?", "What to read on a GIC?"))
    dealings = a_topic("dealings", "conseiller", "cabinet", priority=20)

    assert "CPG?" in text_of("Un CPG? Un conseiller? Un cabinet? Écrivez-moi!", CALL, topics=(dealings, gic))


def test_a_hashtag_that_was_the_problem_is_not_carried_over() -> None:
    best = a_rule("best", pattern("#meilleur"))

    assert text_of("#meilleur #épargne", best).endswith("\n\n#épargne")


def a_question(words: str) -> Any:
    """A topic's question that can be told from the others."""
    return a_topic(question=sentences(f"Que lire sur {words}?", f"What to read on {words}?")).question


# one candidate after another


def test_none_is_shown_when_no_candidate_passes() -> None:
    """Every text of the topic breaks a rule that the draft breaks too."""
    readers = a_rule("readers", phrase("relevé", "frais"))

    assert rewritten("Écrivez-moi pour un relevé de frais!", CALL, readers) is None


def test_a_candidate_that_fails_gives_way_to_the_next() -> None:
    """The balanced sentence still breaks the rule, so it goes."""
    say = sentences("Il peut baisser.", "It can fall.")
    benefit = a_rule("benefit", phrase("revenu"), fix={"move": "add", "add": [{"say": say}]})

    assert text_of(f"Un revenu chaque mois. {FACT} {STEP}", benefit) == f"{FACT} {STEP}"


def test_a_rewrite_for_a_short_platform_fits_it() -> None:
    rewrite = rewritten(f"Écrivez-moi! {FACT * 4}", CALL, platform="x")

    assert rewrite is not None
    assert measure(rewrite.text, "x").fits


def test_another_post_says_whether_nothing_is_left_of_the_draft_or_what_is_left_does_not_fit() -> None:
    left = rewritten(f"Écrivez-moi! {FACT * 8}", CALL, platform="x")
    nothing = rewritten("Écrivez-moi!", CALL, platform="x")

    assert left is not None
    assert nothing is not None
    assert (left.proposal, left.for_length) == (True, True)
    assert (nothing.proposal, nothing.for_length) == (True, False)


# disclosure


def test_a_missing_affiliation_is_put_in_front() -> None:
    disclose = a_rule("undisclosed", ABSENCE, fix={"move": "disclose"})
    text = f"Vive Rivière-Nord, le guide est là. {FACT} {STEP}"
    rewrite = rewritten(text, disclose)

    assert rewrite is not None
    assert rewrite.text.startswith("Je travaille chez Rivière-Nord. ")
    assert Change("", FIRM.affiliation.fr, "undisclosed") in rewrite.changes
    assert text_of(text, disclose, language="en").startswith("I work at Rivière-Nord. ")


def test_a_missing_mention_of_advertising_is_put_in_front() -> None:
    paid = a_rule("paid", ABSENCE, fix={"move": "disclose", "line": "advertising"})

    assert text_of(f"Vive Rivière-Nord, le guide est là. {FACT} {STEP}", paid).startswith("Publicité\n")


def test_a_post_gets_every_line_that_is_missing_and_each_change_its_rule() -> None:
    paid = a_rule("paid", ABSENCE, fix={"move": "disclose", "line": "advertising"})
    undisclosed = a_rule("undisclosed", ABSENCE, fix={"move": "disclose"})
    rewrite = rewritten("Vive Rivière-Nord, le guide est là.", paid, undisclosed)

    assert rewrite is not None
    assert rewrite.text == "Publicité\nJe travaille chez Rivière-Nord. Vive Rivière-Nord, le guide est là."
    assert set(rewrite.changes) == {
        Change("", FIRM.advertising_mention.fr, "paid"),
        Change("", FIRM.affiliation.fr, "undisclosed"),
    }


def test_no_advertising_label_where_what_was_paid_for_is_gone() -> None:
    paid = a_rule("paid", phrase("mon code"), fix={"move": "disclose", "line": "advertising"})
    text = text_of(f"Écrivez-moi, mon code est là! {FACT} {STEP}", paid, CALL)

    assert text == f"{FACT} {STEP}"


def test_a_line_that_is_there_already_is_not_put_in_twice() -> None:
    deaf = a_rule("deaf", {**ABSENCE, "needs": {"any": ["mon employeur"]}}, fix={"move": "disclose"})
    rewrite = rewritten(
        f"Je travaille chez Rivière-Nord. {FACT} {STEP} Vive Rivière-Nord, écrivez-moi!", deaf, CALL
    )

    assert rewrite is not None
    assert rewrite.text.count("Je travaille chez Rivière-Nord.") == 1


# voice and turns


def test_a_draft_that_says_tu_gets_a_text_that_says_tu() -> None:
    assert "Lis la page" in text_of("Écris-moi, tu vas voir ton compte!", CALL)
    assert "Lisez la page" in text_of("Écrivez-moi, vous verrez!", CALL)


def test_a_rewrite_keeps_the_language_it_is_asked_for() -> None:
    assert "Read the page of fees." in text_of("Call me today!", CALL, language="en")


VARIED = a_topic(
    question=sentences(["Première?", "Deuxième?", "Troisième?"], ["First?", "Second?", "Third?"])
)


def test_another_turn_gives_another_text_where_variants_exist() -> None:
    texts = [text_of("Écrivez-moi!", CALL, topics=(VARIED,), turn=turn) for turn in range(3)]

    assert len(set(texts)) == 3


def test_another_turn_without_variants_gives_the_same_text() -> None:
    assert text_of("Écrivez-moi!", CALL, turn=1) == text_of("Écrivez-moi!", CALL)


@pytest.mark.parametrize("turn", [0, 1, 7])
def test_the_same_draft_and_turn_give_the_same_text(turn: int) -> None:
    text = f"Écrivez-moi \ud83d! {FACT}"

    assert text_of(text, CALL, topics=(VARIED,), turn=turn) == text_of(
        text, CALL, topics=(VARIED,), turn=turn
    )
