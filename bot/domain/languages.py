"""French, English, or both: decided by function words; a short text may stay undecided, a foreign one be suspected."""

import re
from collections.abc import Sequence

from bot.domain.draft import DraftLanguage, Language
from bot.domain.sentences import Span

_FRENCH = frozenset(
    "le la les un une des du de et ou est sont ce cet cette ces que qui quoi dont pour par sur dans avec sans sous chez vers entre "
    "pas plus moins tres aussi bien mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je tu il elle on nous vous ils elles "
    "me te se moi toi lui y en au aux ne ni mais donc or car si comme quand comment pourquoi combien tout tous toute toutes rien aucun aucune "
    "c'est j'ai l'an qu'on n'est d'un d'une s'il etre avoir fait faire faut peut avez avons ont etes etait sera aujourd'hui depuis encore jamais "
    "toujours merci bonjour ecrivez contactez appelez argent placement epargne retraite conseiller conseillere frais taux impot assurance quel quelle "
    "lors afin ainsi alors apres avant deja trop peu beaucoup chaque quelques plusieurs autre autres meme cela ca celui celle voici voila".split()
)
_ENGLISH = frozenset(
    "the a an and or is are was were this that these those what which who whom for by on in with without under at to from of between "
    "not no more less very also well my your his her its our their i you he she it we they me him them us be been being have has had do does did "
    "don't can't won't isn't it's i'm you're we're they're there here how why when where if then than but so because as about into over after before "
    "all any every some nothing never always will would can could should may might must just now today get got make made thanks hello call "
    "money saving savings retirement adviser advisor fees rate rates insurance investing invest tax each few many other others same such only own too out up".split()
)
_ELSEWHERE = frozenset(
    "el los las del por pero muy para eso esto usted nuestro nuestra nuestros nuestras nada cada hoy "
    "di che della delle dei degli gli sono nel nella piu questo questa anche "
    "uma nao seu sua seus suas voce dos pelo pela isso com amb els "
    "der das und ist nicht mit fur ein eine einen sie ich wir von zu auf ihr ihre het een niet voor wij onze".split()
)
"""Function words of the languages that share the most with French and English."""
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_NOT_WORDS = re.compile(r"https?://\S+|[@#]\S+|\[[^\]\n]{0,200}\]")
_FRENCH_LETTERS = re.compile(r"[àâçèéêëîïôùûœ]")
_MIXED_SHARE = 0.3
_MIXED_WORDS = 6
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u2c80-\ud7ff\uf900-\ufdff]")
_ELIDED = frozenset("l d j n c s m t qu ll ve re".split())
"""What an apostrophe leaves of a function word."""
_FRENCH_WORDS, _ENGLISH_WORDS = _FRENCH | _ELIDED, _ENGLISH | _ELIDED
_UNFAMILIAR = 5
"""A sentence with fewer than one function word in so many may be in another language."""
_FOREIGN_WORDS = 2
_A_SENTENCE = 30
"""Letters: less may be a name, a slogan or a list."""
_SEVERAL_SENTENCES = 120
_LARGE_PART = 1 / 3
_ENOUGH = 2_000
"""Characters that tell a language as well as any more."""


def counted_words(plain: str) -> tuple[int, int]:
    """How many French and how many English function words a folded text has."""
    words = _WORD.findall(_NOT_WORDS.sub(" ", plain))
    elided = [part for word in words for part in ([word, word.split("'")[-1]] if "'" in word else [word])]
    french = sum(
        word in _FRENCH or word[:2] in ("l'", "d'", "j'", "n'", "c'", "s'") or word[:3] == "qu'"
        for word in elided
    )
    return french, sum(word in _ENGLISH for word in elided)


def guess_language(plain: str, accented: str) -> DraftLanguage | None:
    """The language of a folded text, `mixed` where both carry sentences, None where too little says so."""
    french, english = counted_words(plain)
    french += min(4, len(_FRENCH_LETTERS.findall(accented)))
    low, high = sorted((french, english))
    if low >= _MIXED_WORDS and low / (low + high) >= _MIXED_SHARE:
        return "mixed"
    if high >= 2 and high >= 2 * low + 1:
        return "fr" if french > english else "en"
    return None


def unfamiliar_part(plain: str, sentences: Sequence[Span]) -> str:
    """What may be in neither French nor English: sentences with hardly a function word of either.

    Empty where that is but a small part of the text: a name, a slogan, a quotation.
    """
    strange: list[str] = []
    letters = unfamiliar = 0
    for start, end in sentences:
        sentence = _NOT_WORDS.sub(" ", plain[start:end])
        words = _LETTERS.findall(sentence)
        weight = _weight("".join(words))
        letters += weight
        if _is_unfamiliar(words):
            strange.append(sentence)
            unfamiliar += weight
    large = unfamiliar >= _A_SENTENCE and unfamiliar >= _LARGE_PART * letters
    several = unfamiliar >= _SEVERAL_SENTENCES and len(strange) > 1
    return " ".join(strange)[:_ENOUGH] if large or several else ""


def is_elsewhere(plain: str, sentences: Sequence[Span]) -> bool:
    """Whether a large part surely is in another language: it has such function words, or another script.

    Nothing is asked of `detect`; a language whose words are not known here may go unnoticed.
    """
    part = unfamiliar_part(plain, sentences)
    foreign = sum(map(_ELSEWHERE.__contains__, _LETTERS.findall(part)))
    return foreign >= _FOREIGN_WORDS or 2 * len(_OTHER_SCRIPT.findall(part)) > len(part)


def _weight(letters: str) -> int:
    """How many letters there are; one of another script says as much as three."""
    return len(letters) if letters.isascii() else len(letters) + 2 * len(_OTHER_SCRIPT.findall(letters))


def _is_unfamiliar(words: Sequence[str]) -> bool:
    french, english, elsewhere = (
        sum(map(known.__contains__, words)) for known in (_FRENCH_WORDS, _ENGLISH_WORDS, _ELSEWHERE)
    )
    return _UNFAMILIAR * (max(french, english) - 2 * elsewhere) < len(words)


def main_language(language: DraftLanguage, plain: str) -> Language:
    """The one language to answer in: that of a mixed draft's greater part, French when equal."""
    if language != "mixed":
        return language
    french, english = counted_words(plain)
    return "fr" if french >= english else "en"
