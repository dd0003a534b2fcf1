"""The page for compliance officers: what it says they see, they see; its query finds what is kept."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database, reading, upgrade, writing
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters
from bot.domain.matters import Matter
from bot.texts import catalogue
from bot.usecases.decide_request import DAYS
from bot.usecases.matter_ports import Kept
from bot.usecases.sample_reviews import PERIODS
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/compliance.md").read_text(encoding="utf-8")
PRIVACY = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
SHOWN = {str(text) for text in catalogue("en").texts.values()}
ITALIC = re.findall(r"(?<![*\w])\*([^*\n]+)\*(?!\*)", re.sub(r"^```.*?^```", "", PAGE, flags=re.M | re.S))
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = "A very particular sentence"


def test_every_word_in_italics_is_one_that_people_see() -> None:
    assert len(ITALIC) > 25
    assert not [each for each in ITALIC if each not in SHOWN]


@pytest.mark.parametrize(
    "begins",
    ["request.button.", "matter.request.", "matter.posting.", "home.filter.", "watch.form.outcome.outcome"],
)
def test_every_button_state_and_filter_of_an_officer_is_explained(begins: str) -> None:
    said = {str(text) for key, text in catalogue("en").texts.items() if key.startswith(begins)}
    answers = begins.endswith("outcome.outcome")
    keys = (f"watch.form.outcome.{each}" for each in ("fine", "missed", "unclear"))
    wanted = {str(catalogue("en").texts[each]) for each in keys} if answers else said

    assert not wanted - set(ITALIC)


def test_the_days_of_the_page_are_those_of_the_code() -> None:
    assert "{}, {} or {} days away".format(*DAYS) in PAGE
    assert "of {}, {} or {} days".format(*PERIODS) in PAGE


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A database with a review of the card `card`, and an incident about it."""
    engine = open_database(f"sqlite:///{tmp_path}/docs.sqlite3")
    upgrade(engine)
    matter = Matter(
        "matter", "incident", "T1", "U1", "card", "card.0.0", "open", AT, "U1", "en", ("rule",), "draft", "f"
    )
    SqlAlchemyArchive(engine).add("review", "card.0.0", "T1:U1", AT, WORDS)
    SqlAlchemyMatters(engine).open(matter, Kept(WORDS, AT))
    yield engine
    engine.dispose()


def test_the_query_of_the_page_finds_a_matter_and_none_of_its_words(engine: Engine) -> None:
    [listed] = _statements(PAGE)

    with reading(engine) as connection:
        found = connection.exec_driver_sql(listed).first()
    assert found
    assert found[0] == "matter"
    assert WORDS not in str(found)


def test_what_the_page_of_privacy_says_to_erase_leaves_no_word_and_every_record(engine: Engine) -> None:
    erasing = [each for each in _statements(PRIVACY) if each.startswith("DELETE")]

    with writing(engine) as connection:
        for statement in erasing:
            connection.exec_driver_sql(statement)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM archive_bodies").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM archive_records").scalar() == 2
    assert len(erasing) == 3


def _statements(page: str) -> list[str]:
    """Every SQL statement of a page's code blocks, about the review, card and matter of these tests."""
    blocks = ";\n".join(re.findall(r"^```\n(.*?)^```", page, re.M | re.S))
    code = re.sub(r"--.*$", "", blocks, flags=re.M)
    for name, value in (("review", "card.0.0"), ("card", "card"), ("matter", "matter")):
        code = code.replace(f"the id of the {name}", value)
    statements = (" ".join(each.split()) for each in code.split(";"))
    return [each for each in statements if re.match(r"(SELECT|DELETE) ", each)]
