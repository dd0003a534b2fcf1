"""What a question is made of: the words that carry it, and how it asks.

Questions are short and colloquial: most of their words frame them (*can I*, *j'peux-tu*) and say nothing of
what they are about. Both languages are read alike, so that a question may mix them.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from bot.domain.folding import fold_words

_WORD = re.compile(r"[a-z0-9%$]+")
_GIVEN_WORD = re.compile(r"[\w%$'’-]+")
_STEM = 6
"""Letters that the forms of a word share: a stem for both languages, and for slips at the end of a word."""
_EMPTY_WORDS = """
le la les un une des du de et est sont ce cet cette ces que qui quoi dont pour par sur dans avec
sans chez vers pas plus mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je tu il
elle on nous vous ils elles me te se moi toi lui en au aux ne ni mais donc car si comme tout tous
toute toutes ca cela celui celle the an and or is are was were this that these those for by in with
without under at to from of not no my your his her its our their he she it we they me him them us be
been being if then than but so as about into mes suis sommes etes ont avoir etre avec ll ve re qu
"""
_FRAMING_WORDS = """
peux puis peut pouvons tu can may should must allowed ok okay fine correct permis permise droit ai
est quoi faire faut do does did am are how what which who whom whose when where comment quel quelle
quels quelles combien qui ou quand dois doit devons passe need have has want veux voudrais aimerais
like get got let say dire please svp stp say tell any some something somebody someone quelqu quelque
chose going juste just
"""
_SAYS_NOTHING = frozenset(_EMPTY_WORDS.split()) | frozenset(_FRAMING_WORDS.split())
_CUES = {
    "number": (
        r"combien|how (?:many|much|long|often|big|old|fast|soon)|a quelle frequence|maximum|"
        r"minimum|quel(?:le)?s? (?:est (?:la |le )?)?(?:montant|pourcentage|delai|duree|"
        r"nombre|age|valeur|taux|prix|cout|budget|maximum|plafond|seuil|taille|limite)|"
        r"what (?:is |s )?(?:the |our |an? )?(?:exact |maximum |minimum )?(?:amount|"
        r"percentage|number|limit|size|price|rate|cost|budget|max|biggest)|"
        r"a partir de (?:combien|quel)"
    ),
    "when": (
        r"c est quand|quand (?:est|a|aura|commence|fut|ont)|(?:a )?quelle heure|quel jour|"
        r"en quelle annee|when (?:is|was|will|are|did|s)|what (?:time|day|date)"
    ),
    "where": (
        r"ou (?:est|sont|trouve\w*|puis|peut|telecharger|se)|where (?:is|are|s|can|do)|"
        r"quel etage|lien vers|link to|modele de|template"
    ),
    "who": (
        r"qui est|c est qui|comment s appelle|numero|courriel d\w*|who (?:is|are|s|runs|has)|"
        r"phone number|email of|which person|(?:what is|whats) .* name"
    ),
    "meaning": (
        r"c est quoi (?:une?|la|les?)|qu est ce qu(?:e|une?)|que (?:veut|signifie)|"
        r"difference (?:entre|between)|what (?:is|are|does|s) (?:an?|the difference)|define|"
        r"explique|explain|\w+ mean"
    ),
    "permission": (
        r"puis je|peux(?: tu)?|peut(?: on)?|ai je le droit|droit|permis\w*|can (?:i|we)|"
        r"may (?:i|we)|allowed|ok|okay|fine|correct|dois je|faut(?: il)?|must|should|"
        r"do i (?:have|need)|ca passe|interdit|forbidden"
    ),
    "method": r"^comment|^how (?:do|can|to|does)",
    "order": (
        r"ignore[rz]?|oublie[rz]?|disregard|forget|fais semblant|pretend|act as|repond[sz]?|"
        r"repete[rz]?|repeat|confirme[rz]?|confirm|system|prompt|consignes?|instructions|"
        r"reveal|tu es (?:maintenant|desormais)|you are now|from now on|only say|say (?:yes|"
        r"approved)|dis (?:oui|approuve)|developer mode|jailbreak"
    ),
}
_CUE = {name: re.compile(rf"\b(?:{words})(?!\w)") for name, words in _CUES.items()}
_ANOTHER_FIRM = re.compile(
    r"(?:[Pp]olitique|[Rr]ègles?|[Cc]ode\b[^?]*|[Ee]mployés|[Cc]onseillers|[Gg]ens|[Pp]olicy|[Rr]ules?|people"
    r"|staff) (?:of|de|d'|du|de la|chez|at) ?(?:la |the )?(?P<one>[A-Z]\w+)"
    r"|(?P<two>[A-Z][\w&]+)(?:'s|’s)? (?:[a-z]+ ){0,3}(?:policy|code|people|staff|rules|employees)\b"
    r"|\b(?:[Dd]oes|[Dd]o|[Ii]s|[Aa]re|[Dd]id) (?P<three>[A-Z][A-Za-z]{2,})"
    r"|\b(?:chez|[Cc]hez|[Aa]t) (?P<four>[A-Z]\w+)"
)
_NO_FIRM_WORDS = """
facebook instagram linkedin whatsapp telegram signal messenger tiktok youtube twitter threads bluesky
mastodon zoom teams slack wechat reddit x compliance amf crypto bitcoin quebec montreal ontario canada
"""
_NO_FIRM = frozenset(_NO_FIRM_WORDS.split())
"""What a capital letter does not make a firm: places, platforms, and what one asks about."""
_NUMBER = re.compile(
    r"\b(?:\d+|two|three|four|five|hours?|days?|years?|months?|heures?|jours?|ans?|annees?|mois|deux|trois|quatre|"
    r"cinq|trente|thirty|one (?:idea|step)|une? (?:idee|geste))\b"
)
CUES = (*_CUE, "another-firm")


def folded(text: str) -> str:
    """Letters and digits in lower case without accents, a space between words."""
    return " ".join(_WORD.findall(fold_words(text).replace("'", " ")))


def content_words(text: str) -> list[str]:
    """The stems of the words that say what a text is about, in order."""
    return [word[:_STEM] for word in folded(text).split() if _is_content(word)]


def core(question: str) -> str:
    """A question without the words that frame it, as it was written; all of it where nothing is left."""
    kept = [word for word in _GIVEN_WORD.findall(question) if any(map(_is_content, folded(word).split()))]
    return " ".join(kept) or question


def _is_content(word: str) -> bool:
    return len(word) > 1 and word not in _SAYS_NOTHING


def cues(question: str, firm: Sequence[str] = ()) -> list[bool]:
    """How a question asks, one for each of `CUES`. `firm` is how the reader's own firm is called."""
    plain = folded(question)
    return [bool(cue.search(plain)) for cue in _CUE.values()] + [_is_of_another_firm(question, firm)]


def _is_of_another_firm(question: str, firm: Sequence[str]) -> bool:
    ours = _NO_FIRM.union(*(folded(name).split() for name in firm))
    return any(
        not set(folded(name).split()) <= ours
        for found in _ANOTHER_FIRM.finditer(question)
        for name in found.groups()
        if name
    )


def gives_a_number(text: str) -> bool:
    """Whether a clause could answer *how many* or *how long*."""
    return bool(_NUMBER.search(folded(text)))


def share_of(
    words: Collection[str], there: Collection[str], weights: Mapping[str, float], rare: float
) -> float:
    """How much of the words is there, each counting as much as it is rare; 0 for none."""
    of = sum(weights.get(word, rare) for word in words)
    return sum(weights.get(word, rare) for word in words if word in there) / of if of else 0.0
