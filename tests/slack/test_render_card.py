"""What a card holds: the verdict first, the clause to the letter, buttons that carry an opaque id alone."""

from dataclasses import replace

import pytest

from bot.domain.draft import PLATFORMS, Draft, Language
from bot.domain.findings import Citation, Finding, Severity
from bot.domain.model_part import ModelPart
from bot.slack.ids import (
    ANOTHER_VERSION,
    WAS_A_DRAFT,
    card_of_block,
    platform_block,
)
from bot.slack.render import draw
from bot.texts import say
from bot.usecases.views import AnsweredByClauses
from tests.domain.small_packs import FIRM
from tests.slack.legal_payloads import actions_of, objects_in, seen
from tests.slack.sample_reviews import (
    CARD,
    a_clause,
    a_finding,
    a_review,
    a_rewrite,
    an_omission,
    drawn,
)


def test_the_clause_is_quoted_to_the_letter_with_document_number_and_version() -> None:
    clause = a_clause("Nous ne promettons  *ni* <rendement>,\nni résultat.", document="Politique A & B")

    shown = seen(drawn(a_review([a_finding(citations=(clause,))])))

    assert "P-1 Aucune garantie · Politique A & B, v4\n" in shown
    assert "Nous ne promettons  *ni* <rendement>,\nni résultat." in shown


def test_a_clause_in_the_other_language_says_so() -> None:
    clause = a_clause("We promise nothing.", language="en")

    assert say("other-language", "fr") in seen(drawn(a_review([a_finding(citations=(clause,))])))
    assert say("other-language", "fr") not in seen(drawn(a_review([a_finding(citations=(a_clause(),))])))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_last_line_says_which_model_was_heard_or_that_none_was(language: Language) -> None:
    nobody = {"fr": "sans modèle de langage", "en": "no language model"}[language]
    somebody = {"fr": "avec a:b", "en": "with a:b"}[language]
    part = ModelPart("a:b", "0")
    unheard = replace(a_review(), model=replace(part, left_out="judgement", why="timeout"))
    heard = seen(drawn(replace(a_review(), model=part, engine="rules+model"), language))

    assert (nobody in heard, somebody in heard) == (False, True)
    for review in (a_review(), unheard):
        shown = seen(drawn(review, language))
        assert (nobody in shown, somebody in shown) == (True, False)


def test_a_problem_without_a_clause_says_that_the_documents_are_silent() -> None:
    assert say("no-clause", "fr") in seen(drawn(a_review([a_finding()])))
    assert say("no-clause", "fr") not in seen(drawn(a_review([a_finding(citations=(a_clause(),))])))


def test_three_problems_are_shown_in_full_and_the_others_are_headings_with_their_words() -> None:
    findings = [a_finding(f"rule-{n}", f"quote {n}", message=f"message {n}.") for n in range(5)]

    shown = seen(drawn(a_review(findings)))

    assert [f"message {n}." in shown for n in range(5)] == [True] * 3 + [False] * 2
    assert all(f"rule-{n}" in shown and f"quote {n}" in shown for n in range(5))
    assert shown.index("message 2.") < shown.index(say("more", "fr")) < shown.index("rule-3")


def test_the_findings_of_one_rule_are_one_problem_with_all_its_words() -> None:
    shown = seen(drawn(a_review([a_finding(quote="garanti"), a_finding(quote="assuré")])))

    assert shown.count("Ces mots promettent.") == 1
    assert "« garanti » · « assuré »" in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_words_that_are_missing_are_named() -> None:
    shown = seen(drawn(a_review([an_omission("je travaille chez")])))

    assert say("omission", "fr") in shown
    assert say("missing-words", "fr", words="je travaille chez") in shown


def test_a_finding_by_resemblance_shows_its_author_no_worse_text_of_somebody_else() -> None:
    finding = Finding("a-rule", Severity.REVISE, "x", 0, 1, "m", "example", "Un exemple odieux")

    assert "odieux" not in seen(drawn(a_review([finding])))


def test_an_approval_names_whom_to_ask() -> None:
    shown = seen(drawn(a_review([a_finding(severity=Severity.APPROVAL)])))

    assert say("slack.ask", "fr", ask="l'équipe de conformité") in shown


def test_a_card_without_a_rewrite_says_who_can_help_and_offers_no_other_version() -> None:
    message = drawn(a_review([a_finding()]))

    assert say("no-rewrite", "fr", ask="l'équipe de conformité") in seen(message)
    assert ANOTHER_VERSION not in actions_of(message)


def test_only_suggestions_are_not_called_nothing() -> None:
    suggested = drawn(a_review([a_finding(severity=Severity.SUGGESTION)]))

    assert say("slack.next.suggestions", "fr") in suggested.text
    assert say("slack.next.ok", "fr") in drawn(a_review()).text


@pytest.mark.parametrize("severity", [Severity.REVISE, Severity.BLOCK])
def test_a_rewrite_can_be_copied_alone_and_to_the_letter(severity: Severity) -> None:
    text = "Une  question?\n\n• un pas: https://exemple.com/a_b_c\n• *deux* :tada: <!channel>"

    message = drawn(a_review([a_finding(severity=severity)], a_rewrite(text, proposal=True)))

    [box] = [each for each in objects_in(message.blocks) if each.get("type") == "rich_text_preformatted"]
    assert [each["text"] for each in box["elements"]] == [text]
    assert say("proposal", "fr") in seen(message)
    assert say("changes", "fr") not in seen(message)


def test_a_rewrite_that_compliance_must_see_says_so() -> None:
    shown = seen(drawn(a_review([a_finding()], a_rewrite("Un texte.", verdict="approval"))))

    assert say("rewrite.needs-approval", "fr") in shown


def test_what_nobody_read_is_listed_even_when_nothing_was_found() -> None:
    shown = seen(drawn(a_review(not_reviewed=("image", "link"))))

    assert say("not-reviewed", "fr", parts="l'image, la page derrière le lien") in shown


def test_a_draft_too_long_for_its_platform_says_so_whatever_was_found() -> None:
    shown = seen(drawn(a_review(draft=Draft("a" * 281, "x"))))

    assert say("too-long", "fr", used=281, limit=280) in shown
    assert say("too-long", "fr", used=280, limit=280) not in seen(
        drawn(a_review(draft=Draft("a" * 280, "x")))
    )


def test_another_post_offered_for_want_of_room_does_not_say_that_nothing_was_left() -> None:
    offered = replace(a_rewrite("Un texte.", proposal=True), for_length=True)

    shown = seen(drawn(a_review([a_finding()], offered)))

    assert say("why-proposal.too-long", "fr") in shown
    assert say("why-proposal.revise", "fr") not in shown


def test_a_second_review_says_that_it_replaces_the_first() -> None:
    assert say("slack.again", "fr") in seen(drawn(a_review(), again=True))
    assert say("slack.again", "fr") not in seen(drawn(a_review()))


def test_the_menu_shows_the_drafts_platform_and_offers_all() -> None:
    message = drawn(a_review(draft=Draft("Un texte.", "bluesky")))

    [menu] = [each for each in objects_in(message.blocks) if each.get("type") == "static_select"]
    assert menu["initial_option"]["value"] == "bluesky"
    assert tuple(each["value"] for each in menu["options"]) == PLATFORMS


def test_a_block_that_is_no_platform_menu_names_no_card() -> None:
    assert card_of_block(platform_block("c")) == "c"
    assert card_of_block("another:c") == ""
    assert card_of_block("") == ""


def test_a_question_can_be_turned_back_into_a_draft_only_when_it_was_taken_for_one() -> None:
    clause = Citation("Politique", "PMS-1", "Promesses", "Rien n'est garanti.", 1, "fr")

    asked = draw(AnsweredByClauses((clause,), FIRM.ask), "fr")
    taken = draw(AnsweredByClauses((clause,), FIRM.ask, CARD), "fr")

    assert actions_of(asked) == {}
    assert actions_of(taken) == {WAS_A_DRAFT: CARD}


def test_no_more_than_three_clauses_answer_a_question() -> None:
    clauses = tuple(Citation("Politique", f"PMS-{n}", "Titre", f"Texte {n}.", 1, "fr") for n in range(5))

    shown = seen(draw(AnsweredByClauses(clauses, FIRM.ask), "fr"))

    assert [f"Texte {n}." in shown for n in range(5)] == [True] * 3 + [False] * 2
