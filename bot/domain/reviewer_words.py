"""What is said to whoever reviews a post and not to its reader: orders, refusals, words of a review.

A text that is to be posted holds none of it (promise 6). All expressions are for folded text.
"""

import re

IGNORING = (
    r"(?:ignor\w+|disregard\w*|bypass\w*|overrid\w+|contourn\w+|passe[rz]? outre|oubli(?:e|er|ez)|forget)"
)
OF_A_REVIEW = r"(?:verdict|prompt|system message|json)"

_BEGINS = r"(?:^|[.!?:;,…\n\"«“(-]\s*|\b(?:please|and|then|now|et|puis|veuillez|maintenant|svp)\s+)"
_WHAT_BINDS = (
    r"(?:polic(?:y|ies)|(?:rule|instruction|guideline|clause|prompt|guardrail)s?|compliance|conformite|"
    r"(?:consigne|politique|regle|directive|instruction|clause)s?)"
)
_ORDER = re.compile(
    rf"{_BEGINS}(?!\w+(?:ing|ant|ed|ance)\b){IGNORING}\b(?! (?:your|votre|vos|ton|ta|tes)\b)(?: \S+){{0,3}}? "
    rf"(?:l'|d')?{_WHAT_BINDS}\b"
    r"|\b(?:post|publish|publiez|publie|affichez|diffusez)(?: |-)"
    r"(?:this|it as|as is|anyway|ceci|cela|ca|tel quel|quand meme|ce (?:texte|billet|brouillon))\b"
    r"|\b(?:answer|reply|repond(?:s|ez)) (?:with |par |que )?"
    rf"(?:ok|{OF_A_REVIEW}|no findings?|aucun constat)\b"
)
"""An order to look away: a post may well say to its reader not to forget a rule, or not to ignore one."""
_NOT_TO = re.compile(
    rf"\b(?:(?:do not|don't|never|not to) {IGNORING}"
    rf"|(?:ne |n')(?:les? |la |l'|y )?{IGNORING} (?:pas|jamais|plus))"
)
_REFUSAL = re.compile(
    r"\bi(?:'m| am)? (?:cannot|can't|can not|won't|will not|could not|(?:not able|unable) to)(?: \w+)? "
    r"(?:help|assist|comply|fulfil\w*|provide|write|rewrite|generate|create|produce|answer)\b"
    r"(?: you)?(?: with)?(?: (?:that|this|it|the|your|a|any|such)\b|[.!,]|$)"
    r"|\bi(?:'m| am) (?:sorry|afraid),? (?:but )?i\b|\bsorry, (?:but )?i (?:can|wo|am)"
    r"|\bje (?:ne |n')(?:peux|puis|pourrai)(?: pas| point)? (?:vous |t'|y )?"
    r"(?:aider|assister|repondre|reecrire|ecrire|rediger|traiter|produire|generer|donner suite)\b"
    r"|\bje (?:ne suis pas en mesure|suis dans l'impossibilite) d"
    r"|\b(?:desolee?|navree?),? (?:mais )?je (?:ne |n')"
    r"|\bas an? (?:ai|artificial|assistant|language model)\b"
    r"|\ben tant qu(?:e |')(?:ia|assistante?|intelligence artificielle|modele)\b"
    r"|\b(?:language model|modele de langage)\b"
)
_TO_THE_REVIEWER = re.compile(
    rf"\b(?:{OF_A_REVIEW}|(?:this|your) draft|(?:ce|votre) brouillon|"
    r"(?:the|this|my) rewrite|(?:la|cette|ma) reecriture|"
    r"rewritten (?:post|text|version|draft)|(?:texte|billet|version) reecrite?)\b"
)


def words_to_reviewer(plain: str, draft: str) -> tuple[str, ...]:
    """The orders of a folded text, and the refusals and words of a review that the folded draft has not."""
    orders = [each.group().strip(" \n.,;:!?") for each in _ORDER.finditer(_NOT_TO.sub(" … ", plain))]
    others = (*_REFUSAL.finditer(plain), *_TO_THE_REVIEWER.finditer(plain))
    return tuple(dict.fromkeys((*orders, *(each.group() for each in others if each.group() not in draft))))
