"""A bot that only reviewed in direct messages keeps what it holds, and lists the reviews it had archived."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import upgrade, writing
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_cards import SqlAlchemyCards
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_matter_tables import review_notes
from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.domain.clauses import text_fingerprint
from bot.domain.draft import Draft
from bot.domain.review import Review
from bot.usecases.chat_ports import Card, FileRef, Place
from bot.usecases.matter_ports import ReviewNote
from bot.usecases.review import ReviewPorts, archived_body, open_desk
from tests.contracts.test_migrations import upgrade_to
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.publications import pack, publication, rule

Opened = Callable[[str], Engine]
MONDAY = datetime(2026, 11, 16, 9, 30, 0, 7, tzinfo=UTC)
EVER = (MONDAY - timedelta(days=999), MONDAY + timedelta(days=999))
PROMISE = "Toujours un rendement garanti, toujours. 🙂 \udfff"

AS_OF_0005 = (
    "INSERT INTO inbox (id, event, subject, kind, team, channel, thread, lane, message, person, text, "
    "attachments, card, button, choice, state, attempt, due, received_at, files, form) VALUES "
    "(0, 'E1', 'S1', :kind, 'T1', 'U1', 'S1', 'T1:U1:S1', 'S1', 'U1', :text, '[]', '', '', '', 'waiting', 0, "
    "'2026-11-16 00:00:00.000000', '2026-11-16 00:00:00.000000', :files, :form)",
    "INSERT INTO cards (number, id, team, channel, thread, message, author, event, platform, language, "
    "attachments, revision, turn, review, state) VALUES (0, 'c1', 'T1', 'D1', '1.1', '1.1', 'U1', 'E0', 'x', "
    """'fr', '["image"]', 2, 1, 'c1.2.1', 'shown')""",
)
GIVEN: dict[str, Any] = {
    "kind": "upload",
    "text": b"",
    "files": '[["F1", "pms.pdf", 3, "application/pdf"]]',
    "form": '{"document": "PMS/fr", "note": "Nouvelle"}',
}

SOUND = {"verdict": "ok", "platform": "x", "language": "fr", "findings": []}
UNREADABLE = (
    *("", "{", "[]", "{}", '{"review": null}', json.dumps({"review": {}, "draft": {"text": "x"}})),
    json.dumps({"review": SOUND, "draft": {"text": 7}}),
    *(
        json.dumps({"review": SOUND | odd, "draft": {"text": "x"}})
        for odd in (
            {"verdict": "perhaps"},
            {"platform": "\u0000"},
            {"language": "deutsch"},
            {"language": ["fr"]},
            {"findings": [{"rule": "r", "severity": "huge"}]},
            {"findings": [7]},
        )
    ),
)
"""Bodies that this program never wrote."""


@pytest.fixture
def before(empty_address: str, opened: Opened) -> Engine:
    """A database as the version before left it, with nothing in it."""
    engine = opened(empty_address)
    upgrade_to("0005", engine)
    return engine


def made(text: str, platform: Any = "linkedin") -> Review:
    """A review of that text under two rules, of which the milder finds "toujours"."""
    always = [{"kind": "phrase", "fr": ["toujours"], "en": ["always"]}]
    milder = rule("always", severity="approval", detect=always)
    policies = InMemoryPolicyStore()
    policies.publish(publication(links={}, content=pack(milder, rule("guaranteed-return"))))
    ports = ReviewPorts(policies, InMemoryArchive(), _Monday(), lambda _: "fr", _no_embedder, "test")
    return open_desk(ports).review(Draft(text, platform))


class _Monday:
    def now(self) -> datetime:
        return MONDAY


def _no_embedder() -> Any:
    raise AssertionError("no rule judges by meaning")


def test_a_form_that_waits_is_a_form_of_the_one_name_there_was(before: Engine) -> None:
    _fill(before, GIVEN)

    upgrade(before)

    inbox = SqlAlchemyInbox(before)
    [job] = inbox.begin(MONDAY, most=9)
    received = job.received
    assert (received.kind, received.choice, received.place) == ("form", "policy", Place("T1", "U1", "S1"))
    assert received.files == (FileRef("F1", "pms.pdf", 3, "application/pdf"),)
    assert received.form == {"document": "PMS/fr", "note": "Nouvelle"}
    menu = replace(received, event="E2", subject="S2", kind="shortcut", place=Place("T1", "C1", "1.1"))
    assert inbox.accept(menu, MONDAY)
    assert inbox.job("E2").received.kind == "shortcut"


def test_whatever_else_waits_stays_what_it_was(before: Engine) -> None:
    _fill(before, GIVEN | {"kind": "command"})

    upgrade(before)

    received = SqlAlchemyInbox(before).job("E1").received
    assert (received.kind, received.choice) == ("command", "")


def test_a_card_is_of_an_employee_s_post_that_nobody_planned(before: Engine) -> None:
    _fill(before, GIVEN)

    upgrade(before)

    place = Place("T1", "D1", "1.1")
    card = Card("c1", place, "1.1", "U1", "E0", "x", "fr", ("image",), 2, 1, "c1.2.1", "shown")
    assert SqlAlchemyCards(before).card("c1") == card
    assert (card.role, card.genre, card.draft_language, card.aside, card.planned) == (
        "employee",
        "post",
        None,
        False,
        None,
    )


def test_the_reviews_of_cards_are_listed_from_the_archive(before: Engine) -> None:
    review, other = made(PROMISE), made("Notre équipe recrute.", "x")
    _archive(before, "c1.0.0", review)
    _archive(before, "c2.1.3", other, hours=1)
    _archive(before, "c1.2.0.0a1b2c3d", other, hours=2)

    upgrade(before)

    reviews = SqlAlchemyReviews(before)
    first = reviews.note_of("c1.0.0")
    assert first == ReviewNote(
        "c1.0.0",
        "c1",
        "T1",
        "U1",
        MONDAY,
        review.verdict,
        "linkedin",
        review.language,
        text_fingerprint(PROMISE),
        ("guaranteed-return", "always"),
    )
    again = reviews.note_of("c1.2.0.0a1b2c3d")
    assert again is not None
    assert (again.card, again.verdict, again.platform, again.rules) == ("c1", "ok", "x", ())
    listed = [each.review for each in reviews.of_author("T1", "U1", 9)]
    assert listed == ["c1.2.0.0a1b2c3d", "c2.1.3"]


def test_what_no_card_of_a_person_showed_is_not_listed(before: Engine) -> None:
    review = made(PROMISE)
    for review_id in ("c1.0.0.if.0a1b2c3d", "0f0e0d0c0b0a", "c1.x.0"):
        _archive(before, review_id, review)
    for number, stream in enumerate(("cli", "T1:", ":U1", "T1:U1:more")):
        _archive(before, f"c{number}.0.0", review, stream)
    SqlAlchemyArchive(before).add("request", "c9.0.0", "T1:U1", MONDAY, archived_body(review, "c9.0.0"))

    upgrade(before)

    assert _listed(before) == []


def test_what_was_erased_is_not_listed(before: Engine) -> None:
    _archive(before, "c1.0.0", made(PROMISE))
    SqlAlchemyArchive(before).erase_body("c1.0.0")

    upgrade(before)

    assert _listed(before) == []


def test_a_body_that_cannot_be_read_is_left_out_and_keeps_nothing_back(before: Engine) -> None:
    archive = SqlAlchemyArchive(before)
    for number, body in enumerate(UNREADABLE):
        archive.add("review", f"c{number}.0.0", "T1:U1", MONDAY, body)
    _archive(before, "cx.0.0", made("Bonjour."))

    upgrade(before)

    assert _listed(before) == ["cx.0.0"]
    assert archive.verify("T1:U1") is None


def test_a_long_archive_is_listed_whole_and_in_order(before: Engine) -> None:
    body = archived_body(made("Bonjour."), "c")
    archive = SqlAlchemyArchive(before)
    for number in range(401):
        at = MONDAY + timedelta(seconds=-number)
        archive.add("review", f"c{number}.0.0", f"T1:U{number % 3}", at, body)

    upgrade(before)

    assert _listed(before) == [f"c{number}.0.0" for number in reversed(range(401))]
    assert len(SqlAlchemyReviews(before).between("T1", *EVER)) == 401


def _fill(engine: Engine, given: dict[str, Any]) -> None:
    with writing(engine) as connection:
        for statement in AS_OF_0005:
            connection.execute(sa.text(statement), given)


def _archive(engine: Engine, review_id: str, review: Review, stream: str = "T1:U1", hours: int = 0) -> None:
    body, at = archived_body(review, review_id), MONDAY + timedelta(hours=hours)
    SqlAlchemyArchive(engine).add("review", review_id, stream, at, body)


def _listed(engine: Engine) -> list[str]:
    """In the order in which they were noted."""
    with engine.connect() as connection:
        return list(connection.scalars(sa.select(review_notes.c.review).order_by(review_notes.c.number)))
