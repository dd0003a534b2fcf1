"""A hand-made corpus: promises that no word of a rule names, and harmless sentences of the same people."""

import json
from typing import Any

_WHO = {
    "fr": (
        "Ce fonds",
        "Notre portefeuille",
        "La formule Horizon",
        "Ce compte",
        "Le placement",
        "Cette offre",
    ),
    "en": ("This fund", "Our portfolio", "The Horizon plan", "This account", "The product", "Our offer"),
}
_PROMISES = {
    "fr": (
        "ne perdra jamais un sou",
        "vous rapportera chaque mois, quoi qu'il arrive",
        "montera toujours, vous verrez",
        "vous met à l'abri de toute perte",
    ),
    "en": (
        "will never lose a cent",
        "will pay you every month, whatever happens",
        "always goes up, you will see",
        "keeps you safe from any loss",
    ),
}
_HARMLESS = {
    "fr": (
        "publie son rapport annuel aujourd'hui",
        "change de nom au printemps",
        "est expliqué dans un guide de douze pages",
        "fait l'objet d'une question fréquente",
    ),
    "en": (
        "publishes its annual report today",
        "changes its name in the spring",
        "is explained in a guide of twelve pages",
        "is the subject of a frequent question",
    ),
}
_BEFORE = {
    "fr": ("", "Bonjour à tous! ", "Petit mot du lundi. "),
    "en": ("", "Hello all! ", "A Monday note. "),
}


def promises(language: str, rule: str = "sure-thing") -> list[dict[str, Any]]:
    """Twenty-four posts that break the rule, some of two sentences."""
    return [
        {
            "lang": language,
            "text": f"{before}{who} {promise}.",
            "findings": [{"rule": rule, "quote": promise}],
        }
        for number, who in enumerate(_WHO[language])
        for place, promise in enumerate(_PROMISES[language])
        for before in [_BEFORE[language][(number + place) % 3]]
    ]


def harmless(language: str) -> list[dict[str, Any]]:
    """Twenty-four that break none."""
    return [
        {"lang": language, "text": f"{before}{who} {said}.", "findings": []}
        for number, who in enumerate(_WHO[language])
        for place, said in enumerate(_HARMLESS[language])
        for before in [_BEFORE[language][(number + place) % 3]]
    ]


def everything(rule: str = "sure-thing") -> list[dict[str, Any]]:
    """Both, in both languages."""
    return [each for language in ("fr", "en") for each in (*promises(language, rule), *harmless(language))]


def as_lines(posts: list[dict[str, Any]]) -> str:
    """One a line."""
    return "".join(json.dumps(post, ensure_ascii=False) + "\n" for post in posts)
