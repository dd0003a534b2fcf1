"""Officers and owners read figures; compliance is told last week's once; nobody else, and never of few."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.figures import FEWEST
from bot.usecases.chat_ports import CannotShow, Person, TryLater
from bot.usecases.coaching_views import WeeklyFigures
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.matter_ports import ReviewNote
from bot.usecases.matter_views import NotDone, OfficersOnly
from bot.usecases.people_ports import Speaker
from bot.usecases.tell_figures import rows_of
from bot.usecases.weekly_digest import WeeklyDigest
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

    def test_brings_the_picture_and_the_table_in_its_thread(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)
        talk.clock.time += timedelta(hours=3)
        tell = WeeklyDigest(talk.ports)
        tell()
        tell()

        [(ts, message)] = talk.messenger.messages.items()
        [(place, files, language)] = talk.messenger.files
        assert (place.channel, place.thread, language) == (message.place.channel, ts, "fr")
        assert files.name == "vigie-2026-11-09-2026-11-15"

    def test_brings_what_could_not_be_brought_at_once(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)
        talk.clock.time += timedelta(hours=3)
        talk.messenger.faults = [None, TryLater("ratelimited")]
        tell = WeeklyDigest(talk.ports)
        tell()
        assert (len(told(talk)), talk.messenger.files) == (1, [])
        assert talk.journal[-1] == ("figures.not-told", {"why": "ratelimited"})

        tell()
        assert (len(told(talk)), len(talk.messenger.files)) == (1, 1)


class TestTheFiles:
    """Are given to an officer or an owner who asks, in their own conversation."""

    def ask(self, talk: PolicyConversation, person: Person) -> None:
        talk.press("figures-send", "figures", person)

    @pytest.mark.parametrize("person", [NADIA, AMELIE])
    def test_are_what_the_page_shows(self, talk: PolicyConversation, person: Person) -> None:
        note_reviews(talk, FEWEST)
        self.ask(talk, person)

        [(place, files, language)] = talk.messenger.files
        assert (place.channel, language) == (f"D{person.id}", person.language)
        assert files.picture.startswith(b"\x89PNG")
        assert "5 brouillons relus" in files.words
        assert '"2026-10-19";"2026-11-15";"Brouillons relus";"";"";"5"' in files.table
        assert not any(f"U{number}" in files.table + files.words for number in range(FEWEST))

    def test_are_nobody_elses_and_who_asks_is_on_record(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)
        self.ask(talk, JAMES)

        assert talk.messenger.files == []
        assert isinstance(talk.messenger.views[-1], OfficersOnly)
        assert talk.archive.newest("T1:refusals") is not None

    def test_do_not_exist_of_fewer_than_five(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST - 1)
        self.ask(talk, NADIA)

        assert talk.messenger.files == []
        assert talk.messenger.homes[NADIA.id].wanted.section == "figures"

    def test_come_again_later_when_slack_is_busy_and_once(self, talk: PolicyConversation) -> None:
        note_reviews(talk, FEWEST)
        talk.messenger.faults = [None, TryLater("http_500", 1)]
        self.ask(talk, NADIA)
        assert talk.messenger.files == []

        talk.clock.time += timedelta(minutes=5)
        talk.answer()
        talk.answer()
        assert len(talk.messenger.files) == 1

    def test_are_missed_in_words_where_slack_does_not_let_vigie_give_any(
        self, talk: PolicyConversation
    ) -> None:
        note_reviews(talk, FEWEST)
        talk.messenger.faults = [None, CannotShow("missing_scope")]
        self.ask(talk, NADIA)

        assert talk.messenger.views[-1] == NotDone("no-files")
        assert ("figures.not-given", {"why": "missing_scope"}) in talk.journal
