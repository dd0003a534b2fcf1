"""A request from asking to its end, kept in a real database: what the fakes promise holds there too."""

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_cards import SqlAlchemyCards
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters
from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.usecases.matter_views import RequestVoid
from bot.usecases.remind_compliance import Reminders
from tests.usecases.conversation import AMELIE, NADIA, PROMISE, THOMAS
from tests.usecases.request_talk import RequestTalk, race_two_officers


class KeptTalk(RequestTalk):
    """As `RequestTalk`, kept in a database."""

    def draft(self, text: str = PROMISE, person=AMELIE) -> str:  # type: ignore[no-untyped-def]
        ts = self.say(text, person)
        card = self.cards.of_message("T1", f"D{person.id}", ts)
        assert card is not None
        return card.id


@pytest.fixture
def talk(database: Engine) -> KeptTalk:
    return KeptTalk(
        archive=SqlAlchemyArchive(database), inbox=SqlAlchemyInbox(database), cards=SqlAlchemyCards(database),
        matters=SqlAlchemyMatters(database), reviews=SqlAlchemyReviews(database),
    )  # type: ignore[arg-type]  # fmt: skip


def test_asked_taken_answered_approved_and_void(talk: KeptTalk) -> None:
    due = str(int(talk.clock.now().timestamp()) + 20 * 3_600)
    matter = talk.ask(talk.draft(), planned=due)
    talk.press("request-take", matter.id, THOMAS)
    asked = talk.decide(talk.now(matter), "ask", THOMAS, why="Quelle est la source?")
    talk.sends("answer", matter.id, AMELIE, answer="Le rapport.", revision=str(asked.revision))
    talk.answer()
    approved = talk.decide(talk.now(matter), "approve", NADIA, days="7")
    assert approved.due == matter.due
    assert approved.due is not None

    card = talk.cards.card(matter.card)
    assert card is not None
    talk.happen("edit", card.message, AMELIE, card.message, text="Comparez les frais.")
    talk.answer()

    steps = [each.state for each in talk.channel_card.steps]
    assert steps == ["open", "taken", "asked", "answered", "approved", "void"]
    assert talk.told(RequestVoid)[0].was_approved
    assert talk.archive.verify("T1:UAMELIE") is None


def test_who_leaves_hands_over(talk: KeptTalk) -> None:
    matter = talk.asked()
    talk.press("request-take", matter.id, NADIA)
    talk.roles.officers.remove(NADIA.id)
    Reminders(talk.ports)()

    assert talk.now(matter).taken_by == ""
    assert [each.state for each in talk.channel_card.steps][-1] == "handed-over"


@pytest.mark.parametrize("race", range(3))
def test_two_officers_in_the_same_instant_make_one_decision(race: int, talk: KeptTalk) -> None:
    race_two_officers(talk)
