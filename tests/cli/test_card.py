"""The card a person reads in a terminal, a golden file a state: rewritten by `make golden`, read as diffs."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from bot.adapters.py3langid_languages import detect_language
from bot.cli.card import print_card
from bot.domain.draft import Draft, Language
from bot.domain.findings import Citation
from bot.domain.library import LinkedClause, PublishedPolicies
from bot.domain.model_part import ModelPart
from bot.domain.pack import RulePack
from bot.domain.review import Review, review_post
from tests.shipped_pack import shipped_pack

THREAD = "Le taux d'un CPG est fixé à l'achat pour toute la durée. " * 60
STATES: dict[str, tuple[str, Language]] = {
    "ok-fr": ("Aucun rendement n'est garanti en bourse. Ce que l'on contrôle: les frais et le temps.", "fr"),
    "block-fr": ("8 % garanti par année, sans lever le petit doigt. Qui dit mieux?", "fr"),
    "revise-en": (
        "Renewing a mortgage? The posted rate is not yours. Ask for the penalty formula in writing. DM me!",
        "en",
    ),
    "confidential-en": ("Huge news Thursday from one of our listed clients. Watch this space 👀", "en"),
    "too-long-fr": (THREAD, "fr"),
    "no-room-fr": (f"{THREAD}Écrivez-moi!", "fr"),
    "spanish-en": ("Invierta hoy con nosotros y gane un diez por ciento cada año, sin perder nada.", "en"),
}


@pytest.fixture(scope="module", name="policies")
def _policies() -> tuple[PublishedPolicies, RulePack]:
    records = shipped_pack()
    clause = Citation("Politique", "PMS-5.1", "Aucune garantie", "Nous ne promettons rien.", 1, "fr")
    links = {"guaranteed-return": [LinkedClause(clause, 1, 1.0)]}
    return (
        PublishedPolicies("1-test", "1-test", "none", records.firm, records.rules, records.topics, links),
        records.pack,
    )


def _printed(review: Review, policies: PublishedPolicies, language: Language) -> str:
    written = io.StringIO()
    print_card(Console(file=written, width=100, force_terminal=False), review, policies, language)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_card_says_which_model_was_heard(
    language: Language, policies: tuple[PublishedPolicies, RulePack], golden: Callable[[str, str], None]
) -> None:
    text, _ = STATES["revise-en"]
    published, pack = policies
    review = review_post(Draft(text), published, pack, "0", detect_language, spoken=language)
    heard = replace(review, model=ModelPart("a:b", "0"), engine="rules+model")

    golden(f"cards/with-model-{language}.txt", _printed(heard, published, language))


@pytest.mark.parametrize("state", STATES)
def test_the_card_reads_as_it_did(
    state: str, policies: tuple[PublishedPolicies, RulePack], golden: Callable[[str, str], None]
) -> None:
    text, language = STATES[state]
    published, pack = policies
    review = review_post(Draft(text), published, pack, "0", detect_language, spoken=language)

    golden(f"cards/{state}.txt", _printed(review, published, language))
