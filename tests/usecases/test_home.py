"""A person's own page: what it shows to whom, a part at a time."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.matters import Matter
from bot.usecases.chat_ports import Person, TryLater
from bot.usecases.home import A_PAGE, home_for
from bot.usecases.home_views import Home, HomeWanted
from bot.usecases.matter_ports import ReviewNote
from tests.fakes_matters import KEPT
from tests.publications import MONDAY
from tests.usecases.conversation import AMELIE, JAMES, NADIA, VISITOR, Conversation
from tests.usecases.policy_conversation import PolicyConversation

EVERYBODYS = ("mine", "examples", "learning")


def matter(number: int, kind: Any = "request", **more: Any) -> Matter:
    """An open matter about a draft of Amélie's."""
    given: dict[str, Any] = {"state": "open", "author": AMELIE.id} | more
    opened = MONDAY + timedelta(minutes=number)
    return Matter(
        f"M{number}", kind, "T1", card=f"c{number}", review="r", opened_at=opened, opened_by=AMELIE.id,
        language="fr", **given,
    )  # fmt: skip


def note(number: int, person: Person = AMELIE) -> ReviewNote:
    """A review noted."""
    at = MONDAY + timedelta(minutes=number)
    return ReviewNote(f"c{number}.0.0", f"c{number}", "T1", person.id, at, "ok", "linkedin", "fr", "f")


def home(talk: Conversation, person: Person, **wanted: Any) -> Home:
    """The page of that person."""
    return home_for(person, "T1", HomeWanted(**wanted), talk.ports)


def test_a_guest_sees_a_refusal_and_nothing_else() -> None:
    shown = home(PolicyConversation(), VISITOR)

    assert shown == Home((), HomeWanted(), refused=True)


@pytest.mark.parametrize(
    ("person", "sections"),
    [
        (JAMES, (*EVERYBODYS, "policies")),
        (AMELIE, (*EVERYBODYS, "library", "disagreements", "offers", "figures", "maturity")),
        (NADIA, (*EVERYBODYS, "policies", "queue", "sample", "incidents", "figures", "maturity")),
    ],
)
def test_each_role_has_its_own_parts(person: Person, sections: tuple[str, ...]) -> None:
    talk = PolicyConversation()
    talk.roles.officers.add(NADIA.id)

    assert home(talk, person).sections == sections


def test_a_part_that_is_not_theirs_is_not_shown_to_who_asks_for_it() -> None:
    talk = Conversation()
    talk.matters.open(matter(1), KEPT)

    shown = home(talk, JAMES, section="queue")
    assert (shown.wanted.section, shown.matters) == ("mine", ())


def test_where_nobody_can_say_who_somebody_is_they_see_what_everybody_sees() -> None:
    talk = Conversation()
    talk.roles.faults = [TryLater("unreachable")]

    assert home(talk, NADIA).sections == ("mine", "examples", "learning")


def test_everybody_sees_their_own_reviews_alone_newest_first() -> None:
    talk = Conversation()
    talk.reviews.note(note(1))
    talk.reviews.note(note(2, JAMES))
    talk.reviews.note(note(3))
    talk.matters.open(matter(3), KEPT)

    shown = home(talk, AMELIE)
    assert [each.card for each in shown.mine] == ["c3", "c1"]
    assert [each.id for each in shown.mine[0].matters] == ["M3"]


def test_that_a_review_was_drawn_for_the_sample_is_not_its_authors_to_see() -> None:
    talk = Conversation()
    talk.reviews.note(note(1))
    talk.matters.open(matter(1, "sample", state="missed"), KEPT)

    assert home(talk, AMELIE).mine[0].matters == ()


def test_a_review_shows_the_beginning_of_its_text_and_where_it_is() -> None:
    talk = Conversation()
    talk.say("Un rendement garanti, chaque année, pour tous.")

    [mine] = home(talk, AMELIE).mine
    assert mine.beginning == "Un rendement garanti, chaque année, pour tous."
    assert mine.link.startswith("https://chat.example/DUAMELIE/")
    talk.archive.erase_body(talk.reviews.of_author("T1", AMELIE.id, 1)[0].review)
    assert home(talk, AMELIE).mine[0].beginning == ""


def test_there_is_a_next_page_only_where_there_is_more() -> None:
    talk = Conversation()
    for number in range(A_PAGE + 1):
        talk.reviews.note(note(number))

    first, second = home(talk, AMELIE), home(talk, AMELIE, page=1)
    assert (len(first.mine), first.more) == (A_PAGE, True)
    assert (len(second.mine), second.more) == (1, False)


def test_the_queue_is_filtered_and_what_goes_out_first_comes_first() -> None:
    talk = Conversation()
    now = talk.clock.now()
    for each in (
        matter(1),
        matter(2, due=now + timedelta(days=3), taken_by=NADIA.id),
        matter(3, due=now + timedelta(hours=2)),
        matter(4, state="approved"),
        matter(5, kind="incident"),
    ):
        talk.matters.open(each, KEPT)

    def shown(**wanted: Any) -> list[str]:
        return [each.matter.id for each in home(talk, NADIA, section="queue", **wanted).matters]

    assert shown() == ["M3", "M2", "M1"]
    assert shown(filter="mine") == ["M2"]
    assert shown(filter="free") == ["M3", "M1"]
    assert shown(filter="soon") == ["M3"]
    assert shown(filter="decided") == ["M4"]
    assert dict(home(talk, NADIA).counts) == {"queue": 3, "sample": 0, "incidents": 1}


def test_an_owner_sees_drafts_and_history_others_what_is_in_force() -> None:
    talk = PolicyConversation()
    talk.upload()

    mine, theirs = home(talk, AMELIE, section="library"), home(talk, JAMES, section="policies")
    assert mine.policies
    assert theirs.policies
    assert {each.state for each in mine.policies.documents} == {"published", "draft"}
    assert {each.state for each in theirs.policies.documents} == {"published"}
    assert mine.history
    assert theirs.history is None


def test_owners_and_officers_read_where_the_firm_stands_and_nobody_else() -> None:
    talk = PolicyConversation()
    talk.reviews.note(note(1))

    shown = home(talk, AMELIE, section="maturity").standing
    assert shown is not None
    assert {each.name for each in shown.signs if each.is_there} >= {"owner", "authors"}
    assert home(talk, JAMES, section="maturity").standing is None
