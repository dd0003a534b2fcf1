"""Texts put together from what is left of a draft and from its topic."""

from bot.domain.checking import find_problems
from bot.domain.composing import Assembled, Fullness, Voice, assemble, compose_resource, with_hashtags
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


def assembled(text: str, fullness: Fullness = "taught", *rules: Rule, voice: Voice = VOUS) -> Assembled:
    """What is put together from an edited text."""
    post, pack = laid_out(text), pack_of(*(rules or (CALL, BOAST, RUSH)))
    segments = apply_fixes(cut_segments(post, find_problems(post, pack, "fr", {})), pack)
    return assemble(segments, pack, TOPIC, voice, fullness)


def test_a_resource_is_a_question_its_answer_a_limit_and_an_open_question() -> None:
    text = compose_resource(TOPIC, VOUS, "Un brouillon", brief=False)

    assert text.split("\n\n") == [
        "Que dit un relevé de frais?",
        "Lisez la page a. Lisez la page b. Lisez la page c.",
        "Un relevé ne dit pas tout.",
        "Quelle ligne de votre relevé lisez-vous en premier?",
    ]


def test_a_long_draft_gets_every_step_and_one_in_lines_a_step_a_line() -> None:
    assert "Lisez la page d." in compose_resource(TOPIC, VOUS, "mot " * 60, brief=False)
    assert "• Lisez la page a.\n• Lisez la page b." in compose_resource(
        TOPIC, VOUS, "un\ndeux\ntrois\nquatre", brief=False
    )


def test_a_brief_resource_is_the_topic_s_short_text() -> None:
    assert compose_resource(TOPIC, TU, "x", brief=True).startswith("Lis la page des frais de ton relevé")
    assert compose_resource(TOPIC, ENGLISH, "x", brief=True).startswith("Read the page of fees")


def test_a_resource_speaks_the_voice_of_the_draft() -> None:
    assert "ton relevé" in compose_resource(TOPIC, TU, "x", brief=False)
    assert "votre relevé" in compose_resource(TOPIC, VOUS, "x", brief=False)
    assert "What does a fee statement say?" in compose_resource(TOPIC, ENGLISH, "x", brief=False)


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


def test_a_rule_offers_its_sentence_once_and_a_draft_gets_at_most_two() -> None:
    text = f"Écrivez-moi! {FACT} Écrivez-moi! {FACT} On est les meilleurs! {FACT} Vite, vite!"
    result = assembled(text)

    assert result.put_in == {"call": "Une question se pose aussi ici.", "boast": "Un prix se vérifie."}
    assert result.text.count("Une question se pose aussi ici.") == 1


def test_the_bare_text_holds_nothing_that_the_draft_did_not_say() -> None:
    result = assembled(f"Écrivez-moi!\n\n{FACT} {STEP}", "bare")

    assert (result.text, result.put_in) == (f"{FACT} {STEP}", {})


def test_what_is_left_is_counted() -> None:
    result = assembled(f"Écrivez-moi! {FACT} {STEP}\n#épargne")

    assert (result.substance, result.sentences) == (2, 2)
    assert assembled("Écrivez-moi!").sentences == 0


def test_a_draft_of_which_little_is_left_gets_the_topic_s_answer_its_limit_and_an_open_question() -> None:
    text = assembled(f"On embauche, vite! {FACT}", "whole").text

    for part in (
        FACT,
        "Lisez la page a.",
        "Un relevé ne dit pas tout.",
        "Quelle ligne de votre relevé lisez-vous en premier?",
    ):
        assert part in text


def test_a_draft_that_still_says_enough_and_asks_gets_nothing_more() -> None:
    text = f"Vite! {FACT} {STEP} Quelle date de fin voyez-vous sur le vôtre?"

    assert (
        assembled(text, "whole").text
        == f"Le délai est public. {FACT} {STEP} Quelle date de fin voyez-vous sur le vôtre?"
    )


def test_hashtags_close_the_post() -> None:
    text = assembled(f"Vite! {FACT}\n\n#épargne #cpg", "whole").text

    assert text.endswith("#épargne #cpg")
    assert text.count("#cpg") == 1
