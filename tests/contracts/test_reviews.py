"""What the list of reviews promises: the newest of every card, whose it is, and when it was made."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.usecases.matter_ports import ReviewNote, Reviews

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
EVER = (MONDAY - timedelta(days=999), MONDAY + timedelta(days=999))


def noted(review: str, hours: float = 0, card: str = "", author: str = "UAMELIE") -> ReviewNote:
    """A review so many hours after Monday morning; by default of the card that its id begins with."""
    return ReviewNote(
        review,
        card or review.split(".")[0],
        "T1",
        author,
        MONDAY + timedelta(hours=hours),
        "ok",
        "linkedin",
        "fr",
        "f" * 64,
    )


def note_all(reviews: Reviews, *notes: ReviewNote) -> None:
    """Note them, one after the other."""
    for each in notes:
        reviews.note(each)


def ids(found: list[ReviewNote]) -> list[str]:
    """Of the reviews, in order."""
    return [each.review for each in found]


def test_a_review_is_noted_as_it_was_given(reviews: Reviews) -> None:
    given = replace(
        noted("C1.0.0"),
        at=MONDAY.replace(microsecond=3),
        verdict="approval",
        platform="mastodon",
        language="mixed",
        fingerprint="a" * 64,
        rules=("guaranteed-return", "unknown-rule"),
    )

    reviews.note(given)

    assert reviews.note_of("C1.0.0") == given
    assert reviews.note_of("C1.0.1") is None
    assert reviews.of_author("T1", "UAMELIE", 9) == reviews.between("T1", *EVER) == [given]


def test_noting_it_again_changes_nothing(reviews: Reviews) -> None:
    reviews.note(noted("C1.0.0"))
    reviews.note(replace(noted("C1.0.0", hours=5), verdict="block", author="UJAMES"))

    assert reviews.of_author("T1", "UAMELIE", 9) == [noted("C1.0.0")]
    assert reviews.of_author("T1", "UJAMES", 9) == []


class TestWhatItsAuthorDidNotSee:
    """While Vigie is tried out."""

    def test_is_noted_and_in_no_list(self, reviews: Reviews) -> None:
        unseen = replace(noted("C1.0.0"), shown=False)
        note_all(reviews, unseen, noted("C2.0.0"))

        assert reviews.note_of("C1.0.0") == unseen
        assert ids(reviews.of_author("T1", "UAMELIE", 9)) == ["C2.0.0"]
        assert ids(reviews.between("T1", *EVER)) == ["C2.0.0"]

    def test_hides_what_they_saw_of_the_same_draft_before(self, reviews: Reviews) -> None:
        note_all(reviews, noted("C1.0.0", 1), replace(noted("C1.1.0", 2), shown=False))

        assert reviews.of_author("T1", "UAMELIE", 9) == reviews.between("T1", *EVER) == []

    def test_is_listed_once_it_was_shown_after_all_and_never_hidden_again(self, reviews: Reviews) -> None:
        unseen = replace(noted("C1.0.0"), shown=False)
        note_all(reviews, unseen, noted("C1.0.0"), unseen)

        assert reviews.of_author("T1", "UAMELIE", 9) == [noted("C1.0.0")]


class TestOfAnAuthor:
    def test_the_newest_review_of_each_card_comes_newest_first(self, reviews: Reviews) -> None:
        note_all(
            reviews,
            noted("C1.0.0", 1),
            noted("C2.0.0", 2),
            noted("C3.0.0", 3),
            noted("C1.1.0", 4),
            noted("C2.0.1", 2.5),
        )

        assert ids(reviews.of_author("T1", "UAMELIE", 9)) == ["C1.1.0", "C3.0.0", "C2.0.1"]

    def test_nobody_elses_and_of_no_other_workspace(self, reviews: Reviews) -> None:
        elsewhere = replace(noted("C3.0.0"), team="T2")
        note_all(reviews, noted("C1.0.0"), noted("C2.0.0", author="UJAMES"), elsewhere)

        assert ids(reviews.of_author("T1", "UAMELIE", 9)) == ["C1.0.0"]
        assert ids(reviews.of_author("T2", "UAMELIE", 9)) == ["C3.0.0"]
        assert reviews.of_author("T2", "UJAMES", 9) == []

    def test_of_reviews_made_at_one_moment_the_one_noted_last_is_the_newest(self, reviews: Reviews) -> None:
        note_all(reviews, noted("C2.0.0"), noted("C1.0.0"), noted("C1.0.1"))

        assert ids(reviews.of_author("T1", "UAMELIE", 9)) == ["C1.0.1", "C2.0.0"]

    def test_what_is_noted_late_is_no_newer_for_it(self, reviews: Reviews) -> None:
        note_all(reviews, noted("C1.1.0", 4), noted("C1.0.0", 1))

        assert ids(reviews.of_author("T1", "UAMELIE", 9)) == ["C1.1.0"]

    def test_pages_follow_each_other_without_a_gap_or_a_repeat(self, reviews: Reviews) -> None:
        note_all(reviews, *(noted(f"C{number}.0.0", number % 3) for number in range(11)))

        pages = [reviews.of_author("T1", "UAMELIE", 4, skip) for skip in (0, 4, 8, 12)]

        assert [len(page) for page in pages] == [4, 4, 3, 0]
        listed = [each for page in pages for each in page]
        assert listed == reviews.of_author("T1", "UAMELIE", 99)
        assert len(set(ids(listed))) == 11


class TestBetweenTwoMoments:
    def test_the_first_counts_and_the_last_does_not_and_the_oldest_comes_first(
        self, reviews: Reviews
    ) -> None:
        note_all(reviews, *(noted(f"C{hours}.0.0", hours) for hours in (3, 0, 2, 1, 4)))

        found = reviews.between("T1", MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=3))

        assert ids(found) == ["C1.0.0", "C2.0.0"]

    def test_a_draft_that_was_reviewed_again_counts_when_it_was_reviewed_last(self, reviews: Reviews) -> None:
        note_all(reviews, noted("C1.0.0", 1), noted("C2.0.0", 1), noted("C1.1.0", 9))

        assert ids(reviews.between("T1", MONDAY, MONDAY + timedelta(hours=5))) == ["C2.0.0"]
        assert ids(reviews.between("T1", MONDAY, MONDAY + timedelta(hours=10))) == ["C2.0.0", "C1.1.0"]

    def test_by_verdict_a_draft_counts_for_what_its_newest_review_said(self, reviews: Reviews) -> None:
        note_all(
            reviews,
            noted("C1.0.0", 1),
            replace(noted("C1.1.0", 2), verdict="block"),
            replace(noted("C2.0.0", 3), verdict="revise"),
            noted("C2.1.0", 4),
        )

        assert ids(reviews.between("T1", *EVER, "ok")) == ["C2.1.0"]
        assert ids(reviews.between("T1", *EVER, "block")) == ["C1.1.0"]
        assert reviews.between("T1", *EVER, "approval") == []

    def test_of_no_other_workspace(self, reviews: Reviews) -> None:
        note_all(reviews, noted("C1.0.0"), replace(noted("C2.0.0", author="UJAMES"), team="T2"))

        assert ids(reviews.between("T2", *EVER)) == ["C2.0.0"]


def test_noted_twice_at_once_it_is_there_once(reviews: Reviews) -> None:
    together = Barrier(2)

    def note(_: int) -> None:
        together.wait()
        reviews.note(noted("C1.0.0"))

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(note, range(2)))

    assert reviews.between("T1", *EVER) == [noted("C1.0.0")]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_an_authors_reviews_are_found_without_reading_the_others(database: Engine) -> None:
    reviews, asked = SqlAlchemyReviews(database), []

    def watch(_connection: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    sa.event.listen(database, "before_cursor_execute", watch)
    reviews.of_author("T1", "UAMELIE", 10)
    sa.event.remove(database, "before_cursor_execute", watch)

    statement, values = next(each for each in asked if each[0].startswith("SELECT"))
    with database.connect() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert not any(step[3].startswith("SCAN") for step in steps), steps


def test_authors_and_drafts_are_counted_once_each_from_a_moment_on(reviews: Reviews) -> None:
    note_all(
        reviews,
        noted("C1.0.0"),
        noted("C1.1.0", 1),
        noted("C2.0.0", 2),
        noted("C3.0.0", 3, author="UJAMES"),
        noted("C4.0.0", -1, author="UNADIA"),
        replace(noted("C5.0.0", 4, author="UTHOMAS"), shown=False),
        replace(noted("C6.0.0", 4, author="UTHOMAS"), team="T2"),
    )

    assert reviews.how_many("T1", MONDAY) == (2, 3)
    assert reviews.how_many("T3", MONDAY) == (0, 0)


def test_every_review_of_a_period_is_there_in_order_but_those_that_nobody_saw(reviews: Reviews) -> None:
    note_all(
        reviews,
        noted("C1.1.0", 2),
        noted("C1.0.0"),
        noted("C2.0.0", 5),
        replace(noted("C3.0.0", 1), shown=False),
        replace(noted("C4.0.0", 1), team="T2"),
    )

    assert ids(reviews.made("T1", MONDAY, MONDAY + timedelta(hours=5))) == ["C1.0.0", "C1.1.0"]
    assert reviews.teams() == ["T1", "T2"]
