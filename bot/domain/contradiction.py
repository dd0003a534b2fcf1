"""Whether a draft says the opposite of a position on the same subject, by its words: no model is asked.

Two things are looked at in what is said of the subject: for or against, and more or less. A negation turns
both. What says neither, asks, informs or only reports is no contradiction: better missed than made up.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.contradiction_words import (
    AGAINST,
    ASKED,
    FOR,
    INFORMS,
    LESS,
    MORE,
    NO,
    NOT_AGAINST,
    NOT_FOR,
    POINTS,
    REPORTS,
    STANDS_AGAINST,
    STANDS_FOR,
    TO_COME,
)
from bot.domain.draft import Draft
from bot.domain.folding import fold_words
from bot.domain.notices import Notice
from bot.domain.posts import Post, lay_out
from bot.domain.sentences import Span

_STANCE = re.compile(
    rf"\b(?:(?P<never>{NOT_FOR})|(?P<always>{NOT_AGAINST})|(?P<con>{AGAINST})|(?P<pro>{FOR}))(?!\w)"
)
_POSITION = re.compile(rf"\b(?:(?P<con>{STANDS_AGAINST})|(?P<pro>{STANDS_FOR}))(?!\w)")
_WHOLE = re.compile(rf"\b(?:{NOT_FOR}|{NOT_AGAINST})(?!\w)")
_COURSE = re.compile(rf"\b(?:(?P<pro>{MORE})|(?P<con>{LESS}))(?!\w)")
_STANDS = {"never": -1, "always": 1, "pro": 0, "con": 0}
"""What no negation turns: it has its own."""
_CLAUSES = re.compile(
    r"[,;:.!?\n()]| - | – | — | (?:mais|but|et|and|so|donc|car|because|parce que|puisque|since) "
)
_ITSELF = "@"
"""Stands for the subject, whose own words say nothing for or against."""
_BEFORE, _AFTER = 4, 2
"""Words around a word in which a negation turns it."""
_CLOSE = 1
"""Words between two of which one is done to the other ("stop offering", "mettre fin a la hausse")."""
_NOT_AFTER = re.compile(r"\b(?:pas|jamais|not)\b")
_ONLY = re.compile(r"\b(?:ne |n')\w+ qu[e']|\bnothing but\b")
_BARE = {_ITSELF, *(f"{article}{_ITSELF}" for article in ("le ", "la ", "les ", "l'", "the ", "un ", "une "))}
"""A clause that only names it: the next one speaks of it."""
_SHORT = 6
"""Words of a clause that says nothing but what it says of another ("bad idea", "c'est une erreur")."""
_FEW = 8
"""Words of a question that only names the subject: its answer follows."""


class _Heard(NamedTuple):
    """A word for (1) or against (-1), more or less, and where it stands."""

    at: int
    sign: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of a subject: for (1) or against (-1), more (1) or less (-1), 0 for neither."""

    stance: int = 0
    course: int = 0
    opinion: int = 0
    """What should be, of both: against less is for more; 0 where something is told and nothing meant."""

    @property
    def held(self) -> int:
        """What a firm that says so stands for."""
        return self.opinion or self.course


def contradicted(draft: Draft, notice: Notice) -> str:
    """The sentence of the draft that goes against the notice, to the letter; "" where none does."""
    post = lay_out(draft)
    if notice.kind == "silence":
        return next((_given(span, post) for span in _on_subject(post, notice)), "")
    position = _stood_for(notice)
    against = (span for span in _on_subject(post, notice) if _is_against(span, post, notice, position))
    return next((_given(span, post) for span in against), "")


def _stood_for(position: Notice) -> Said:
    """What the firm says; where it says neither for nor against, it is for what it speaks of."""
    clauses = _CLAUSES.split(position.subject.sub(_ITSELF, fold_words(position.text)))
    said = said_in(clauses)
    if said.held:
        return said
    sign = next((_turned(match, each) for each in clauses for match in _POSITION.finditer(each)), 1)
    return Said(sign, 0, sign)


def said_in(clauses: Iterable[str]) -> Said:
    """What folded clauses say; the first opinion counts, what follows are its reasons."""
    opinion = told = stance = course = 0
    for clause in clauses:
        stances, courses = _stances(clause), _courses(clause)
        opinion = opinion or _opinion(stances, courses, told, bool(ASKED.search(clause)))
        told = _sign(courses) or told
        stance, course = stance + _sign(stances), course + _sign(courses)
    return Said(_bounded(stance), _bounded(course), opinion)


def _clauses_on(subject: re.Pattern[str], plain: str, follows: bool = False) -> Iterator[str]:
    """Those that name it, those beside them that point back to it, or that are too short to speak of
    anything else. `follows`: what stands before it in the text is on the subject."""
    clauses = [each.strip() for each in _CLAUSES.split(subject.sub(_ITSELF, plain))]
    named = follows
    for place, clause in enumerate(clauses):
        is_short = len(clause.split()) <= _SHORT or (place > 0 and clauses[place - 1] in _BARE)
        leads = is_short and _ITSELF in "".join(clauses[place + 1 : place + 2])
        named = _ITSELF in clause or leads or (named and (is_short or bool(POINTS.search(clause))))
        if named:
            yield clause


def _opinion(stances: Sequence[_Heard], courses: Sequence[_Heard], told: int, is_asked: bool) -> int:
    """Of a clause, where those before told of more or less and meant nothing by it."""
    if courses and is_asked:
        # "Close them, they are useless": what is asked for stands, whatever the reason after it.
        return _sign(courses) * (_sign([each for each in stances if each.at < courses[0].at]) or 1)
    return _sign(stances) * (_sign(courses) or told or 1)


def _is_against(span: Span, post: Post, notice: Notice, position: Said) -> bool:
    """Whether what a sentence says of the subject, alone or with the next one, is against the position."""
    plain = post.folded.plain
    sentence = plain[slice(*span)]
    if REPORTS.search(sentence) or INFORMS.search(sentence):
        return False
    following = next((plain[slice(*each)] for each in post.sentences if each[0] >= span[1]), "")
    after = (
        Said() if _is_no_opinion(following) else said_in(_clauses_on(notice.subject, following, follows=True))
    )
    if _asks(sentence):
        return len(sentence.split()) <= _FEW and _opposes(after, position)
    said = said_in(_clauses_on(notice.subject, sentence))
    if said.opinion:
        return _opposes(said, position)
    if after.stance:
        return _opposes(Said(after.stance, said.course, after.opinion * (said.course or 1)), position)
    if after.opinion and not said.course:
        return _opposes(after, position)
    comes = not position.stance and TO_COME.search(sentence)
    return bool(comes) and said.course * position.held < 0


def _opposes(said: Said, position: Said) -> bool:
    """Whether one is for what the other is against.

    Of a firm that is against a change, or for less of something, a word for or against alone may be meant of
    the change or of what it changes: nothing is made of it.
    """
    if not said.course and position.course and (position.course < 0 or position.stance < 0):
        return False
    return said.opinion * position.held < 0


def _asks(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") and not ASKED.search(sentence) and not _WHOLE.search(sentence)


def _is_no_opinion(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") or bool(INFORMS.search(sentence) or REPORTS.search(sentence))


def _on_subject(post: Post, notice: Notice) -> Iterator[tuple[int, int]]:
    for span in post.sentences:
        if notice.subject.search(post.folded.plain, *span):
            yield span


def _given(span: tuple[int, int], post: Post) -> str:
    start, end = post.folded.span(*span)
    return " ".join(post.draft.text[start:end].split())


def _stances(clause: str) -> list[_Heard]:
    return [
        _Heard(match.start(), _STANDS[match.lastgroup or ""] or _turned(match, clause))
        for match in _STANCE.finditer(clause)
    ]


def _courses(clause: str) -> list[_Heard]:
    """To stop a rise is less of it: words that follow one another count as one."""
    found: list[_Heard] = []
    end = 0
    clause = _WHOLE.sub(lambda phrase: _ITSELF * len(phrase[0]), clause)
    for match in _COURSE.finditer(clause):
        if found and len(clause[end : match.start()].split()) <= _CLOSE:
            found[-1] = _Heard(found[-1].at, found[-1].sign * (1 if match["pro"] else -1))
        else:
            found.append(_Heard(match.start(), _turned(match, clause)))
        end = match.end()
    return found


def _turned(match: re.Match[str], clause: str) -> int:
    """For or against, more or less; the other where a negation is near."""
    before = " ".join(clause[: match.start()].split()[-_BEFORE:])
    after = " ".join(clause[match.end() :].split()[:_AFTER])
    is_turned = (NO.search(before) and not _ONLY.search(before)) or _NOT_AFTER.search(after)
    return (1 if match["pro"] else -1) * (-1 if is_turned else 1)


def _sign(heard: Iterable[_Heard]) -> int:
    return _bounded(sum(each.sign for each in heard))


def _bounded(total: int) -> int:
    return (total > 0) - (total < 0)
