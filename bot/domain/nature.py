"""What a post is to its reader: a resource, promotion, or neither (thanks, wishes, private life).

The firm's policy counts them (`domain/balance`). Promotion is what speaks of the author or the firm and their
offer, soberly or not: a new service, a hire, an office. A resource leaves its reader something to understand,
check or do. Both may be in one post: what most of its words are about decides.
"""

import re
from collections.abc import Sequence
from typing import Literal, get_args

from bot.domain.findings import Finding, Severity
from bot.domain.folding import fold_words
from bot.domain.pack import RulePack
from bot.domain.posts import Post
from bot.domain.substance import is_fact, is_general, is_real_question, is_step, serves_reader, states_a_limit
from bot.domain.topics import names_a_topic

Nature = Literal["promotion", "resource", "neither"]
NATURES: tuple[Nature, ...] = get_args(Nature)

_MOSTLY = 0.4
"""Of the words that are one or the other: from there on the post is about its author or the firm."""
_TELLS_ENOUGH = 45
"""Words of general facts that teach something, whatever their subject."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_OF_A_FIRM = (
    r"equipe|firme|cabinet|bureau\w*|succursales?|agences?|services?|produits?|application|appli|portail|outils?|"
    r"site|conseill\w+|client\w*|offres?|balado|infolettre|fonds|contrats?|comptes?|direction|mutuelle|banque|"
    r"entreprise|expertise|accompagnement|stagiaires?|recrues?|kiosque|guichet|"
    r"teams?|firm|company|branch(?:es)?|offices?|products?|app|portal|tools?|website|advis\w+|clients?|offers?|"
    r"podcast|newsletter|funds?|plans?|accounts?|desk|bank|platform|practice|intern\w*|claims|booth|location"
)
_OURS = re.compile(
    rf"(?<!in )(?<!at )(?<!from )(?<!dans )(?<!au )\b(?:notre|nos|our) (?:[\w'-]+ ){{0,2}}(?:{_OF_A_FIRM})\b|"
    r"\b(?:mon|ma|mes|my) (?:nouvel\w* |new )?"
    r"(?:equipe|cabinet|bureau|agence|services?|clients?|team|practice|office)\b|"
    r"^\W*(?:la firme|le cabinet|l'entreprise|la succursale|l'agence|the (?:firm|company|branch|claims desk))\b|"
    r"\bchez nous\b"
)
"""What is the author's own, or the firm's, as what a sentence speaks of."""
_WE_DO = re.compile(
    r"\b(?:nous|on) (?:vous )?(?:lan[cg]\w+|offr\w+|propos\w+|ouvr\w+|recrut\w+|embauch\w+|accueill\w+|fet\w+|"
    r"commandit\w+|parrain\w+|demenag\w+|accompagn\w+|rencontr\w+|"
    r"(?:avons|a) (?:demenage|ouvert|lance|recu|gagne)\w*|somm\w+ (?:fier|heureu|ravi)\w*|"
    r"cherch\w+ (?:un|une|des|deux|trois))|"
    r"\b(?:venez|passez) nous\b|\b(?:parlez|retrouvez|rencontrez)-nous\b|\bprends de nouve\w+ clients\b|"
    r"\bfi(?:er|ere)s? d(?:e|')|\b(?:recrute|embauche|hiring)\b|\brecrutement\b|\bse joint a\b|\bbienvenue a\b|"
    r"\bwe(?:'re| are|'ve| have)? (?:launch|offer|open|hir|recruit|welcom|proud|thrilled|excited|celebrat|sponsor|"
    r"moved|won|walk with you)\w*|"
    r"\b(?:come and see|talk to|call|visit) us\b|\bplease welcome\b|\bproud of (?:my|our|the)\b|"
    r"\btaking new clients\b|\bjoins (?:our|us|the)\b"
)
"""What a firm does when it speaks of itself."""
_HIRES = re.compile(
    r"\b(?:nous|on) (?:recrut|embauch|engage)\w*|\bje recrute\b|\b(?:recrute|embauche)\b|\b(?:we(?:'re| are)?|i'm|is|now) hiring\b|"
    r"\bwe(?:'re| are) (?:recruiting|looking for)\b|\b(?:join|rejoi\w+|joign\w+) (?:our team|notre equipe)\b"
)
_OF_A_JOB = re.compile(
    r"\b(?:postes?|teletravail|temps plein|candidat\w+|postul\w+|c\.?v\.?|salaires?|horaires?|avantages|formation (?:payee|offerte)|"
    r"carrieres?|emplois?|embauch\w+|experience|permis|stages?|"
    r"jobs?|roles?|positions?|hybrid|remote|full[- ]time|apply|applications?|resumes?|salary|benefits|paid training|careers?|licen[cs]ed?|"
    r"internships?)\b"
)
"""What is said of a job, by whoever hires."""
_OPENS = re.compile(
    r"\b(?:ouvr\w+|lance\w*|offr\w+|commandit\w+|parrain\w+|fet\w+|a recu|affiche\w*|permet\w*|accompagne\w*|"
    r"opens?|launch\w*|offers?|sponsor\w+|turn(?:s|ed)|celebrat\w+|earned|available|new in|we)\b"
)
_EMPLOYED = re.compile(
    r"\bje (?:travaille|bosse|suis)\b|\bi (?:work|write|am)\b|\bi'm (?:a|an|with)\b|\bregistered with\b|\bon staff\b"
)
_PUBLIC = re.compile(
    r"\b(?:amf|acpr|autorite|ocri|sadc|arc|insee|acfc|fca|sec|finra|cdic|fscs|hmrc|cra|obsi|"
    r"[a-z-]+\.(?:gov|org|ca|fr|uk)\S*|statistique\w*|statistics|inflation|assur\w+|insur\w+|coverages?|"
    r"epargn\w+|savings?|risk|fees?|frais|taux|rates?)\b"
)
"""A public source, or what the whole trade is about: a sentence that leaves something leaves it there."""


def nature_of(post: Post, findings: Sequence[Finding], pack: RulePack) -> Nature:
    """The nature of a post in which that was found. A product, a rate or a return that is properly framed
    still is about the firm's offer."""
    promoting = [each for each in findings if each.rule in pack.promoting]
    if any(each.severity == Severity.APPROVAL for each in promoting):
        return "promotion"
    names = [fold_words(name) for name in pack.firm.names]
    about_us, useful = 0, 0
    hires = _HIRES.search(post.folded.plain) is not None
    for start, end in post.sentences:
        plain = post.folded.plain[start:end]
        words = len(_WORD.findall(plain))
        of_a_job = hires and _OF_A_JOB.search(plain)
        if of_a_job or _promotes((start, end), post, promoting) or _is_about_us(plain, names):
            about_us += words
        elif _leaves_something(plain):
            useful += words
    if about_us and about_us >= _MOSTLY * (about_us + useful):
        return "promotion"
    plain = post.folded.plain
    teaches = useful >= _TELLS_ENOUGH or names_a_topic(post.folded, pack) or bool(_PUBLIC.search(plain))
    return "resource" if useful and teaches else "neither"


def _promotes(span: tuple[int, int], post: Post, promoting: Sequence[Finding]) -> bool:
    """Whether one of these findings stands in that sentence."""
    for finding in promoting:
        place = finding.place
        if place is not None:
            start, end = post.folded_span(*place)
            if start < span[1] and end > span[0]:
                return True
    return False


def _is_about_us(plain: str, names: Sequence[str]) -> bool:
    """Whether a sentence is about the author's own, or the firm's: more than whom one works for."""
    if _OURS.search(plain) or _WE_DO.search(plain):
        return True
    named = any(name in plain for name in names) and not _EMPLOYED.search(plain)
    return named and (bool(_OPENS.search(plain)) or plain.lstrip().startswith(tuple(names)))


def _leaves_something(plain: str) -> bool:
    """Whether a sentence teaches, asks or lets do."""
    return (
        is_step(plain)
        or is_real_question(plain)
        or is_general(plain)
        or serves_reader(plain)
        or states_a_limit(plain)
        or is_fact(plain)
    )
