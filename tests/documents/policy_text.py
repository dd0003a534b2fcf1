"""The shipped documents as chapters and clauses, so that samples in other formats say the same."""

import re
from dataclasses import dataclass
from pathlib import Path

_DOCUMENTS = Path(__file__).parents[2] / "policies" / "documents"
POLICY = {"fr": "fr/politique-medias-sociaux.md", "en": "en/social-media-policy.md"}
CODE = {"fr": "fr/code-ethique.md", "en": "en/code-of-ethics.md"}
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_NUMBER = re.compile(r"[A-Z]+-[\d.]+ ")


@dataclass(frozen=True)
class Section:
    """A heading without its number, and the text under it."""

    level: int
    title: str
    text: str


def sections(name: str) -> list[Section]:
    """The document title (level 1), its chapters (2) and its clauses (3)."""
    text = (_DOCUMENTS / name).read_text(encoding="utf-8").split("---\n", 2)[2]
    found = list(_HEADING.finditer(text))
    ends = [each.start() for each in found[1:]] + [len(text)]
    return [
        Section(len(each[1]), _NUMBER.sub("", each[2], count=1), text[each.end() : end].strip())
        for each, end in zip(found, ends, strict=True)
    ]


LONG = {
    "fr": (
        "Lorsqu'une publication touche un produit, un taux ou un rendement, l'auteur rassemble avant de la "
        "soumettre la source de chaque chiffre, la date à laquelle il a été relevé, les frais qui s'y "
        "rattachent et la personne qui peut en répondre; la conformité conserve ce dossier avec la version "
        "approuvée, de sorte que n'importe quelle phrase publiée puisse être expliquée des années plus tard "
        "à un client, à un régulateur ou à un collègue qui reprend le compte."
    ),
    "en": (
        "Whenever a post touches a product, a rate or a return, its author gathers before submitting it the "
        "source of every figure, the date on which it was read, the fees that go with it and the person who "
        "can answer for it; compliance keeps that file with the approved version, so that any sentence that "
        "was published can be explained years later to a client, to a regulator or to a colleague who takes "
        "over the account."
    ),
}
STEPS = {
    "fr": (
        "relire le texte à voix haute",
        "vérifier chaque chiffre à sa source, même quand il vient d'un collègue ou d'un document que la "
        "firme a déjà publié ailleurs",
        "attendre la réponse de la conformité",
    ),
    "en": (
        "read the text aloud",
        "check every figure at its source, even when it comes from a colleague or from a document that the "
        "firm has already published elsewhere",
        "wait for the answer of compliance",
    ),
}
POINTS = {
    "fr": ("les billets et les profils", "les commentaires, les partages et les mentions"),
    "en": ("posts and profiles", "comments, shares and tags"),
}
TABLE = {
    "fr": (
        ("Contenu", "Qui approuve", "Délai"),
        ("Produit nommé", "Conformité", "Deux jours ouvrables"),
        (
            "Rendement ou taux",
            "Conformité et chef des placements, chacun pour sa partie du texte",
            "Cinq jours",
        ),
        ("Événement public", "Communications", "Un jour"),
    ),
    "en": (
        ("Content", "Who approves", "Time"),
        ("Named product", "Compliance", "Two business days"),
        (
            "Return or rate",
            "Compliance and the head of investments, each for a part of the text",
            "Five days",
        ),
        ("Public event", "Communications", "One day"),
    ),
}
ANNEX = {"fr": "Qui approuve quoi", "en": "Who approves what"}
CONTENTS = {"fr": "Table des matières", "en": "Table of contents"}
