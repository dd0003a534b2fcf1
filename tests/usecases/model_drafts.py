"""Drafts for the tests of reviews with a model, and what a model makes of them."""

from bot.domain.draft import Draft, Language
from bot.domain.findings import Finding
from bot.domain.model_answers import JudgedFinding, Judgement, Rewriting
from bot.domain.review import Review

PROMISES: dict[Language, str] = {
    "fr": "Notre fonds équilibré: rendement garanti de 6 % par année, sans aucun risque.",
    "en": "Our balanced fund: a guaranteed return of 6% a year, with no risk at all.",
}
"""Blocked or to be revised by the rules alone."""
HARMLESS: dict[Language, str] = {
    "fr": "Lire un relevé de frais prend dix minutes. Commencez par la page où ils sont additionnés.",
    "en": "Reading a fee statement takes ten minutes. Begin with the page where the fees are added up.",
}
PASSING: dict[Language, str] = {
    "fr": "Qu'est-ce qui fait varier la valeur d'un fonds équilibré? Les actions et les obligations qu'il "
    "détient. Sa valeur peut baisser. Que regardez-vous en premier dans un relevé?",
    "en": "What makes the value of a balanced fund move? The shares and the bonds that it holds. "
    "Its value can fall. What do you look at first in a statement?",
}
"""Another text that every rule lets pass."""
NOTHING_MORE = Judgement(findings=())


def judged(quote: str, clause: str, rule: str = "guaranteed-return", severity: str = "revise") -> Judgement:
    """One thing that a model says it sees."""
    found = {"rule": rule, "severity": severity, "quote": quote, "clause": clause, "why": ""}
    return Judgement(findings=(JudgedFinding.model_validate(found),))


def rewriting(text: str) -> Rewriting:
    """A text that a model offers."""
    return Rewriting(text=text)


def of_model(review: Review) -> list[Finding]:
    """The findings that only the model made."""
    return [each for each in review.findings if each.source == "model"]


def with_client(language: Language) -> Draft:
    """A promise made to a client who is named, with everything that would find them."""
    names = {
        "fr": (
            "Ma cliente Josée Pinsonnault (josee.pinsonnault@courriel.example, 514 555-0142) entre au Projet "
            "Estuaire: rendement garanti de 6 %, compte 00412 778 3319, NAS 046 454 286. Bravo Josée!"
        ),
        "en": (
            "My client Walter Okonkwo (w.okonkwo@mail.example, 514 555-0142) joins Project Estuary: a "
            "guaranteed return of 6%, account 00412 778 3319, SIN 046 454 286. Well done Walter!"
        ),
    }
    return Draft(names[language])


HIDDEN: dict[Language, tuple[str, ...]] = {
    "fr": ("Josée", "Pinsonnault", "courriel.example", "555-0142", "Estuaire", "778 3319", "454 286"),
    "en": ("Walter", "Okonkwo", "mail.example", "555-0142", "Estuary", "778 3319", "454 286"),
}
"""What must be left of it nowhere."""
