"""What in a post is worth keeping: facts, steps and real questions, as opposed to promotion.

The severity table's "core of the post" asks it (without the flagged sentences, does anything of
the kind remain?), and the rewriter keeps what has it.
"""

import re

_TAGS_AND_LINKS = re.compile(r"[#@]\S+|https?://\S+|\[(?:lien|link|source)[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_EMPTY_QUESTION = re.compile(
    r"\b(?:qui dit mieux|et (?:vous|toi|le votre|la votre|les votres|le tien)|qu'est-ce que (?:vous attendez|tu attends)|pourquoi (?:s'en passer|attendre|pas|payer plus)|"
    r"qui (?:est )?(?:embarque|partant|avec moi|en veut|veut)|vous en pensez quoi|qu'en (?:pensez|dites)-vous|(?:t')?es-?(?:tu)? pret\w*|(?:etes-vous|vous etes) prets?|"
    r"interesse\w*|convaincu\w*|d'accord|on (?:se|en) (?:parle|jase)|"
    r"what are you waiting for|how (?:did|does|about) yours|are you(?: in| ready)?|who's (?:in|with me|ready)|why (?:wait|not|pay more)|what's not to like|need (?:we|i) say more|"
    r"thoughts|agree|interested|sounds good|ready (?:to|for)|right|what do you think|want (?:in|to know more)|curious|questions)\b[^?]{0,25}\?"
)
_SALES_HOOK = re.compile(
    r"^\W*(?:tanne\w*|marre|ras le bol|fatigue\w*|envie|besoin|(?:tu|vous) (?:veux|voulez|cherch\w+|reve\w*|en avez (?:marre|assez))|on (?:veut|cherche)|"
    r"et si (?:je|on|vous|tu)|pret\w*|intere\w+|qui (?:veut|aime\w*)|pourquoi (?:chercher|aller) ailleurs|"
    r"tired|sick of|fed up|want|wanna|looking (?:for|to)|need|ready|dreaming|wish|ever wish\w*|who (?:wants|else)|what if (?:i|we|you) (?:told|could)|"
    r"(?:are you )?still (?:paying|waiting|leaving)|thinking (?:of|about))\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:pourquoi (?:chercher|aller|payer|attendre)|why (?:look|go|pay|settle|bother)|qui d'autre|who else)\b[^?]*\?"
)
_STEP = re.compile(
    r"^\W*(?:\d+[.)]\s*|[-•*✅✔▪️]\s*)?(?:(?:cela dit|sinon|bref|alors|donc|anyway|so|that said|et|and|but|mais),? )?(?:[^:.!?]{0,20}\b(?:tip|reminder|conseil|truc|astuce|rappel|geste)\b[^:.!?]{0,25}: ?)?(?:(?:avant|apres|quand|si|pour|lors|des|before|after|when|if|to|once|while)\b[^,.!?]{3,70}, )?(?:verifi\w+|demand\w+|compar\w+|lis(?:ez|ons)?|relis(?:ez)?|not(?:ez|e)|list\w+|regard\w+|cherch\w+|calcul\w+|"
    r"conserv\w+|gard(?:ez|e)|prenez le temps|prends le temps|consult\w+ (?:le|la|les|l')|test\w+|rassembl\w+|prepar\w+|pens(?:ez|e) a|commenc\w+ par|"
    r"check|ask|compare|read|reread|write down|list|look (?:at|up|for)|gather|keep|save|test|put|review|start (?:with|by)|make (?:a|sure)|find out|know|learn)\b"
)
_STATES = re.compile(
    r"\b(?:est|sont|etait|peut|peuvent|doit|doivent|permet\w*|depend\w*|varie\w*|existe\w*|coute\w*|signifie\w*|veut dire|reporte\w*|change\w*|"
    r"baiss\w+|mont\w+|augment\w+|publi\w+|explique\w*|montre\w*|couvr\w+|perd\w*|sert|servent|compte\w*|faut|"
    r"revien\w+|donn(?:e|ent)|pren(?:d|nent)|rest(?:e|ent)|vien(?:t|nent)|arriv(?:e|ent)|fini(?:t|ssent)|commenc(?:e|ent)|se \w+(?:e|ent)|ont|avait|"
    r"is|are|was|were|can|may|must|means?|depends?|varies|exists?|costs?|changes?|falls?|rises?|drops?|explains?|shows?|covers?|loses?|matters?|"
    r"starts?|ends?|pays?|allows?|needs?|has|have|comes?|works?)\b"
)
_CONTACT = re.compile(
    r"^\W*(?:call|text|message|dm|e-?mail|ask (?:me|us)|ask for (?:me|us|the link|a quote|details)|reach out|hit me|join|subscribe|sign up|come see|drop by|stop by|swing by|link's|"
    r"demand\w+ (?:le lien|moi|nous|un|une)|(?:appel|ecri|contact|text|pass|inscri|rejoi|vien|venez|abonn|demand|reserv|envoy|amen)\w*[ -](?:moi|nous|vous|le|la|au|voir|me)\b|"
    r"bonne chance le jour)|\bje (?:vous|t'|te) (?:ajoute|envoie|rappelle)\b|\bi'll (?:add|send|call) you\b"
)
_PRAISE = re.compile(
    r"\b(?:honn?et\w+|serieu\w+|patients?|patiente?s?|competent\w*|professionnel\w*|humains?|a l'ecoute|fiables?|genia\w+|excellen\w+|super|top|impeccable\w*|formidable\w*|extraordinaire\w*|merveill\w+|brillant\w*|decu\w*|regrett\w+|"
    r"recommand\w+|a essayer|foncez|merci a eux|coup de coeur|numero un|chapeau|bravo|"
    r"honest|reliable|professional|caring|trustworthy|brilliant|lovely|great|excellent|amazing|awesome|fantastic|wonderful|superb|stellar|regret|recommend\w*|let down|worth (?:a|it)|"
    r"love (?:them|it|these)|hats off|kudos|top[- ]notch|first[- ]class|go see)\b"
)
_GREETS = re.compile(
    r"\b(?:bienvenue (?:a|au|aux|chez|dans)|se joi(?:nt|gnent) a|rejoi(?:nt|gnent)|felicitations|bravo a|merci (?:a|au|aux)|remerci\w+|"
    r"bonne (?:retraite|chance)|\d+ ans (?:de service|a nos cotes|avec nous|chez nous)|"
    r"welcom(?:e|ing)(?: \w+){0,2} (?:to|aboard|as)|please welcome|(?:joins|joined|joining|who join) (?:us|our|the)|congratulations|"
    r"congrats|thank(?:s| you) to|happy retirement|best of luck|\d+ years (?:of service|with us))\b"
)
_LISTED = re.compile(r"^\W*(?:\d+[.)]|[-–•*▪])\s+\w")
_SELF = re.compile(
    r"\b(?:notre|nos|nous|chez nous|mon equipe|mes clients|je|j'ai|moi|our|ours|we|we're|us|my team|my clients|i|i'm|i've|me)\b"
)
_FIRST_PERSON = re.compile(rf"{_SELF.pattern}|\b(?:mon|ma|mes|my|mine)\b")
_READER = re.compile(r"\b(?:vous|votre|vos|tu|ton|tes|ta|you|your|yours)\b")
_LEANS_BACK = re.compile(
    r"^\W*(?:ca|cela(?! dit)|c'est|c'etait|il(?! faut| y a| suffit| existe)|elle|ils|elles|lui|leur|celui|celle|ceux(?! qui)|ce(?! qui| que)|cet|cette|ces|et|mais|alors|donc|parce|sinon(?!,)|en plus|puis|pis|"
    r"sans parler|meme|aussi|d'ailleurs|au contraire|pareil|idem|surtout|bref|voila|le reste|la suite|resultat|verdict|morale|un autre|une autre|l'autre|les autres|"
    r".*\b(?:en dire autant|say the same|say that|beat that|la-dessus|ca pour vous|a ce sujet|de meme|same (?:answer|thing) for)|"
    r"this|that|these|those|it|it's|its|they|they're|their|he|she|his|her|and|but|so|because|otherwise|not|plus|also|same|even|then|another|the (?:rest|other|others|latter)|"
    r"moral|result|lesson|no (?:nuance|exceptions?|footnotes?)|pas de (?:nuance|exception))\b"
)
_TAKES_UP = re.compile(
    r"^\W*(?:ca|cela(?! dit)|c'est|c'etait|elle|ils|elles|celui|celle|ceux(?! qui)|this|that|these|those|it|it's|they|they're|he|she|his|her)\b"
)
_ANNOUNCES = re.compile(
    r":\W*$|\b(?:une (?:seule )?chose|la meme (?:chose|reponse|question)|(?:voici|voila)\b(?! (?:un|une) (?:an|mois))|telle? quelle?|ceci|la suivante|les suivants|"
    r"one thing|the same (?:thing|answer|question|three)|here(?:'s| is| are) (?:the|what|my|how|why|a|one)|the following|like this|this is (?:how|the (?:bit|part))|the (?:bit|part) where|as follows|c'est la que|le bout ou)\b"
)
_SOMEONE = re.compile(
    r"\b(?:he|she|him|his|her|hers|himself|herself|he's|she's|he'd|she'd|elle|lui|celui-ci|celle-ci|"
    r"il(?! (?:faut|y (?:a|avait|aura)|suffit|existe|vaut|reste|s'agit|convient|arrive|semble|fait|pleut|neige|"
    r"est (?:possible|important|utile|temps|preferable|essentiel|rare|normal|facile|difficile|bon))\b))\b"
)
_FOR_READER = re.compile(
    r"\b(?:if you|you (?:can|may|might)|si (?:vous|tu)|vous (?:pouvez|pourriez)|tu (?:peux|pourrais))\b"
)
_LIMITS = re.compile(
    r"\b(?:peu(?:t|vent) (?:baisser|perdre|varier|cesser)|pertes?|(?:pas|non) garanti\w*|depend\w*|risques?|sauf|"
    r"(?:can|may|could) (?:fall|lose|drop|stop)|loss(?:es)?|not guaranteed|risks?|unless|except)\b"
)
_TELLS = re.compile(
    r"\b(?:avai(?:t|ent)|etai(?:t|ent)|voulai(?:t|ent)|(?:vient|viennent) de|hier|ce matin|(?:a|ont|avez|as) (?:\w+ )?\w+(?:e|is|it|u)e?s?|"
    r"was|were|had|did|got|told|came|went|said|asked|called|signed|yesterday|last (?:week|month|year|night))\b"
)
_MIN_WORDS = 6
_MIN_LISTED = 4
_MANY_WORDS = 15


def is_real_question(plain: str) -> bool:
    """A question that a reader could answer or learn from, not a rhetorical flourish."""
    bare = _TAGS_AND_LINKS.sub(" ", plain).rstrip("\"'»” 👇🤔😏")
    if not bare.endswith("?") or len(_WORD.findall(bare)) < 5:
        return False
    return not (_EMPTY_QUESTION.search(bare) or _SALES_HOOK.search(bare) or _ELSEWHERE.search(bare))


def is_hook(plain: str) -> bool:
    """A short question that opens on the reader's subject and sells nothing."""
    return not (_EMPTY_QUESTION.search(plain) or _SALES_HOOK.search(plain) or _ELSEWHERE.search(plain))


def is_listed(plain: str) -> bool:
    """Whether a sentence is an item of a list."""
    return bool(_LISTED.search(plain))


def asks_for_contact(plain: str) -> bool:
    """An invitation to get in touch, harmless only beside what it invites to."""
    return bool(_CONTACT.search(plain))


def says_something(plain: str) -> bool:
    """Whether a sentence has a verb of state or a figure, and so stands on its own."""
    return bool(_STATES.search(plain)) or bool(re.search(r"\d", plain))


def is_flourish(plain: str) -> bool:
    """A few words that only carry what stands beside them: an exclamation, an aside, a word about us."""
    words = len(_WORD.findall(_TAGS_AND_LINKS.sub(" ", plain)))
    carries = plain.rstrip("\"'»” ").endswith(("!", "?", "…", ":")) or bool(_FIRST_PERSON.search(plain))
    return words < 4 or (carries and words < 12)


def greets_somebody(plain: str) -> bool:
    """A welcome, congratulations or thanks to somebody: worth posting for itself."""
    return bool(_GREETS.search(plain))


def is_praise(plain: str) -> bool:
    """A word of appreciation, which needs what it appreciates."""
    return bool(_PRAISE.search(plain))


def leans_back(plain: str) -> bool:
    """Whether a sentence takes up what was said before it."""
    return bool(_LEANS_BACK.search(plain))


def takes_up(plain: str) -> bool:
    """Whether a sentence begins with a word for what was said before it, so that it opens no paragraph alone."""
    return bool(_TAKES_UP.search(plain))


def announces(plain: str) -> bool:
    """Whether a sentence promises what comes after it."""
    return bool(_ANNOUNCES.search(plain))


def speaks_of_someone(plain: str) -> bool:
    """Whether a sentence tells of a person that another one has introduced."""
    return bool(_SOMEONE.search(plain))


def serves_reader(plain: str) -> bool:
    """Whether a sentence is a step, a real question, or says what the reader can do."""
    return is_step(plain) or is_real_question(plain) or bool(_FOR_READER.search(plain))


def states_a_limit(plain: str) -> bool:
    """Whether a sentence says, for anybody, what a thing depends on or what can be lost."""
    return bool(_LIMITS.search(plain)) and is_general(plain)


def is_general(plain: str) -> bool:
    """Whether a sentence states what holds for anybody: no story, nobody in it, no word about the author."""
    return not (_TELLS.search(plain) or speaks_of_someone(plain) or speaks_of_oneself(plain)) and is_fact(
        plain
    )


def speaks_of_oneself(plain: str) -> bool:
    """Whether a sentence says "I" or "we"."""
    return bool(_FIRST_PERSON.search(plain))


def is_step(plain: str) -> bool:
    """Something the reader can do alone."""
    return len(_WORD.findall(plain)) >= 4 and bool(_STEP.search(plain))


def is_fact(plain: str) -> bool:
    """A statement about the world, not about how good the author or the firm is."""
    bare = _TAGS_AND_LINKS.sub(" ", plain)
    if bare.rstrip().endswith("?"):
        return False
    if _LISTED.search(bare) and len(_WORD.findall(bare)) >= _MIN_LISTED and not _SELF.search(bare):
        return True
    if len(_WORD.findall(bare)) < _MIN_WORDS:
        return False
    if _SELF.search(bare) and not _READER.search(bare):
        return bool(re.search(r"\d", bare)) and "!" not in bare
    if len(_WORD.findall(bare)) >= _MANY_WORDS:
        return True
    return bool(_STATES.search(bare)) or bool(re.search(r"\d", bare))


def has_substance(plain: str) -> bool:
    """Whether a sentence (folded) is a fact, a step or a real question."""
    return is_real_question(plain) or is_step(plain) or is_fact(plain)
