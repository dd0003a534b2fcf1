"""What a post is to its reader: by what most of its words are about."""

import pytest

from bot.domain.checking import find_problems
from bot.domain.draft import Draft
from bot.domain.nature import nature_of
from bot.domain.pack import RulePack
from bot.domain.posts import lay_out


def nature(text: str, pack: RulePack) -> str:
    post = lay_out(Draft(text))
    return nature_of(post, list(find_problems(post, pack, "fr", None)), pack)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rivière-Nord ouvre un bureau à Gatineau au printemps.", "promotion"),
        ("Our Hamilton branch now opens on Saturdays until 2 pm.", "promotion"),
        ("Nous accueillons deux conseillères en janvier.", "promotion"),
        (
            "On embauche! Deux postes sont offerts à Laval. Télétravail et salaire affiché.",
            "promotion",
        ),
        ("We are hiring. Two roles are open in Barrie, hybrid, with paid training.", "promotion"),
        ("Before you apply for a mortgage, check the rate and ask for the penalty in writing.", "resource"),
        ("Relisez les frais avant de signer. Notez la date de fin du taux promotionnel.", "resource"),
        (
            "Je travaille chez Rivière-Nord. Avant de signer, comparez les frais sur une même feuille.",
            "resource",
        ),
        ("Check the fee page before you sign. Ask what the account costs in a year.", "resource"),
        ("Bonne année à tous!", "neither"),
        ("My dog ate my planner.", "neither"),
        ("", "neither"),
    ],
)
def test_a_post_is_what_most_of_it_is_about(shipped: RulePack, text: str, expected: str) -> None:
    assert nature(text, shipped) == expected


def test_one_sentence_about_us_in_a_long_resource_leaves_it_one(shipped: RulePack) -> None:
    useful = "Avant de signer, comparez les frais de gestion. Notez le total annuel. Relisez les exclusions."

    assert nature(f"{useful} Notre équipe en parle jeudi.", shipped) == "resource"
    assert nature(f"Notre équipe en parle jeudi. {useful.split('. ')[1]}.", shipped) == "promotion"


def test_what_is_found_to_sell_is_promotion_even_where_it_is_framed(shipped: RulePack) -> None:
    rules = {each.rule.id for each in shipped.rules if each.rule.promotes}

    assert rules >= {"overt-self-promotion", "product-recommendation", "rate-or-fee-claim"}
    assert rules == shipped.promoting
