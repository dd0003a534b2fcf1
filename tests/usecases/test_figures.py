"""Officers and owners read figures; compliance is told last week's once; nobody else, and never of few."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.figures import FEWEST
from bot.usecases.coaching_views import WeeklyFigures
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.matter_ports import ReviewNote
from bot.usecases.people_ports import Speaker
from bot.usecases.tell_figures import WeeklyDigest, rows_of
from tests.publications import MONDAY
from tests.usecases.conversation import AMELIE, JAMES, NADIA
from tests.usecases.policy_conversation import PolicyConversation


def note_reviews(talk: PolicyConversation, people: int, days_ago: int = 7) -> None:
    for number in range(people):
        at = MONDAY - timedelta(days=days_ago)
        talk.reviews.note(
            ReviewNote(
                f"c{number}.0.0", f"c{number}", "T1", f"U{number}", at, "revise", "linkedin", "fr", "f",
                ("guaranteed-return",),
            )
        )  # fmt: skip
        talk.people.keep(Speaker("T1", f"U{number}", unit="wealth"))


@pytest.fixture
def talk() -> PolicyConversation:
    conversation = PolicyConversation()
    conversation.roles.officers.add(NADIA.id)
    return conversation


def told(talk: PolicyConversation) -> list[WeeklyFigures]:
    return [each.view for each in talk.messenger.messages.values() if isinstance(each.view, WeeklyFigures)]


class TestThePage:
    """Is the officers' and the owners'."""

    def test_shows_the_last_four_whole_weeks(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)
        for person in (NADIA, AMELIE):
            shown = home_for(person, "T1", HomeWanted("figures"), talk.ports).figures
            assert shown is not None
            assert (shown.figures.drafts, shown.figures.end - shown.figures.start) == (5, timedelta(weeks=4))
            assert [each.name for each in shown.figures.units] == ["wealth"]

    def test_is_nobody_elses(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)

        assert home_for(JAMES, "T1", HomeWanted("figures"), talk.ports).figures is None

    def test_has_no_name_and_no_id_of_anybody(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST + 4)
        shown = home_for(NADIA, "T1", HomeWanted("figures"), talk.ports).figures
        assert shown is not None

        assert not {f"U{number}" for number in range(9)} & set(" ".join(map(str, rows_of(shown))).split())
        assert "U1" not in repr(shown.figures)


class TestTheDigest:
    """Comes once a week, to compliance."""

    def test_is_told_once_from_monday_noon_on(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)
        tell = WeeklyDigest(talk.ports)
        tell()  # at half past nine
        assert told(talk) == []

        talk.clock.time += timedelta(hours=3)
        tell()
        tell()
        WeeklyDigest(talk.ports)()  # of another process
        [view] = told(talk)
        assert view.shown.figures.drafts == FEWEST

        talk.clock.time += timedelta(weeks=1)
        tell()
        assert len(told(talk)) == 1, "nothing was reviewed that week"

    def test_says_nothing_of_fewer_than_five(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST - 1)
        talk.clock.time += timedelta(hours=3)
        WeeklyDigest(talk.ports)()

        assert told(talk) == []

    def test_is_not_for_a_bot_without_a_compliance_channel(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)
        talk.clock.time += timedelta(hours=3)
        WeeklyDigest(replace(talk.ports, compliance=None))()

        assert told(talk) == []
