"""What turns a hit into a harmless use: negation, warning, quotation, question, definition.

Each guard looks at the words around a match in the folded text. Sources: the cross-cutting
advice of the rules' taxonomy (six to eight tokens to the left; quotation marks inside a frame).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.rules import Guard
from bot.domain.sentences import Span

_LEFT_TOKENS = 8
_SIGNS_OF_A_WARNING = 2
_SAYS_SOMETHING = 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A match in its sentence, and the sentences beside it, as spans of `plain`."""

    plain: str
    match: Span
    sentence: Span
    nearby: Span


_NOTHING = re.compile(
    r"\b(?:nul(?:le)?|personne|rien (?:n'|ne\b|de\b|d')|nothing (?:\w+ )?(?:is|are|can|was|will|in|about)|loin d'etre|impossible de|interdit de|refus\w+|evit\w+|au lieu d\w*|plutot que|"
    r"none|nobody|neither|no one|no such thing|avoid\w*|instead of|rather than|far from)\b"
)
_WITHOUT = re.compile(r"\b(?:aucune?s?|sans|ni|no|nor|without)\b(?!.*\b(?:et|and|pis|plus|or|ou)\b)")
"""These reach only what they stand before: "no fees and a guaranteed return" still guarantees."""
_NOT = re.compile(
    r"\b(?:jamais|pas|non|plus (?:de|d')|not|never|cannot|\w+n't|can ?not|don t|doesn t|isn t|can t|won t)(?!\w)"
)
_NOT_A_NEGATION = re.compile(
    r"\b(?:pas (?:seulement|juste|besoin|d'hesitation|de stress|de souci)|sans (?:hesit\w+|aucun doute|doute|attendre|tarder|engagement|frais|"
    r"bouger|effort|stress|tracas|souci\w*|lever)|non seulement|aucun doute|n'hesitez (?:pas|surtout pas)|n'hesite pas|pourquoi pas|"
    r"no (?:doubt|brainer|wonder|fees?|strings|worries|stress|obligation|questions? asked|catch|kidding|joke)|not (?:only|just|to mention)|"
    r"don't (?:hesitate|wait|miss|be shy|worry|let)|why not|without (?:hesitation|a doubt|lifting|effort)|"
    r"ne (?:ratez|manquez|rate|manque|tardez|attendez) (?:pas|plus)|(?:rate|manque|attends|attendez|ratez|manquez) pas|"
    r"(?:never|not) (?:been )?(?:easier|better)|n'a jamais ete (?:aussi|plus)|plus jamais|never again|nothing (?:to lose|beats)|rien a perdre)\b"
)
_DENIED_AFTER = re.compile(
    r"^[^.!?\n]{0,40}?\b(?:n'existe\w*(?: pas)?|n'est (?:pas|jamais)|ne (?:sont|veut|signifie|garantit) (?:pas|jamais)|est un mythe|est faux|"
    r"ca n'existe pas|(?:does not|doesn't|do not|don't) exist|is a myth|is never|is not|isn't|are not|aren't|do not|does not|doesn't)\b"
)
_WARNING = re.compile(
    r"\b(?:mefi\w+|arnaqu\w+|(?:anti)?fraud\w+|ce qui cloche|raccroch\w+|hang up|escroqu\w+|hameconn\w+|piege\w*|leurre\w*|mise\w* en garde|signa(?:l|ux) d'alarme|drapeaux? rouges?|"
    r"signes? (?:classiques?|d'\w+)|trop beau pour|attention (?:a|aux|si)\b|hypertruqu\w+|faux (?:conseiller|courtier|site|profil)\w*|"
    r"on vous promet|(?:si (?:quelqu'un|on|une personne|un inconnu)|quiconque|celui qui|ceux qui|quelqu'un qui|un (?:conseiller|courtier|site|compte) qui) "
    r"(?:vous |te |t'|nous )?(?:prome\w+|garanti\w+|propos\w+|offr\w+|demand\w+|press\w+|insist\w+|appel\w+|contact\w+|ecri\w+|jur\w+|assur\w+|parl\w+)|"
    r"quiconque vous|un inconnu|denonc\w+|signalez|"
    r"scamsmart|fausses? promesses?|aucun (?:placement|produit|rendement) ne (?:fait|peut|promet)|interdit\w*|promesses? (?:de|du|d')\b|illegal\w*|usurp\w+|"
    r"beware|be wary|watch out|scam\w*|fraud\w*|con artists?|phishing|red flags?|warning (?:sign|list)s?|too good to be true|deepfakes?|"
    r"(?:anyone|someone|people|whoever|if (?:someone|anyone|a stranger|somebody|they)|an? (?:adviser|advisor|broker|site|account|firm)) (?:who |that |tries to |is )?"
    r"(?:promis\w+|guarant\w+|offer\w+|ask\w*|push\w*|press\w*|pressur\w+|claim\w*|insist\w*|call\w*|messag\w+|contact\w*|swear\w*|tell\w*|dm\w*)|"
    r"strangers?|promised a|who promises|promising you|"
    r"(?:transmi\w+|raconte|rapporte|remis)[^.!?\n]{0,20} a la police(?! d[eu']? ?assur)|(?:forwarded|reported) [^.!?\n]{0,20}to the police|police report|"
    r"report it|prohibited|forbidden|not allowed|banned|illegal|unlicensed|impersonat\w+|"
    r"ponzi|rappele\w* a l'ordre|condamne\w* (?:a|pour)|"
    r"(?:regulateurs?|autorites?|gendarmes?|amf|acpr|ciro|police|parquet|tribunal|juges?) (?:[\w'-]+ ){0,4}?"
    r"(?:sanctionn|condamn|interdi|poursui|accus|epingl|radi)\w+|"
    r"(?:regulators?|watchdogs?|sec|ftc|finra|fca|ciro|police|prosecutors?|courts?|judges?) (?:[\w'-]+ ){0,3}?"
    r"(?:charge[sd]?|bans?|fine[sd]|sue[sd]?|convict\w*|halts?|orders?|cracks? down))\b"
)
_NO_WARNING = re.compile(
    r"\b(?:not|isn't|no|never|n'est pas|ne sont pas|c'est pas|sont pas|pas|ni|aucune?|jamais|rien d') (?:un|une|a|an|du|de la|des|de|d'|any|some)? ?"
    r"(?:\w+ )?(?:arnaqu\w*|fraud\w*|escroqu\w+|piege\w*|scam\w*|too good to be true|trop beau\w*|phishing|illegal\w*|interdit\w*|prohibited|forbidden)"
    r"|\b(?:ne |n')(?:en |y |vous |te |nous |le |la |les |l'|nous le |nous la )?(?:mefi\w+|signal\w+|denonc\w+|raccroch\w+) "
    r"(?:surtout )?(?:pas|rien|jamais|plus|personne|aucun\w*)(?! (?:seulement|juste|que|seul)\b)"
    r"|\b(?:pas besoin|inutile|aucun besoin|aucune raison|sans avoir a|rien ne sert|pas la peine|nul besoin) (?:de |d')(?:vous |te |se |nous |le |la |les )?(?:mefi\w+|signal\w+|denonc\w+|raccroch\w+)"
    r"|\b(?:don't|do not|never|no (?:need|reason) to|needn't|need not|nothing to) (?:\w+ )?(?:beware|be wary|watch out|hang up|report (?:it|this|that|anything|anyone|us))\b"
)
"""A disclaimer is no warning: "this is not a scam", "do not report it" is what a scam says."""
_REPORTS = re.compile(
    r"\b(?:promet\w*|prom[ei]s\w*|promess\w+|on (?:vous|te|nous)|si (?:on|quelqu'un|un)|quiconque|un (?:inconnu|message|courriel|profil|site|compte)|"
    r"il|elle|ils|elles|le seul|la seule|the only|disai\w+|dit|disent|ecri\w+|propos\w+|recu\w*|pretend\w*|"
    r"promis\w+|anyone|someone|strangers?|they|he|she|said|says|told|claim\w*|messag\w+|email\w*|text(?:ed)?|call(?:s|ed|ing)|offer(?:s|ed|ing)|received|got)\b"
)
_AFFIRMED = re.compile(
    r"^\W*(?:oui|yes|yep|yup|absolument|absolutely|bien sur|of course|evidemment|certainement|avec (?:nous|moi)|with (?:us|me)|chez nous|la reponse est oui|"
    r"definitely|you bet|mets-en|certain)\b"
)
_FRAME = re.compile(
    r"\b(?:veut dire|veulent dire|signifie\w*|designe\w*|le mot|les mots|l'expression|terme\w*|etiquette|pretend\w*|pretendu\w*|soi-disant|"
    r"means?|meant|the word|the words|the phrase|the term|label\w*|claims? that|so-called|labell?ed|mentions?|phrase|slogan\w*|"
    r"pour qui|for whom|says who|selon qui|publicites?|annonces?|ads?|advert\w*|"
    r"(?:pens|croy|cr)(?:ait|aient|ent|oit|oient)\b|disent|disait|entend\w*|appris|s'appelle|ne se comprend|precisions?|expliqu\w+|vocabulaire|"
    r"promis\w+|prom[ae]tt\w+|promet|jure\w*|claim(?:s|ed|ing)?|swears?|forwarded|spam|pourriels?|courriels? (?:qui|recu)|"
    r"thought|think|believe[sd]?|heard|hear|say|says|called|read|explain\w*|vocabulary|definition|myth\w*|mythes?)\b"
)
_OURS = re.compile(
    r"\b(?:nous|notre|nos|chez nous|de notre cote|avec (?:moi|nous)|mon|ma|mes|je|j'ai|on vous|"
    r"we|we're|our|ours|us|my|mine|with me|i|i'm|i'll|we'll)\b"
)
_QUOTED = re.compile(r"«[^»\n]{1,200}»|“[^”\n]{1,200}”|\"[^\"\n]{1,200}\"|(?<!\w)'[^'\n]{2,80}'(?!\w)")
_DEFINITION = re.compile(
    r"\b(?:veut dire|signifie\w*|designe\w*|se definit|definition|c'est quoi|qu'est-ce qu\w*|par definition|on appelle|s'appelle|"
    r"comment (?:ca )?(?:fonctionne|marche|lire|reconnaitre|verifier)|en theorie|vocabulaire|terme technique|"
    r"means|refers to|is defined|definition|stands for|what is|what's an?|what are|is called|how (?:it|they|to read|to spot|to check)\b|"
    r"in theory|the term|jargon|glossary|explained)\b"
)
_ASKED_AT_THE_END = re.compile(
    r"\b(?:c'est|ca (?:veut dire|signifie|veut ben dire)|veut dire|signifie) quoi\W*$"
)
_REAL_QUESTION = re.compile(
    r"^\W*(?:est-ce|qu'est|que|quels?|quelles?|comment|pourquoi|combien|ou|quand|qui|faut-il|peut-on|doit-on|existe-t-il|"
    r"what|which|how|why|when|who|is|are|does|do|can|should|could)\b"
)


def _negated(around: Surroundings) -> bool:
    left = around.plain[around.sentence[0] : around.match[0]]
    left = _NOT_A_NEGATION.sub(" ", re.split(r"[;:]|\s[—–-]\s|\b(?:mais|but)\b", left)[-1])
    tail = " ".join(left.split()[-_LEFT_TOKENS:])
    # "No fees, 8% guaranteed": what stands before a comma is another matter.
    clause = tail.rpartition(",")[2]
    if _NOTHING.search(clause) or _NOT.search(clause) or _WITHOUT.search(clause):
        return True
    return bool(_DENIED_AFTER.search(around.plain[around.match[1] : around.sentence[1]]))


def _around(pattern: re.Pattern[str], around: Surroundings) -> bool:
    """In the sentence itself; or beside it, unless the sentence speaks of what we offer."""
    if pattern.search(around.plain, *around.sentence):
        return True
    ours = _OURS.search(around.plain, *around.sentence)
    return not ours and bool(pattern.search(around.plain, *around.nearby))


@lru_cache(maxsize=32)
def _warning_signs(plain: str) -> frozenset[str]:
    """The different words of warning in a text, those left out that are denied."""
    return frozenset(match.group() for match in _WARNING.finditer(_NO_WARNING.sub(" ", plain)))


def _warned(around: Surroundings) -> bool:
    if _warning_signs(around.plain[slice(*around.sentence)]):
        return True
    quoted = _between_quotation_marks(around)
    sentence = around.plain[slice(*around.sentence)]
    reported = quoted or sentence.rstrip("\"'»” ").endswith("?") or bool(_REPORTS.search(sentence))
    if not reported or (_OURS.search(sentence) and not quoted):
        return False
    if _warning_signs(around.plain[slice(*around.nearby)]):
        return True
    # A post about a fraud explains further down what it quotes or tells at its head.
    signs = _warning_signs(around.plain)
    return len(signs) >= _SIGNS_OF_A_WARNING or (bool(signs) and quoted)


def _between_quotation_marks(around: Surroundings) -> bool:
    begin, end = around.sentence
    return any(
        quote.start() <= around.match[0] and around.match[1] <= quote.end() + 1
        for quote in _QUOTED.finditer(around.plain, begin, end)
    )


def _quoted(around: Surroundings) -> bool:
    """Whether the words are somebody else's: framed as such, or quoted in a sentence that says nothing of us."""
    if not _between_quotation_marks(around):
        return False
    before, after = (
        around.plain[around.nearby[0] : around.match[0]],
        around.plain[around.match[1] : around.nearby[1]],
    )
    if _FRAME.search(before) or _FRAME.search(after):
        return True
    if "?" in after[: around.sentence[1] - around.match[1] + 1]:
        return True
    unquoted = _QUOTED.sub(" ", around.plain[slice(*around.sentence)])
    return not _OURS.search(unquoted) and _is_taken_up(around)


def _is_taken_up(around: Surroundings) -> bool:
    """Whether the post goes on after the quotation: nobody quotes a slogan of their own to say nothing of it."""
    return len(around.plain[around.sentence[1] :].split()) >= _SAYS_SOMETHING


def _asked(around: Surroundings) -> bool:
    sentence = around.plain[slice(*around.sentence)]
    if not sentence.rstrip("\"'»” ").endswith("?"):
        return False
    if _AFFIRMED.search(around.plain[around.sentence[1] : around.nearby[1]].lstrip()):
        return False
    return bool(_REAL_QUESTION.search(sentence) or _ASKED_AT_THE_END.search(sentence))


def _defined(around: Surroundings) -> bool:
    return _around(_DEFINITION, around)


_GUARDS: dict[Guard, Callable[[Surroundings], bool]] = {
    "negation": _negated,
    "warning": _warned,
    "quotation": _quoted,
    "question": _asked,
    "definition": _defined,
}


def guarded(guards: tuple[Guard, ...], around: Surroundings) -> Guard | None:
    """The first guard that makes the match a harmless use, or None."""
    return next((guard for guard in guards if _GUARDS[guard](around)), None)
