"""A file that an owner gives becomes a draft and is answered with what it changes; any other is refused."""

import pytest

from bot.usecases.add_version import WantedDocument
from bot.usecases.chat_ports import FileRef, Place, Received, TryLater
from bot.usecases.policy_upload import is_new_id, wish_of_form
from bot.usecases.policy_views import FileNotTaken, OwnersOnly, PolicyChanges
from bot.usecases.ports import StorageError
from bot.usecases.views import Failed, NotReviewed, Reviewed
from tests.fakes_jobs import Crash
from tests.usecases.conversation import JAMES, PROMISE, VISITOR
from tests.usecases.libraries import FRENCH, markdown_file
from tests.usecases.policy_conversation import EDITED, PolicyConversation


@pytest.fixture
def talk() -> PolicyConversation:
    return PolicyConversation()


class TestTheForm:
    """Sent from a dialog."""

    def test_is_answered_in_the_conversation_with_what_the_file_changes(
        self, talk: PolicyConversation
    ) -> None:
        before = talk.life.library.policies.library_in_force()
        event = talk.upload(document="PMS/fr")

        [shown] = talk.shown
        assert isinstance(shown.view, PolicyChanges)
        assert (shown.view.stands, shown.place) == ("draft", Place("T1", "DUAMELIE", ""))
        assert str(shown.view.compared.version) == "PMS/fr@2"
        assert talk.life.library.policies.library_in_force() == before
        received = talk.inbox.job(event).received
        assert (received.files, received.form, talk.inbox.counts()["done"]) == ((), {}, 1)

    def test_of_somebody_who_is_no_owner_is_refused_and_that_is_recorded(
        self, talk: PolicyConversation
    ) -> None:
        talk.upload(person=JAMES)

        [shown] = talk.shown
        assert shown.view == OwnersOnly("upload", talk.ports.firm.ask)
        assert shown.place.channel == "DUJAMES"
        assert talk.acts["refused"].detail == "upload"
        assert "added" not in talk.acts

    def test_of_a_guest_is_read_by_nobody(self, talk: PolicyConversation) -> None:
        talk.upload(person=VISITOR)

        assert talk.shown[0].view == NotReviewed("guest", ask=talk.ports.firm.ask)
        assert "added" not in talk.acts

    @pytest.mark.parametrize(
        ("text", "code"), [("", "no-clause"), ("Bonjour.", "no-document"), (FRENCH + "\n", "")]
    )
    def test_of_a_file_that_cannot_be_a_policy_is_refused_in_a_word(
        self, text: str, code: str, talk: PolicyConversation
    ) -> None:
        talk.upload(text)

        view = talk.shown[0].view
        if code:
            assert isinstance(view, FileNotTaken)
            assert "added" not in talk.acts
        else:
            assert isinstance(view, PolicyChanges)

    def test_of_a_file_that_is_gone_is_refused_in_a_word(self, talk: PolicyConversation) -> None:
        file = FileRef("FGONE", "politique.md", 3)
        _sent(talk, file)

        assert talk.shown[0].view == FileNotTaken("gone")

    def test_of_a_version_that_was_in_force_offers_to_put_it_back(self, talk: PolicyConversation) -> None:
        talk.upload()
        talk.press_under(talk.shown[-1], "policy-publish", "PMS/fr@2|PMS/fr@1")
        talk.upload(EDITED.replace("matin", "soir"))
        talk.press_under(talk.shown[-1], "policy-publish", "PMS/fr@3|PMS/fr@2")
        talk.upload()

        view = talk.shown[-1].view
        assert isinstance(view, PolicyChanges)
        assert (str(view.compared.version), view.stands, view.known) == ("PMS/fr@2", "retired", True)

    def test_given_twice_is_one_draft(self, talk: PolicyConversation) -> None:
        talk.upload()
        talk.upload()

        first, second = (each.view for each in talk.shown)
        assert isinstance(first, PolicyChanges)
        assert isinstance(second, PolicyChanges)
        assert (first.known, second.known) == (False, True)
        assert first.compared.version == second.compared.version

    def test_waits_where_slack_does_not_answer(self, talk: PolicyConversation) -> None:
        talk.roles.faults = [TryLater("unreachable")]
        talk.upload()
        assert talk.shown == []
        talk.wait(10)

        assert isinstance(talk.shown[0].view, PolicyChanges)

    def test_is_taken_in_once_through_a_crash(self, talk: PolicyConversation) -> None:
        def crash() -> None:
            talk.messenger.after_posting = lambda: None
            raise Crash

        talk.messenger.after_posting = crash
        with pytest.raises(Crash):
            talk.upload()
        talk.jobs.restart()

        [shown] = talk.shown
        assert isinstance(shown.view, PolicyChanges)
        assert len(talk.life.library.policies.documents()) == 2

    def test_a_fault_of_ours_is_told_in_the_same_message(
        self, talk: PolicyConversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*given: object) -> None:
            raise StorageError("The database is away.")

        monkeypatch.setattr(talk.life.versions, "add_document", fail)
        talk.upload()
        for _ in range(12):
            talk.wait(60)

        [shown] = talk.shown
        assert isinstance(shown.view, Failed)
        assert shown.view.card == ""
        assert EDITED not in str(talk.notes)


class TestAMessageWithAFile:
    """In the conversation with the bot."""

    @pytest.mark.parametrize("text", ["", "Nouvelle version de la politique", "PMS/fr"])
    def test_with_no_post_is_a_policy_when_an_owner_sends_it(
        self, text: str, talk: PolicyConversation
    ) -> None:
        file = talk.files.give(markdown_file(EDITED))
        ts = talk.say(text, files=(file,), attachments=("file",))

        [shown] = talk.shown
        assert isinstance(shown.view, PolicyChanges)
        assert shown.place.thread == ts
        assert talk.cards.of_message("T1", "DUAMELIE", ts) is None

    def test_with_a_post_is_a_draft_with_an_attachment(self, talk: PolicyConversation) -> None:
        file = talk.files.give(markdown_file(EDITED))
        talk.say(PROMISE, files=(file,), attachments=("file",))

        assert isinstance(talk.shown[0].view, Reviewed)
        assert "added" not in talk.acts

    def test_of_another_employee_is_what_it_was(self, talk: PolicyConversation) -> None:
        file = talk.files.give(markdown_file(EDITED, "politique.pdf"))
        talk.say("", JAMES, files=(file,), attachments=("file",))

        assert talk.shown[0].view == NotReviewed("only-files")
        assert "added" not in talk.acts

    def test_with_two_files_is_answered_twice(self, talk: PolicyConversation) -> None:
        files = tuple(talk.files.give(markdown_file(each)) for each in (EDITED, EDITED + "\nEt puis.\n"))
        talk.say("", files=files, attachments=("file",))

        versions = [each.view.compared.version.number for each in talk.shown]  # type: ignore[union-attr]
        assert versions == [2, 3]

    def test_whose_words_are_changed_is_nothing_new(self, talk: PolicyConversation) -> None:
        file = talk.files.give(markdown_file(EDITED))
        ts = talk.say("", files=(file,), attachments=("file",))
        before = talk.shown[0].view
        person = talk.ports.directory.person("UAMELIE")
        talk.happen("edit", ts, person, ts, text="la politique", files=(file,), attachments=("file",))
        talk.answer()

        assert [each.view for each in talk.shown] == [before]

    def test_of_a_kind_that_is_no_policy_is_what_it_was(self, talk: PolicyConversation) -> None:
        file = talk.files.give(markdown_file("PNG", "photo.png"))
        talk.say("", files=(file,), attachments=("image",))

        assert talk.shown[0].view == NotReviewed("only-files")


@pytest.mark.parametrize(
    ("form", "wish"),
    [
        ({}, WantedDocument()),
        ({"document": "auto", "id": "X1", "language": "fr"}, WantedDocument(language="fr")),
        ({"document": "PMS/fr", "language": "auto"}, WantedDocument("PMS", "fr")),
        ({"document": "new", "id": " CE ", "title": " Code ", "language": "en"},
         WantedDocument("CE", "en", "Code")),
        ({"document": "rules"}, WantedDocument()),
    ],
)  # fmt: skip
def test_a_form_says_what_the_file_is(form: dict[str, str], wish: WantedDocument) -> None:
    assert (
        wish_of_form(Received("e", "s", "form", Place("T", "U", "e"), "e", "U", choice="policy", form=form))
        == wish
    )


@pytest.mark.parametrize(
    ("text", "fine"),
    [("PMS", True), ("Code-2", True), ("rules", False), ("a b", False), ("PMS/fr", False), ("", False)],
)
def test_a_new_document_has_an_id_that_can_be_written_in_a_command(text: str, fine: bool) -> None:
    assert is_new_id(text) is fine


def _sent(talk: PolicyConversation, file: FileRef) -> None:
    event = "T1:form:gone"
    received = Received(
        event, event, "form", Place("T1", "UAMELIE", event), event, "UAMELIE", choice="policy", files=(file,)
    )
    talk.inbox.accept(received, talk.clock.now())
    talk.answer()
