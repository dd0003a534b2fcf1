"""Whether a draft says the opposite of a position on the same subject, by its words: no model is asked.

Two things are looked at in what is said of the subject: for or against, and more or less. A negation turns
both. What says neither, asks, or only reports is no contradiction: better one missed than one made up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.contradiction_words import AGAINST, FOR, LESS, MORE, NO, REPORTS
from bot.domain.draft import Draft
from bot.domain.folding import fold_words
from bot.domain.notices import Notice
from bot.domain.posts import Post, lay_out

_STANCE = re.compile(rf"\b(?:(?P<pro>{FOR})|(?P<con>{AGAINST}))\b")
_COURSE = re.compile(rf"\b(?:(?P<pro>{MORE})|(?P<con>{LESS}))\b")
_BEFORE, _AFTER = 4, 2
"""Words around a word in which a negation turns it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of a subject: for (1) or against (-1), more (1) or less (-1), 0 for neither."""

    stance: int
    course: int

    @property
    def together(self) -> int:
        """Against less is for more."""
        return self.stance * self.course if self.stance and self.course else self.stance or self.course


def contradicted(draft: Draft, notice: Notice) -> str:
    """The sentence of the draft that goes against the notice, to the letter; "" where none does."""
    post = lay_out(draft)
    if notice.kind == "silence":
        return next((_given(span, post) for span in _on_subject(post, notice)), "")
    position = said_in(fold_words(notice.text))
    return next(
        (
            _given(span, post)
            for span in _on_subject(post, notice)
            if _is_against(_heard(span, post), position)
        ),
        "",
    )


def said_in(plain: str) -> Said:
    """What a folded sentence, or a few, say."""
    return Said(_sum(_STANCE, plain), _sum(_COURSE, plain))


def _is_against(said: Said | None, position: Said) -> bool:
    if said is None:
        return False
    if said.stance and position.stance and not (said.course and position.course):
        return said.stance * position.stance < 0
    if said.course and position.course:
        return said.together * position.together < 0
    return False


def _heard(span: tuple[int, int], post: Post) -> Said | None:
    """What a sentence says of the subject, and the next one where it says nothing itself; None for a question
    and what is only reported."""
    plain = post.folded.plain
    sentence = plain[span[0] : span[1]]
    if sentence.rstrip().endswith("?") or REPORTS.search(sentence):
        return None
    said = said_in(sentence)
    if said.stance or said.course:
        return said
    after = next((each for each in post.sentences if each[0] >= span[1]), None)
    if after is None or plain[after[0] : after[1]].rstrip().endswith("?"):
        return None
    return said_in(plain[after[0] : after[1]])


def _on_subject(post: Post, notice: Notice) -> Iterator[tuple[int, int]]:
    for span in post.sentences:
        if notice.subject.search(post.folded.plain, *span):
            yield span


def _given(span: tuple[int, int], post: Post) -> str:
    start, end = post.folded.span(*span)
    return " ".join(post.draft.text[start:end].split())


def _sum(words: re.Pattern[str], plain: str) -> int:
    """The sign of all of them together, each turned by a negation near it."""
    total = 0
    for match in words.finditer(plain):
        sign = 1 if match["pro"] else -1
        total += -sign if _is_turned(match.span(), plain) else sign
    return (total > 0) - (total < 0)


def _is_turned(span: tuple[int, int], plain: str) -> bool:
    clause = re.split(r"[,;:.!?\n]| mais | but ", plain[: span[0]])[-1]
    before = " ".join(clause.split()[-_BEFORE:])
    after = " ".join(re.split(r"[,;:.!?\n]", plain[span[1] :])[0].split()[:_AFTER])
    return bool(NO.search(before)) or bool(re.search(r"\b(?:pas|jamais|not)\b", after))
