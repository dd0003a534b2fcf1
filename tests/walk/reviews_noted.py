"""Reviews of last week by so many people, noted in a database as a bot would have."""

from datetime import timedelta
from pathlib import Path

from bot.adapters.database import open_database, upgrade
from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.adapters.system_clock import SystemClock
from bot.domain.figures import weeks_until
from bot.usecases.matter_ports import ReviewNote

LAST_WEEK = weeks_until(SystemClock().now(), 1)[0] + timedelta(days=2)


def noted(people: int, team: str = "T1") -> list[ReviewNote]:
    """One review of each of so many people of a workspace."""
    return [_note(f"{team}c{number}", team, f"U{number}") for number in range(people)]


def note(data: Path, *notes: ReviewNote) -> None:
    """In the database of that data folder."""
    engine = open_database(f"sqlite:///{data / 'vigie.sqlite3'}")
    upgrade(engine)
    for each in notes:
        SqlAlchemyReviews(engine).note(each)
    engine.dispose()


def _note(card: str, team: str, author: str) -> ReviewNote:
    return ReviewNote(
        f"{card}.0.0", card, team, author, LAST_WEEK, "ok", "linkedin", "fr", "f", ("a-rule",)
    )  # fmt: skip
