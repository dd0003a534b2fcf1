"""Where the firm stands is counted from what is kept: each sign appears with the fact behind it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.firm import BalanceTarget
from bot.domain.matters import Matter, MatterKind, MatterState
from bot.usecases.balance_ports import PostedText
from bot.usecases.learning_ports import Attempt
from bot.usecases.matter_ports import ReviewNote
from bot.usecases.people_ports import Speaker
from bot.usecases.stand import firm_standing
from tests.fakes_matters import KEPT
from tests.publications import MONDAY
from tests.usecases.conversation import JAMES, NADIA, THOMAS
from tests.usecases.policy_conversation import PolicyConversation


@pytest.fixture
def talk() -> PolicyConversation:
    return PolicyConversation()


def there(talk: PolicyConversation) -> set[str]:
    return {each.name for each in firm_standing("T1", talk.ports).signs if each.is_there}


def note(talk: PolicyConversation, people: int, unit: str = "wealth") -> None:
    for number in range(people):
        person = f"{unit}{number}"
        at = MONDAY - timedelta(days=5)
        talk.reviews.note(
            ReviewNote(f"{person}.0", person, "T1", person, at, "ok", "linkedin", "fr", "f" * 64)
        )
        talk.people.keep(Speaker("T1", person, unit=unit))


def matter(talk: PolicyConversation, kind: MatterKind, state: MatterState, hours: float = 2) -> None:
    opened = MONDAY - timedelta(days=2)
    closed = None if state == "open" else opened + timedelta(hours=hours)
    number = len(talk.matters.all)
    made = Matter(
        f"M{number}", kind, "T1", "U1", "c", "r", state, opened, "U1", "fr", closed_at=closed
    )  # fmt: skip
    talk.matters.open(made, KEPT)


def test_roles_and_the_first_author(talk: PolicyConversation) -> None:
    talk.roles.officers.clear()
    assert "officer" not in there(talk)

    talk.roles.officers |= {NADIA.id}
    note(talk, 1)
    assert {"owner", "officer", "authors"} <= there(talk)

    talk.roles.officers |= {THOMAS.id}
    talk.roles.owners |= {JAMES.id}
    assert "two-each" in there(talk)


def test_a_team_is_of_five(talk: PolicyConversation) -> None:
    note(talk, 4)
    assert "team" not in there(talk)

    note(talk, 5)
    assert "team" in there(talk)


def test_decisions_within_a_day_with_none_that_waits_longer(talk: PolicyConversation) -> None:
    matter(talk, "request", "approved")
    assert "in-time" in there(talk)

    matter(talk, "request", "open")
    assert "in-time" not in there(talk), "it has waited for two days"


def test_postings_of_half_of_the_drafts(talk: PolicyConversation) -> None:
    note(talk, 6)
    for _ in range(2):
        matter(talk, "posting", "as-reviewed")
    assert "posted" not in there(talk)

    matter(talk, "posting", "differs")
    assert "posted" in there(talk)


def test_a_sample_that_was_read_and_what_is_contested(talk: PolicyConversation) -> None:
    assert "sample" not in there(talk)

    matter(talk, "sample", "fine")
    assert {"sample", "settled"} <= there(talk)

    matter(talk, "disagreement", "open")
    talk.clock.time += timedelta(days=20)
    assert "settled" not in there(talk)


def test_three_teams_of_five(talk: PolicyConversation) -> None:
    for unit in ("wealth", "insurance"):
        note(talk, 5, unit)
    assert "units" not in there(talk)

    note(talk, 5, "communications")
    assert "units" in there(talk)


@pytest.mark.parametrize(("promotions", "kept"), [(1, True), (2, False)])
def test_a_month_that_is_balanced(talk: PolicyConversation, promotions: int, kept: bool) -> None:
    for number in range(5 + promotions):
        nature = "resource" if number < 5 else "promotion"
        talk.posted.keep(PostedText(f"c{number}", "T1", f"U{number % 5}", MONDAY.date(), "linkedin", nature))  # type: ignore[arg-type]
    desk = talk.ports.desk()
    firm = desk.policies.firm.model_copy(update={"balance": BalanceTarget(resources=4, of=5, days=30)})
    talk.ports = replace(
        talk.ports,
        desk=lambda: replace(desk, policies=replace(desk.policies, firm=firm)),  # type: ignore[arg-type]
    )

    assert ("balance" in there(talk)) is kept


def test_certificates_that_count_and_good_posts_that_are_shared(talk: PolicyConversation) -> None:
    note(talk, 5)
    for number in range(5):
        until = MONDAY + timedelta(days=10)
        talk.learning.settle(
            Attempt(
                "T1",
                f"U{number}",
                "certification",
                "employee",
                1,
                MONDAY,
                9,
                10,
                True,
                "1",
                f"E{number}",
                until,
            )
        )
        matter(talk, "good-post", "accepted")
    assert {"trained", "examples"} <= there(talk)

    talk.clock.time += timedelta(days=11)
    assert "trained" not in there(talk)
