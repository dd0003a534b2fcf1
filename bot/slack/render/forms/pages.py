"""Pages that only show something: a clause, what changed, a text to copy, a moment's wait, a refusal."""

from collections.abc import Iterator

from bot.domain.draft import Language
from bot.domain.showing import one_line, showable
from bot.domain.word_marks import WordMark, mark_words
from bot.slack.ids import form_callback
from bot.slack.render.forms.parts import LONGEST, View, field, page, words
from bot.slack.render.rich_text import (
    Block,
    Element,
    data,
    header,
    paragraph,
    plain,
    quotation,
    rich_text,
    said,
    section,
    small,
)
from bot.texts import say
from bot.usecases.form_views import AtWork, CannotOpen, ClauseWhole, TextToCopy, WhatChanged

_WHOLE = 60_000
"""More than a clause or a draft costs, unless somebody means harm; a view may have 250 KB."""
_MOST_MARKS = 400
_HEADER = 150
_COMPARED = 20_000**2
"""Characters of one text times those of the other: what is compared within a tenth of a second."""


def draw_clause(view: ClauseWhole, language: Language) -> View:
    """The clause to the letter, with its document and version."""
    clause = view.citation
    document, version = one_line(clause.document), clause.version
    about = say("card.page.clause.about", language, document=document, version=version)
    blocks = [
        header(one_line(f"{clause.clause} {clause.title}")[:_HEADER] or say("card.page.clause", language)),
        small(about),
    ]
    if clause.language != language:
        blocks.append(small(say("other-language", language)))
    blocks.append(rich_text(quotation(data(clause.text, _WHOLE))))
    return page(say("card.page.clause", language), blocks, language)


def draw_what_changed(view: WhatChanged, language: Language) -> View:
    """Word by word: what goes is struck through and what comes is bold, and both are said in words too."""
    marks = _marks(showable(view.before), showable(view.after))
    if all(each.kind == "same" for each in marks):
        return _changes_page([paragraph(say("card.page.changes.none", language))], language)
    elements: list[list[Element]] = []
    before = ""
    for mark in marks[:_MOST_MARKS]:
        if mark.kind == "added" and before and not before[-1].isspace():
            elements.append(said(" "))
        elements += _marked(mark, language)
        before = mark.text if mark.kind == "removed" else ""
    blocks = [
        paragraph(say("card.page.changes.about", language)),
        rich_text(section(*elements)),
    ]
    if len(marks) > _MOST_MARKS:
        blocks.append(paragraph(say("card.page.changes.cut", language), "italic"))
    return _changes_page(blocks, language)


def _marks(before: str, after: str) -> tuple[WordMark, ...]:
    """Two texts too long to be compared word by word are shown one after the other."""
    if len(before) * len(after) <= _COMPARED:
        return mark_words(before, after)
    return WordMark("removed", before), WordMark("added", after)


def _changes_page(blocks: list[Block], language: Language) -> View:
    return page(say("card.page.changes", language), blocks, language)


def _marked(mark: WordMark, language: Language) -> Iterator[list[Element]]:
    """The words; those that went or came in brackets, after a word that says so. Spaces stay outside."""
    core = mark.text.strip()
    if mark.kind == "same":
        yield data(mark.text, _WHOLE)
    elif not core:
        yield said(mark.text if mark.kind == "added" else "")
    else:
        before, after = mark.text.split(core, 1)
        removed = mark.kind == "removed"
        what = say("removed", language) if removed else say("added", language)
        yield said(f"{before}[{what}: ")
        yield data(core, _WHOLE, "strike" if removed else "bold")
        yield said(f"]{after}")


def draw_text_to_copy(view: TextToCopy, language: Language) -> View:
    """The text in boxes in which it can be selected whole, as many as it takes."""
    parts = parts_to_copy(view.text)
    boxes: list[Block] = []
    for number, part in enumerate(parts, 1):
        label = say("card.page.copy.all", language)
        if len(parts) > 1:
            label = say("card.page.copy.part", language, number=number, count=len(parts))
        boxes.append(field(f"part-{number}", label, words(part), optional=True))
    boxes[-1]["hint"] = plain(say("card.page.copy.hint", language))
    # Slack shows no box without a button that sends it; what is sent is no form of ours, and nothing of it
    # is kept.
    done = plain(say("card.page.copy.done", language))
    callback = {"submit": done, "callback_id": form_callback("")}
    return page(say("card.page.copy", language), boxes, language) | callback


def parts_to_copy(text: str) -> list[str]:
    """The text in parts that a box takes, cut between paragraphs or words where it can be; joined they are
    the text."""
    parts: list[str] = []
    rest = showable(text)
    while _units(rest) > LONGEST:
        most = _prefix(rest, LONGEST)
        half = most // 2
        ends = (rest.rfind(end, half, most) + len(end) for end in ("\n\n", "\n", " "))
        end = next((each for each in ends if each > half), most)
        parts.append(rest[:end])
        rest = rest[end:]
    return [*parts, rest] if rest or not parts else parts


def _units(text: str) -> int:
    """Characters as a browser counts them: those beyond the Basic Multilingual Plane are two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _prefix(text: str, most: int) -> int:
    """How many characters fit."""
    used = 0
    for number, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > most:
            return number
    return len(text)


def draw_at_work(view: AtWork, language: Language) -> View:
    """What is seen while it is prepared. Whose page it is may not be known yet: it speaks both languages."""
    fr, en = say("card.page.at-work", "fr"), say("card.page.at-work", "en")
    first, second = (fr, en) if language == "fr" else (en, fr)
    return page("Vigie", [paragraph(first), small(second)], language)


def draw_cannot_open(view: CannotOpen, language: Language) -> View:
    """Why nothing opens."""
    reason = say(f"card.page.cannot.{view.why}", language)
    return page(say("card.page.cannot", language), [paragraph(reason)], language)
