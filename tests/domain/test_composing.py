"""Texts put together from what is left of a draft and from its topic."""

import pytest

from bot.domain.checking import find_problems
from bot.domain.composing import (
    Assembled,
    Fullness,
    Voice,
    assemble,
    compose_resource,
    keep_subject,
    what_remains,
    with_hashtags,
    with_lines,
)
from bot.domain.editing import apply_fixes, cut_segments
from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, a_topic, laid_out, pack_of, phrase, sentences

VOUS = Voice("fr", familiar=False, turn=0)
TU = Voice("fr", familiar=True, turn=0)
ENGLISH = Voice("en", familiar=False, turn=0)
TOPIC = a_topic(steps=sentences([f"Lisez la page {number}." for number in "abcd"], ["Read it."]))
CALL = a_rule(
    "call", phrase("écrivez-moi"), fix={"instead": sentences("Une question se pose aussi ici.", "Ask away.")}
)
BOAST = a_rule(
    "boast",
    phrase("les meilleurs"),
    fix={"instead": sentences("Un prix se vérifie.", "A prize can be checked.")},
)
RUSH = a_rule(
    "rush", phrase("vite"), fix={"instead": sentences("Le délai est public.", "The date is public.")}
)
FACT = "Le taux d'un CPG est fixé à l'achat pour toute la durée."
STEP = "Vérifiez la date de fin du taux."
WELCOME = "Bienvenue à Karim et à Sophie, qui se joignent dès lundi à notre équipe de Trois-Rivières."
SUNRISE = "Le soleil se lève tôt sur le fleuve et les gens sont de bonne humeur."


def assembled(text: str, fullness: Fullness = "taught", *rules: Rule, voice: Voice = VOUS) -> Assembled:
    """What is put together from an edited text."""
    post, pack = laid_out(text), pack_of(*(rules or (CALL, BOAST, RUSH)))
    segments = apply_fixes(cut_segments(post, find_problems(post, pack, "fr", {})), pack)
    return assemble(segments, pack, TOPIC, voice, fullness)


def test_a_resource_is_a_question_its_answer_a_limit_and_an_open_question() -> None:
    text = compose_resource(TOPIC, VOUS, "mot " * 45, brief=False)

    assert text.split("\n\n") == [
        "Que dit un relevé de frais?",
        "Lisez la page a. Lisez la page b. Lisez la page c.",
        "Un relevé ne dit pas tout.",
        "Quelle ligne de votre relevé lisez-vous en premier?",
    ]


def test_a_long_draft_gets_every_step_and_one_in_lines_a_step_a_line() -> None:
    assert "Lisez la page d." in compose_resource(TOPIC, VOUS, "mot " * 60, brief=False)
    assert "• Lisez la page a.\n• Lisez la page b." in compose_resource(
        TOPIC, VOUS, "mot\n" * 45, brief=False
    )


def test_a_short_draft_gets_a_resource_in_one_paragraph() -> None:
    text = compose_resource(TOPIC, VOUS, "Un brouillon", brief=False)

    assert text == "Que dit un relevé de frais? Lisez la page a. Lisez la page b. Un relevé ne dit pas tout."


def test_a_brief_resource_is_the_topic_s_short_text() -> None:
    assert compose_resource(TOPIC, TU, "x", brief=True).startswith("Lis la page des frais de ton relevé")
    assert compose_resource(TOPIC, ENGLISH, "x", brief=True).startswith("Read the page of fees")


def test_a_resource_speaks_the_voice_of_the_draft() -> None:
    draft = "mot " * 45

    assert "ton relevé" in compose_resource(TOPIC, TU, draft, brief=False)
    assert "votre relevé" in compose_resource(TOPIC, VOUS, draft, brief=False)
    assert "What does a fee statement say?" in compose_resource(TOPIC, ENGLISH, draft, brief=False)


def test_another_turn_chooses_another_variant_and_comes_round_again() -> None:
    topic = a_topic(question=sentences(["Une?", "Deux?"], ["One?"]))
    chosen = [Voice("fr", familiar=False, turn=turn).choose(topic.question) for turn in range(3)]

    assert chosen == ["Une?", "Deux?", "Une?"]


def test_at_most_two_of_the_draft_s_own_hashtags_are_kept_each_once() -> None:
    assert with_hashtags("Texte.", "#un mot #un #deux #trois") == "Texte.\n\n#un #deux"
    assert with_hashtags("Texte.", "#un #deux #3", ["#un"]) == "Texte.\n\n#deux"
    assert with_hashtags("Texte.", "aucun, sinon le #1") == "Texte."


def test_what_is_left_stands_in_its_order_with_its_paragraphs() -> None:
    text = (
        f"{FACT} {STEP}\nEncore une ligne qui est là pour rester.\n\nUn autre paragraphe est là pour finir."
    )

    assert assembled(text, "bare").text == text


def test_where_promotion_stood_its_rule_s_own_sentence_may_stand() -> None:
    result = assembled(f"Écrivez-moi! {FACT}")

    assert result.text == f"Une question se pose aussi ici. {FACT}"
    assert result.put_in == {"call": "Une question se pose aussi ici."}


def test_one_sentence_is_put_in_however_many_were_taken_out() -> None:
    text = f"Écrivez-moi! {FACT} Écrivez-moi! {FACT} On est les meilleurs! {FACT} Vite, vite!"
    result = assembled(text)

    assert result.put_in == {"call": "Une question se pose aussi ici."}
    assert result.text == f"Une question se pose aussi ici. {FACT} {FACT} {FACT}"


def test_two_rules_on_a_sentence_leave_one_sentence_in_its_place() -> None:
    result = assembled(f"Écrivez-moi, vite! {FACT}")

    assert (result.text, len(result.put_in)) == (f"Une question se pose aussi ici. {FACT}", 1)


def test_a_balance_stands_after_what_it_balances() -> None:
    say = sentences("Il peut baisser.", "It can fall.")
    benefit = a_rule("benefit", phrase("revenu"), fix={"move": "add", "add": [{"say": say}]})
    result = assembled(f"Un revenu chaque mois\n\n{FACT}", "bare", benefit)

    assert result.text == f"Un revenu chaque mois. Il peut baisser.\n\n{FACT}"
    assert result.beside == (("benefit", "Il peut baisser."),)


def test_the_items_of_a_numbered_list_are_counted_again() -> None:
    text = "Trois gestes:\n1. lire le contrat\n2. écrivez-moi\n3. garder les relevés"

    assert assembled(text, "bare").text == "Trois gestes:\n1. lire le contrat\n2. garder les relevés"


def test_the_bare_text_holds_nothing_that_the_draft_did_not_say() -> None:
    result = assembled(f"Écrivez-moi!\n\n{FACT} {STEP}", "bare")

    assert (result.text, result.put_in) == (f"{FACT} {STEP}", {})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Écrivez-moi! {FACT} {FACT} {STEP}", "a post"),
        (f"Écrivez-moi {'ce soir ou demain, ' * 6}sans tarder! {FACT}", "its subject"),
        ("Écrivez-moi! Belle journée à tous.", "nothing"),
        ("Écrivez-moi!", "nothing"),
        (f"{WELCOME} Écrivez-moi!", "a post"),
        ("Bienvenue à Karim! Écrivez-moi!", "nothing"),
        (f"Écrivez-moi pour un CPG, {'ce soir ou demain, ' * 3}vite! {SUNRISE} {SUNRISE}", "nothing"),
    ],
)
def test_what_remains_is_a_post_its_subject_or_nothing(text: str, left: str) -> None:
    post, pack = laid_out(text), pack_of(CALL, topics=(a_topic("gic", "cpg"),))
    segments = apply_fixes(cut_segments(post, find_problems(post, pack, "fr", {})), pack)

    assert what_remains(segments, pack) == left


def test_only_the_subject_is_kept_of_what_says_little() -> None:
    post, pack = laid_out(f"Le trophée brille encore. {FACT}\n#cpg"), pack_of(topics=(a_topic("gic", "cpg"),))
    kept = keep_subject(cut_segments(post, []), pack)

    assert [each.result for each in kept] == ["", FACT, "#cpg"]


def test_a_limit_that_the_draft_states_is_kept_with_its_subject() -> None:
    limit = "Une perte reste possible si tout baisse en même temps."
    post, pack = laid_out(f"Le trophée brille encore. {limit}"), pack_of(topics=(a_topic("gic", "cpg"),))

    assert [each.result for each in keep_subject(cut_segments(post, []), pack)] == ["", limit]


def test_what_is_left_of_the_subject_gets_the_topic_s_answer_and_its_limit() -> None:
    text = assembled(f"On embauche, vite! {FACT}", "whole").text

    assert text == f"{FACT} Lisez la page a. Lisez la page b. Un relevé ne dit pas tout."


def test_an_advertising_label_has_its_own_line_and_an_affiliation_opens_the_text() -> None:
    assert (
        with_lines("Un texte.", "Publicité", "Je travaille ici.") == "Publicité\nJe travaille ici. Un texte."
    )
    assert with_lines("Un.\n\nDeux.", "#Ad", "") == "#Ad\n\nUn.\n\nDeux."
    assert with_lines("Un texte.", "", "") == "Un texte."


def test_a_reply_stays_a_reply_and_ends_on_the_affiliation() -> None:
    assert with_lines("@ana vois ceci.", "", "Je travaille ici.") == "@ana vois ceci. Je travaille ici."


def test_hashtags_close_the_post() -> None:
    text = assembled(f"Vite! {FACT}\n\n#épargne #cpg", "whole").text

    assert text.endswith("#épargne #cpg")
    assert text.count("#cpg") == 1
