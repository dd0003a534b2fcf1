"""The policy channel is told what changed: once, in order, of late, and nobody waits for it."""

import pytest

from bot.domain.versions import VersionRef
from bot.usecases.add_version import WantedDocument, add_file
from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.policy_views import PolicyNews
from bot.usecases.publish_version import publish_version, retire_document, roll_back
from bot.usecases.tell_policy_channel import NewsPorts, PolicyChannel
from tests.usecases.libraries import markdown_file
from tests.usecases.policy_conversation import EDITED, PolicyConversation

HERE = Place("T1", "CPOLICY", "")
SECOND = VersionRef("PMS", "fr", 2)


@pytest.fixture
def talk() -> PolicyConversation:
    return PolicyConversation()


def channel_of(talk: PolicyConversation) -> PolicyChannel:
    ports = talk.ports
    return PolicyChannel(
        NewsPorts(
            talk.life.versions, ports.outbox, ports.messenger, talk.clock, ports.note, HERE, "fr"
        )
    )  # fmt: skip


def publish(talk: PolicyConversation, text: str = EDITED, document: str = "") -> None:
    version = add_file(markdown_file(text), WantedDocument(document, "fr"), "claire", talk.life).version
    compared = VersionRef("PMS", "fr", version.number - 1) if not document else None
    publish_version(version, compared, "claire", talk.life)


def news(talk: PolicyConversation) -> list[PolicyNews]:
    found = [shown.view for shown in talk.shown if shown.place == HERE]
    assert all(isinstance(each, PolicyNews) for each in found)
    return found  # type: ignore[return-value]


def test_a_publication_is_told_with_the_words_that_changed(talk: PolicyConversation) -> None:
    channel = channel_of(talk)
    channel()
    publish(talk)
    channel()

    first, told = news(talk)
    assert (first.act.before, told.act.kind, told.act.by) == ("", "published", "claire")
    [document] = told.changes
    assert (document.in_force, document.version) == (VersionRef("PMS", "fr", 1), SECOND)
    assert [(each.kind, each.clause.key) for each in document.clauses] == [("changed", "PMS-1")]


def test_what_was_told_is_not_told_again_nor_after_a_restart(
    talk: PolicyConversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> None:
        raise CannotShow("missing_scope")  # a bot reads no channels

    monkeypatch.setattr(talk.messenger, "find", refuse)
    publish(talk)
    for channel in (channel_of(talk), channel_of(talk)):
        channel()
        channel()

    assert len(news(talk)) == 2


def test_going_back_and_retiring_are_told_drafts_and_refusals_are_not(talk: PolicyConversation) -> None:
    publish(talk)
    publish(talk, "## CE-1 Franchise\n\nNous disons vrai en tout temps.\n", "CE")
    retire_document("CE", "fr", "claire", talk.life)
    roll_back("claire", talk.life)
    add_file(markdown_file(EDITED + "\nEt puis.\n"), WantedDocument(), "claire", talk.life)
    talk.life.versions.refused("james", talk.clock.now(), "publish")
    channel_of(talk)()

    told = news(talk)
    assert [each.act.kind for each in told] == ["published"] * 3 + ["retired", "rolled-back"]
    assert told[3].gone == (VersionRef("CE", "fr", 1),)


@pytest.mark.parametrize("trouble", [CannotShow("not_in_channel"), TryLater("ratelimited", 30)])
def test_a_channel_that_cannot_be_told_is_told_later(trouble: Exception, talk: PolicyConversation) -> None:
    channel = channel_of(talk)
    talk.messenger.faults = [trouble]
    channel()
    assert news(talk) == []
    [(what, ids)] = talk.notes
    assert (what, ids["why"]) == ("policies.channel-not-told", trouble.why)  # type: ignore[attr-defined]
    channel()
    assert len(talk.notes) == 1
    talk.wait(301)
    channel()

    assert len(news(talk)) == 1


def test_what_is_old_is_no_news(talk: PolicyConversation) -> None:
    talk.wait(30 * 24 * 3600)
    publish(talk)
    channel_of(talk)()

    assert [each.act.before != "" for each in news(talk)] == [True]


def test_news_that_may_be_there_are_looked_for_first(talk: PolicyConversation) -> None:
    act = talk.life.versions.acts()[-1]
    talk.ports.outbox.intend(f"act:{act.id}", HERE, talk.clock.now())
    view = PolicyNews(act, ())
    talk.messenger.post(HERE, f"act:{act.id}", view, "fr")
    channel_of(talk)()

    assert news(talk) == [view]


def test_news_whose_place_cannot_be_searched_are_posted_rather_than_lost(talk: PolicyConversation) -> None:
    act = talk.life.versions.acts()[-1]
    talk.ports.outbox.intend(f"act:{act.id}", HERE, talk.clock.now())
    talk.messenger.faults = [TryLater("missing_scope")]
    channel_of(talk)()

    assert [each.act.id for each in news(talk)] == [act.id]
