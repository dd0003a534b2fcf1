"""What a person sees the first time that they open the conversation, and never again."""

from bot.usecases.chat_ports import Place
from bot.usecases.matter_views import Welcome
from bot.usecases.welcome import welcome
from tests.usecases.conversation import AMELIE, PROMISE, VISITOR, Conversation

OPENED = Place("T1", "DUAMELIE", "")


def test_a_person_is_greeted_once_in_their_language(talk: Conversation) -> None:
    assert [welcome(AMELIE, OPENED, talk.ports) for _ in range(3)] == [True, False, False]

    [shown] = talk.shown
    assert shown.view == Welcome(talk.ports.firm.names[0])
    assert (shown.place, shown.language) == (OPENED, "fr")


def test_whoever_had_a_draft_reviewed_needs_no_greeting(talk: Conversation) -> None:
    talk.say(PROMISE)

    assert welcome(AMELIE, OPENED, talk.ports) is False
    assert len(talk.shown) == 1


def test_a_guest_is_not_greeted(talk: Conversation) -> None:
    assert welcome(VISITOR, Place("T1", "DUVISITOR", ""), talk.ports) is False
    assert talk.shown == []
