"""What is kept of posted texts promises: one a draft, whose it is, and since when."""

from collections import Counter
from dataclasses import replace
from datetime import date

from bot.usecases.balance_ports import PostedText, PostedTexts

DAY = date(2026, 11, 16)
FIRST = PostedText("C1", "T1", "U1", DAY, "linkedin", "resource")


def test_what_an_author_posted_since_a_day(posted_texts: PostedTexts) -> None:
    posted_texts.keep(FIRST)
    posted_texts.keep(replace(FIRST, card="C2", day=date(2026, 11, 15), nature="neither"))
    posted_texts.keep(replace(FIRST, card="C3", nature="promotion"))
    posted_texts.keep(replace(FIRST, card="C4", author="U2"))
    posted_texts.keep(replace(FIRST, card="C5", team="T2"))

    assert sorted(posted_texts.natures("T1", "U1", DAY)) == ["promotion", "resource"]
    assert posted_texts.natures("T1", "U1", DAY, but="C1") == ["promotion"]
    assert len(posted_texts.natures("T1", "U1", date(2026, 11, 1))) == 3
    assert posted_texts.natures("T1", "U9", DAY) == []


def test_a_draft_counts_once_as_its_author_said_last(posted_texts: PostedTexts) -> None:
    posted_texts.keep(FIRST)
    posted_texts.keep(FIRST)
    posted_texts.keep(replace(FIRST, nature="promotion", day=date(2026, 11, 17), platform="x"))

    assert posted_texts.natures("T1", "U1", DAY) == ["promotion"]


def test_counts_are_of_authors_and_of_each_nature(posted_texts: PostedTexts) -> None:
    assert posted_texts.counts("T1", DAY) == (0, Counter())
    for number, nature in enumerate(("resource", "resource", "promotion", "neither")):
        posted_texts.keep(replace(FIRST, card=f"C{number}", author=f"U{number % 2}", nature=nature))

    assert posted_texts.counts("T1", DAY) == (2, {"resource": 2, "promotion": 1, "neither": 1})
