"""`/policy` and its own commands: what everybody may read, what is for owners, what stays a question."""

import pytest

from bot.domain.versions import VersionRef
from bot.usecases.chat_ports import Person, TryLater
from bot.usecases.policy_views import (
    ChooseFile,
    GoingBack,
    NoSuchPolicy,
    NothingToDo,
    OwnersOnly,
    PolicyChanges,
    PolicyClauses,
    PolicyCoverage,
    PolicyFound,
    PolicyHistory,
    PolicyList,
)
from bot.usecases.views import AnsweredByClauses, AnsweredInConversation, Help, View
from tests.usecases.conversation import AMELIE, JAMES
from tests.usecases.policy_conversation import PolicyConversation

ENGLISH = """## PMS-1 Promises

No return is ever promised.
"""


@pytest.fixture
def talk() -> PolicyConversation:
    return PolicyConversation()


def asked(talk: PolicyConversation, text: str, person: object = AMELIE) -> View:
    """What is answered where the command was typed."""
    talk.command(text, person=person)  # type: ignore[arg-type]
    return talk.messenger.private[-1][1]


@pytest.mark.parametrize("text", ["list", "liste", "Lister"])
def test_everybody_may_see_which_documents_are_in_force(text: str, talk: PolicyConversation) -> None:
    talk.draft()

    view = asked(talk, text, JAMES)

    assert isinstance(view, PolicyList)
    assert [(each.document, each.state) for each in view.documents] == [("PMS", "published")]


def test_an_owner_sees_the_drafts_too(talk: PolicyConversation) -> None:
    talk.draft()

    view = asked(talk, "list")

    assert isinstance(view, PolicyList)
    assert [(each.number, each.state) for each in view.documents] == [(1, "published"), (2, "draft")]


@pytest.mark.parametrize("text", ["show PMS", "voir pms/fr", "show PMS/fr@1", "montrer PMS-1"])
def test_everybody_may_read_what_is_in_force(text: str, talk: PolicyConversation) -> None:
    view = asked(talk, text, JAMES)

    assert isinstance(view, PolicyClauses)
    assert view.clauses[0].text == "Aucun rendement n'est jamais promis."


def test_a_draft_is_shown_to_its_owners_and_to_nobody_else(talk: PolicyConversation) -> None:
    talk.draft()

    own, others = asked(talk, "show PMS/fr@2"), asked(talk, "show PMS/fr@2", JAMES)

    assert isinstance(own, PolicyClauses)
    assert (own.state, "suggéré" in own.clauses[0].text) == ("draft", True)
    assert isinstance(others, NoSuchPolicy)


def test_a_search_finds_clauses(talk: PolicyConversation) -> None:
    view = asked(talk, "chercher promesses de rendement", JAMES)

    assert isinstance(view, PolicyFound)
    assert [each.clause for each in view.clauses] == ["PMS-1"]


@pytest.mark.parametrize(
    "text", ["show me what I may say", "list of issuers we restrict", "publish my post about Borealis?"]
)
def test_a_question_that_begins_like_a_command_is_a_question(text: str, talk: PolicyConversation) -> None:
    assert isinstance(asked(talk, text), AnsweredByClauses)
    assert talk.searched == [text]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("upload", "upload"),
        ("diff PMS", "diff"),
        ("publier PMS/fr@2", "publish"),
        ("history", "history"),
        ("revenir", "rollback"),
        ("couverture", "coverage"),
    ],
)
def test_somebody_who_is_no_owner_is_refused_in_private_and_that_is_recorded(
    text: str, deed: str, talk: PolicyConversation
) -> None:
    before = talk.life.library.policies.library_in_force()

    assert asked(talk, text, JAMES) == OwnersOnly(deed, talk.ports.firm.ask)  # type: ignore[arg-type]
    act = talk.acts["refused"]
    assert (act.detail, act.by) == (deed, "James Whitaker (UJAMES)")
    assert talk.shown == []
    assert talk.life.library.policies.library_in_force() == before


def test_where_slack_does_not_say_who_somebody_is_nothing_is_done_yet(talk: PolicyConversation) -> None:
    talk.roles.faults = [TryLater("unreachable")]

    talk.command("history")
    assert talk.messenger.private == []
    talk.wait(10)
    assert isinstance(talk.messenger.private[-1][1], PolicyHistory)
    assert "refused" not in talk.acts


def test_the_list_is_shown_without_drafts_where_slack_does_not_say_who_somebody_is(
    talk: PolicyConversation,
) -> None:
    talk.draft()
    talk.roles.faults = [TryLater("unreachable")]

    view = asked(talk, "list")

    assert isinstance(view, PolicyList)
    assert [each.state for each in view.documents] == ["published"]


@pytest.mark.parametrize("text", ["diff", "diff PMS", "comparer PMS/fr@2", "publish PMS/fr"])
def test_what_a_draft_changes_is_shown_in_the_conversation_with_its_buttons(
    text: str, talk: PolicyConversation
) -> None:
    talk.draft()

    assert asked(talk, text) == AnsweredInConversation("policies")
    shown = talk.shown[-1]
    assert (shown.place.channel, shown.place.thread) == ("DUAMELIE", "")
    assert isinstance(shown.view, PolicyChanges)
    assert (shown.view.compared.version, shown.view.stands) == (VersionRef("PMS", "fr", 2), "draft")
    assert [each.kind for each in shown.view.compared.clauses] == ["changed"]


@pytest.mark.parametrize("text", ["diff NOSUCH", "show NOSUCH", "diff <@U0>", "voir article 99"])
def test_a_name_that_nothing_has_is_answered_with_those_there_are(
    text: str, talk: PolicyConversation
) -> None:
    view = asked(talk, text)

    assert isinstance(view, NoSuchPolicy)
    assert (view.choices, view.why) == (("PMS/fr",), "name")


@pytest.mark.parametrize("text", ["diff PMS/fr@9", "show PMS@9"])
def test_a_version_that_a_document_does_not_have_is_answered_with_those_it_has(
    text: str, talk: PolicyConversation
) -> None:
    talk.draft()

    assert asked(talk, text) == NoSuchPolicy(text.split()[1], ("PMS/fr@2", "PMS/fr@1"), "number")


def test_rules_that_there_are_not_are_answered_with_those_there_are(talk: PolicyConversation) -> None:
    assert asked(talk, "diff rules@9") == NoSuchPolicy("rules@9", ("rules@1",), "number")


def test_a_document_in_two_languages_is_not_said_to_be_missing(talk: PolicyConversation) -> None:
    talk.upload(ENGLISH, name="policy.md", document="PMS/en")
    talk.press_under(talk.shown[-1], "policy-publish", "PMS/en@1|")

    assert asked(talk, "diff PMS") == NoSuchPolicy("PMS", ("PMS/en", "PMS/fr"), "languages")


def test_nobody_but_an_owner_learns_that_there_is_a_draft(talk: PolicyConversation) -> None:
    talk.upload(ENGLISH, name="policy.md", document="PMS/en")

    assert asked(talk, "show PMS/en", JAMES) == NoSuchPolicy("PMS/en", ("PMS/fr",))
    assert asked(talk, "show PMS/fr@2", JAMES) == NoSuchPolicy("PMS/fr@2", ("PMS/fr@1",), "number")


@pytest.mark.parametrize("text", ["publish", "diff"])
def test_where_there_is_no_draft_to_compare_that_is_said(text: str, talk: PolicyConversation) -> None:
    assert asked(talk, text) == NoSuchPolicy("", (), "no-draft")


def test_a_search_for_nothing_asks_for_words(talk: PolicyConversation) -> None:
    assert asked(talk, "chercher", JAMES) == NoSuchPolicy("", why="words")


@pytest.mark.parametrize("text", ["show article 1", "voir 1", "show § 1"])
def test_a_clause_is_found_by_its_number_without_its_document(text: str, talk: PolicyConversation) -> None:
    view = asked(talk, text, JAMES)

    assert isinstance(view, PolicyClauses)
    assert [each.shown for each in view.clauses] == ["PMS-1"]


@pytest.mark.parametrize(("person", "owner"), [(AMELIE, True), (JAMES, False)])
def test_help_says_to_owners_what_owners_can_do(
    person: Person, owner: bool, talk: PolicyConversation
) -> None:
    view = asked(talk, "", person)

    assert isinstance(view, Help)
    assert (view.library, view.owner) == (True, owner)


def test_the_history_says_who_did_what(talk: PolicyConversation) -> None:
    talk.draft()

    view = asked(talk, "historique")

    assert isinstance(view, PolicyHistory)
    latest = view.done[0].act
    assert (latest.kind, latest.by) == ("added", "Amélie Tremblay (UAMELIE)")


def test_the_coverage_names_rules_by_their_titles(talk: PolicyConversation) -> None:
    view = asked(talk, "coverage")

    assert isinstance(view, PolicyCoverage)
    assert set(view.titles) == {"guaranteed-return"}


def test_there_is_nothing_to_go_back_to_at_first(talk: PolicyConversation) -> None:
    assert asked(talk, "rollback") == NothingToDo("no-earlier")


def test_going_back_is_asked_for_with_what_it_changes(talk: PolicyConversation) -> None:
    first = talk.life.library.policies.library_in_force()
    talk.press_under(talk.draft(), "policy-publish", "PMS/fr@2|PMS/fr@1")

    assert asked(talk, "revenir") == AnsweredInConversation("policies")
    view = talk.shown[-1].view
    assert isinstance(view, GoingBack)
    assert (view.library, view.done) == (first, False)
    assert view.versions == ((VersionRef("PMS", "fr", 2), VersionRef("PMS", "fr", 1)),)


def test_upload_without_a_form_offers_one(talk: PolicyConversation) -> None:
    asked(talk, "téléverser")

    assert isinstance(talk.shown[-1].view, ChooseFile)


def test_a_command_in_a_message_is_answered_in_its_thread(talk: PolicyConversation) -> None:
    ts = talk.say(" /policy list")

    [shown] = talk.shown
    assert isinstance(shown.view, PolicyList)
    assert shown.place.thread == ts
