"""What the buttons of a message about the library do: for owners, once, and never what nobody looked at."""

import pytest

from bot.domain.versions import VersionRef
from bot.usecases.policy_views import (
    CasesUnreadable,
    ChooseFile,
    GoingBack,
    NothingToDo,
    OwnersOnly,
    PolicyAtWork,
    PolicyChanges,
    PolicyImpact,
    PolicyPublished,
)
from bot.usecases.ports import PolicyFileError
from tests.fakes_jobs import Crash
from tests.usecases.conversation import JAMES
from tests.usecases.libraries import FRENCH
from tests.usecases.policy_conversation import EDITED, PolicyConversation

FIRST, SECOND = VersionRef("PMS", "fr", 1), VersionRef("PMS", "fr", 2)
DRAFT = "PMS/fr@2|PMS/fr@1"


@pytest.fixture
def talk() -> PolicyConversation:
    return PolicyConversation()


def in_force(talk: PolicyConversation) -> str:
    return talk.life.library.policies.library_in_force()


def test_publishing_puts_the_draft_in_force_and_says_so(talk: PolicyConversation) -> None:
    before, draft = in_force(talk), talk.draft()
    talk.press_under(draft, "policy-publish", DRAFT)

    told = talk.shown[-1]
    assert isinstance(told.view, PolicyPublished)
    assert (told.view.library, told.view.back, told.view.version) == (in_force(talk), before, SECOND)
    assert told.place.thread == talk.ts_of(draft)
    assert isinstance(draft.view, PolicyChanges)
    assert draft.view.stands == "published"
    assert (talk.acts["published"].by, talk.told) == ("Amélie Tremblay (UAMELIE)", 1)


def test_a_button_pressed_twice_publishes_once(talk: PolicyConversation) -> None:
    draft = talk.draft()
    for _ in range(2):
        talk.press_under(draft, "policy-publish", DRAFT)

    published = [each for each in talk.life.versions.acts() if each.kind == "published"]
    assert len(published) == 2  # the first library, and this one


@pytest.mark.parametrize(
    ("button", "deed"),
    [
        ("policy-publish", "publish"),
        ("policy-withdraw", "withdraw"),
        ("policy-preview", "preview"),
        ("policy-compare", "diff"),
        ("policy-rollback", "rollback"),
        ("policy-upload", "upload"),
    ],
)
def test_somebody_else_who_presses_is_refused_and_that_is_recorded(
    button: str, deed: str, talk: PolicyConversation
) -> None:
    draft, before = talk.draft(), in_force(talk)
    was = draft.view
    talk.press_under(draft, button, DRAFT, JAMES)  # type: ignore[arg-type]

    assert talk.shown[-1].view == OwnersOnly(deed, talk.ports.firm.ask)  # type: ignore[arg-type]
    assert (talk.acts["refused"].detail, talk.acts["refused"].version) == (deed, SECOND)
    assert (in_force(talk), draft.view) == (before, was)


def test_an_owner_who_no_longer_is_one_is_refused(talk: PolicyConversation) -> None:
    draft, before = talk.draft(), in_force(talk)
    talk.roles.owners.clear()
    talk.press_under(draft, "policy-publish", DRAFT)

    assert isinstance(talk.shown[-1].view, OwnersOnly)
    assert in_force(talk) == before


def test_what_was_compared_with_another_version_is_not_published(talk: PolicyConversation) -> None:
    first = talk.draft()
    talk.upload(FRENCH.replace("jamais promis", "jamais assuré"))
    talk.press_under(talk.shown[-1], "policy-publish", "PMS/fr@3|PMS/fr@1")
    now = in_force(talk)
    talk.press_under(first, "policy-publish", DRAFT)

    assert talk.shown[-1].view == NothingToDo("overtaken")
    assert isinstance(first.view, PolicyChanges)
    assert first.view.stands == "overtaken"
    assert in_force(talk) == now
    talk.press_under(first, "policy-compare", DRAFT)
    assert first.view.stands == "draft"
    assert first.view.compared.in_force == VersionRef("PMS", "fr", 3)


def test_a_draft_that_is_put_away_can_no_longer_be_published_by_its_message(
    talk: PolicyConversation,
) -> None:
    draft = talk.draft()
    talk.press_under(draft, "policy-withdraw", DRAFT)

    assert isinstance(draft.view, PolicyChanges)
    assert draft.view.stands == "put-away"
    assert talk.acts["withdrawn"].version == SECOND


def test_what_is_in_force_is_not_put_away(talk: PolicyConversation) -> None:
    draft = talk.draft()
    talk.press_under(draft, "policy-publish", DRAFT)
    talk.press_under(draft, "policy-withdraw", DRAFT)

    assert talk.shown[-1].view == NothingToDo("not-a-draft")
    assert "withdrawn" not in talk.acts


def test_going_back_is_one_press(talk: PolicyConversation) -> None:
    first, draft = in_force(talk), talk.draft()
    talk.press_under(draft, "policy-publish", DRAFT)
    second = in_force(talk)
    talk.press_under(talk.shown[-1], "policy-rollback", f"{first}|{second}")

    assert in_force(talk) == first
    assert talk.shown[-1].view == GoingBack(first, second, ((SECOND, FIRST),), done=True)
    assert (talk.acts["rolled-back"].library, talk.told) == (first, 2)


def test_what_was_gone_back_from_no_longer_offers_it(talk: PolicyConversation) -> None:
    first, draft = in_force(talk), talk.draft()
    talk.press_under(draft, "policy-publish", DRAFT)
    second, offered = in_force(talk), talk.shown[-1]
    talk.press_under(offered, "policy-rollback", f"{first}|{second}")

    assert offered.view == GoingBack(first, second, ((SECOND, FIRST),), done=True)


def test_going_back_from_what_is_no_longer_in_force_does_nothing(talk: PolicyConversation) -> None:
    first, draft = in_force(talk), talk.draft()
    talk.press_under(draft, "policy-publish", DRAFT)
    second = in_force(talk)
    talk.upload(EDITED.replace("matin", "soir"))
    talk.press_under(talk.shown[-1], "policy-publish", "PMS/fr@3|PMS/fr@2")
    third = in_force(talk)
    talk.press_under(draft, "policy-rollback", f"{first}|{second}")

    assert talk.shown[-1].view == NothingToDo("moved-on")
    assert in_force(talk) == third


def test_a_preview_shows_its_progress_and_then_what_would_change(talk: PolicyConversation) -> None:
    before, draft = in_force(talk), talk.draft()
    event = talk.press_under(draft, "policy-preview", DRAFT)

    told = talk.shown[-1]
    assert isinstance(told.view, PolicyImpact)
    assert (told.view.version, told.view.impact.cancelled) == (SECOND, False)
    assert told.before[0] == PolicyAtWork("reviewing", cancel=event)
    assert in_force(talk) == before


def test_a_golden_case_that_cannot_be_read_is_told_with_its_file_and_line(talk: PolicyConversation) -> None:
    def unreadable() -> None:
        raise PolicyFileError("policies/cases/fr.jsonl", 12, "this is not valid JSON")

    before, draft = in_force(talk), talk.draft()
    talk.before_preview = unreadable
    talk.press_under(draft, "policy-preview", DRAFT)

    assert talk.shown[-1].view == CasesUnreadable("fr.jsonl", 12)
    assert in_force(talk) == before


def test_a_preview_stops_when_its_owner_says_so(talk: PolicyConversation) -> None:
    draft = talk.draft()

    def cancel() -> None:
        running = talk.shown[-1]
        assert isinstance(running.view, PolicyAtWork)
        talk.before_preview = lambda: None
        talk.press_under(running, "policy-cancel", running.view.cancel, thread="a lane of its own")

    talk.before_preview = cancel
    talk.press_under(draft, "policy-preview", DRAFT)

    assert isinstance(talk.shown[-1].view, PolicyImpact)
    assert talk.shown[-1].view.impact.cancelled


def test_a_preview_does_not_stop_because_somebody_else_says_so(talk: PolicyConversation) -> None:
    draft = talk.draft()

    def cancel() -> None:
        running = talk.shown[-1]
        assert isinstance(running.view, PolicyAtWork)
        talk.before_preview = lambda: None
        talk.press_under(running, "policy-cancel", running.view.cancel, JAMES, thread="another lane")

    talk.before_preview = cancel
    talk.press_under(draft, "policy-preview", DRAFT)

    assert isinstance(talk.shown[-1].view, PolicyImpact)
    assert not talk.shown[-1].view.impact.cancelled


def test_publishing_that_was_cut_off_is_finished_once(talk: PolicyConversation) -> None:
    draft = talk.draft()
    crashes = iter([Crash()])

    def crash() -> None:
        talk.messenger.after_posting = lambda: None
        raise next(crashes)

    talk.messenger.after_posting = crash
    with pytest.raises(Crash):
        talk.press_under(draft, "policy-publish", DRAFT)
    talk.jobs.restart()

    assert isinstance(talk.shown[-1].view, PolicyPublished)
    assert len([each for each in talk.life.versions.acts() if each.kind == "published"]) == 2


def test_the_button_for_a_file_that_opened_no_form_offers_it_again(talk: PolicyConversation) -> None:
    talk.press_under(talk.draft(), "policy-upload", "form")

    assert talk.shown[-1].view == ChooseFile()
