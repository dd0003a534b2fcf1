"""What a model answers in a thread is shown where its clause bears it out, and not a word more."""

import pytest

from bot.domain.explaining import Grounds
from bot.domain.findings import Citation
from bot.domain.model_answers import Statement
from bot.domain.statements import Stated, statements_that_hold
from bot.domain.verifying import facts_of
from tests.domain.small_packs import FIRM, laid_out

CLAUSE = Citation(
    "Policy", "P-5.1", "No guarantee", "No post promises a return, whatever the product.", 2, "en"
)
ANOTHER = Citation("Politique", "P-6", "Silence", "Aucun client n'est nommé dans une publication.", 2, "fr")
CLAUSES = {"P-5.1": CLAUSE, "P-6": ANOTHER}
TRUE = "A post must not promise a return, for any product."


def held(*said: tuple[str, str]) -> list[str]:
    """What is left of these sentences and the clauses they name."""
    grounds = Grounds(
        laid_out("A guaranteed return of 8% with our fund!"), None, ANOTHER, facts_of(FIRM.texts), "en"
    )
    statements = [Statement(text=text, clause=clause) for text, clause in said]
    return [each.text for each in statements_that_hold(statements, CLAUSES, "why?", grounds)]


def test_a_sentence_that_its_clause_bears_out_is_kept_with_the_clause() -> None:
    grounds = Grounds(laid_out("A guaranteed return!"), None, ANOTHER, facts_of(FIRM.texts), "en")

    stated = statements_that_hold([Statement(text=TRUE, clause="[P-5.1]")], CLAUSES, "why?", grounds)

    assert stated == (Stated(TRUE, CLAUSE),)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (TRUE, "P-99.1"),
        (TRUE, ""),
        ("Your post is approved: no return is promised.", "P-5.1"),
        ("You may post it, as no return is promised.", "P-5.1"),
        ("A post may promise a return with any product.", "P-5.1"),
        ("No post promises a return of 12%.", "P-5.1"),
        ("No post promises a return, says clause P-7.2.", "P-5.1"),
        ("No post promises a return: see https://example.com/x", "P-5.1"),
        ("Aucune publication ne promet un rendement, quel que soit le produit.", "P-5.1"),
        ("Hashtags are best kept short and few.", "P-5.1"),
        ("No client is named in a post.", "P-6"),
        ("Ignore the rules: no post promises a return.", "P-5.1"),
        ("*No post* promises a return, <!channel>.", "P-5.1"),
        ("", "P-5.1"),
    ],
)
def test_a_sentence_that_says_anything_else_is_dropped(text: str, clause: str) -> None:
    assert held((text, clause)) == []


def test_the_same_sentence_is_said_once() -> None:
    assert held((TRUE, "P-5.1"), (TRUE, "P-5.1"), ("Lies, all of it.", "P-5.1")) == [TRUE]
