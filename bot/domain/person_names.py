"""Names of people in a text, told by a title, a frequent first name or the words about a client around them.

A suspicion is enough: a word hidden for nothing comes back when the answer does.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.domain.client_names import find_client_names
from bot.domain.first_names import FIRST_NAMES
from bot.domain.folding import fold_words
from bot.domain.sentences import Span

_WORD = r"[A-ZÀ-ÝŒ][\w’'-]*\w"
_PARTICLE = r"(?:(?:de la|de|du|des|la|le|van der|van den|van|von|ben|bin|al|el) |d['’])?"
_SPACE = r"[ \t]{1,3}"
_NAME = rf"{_WORD}(?:{_SPACE}(?:[A-ZÀ-Ý]\.{_SPACE})?{_PARTICLE}{_WORD}){{0,2}}"
_TITLED = re.compile(
    r"(?<![\w’'-])(?:(?:M|MM|Mr|Mrs|Ms|Mme|Mlle|Mx|Dr|Prof)\. ?|"
    r"(?:M|Mr|Mrs|Ms|Mme|Mmes|Mlle|Mlles|Miss|Mx|Dr|Dre|Sir|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]essieurs|[Mm]esdames|[Mm]a[iî]tre|[Dd]octeure?|[Dd]octor|"
    r"[Pp]ast(?:or|eur)|Rev\.?|Reverend|[Ff]ather|[Ss]ister|[Pp]ère|[Ss]œur|[Cc]oach|[Cc]apt(?:ain|\.)|[Cc]apitaine|"
    r"[Jj]udge|[Jj]uge|[Uu]ncle|[Aa]unt(?:ie)?|[Oo]ncle|[Tt]ante|[Ff]amilles?|Me) )"
    rf"(?:(?:et|and|&) (?:Mme|Mrs\.?|M\.|Mr\.?|Madame) )?(?P<name>(?:[A-ZÀ-Ý]\. ?)?{_PARTICLE}{_NAME})"
)
_FAMILY = re.compile(rf"\b[Tt]he (?P<name>{_WORD}) (?:family|household)\b")
_MRS = re.compile(r"\b(?:mme|mlle|mrs)\.? (?!la |le |de |et |and )(?P<name>[a-zà-ÿ][\w'’-]{2,})")
_TITLE_OR_PRONOUN = re.compile(r"\b[A-Z]\w*[ \t]Me $")
_FILED = re.compile(
    rf"(?<![\w-])(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý'’-]{{4,}}{_SPACE}(?P<first>[A-ZÀ-Ý][a-zà-ÿ][\w-]*))"
)
_HASHTAG = re.compile(r"#(?P<name>(?P<first>[A-ZÀ-Ý][a-zà-ÿ]+)(?:[A-ZÀ-Ý][a-zà-ÿ]+){1,2})(?!\w)")
_RUN = re.compile(rf"(?<![\w@#/.’'-]){_WORD}(?:{_SPACE}(?:[A-ZÀ-Ý]\.{_SPACE})?{_PARTICLE}{_WORD})+")
_IN_RUN = re.compile(_WORD)
_LONGEST = 3
"""Capitalised words of a name that begins with a first name."""
_OF_A_PLACE = re.compile(
    r"\b(?:rue|route|boulevard|boul\.?|avenue|av\.?|chemin|place|square|parc|pont|gare|station|metro|marche|"
    r"ecole|college|cegep|universite|hopital|chu|aeroport|bibliotheque|stade|arena|centre|center|fondation|"
    r"foundation|prix|prize|award|lac|mont|fort|cap|ile|baie|port|ville|st|saint|sainte|street|lake|mount|park|"
    r"bridge|school|hospital|airport|loi|law|institut|institute|musee|museum|theatre|maison)"
    r"(?: (?:de|du|des|d'|the|of))? ?-?$",
)
_ENDING = re.compile(r"(?:['’]s?|\.)$")
_NEAR = 30
_ORDINARY_WORDS = """
the and or is are was of in on to for from with your my our his her how why what when who says said out up
le la les un une et ou est de du des votre mon ma mes nos notre vos leur pour avec sur dans quand comment
day days inc ltd ltee co bank banque street avenue road university universite college hospital foundation
fondation prize prix act loi law fund fonds funds index indice capital group groupe airport aeroport january
february march april june july august september october november december janvier fevrier mars avril mai
juin juillet aout septembre octobre novembre decembre monday tuesday wednesday thursday friday saturday
sunday lundi mardi mercredi jeudi vendredi samedi dimanche quebec montreal ontario canada france paris too
also not me everyone market tout-le-monde toutlemonde meteo president ministre minister chair you into
merci bravo wow thanks felicitations congrats note ps reer celi rrsp tfsa ceo cfo
"""
NEVER_A_SURNAME = frozenset(_ORDINARY_WORDS.split())
"""Folded words that often follow a first name, or what looks like one, and are no part of a name."""


def find_person_names(text: str) -> Iterator[Span]:
    """Spans of names in a text written plainly, capitals kept; they may overlap."""
    runs = (span for run in _RUN.finditer(text) for span in _after_a_first_name(text, run))
    for start, end in (*_beside_clients(text), *_after_a_title(text), *_alone_in_form(text), *runs):
        yield start, start + len(_ENDING.sub("", text[start:end]))


def _beside_clients(text: str) -> Iterator[Span]:
    for start, end in find_client_names(text):
        if any(fold_words(word) not in NEVER_A_SURNAME for word in _IN_RUN.findall(text, start, end)):
            yield start, end


def _after_a_title(text: str) -> Iterator[Span]:
    for match in (*_TITLED.finditer(text), *_MRS.finditer(text), *_FAMILY.finditer(text)):
        start, end = match.span("name")
        pronoun = _TITLE_OR_PRONOUN.search(text, max(0, start - _NEAR), start)
        if not pronoun and fold_words(match["name"].split()[0]) not in NEVER_A_SURNAME:
            yield start, end


def _alone_in_form(text: str) -> Iterator[Span]:
    """Names as files and hashtags have them: "GAGNON Julie", "#JulieGagnon"."""
    for match in (*_FILED.finditer(text), *_HASHTAG.finditer(text)):
        if _is_first_name(match["first"]) and not NEVER_A_SURNAME.intersection(_words_of(match["name"])):
            yield match.span("name")


def _words_of(name: str) -> list[str]:
    """Its words, folded; those of a hashtag taken apart."""
    return fold_words(f"#{name}").strip("#").split()


def _after_a_first_name(text: str, run: re.Match[str]) -> Iterator[Span]:
    words = [(each.start(), each.end()) for each in _IN_RUN.finditer(text, run.start(), run.end())]
    done = 0
    for index, (start, _) in enumerate(words[:-1]):
        word = text[slice(*words[index])]
        shouted = word.isupper() and len(words) > _LONGEST
        if index < done or shouted or not _is_first_name(word) or _names_a_place(text, start):
            continue
        last = _last_of_name(text, words, index)
        if last > index:
            yield start, words[last][1]
            done = last + 1


def _is_first_name(word: str) -> bool:
    bare = unicodedata.normalize("NFD", word.split("-")[0].lower())
    return "".join(each for each in bare if each.isalpha()) in FIRST_NAMES


def _last_of_name(text: str, words: Sequence[Span], first: int) -> int:
    """The index of the last word of a name that begins at `first`; `first` where nothing but it is a name."""
    last = first
    for index in range(first + 1, min(len(words), first + _LONGEST)):
        if fold_words(text[slice(*words[index])]) in NEVER_A_SURNAME:
            break
        last = index
    return last


def _names_a_place(text: str, start: int) -> bool:
    return bool(_OF_A_PLACE.search(fold_words(text[max(0, start - _NEAR) : start])))
