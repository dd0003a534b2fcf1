"""A client whom the draft names is named in no text that would replace it, whatever words stand around."""

from collections.abc import Sequence

import pytest

from bot.domain.checking import apply_rules
from bot.domain.draft import Author, Draft
from bot.domain.findings import Finding, Severity
from bot.domain.model_rewriting import model_rewrite
from bot.domain.named_clients import clients_named_again
from bot.domain.rewrite_checks import Fault, explain_faults
from tests.domain.small_packs import a_rule, pack_of, phrase

CLIENT = a_rule("client", {"kind": "identifier", "which": ["person-near-client"]}, severity="block")
OTHER = a_rule("other", phrase("garanti"))
PACK = pack_of(CLIENT, OTHER)
DRAFT = "Ma cliente Josée Pinsonnault a signé hier. Bravo! Rendement garanti, dit Ana Roy."


def named(text: str, draft: str = DRAFT, author: str = "", judged: Sequence[Finding] = ()) -> tuple[str, ...]:
    """What a text has of the clients of a draft."""
    given = Draft(draft, author=Author(author or None))
    return clients_named_again(text, given, [*apply_rules(given, PACK, "fr"), *judged], PACK)


def judged(draft: str, quote: str, rule: str = "client") -> Finding:
    """What only a model found there."""
    start = draft.index(quote)
    return Finding(rule, Severity.BLOCK, quote, start, start + len(quote), "…", "model")


@pytest.mark.parametrize(
    "text",
    [
        "Bravo Josée Pinsonnault!",
        "Bravo Josée!",
        "Bravo JOSÉE!",
        "Merci à Mme Pinsonnault.",
        "Merci, josee pinsonnault.",
        "Un mot de Josée\u00a0Pinsonnault.",
        "Lisez vos frais. #BravoJosée",
        "Lisez vos frais. #JoseePinsonnault",
        "Pinsonnault's choice.",
    ],
)
def test_the_name_of_a_client_is_found_whole_or_in_part(text: str) -> None:
    assert named(text)


@pytest.mark.parametrize("text", ["Lisez vos frais.", "Bravo à qui lit ses frais.", "Cliente ou non, lisez."])
def test_a_text_without_it_has_none(text: str) -> None:
    assert named(text) == ()


def test_whoever_is_no_client_may_be_named() -> None:
    assert named("Un mot de Ana Roy.") == ()
    assert named("Bravo Josée!", draft="Bravo à ma collègue Josée. Rendement garanti.") == ()


def test_the_author_may_have_the_first_name_of_a_client() -> None:
    assert named("Josée, conseillère.", author="Josée Lambert") == ()
    assert named("Josée Pinsonnault.", author="Josée Lambert")


def test_a_client_whom_only_a_model_saw_is_one() -> None:
    draft = "Hier, un mot de Ngozi Adeyemi, que nous suivons. Rendement garanti."
    found = judged(draft, "un mot de Ngozi Adeyemi")

    assert named("Bravo Ngozi!", draft) == ()
    assert named("Bravo Ngozi!", draft, judged=[found]) == ("Ngozi",)
    assert named("Bravo Ngozi!", draft, judged=[judged(draft, "un mot de Ngozi Adeyemi", "other")]) == ()


def test_a_client_of_the_draft_is_told_without_the_name() -> None:
    draft = Draft(DRAFT)
    found = model_rewrite("Lisez vos frais. Bravo Josée!", draft, apply_rules(draft, PACK, "fr"), PACK, "fr")

    assert isinstance(found, list)
    assert found == [Fault("names-a-client")]
    assert "Josée" not in explain_faults(found)
