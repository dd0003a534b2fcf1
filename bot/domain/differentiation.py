"""Whether a draft adds something: to what a colleague submitted, or to the title of what it shares."""

import re

ALIKE = 0.74
"""From this cosine on, two texts say the same; what was measured is in docs/coaching.md."""
_FEWEST_WORDS = 15
_MOST_OF_A_TITLE = 24
_ASIDE_WORDS = 4
"""A sentence so short says nothing of its own: "So true!", a source's name."""
_COURTESY_AT_MOST = 40

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|ca|fr|org|net|gc\.ca|gouv\.fr)/\S*", re.I
)
_NOT_WORDS = re.compile(r"[#@][\w-]+|[^\w\s.,;:!?…'’\-–—|«»\"“”%$€()/&]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCES = re.compile(r"\n+|(?<=[.!?…])\s+|\s[|·]\s")
_COURTESY = re.compile(
    r"\b(?:merci|remerci\w+|thanks?|thank\s+you|thankful|grateful|bravo|f[ée]licit\w+|congrat\w*|"
    r"joyeu(?:x|ses?)|bonn?e?\s+(?:ann[ée]e|anniversaire|f[êe]tes?|retraite|semaine|rentr[ée]e)|"
    r"happy\s+\w+|merry|season['’]s\s+greetings|warm\s+wishes|souhait\w*|v[œo]e?ux|wish(?:es|ing)?|"
    r"welcome|bienvenue|condol[ée]ances|condolences|sympath(?:ies|y)|bon\s+courage)\b",
    re.I,
)
_LEAD = re.compile(
    r"\A[^\w«\"“]*(?:[àa]\s+(?:lire|voir|[ée]couter|partager)|lecture\b|(?:must|worth|great|good|interesting|excellent)"
    r"[\s-]+(?:an?\s+)?(?:read|look|listen|article|piece)|read\b|reading\b|vu\b|lu\b|int[ée]ressant|excellent|"
    r"article\b|new\b|nouveau|sharing|je\s+partage|j['’]ai\s+lu|ICYMI|FYI|via\b)[^:\n]{0,30}:\s*",
    re.I,
)
_STOCK = re.compile(
    r"\A\W*(?:(?:un[e]?\s+)?(?:[àa]\s+(?:lire|voir|[ée]couter|partager|m[ée]diter|conserver)|"
    r"(?:tr[èe]s\s+|super\s+)?(?:bon|bel|excellent|int[ée]ressant)\w*\s+(?:article|lecture|texte|papier|dossier)|bonne\s+lecture|"
    r"(?:very\s+|a\s+|an\s+|really\s+)*(?:great|good|must|worth|interesting|excellent|important|insightful|timely)[\s-]+(?:an?\s+)?"
    r"(?:read(?:ing)?|look|article|piece|listen|reminder|insights?|share)|"
    r"(?:thanks|merci)\b[^.!?]{0,40}\b(?:sharing|partage)|(?:je\s+partage|sharing)\b|"
    r"(?:tellement|so|si)\s+(?:vrai|true)|(?:via|source)\b))(?:[^\w.!?,]+\w+){0,3}[.!?…]*\W*\Z",
    re.I,
)
_FULL_STOP = re.compile(r"[^.]\.\W*\Z")
_OWN = re.compile(
    r"\b(?:i|i['’]\w+|my|me|mine|we|we['’]\w+|our|ours|us|je|moi|mon|ma|mes|nous|notre|nos)\b|\b[jm]['’]",
    re.I,
)
_INVITATION = re.compile(
    r"\b(?:register|sign\s+up|join|rsvp|apply|book|inscri\w+|rejoign\w+|joignez|postul\w+|participez|"
    r"donate|donnez|faites\s+un\s+don|t[ée]l[ée]charg\w+|download|contact\w*|call|appelez|[ée]crivez|"
    r"hiring|recrut\w+|embauch\w+|webinai?re?|webinar|sondage|survey)\b",
    re.I,
)  # fmt: skip


def is_comparable(text: str) -> bool:
    """Whether a text says enough to say the same as another: no thanks, no wishes, no line or two."""
    words = _words(text)
    if len(words) < _FEWEST_WORDS:
        return False
    courteous = _COURTESY.search(text)
    return not courteous or (len(words) >= _COURTESY_AT_MOST and not _COURTESY.search(" ".join(words[:8])))


def is_bare_share(text: str) -> bool:
    """Whether a text is a link, what reads as the title of what it leads to, and next to nothing beside."""
    if not _LINK.search(text) or _INVITATION.search(text):
        return False
    left = [each for each in map(_without_lead, _sentences(text)) if _says_something(each)]
    return len(left) == 1 and _reads_as_title(left[0])


def fits_any_article(sentence: str) -> bool:
    """Whether a sentence says that something is to be read, and nothing of what it is: "À lire!"."""
    return bool(_STOCK.match(sentence))


def _reads_as_title(sentence: str) -> bool:
    """Whether nobody speaks in it: titles do not say "I", and have no full stop."""
    if _FULL_STOP.search(sentence) or _OWN.search(sentence):
        return False
    return len(_words(sentence)) <= _MOST_OF_A_TITLE


def _sentences(text: str) -> list[str]:
    return [each.strip() for each in _SENTENCES.split(_LINK.sub("\n", text)) if each.strip()]


def _without_lead(sentence: str) -> str:
    return _LEAD.sub("", sentence)


def _says_something(sentence: str) -> bool:
    """Whether it is more than a source's name, a hashtag, or words that fit under any article."""
    return len(_words(sentence)) > _ASIDE_WORDS and not fits_any_article(sentence)


def _words(text: str) -> list[str]:
    return _WORD.findall(_NOT_WORDS.sub(" ", _LINK.sub(" ", text)))
