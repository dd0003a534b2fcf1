"""A draft that comes as a file, in a message to the bot."""

import pytest

from bot.usecases.chat_ports import FileRef, TryLater
from bot.usecases.library_ports import FileRefused, GivenFile
from bot.usecases.policy_views import PolicyChanges
from bot.usecases.views import Failed, FileNotRead, Help, NotReviewed, Reviewed
from tests.usecases.conversation import AMELIE, JAMES, PROMISE, Conversation
from tests.usecases.policy_conversation import EDITED, PolicyConversation


@pytest.fixture(name="talk")
def _talk() -> PolicyConversation:
    return PolicyConversation()


def give(talk: PolicyConversation, name: str = "billet.txt", content: bytes = PROMISE.encode()) -> FileRef:
    return talk.files.give(GivenFile(name, content, "text/plain"))


def test_alone_is_read_as_the_draft_and_the_card_says_so(talk: PolicyConversation) -> None:
    talk.say("", JAMES, files=(give(talk),), attachments=("file",))

    view = talk.only_card
    assert (view.review.draft.text, view.from_file) == (PROMISE, "billet.txt")
    assert view.review.not_reviewed == ()


@pytest.mark.parametrize(
    "text", ["Voici mon brouillon", "my draft, please check", "Peux-tu relire mon billet svp ?", "draft:"]
)
def test_with_words_that_only_announce_it_too(text: str, talk: PolicyConversation) -> None:
    talk.say(text, JAMES, files=(give(talk),), attachments=("file",))

    assert talk.only_card.review.draft.text == PROMISE


def test_with_a_text_of_its_own_is_not_read(talk: PolicyConversation) -> None:
    text = "Lisez la ligne des frais de votre relevé."
    talk.say(text, JAMES, files=(give(talk),), attachments=("file",))

    view = talk.only_card
    assert (view.review.draft.text, view.from_file) == (text, "")
    assert view.review.not_reviewed == ("file",)


def test_a_document_is_read_with_its_paragraphs_apart(talk: PolicyConversation) -> None:
    talk.say("", JAMES, files=(give(talk, "billet.docx", b"Un.\n\nDeux."),), attachments=("file",))

    assert talk.only_card.review.draft.text == "Un.\n\nDeux."


@pytest.mark.parametrize("name", ["billet.pdf", "photo.png", "notes"])
def test_of_another_kind_is_not_read(name: str, talk: PolicyConversation) -> None:
    talk.say("", JAMES, files=(give(talk, name),), attachments=("file",))

    assert talk.messenger.views == [NotReviewed("only-files")]


def test_beside_a_picture_leaves_the_picture_unread(talk: PolicyConversation) -> None:
    picture = talk.files.give(GivenFile("photo.png", b"...", "image/png"))
    talk.say("", JAMES, files=(picture, give(talk)), attachments=("image", "file"))

    view = talk.only_card
    assert view.review.draft.text == PROMISE
    assert view.review.not_reviewed == ("image",)


def test_two_of_them_are_one_draft_and_one_that_is_not_read(talk: PolicyConversation) -> None:
    talk.say("", JAMES, files=(give(talk), give(talk, "autre.txt")), attachments=("file",))

    view = talk.only_card
    assert view.from_file == "billet.txt"
    assert view.review.not_reviewed == ("file",)


def test_of_an_owner_is_a_policy_unless_the_words_say_that_it_is_a_draft(talk: PolicyConversation) -> None:
    talk.say("", AMELIE, files=(give(talk, "politique.md", EDITED.encode()),), attachments=("file",))
    assert isinstance(talk.shown[0].view, PolicyChanges)

    talk.say("Voici mon brouillon", AMELIE, files=(give(talk),), attachments=("file",))
    assert isinstance(talk.shown[1].view, Reviewed)


@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), (b" \n\n", "empty")])
def test_without_text_is_refused_with_the_reason(content: bytes, code: str, talk: PolicyConversation) -> None:
    talk.say("", JAMES, files=(give(talk, content=content),), attachments=("file",))

    assert talk.messenger.views == [FileNotRead(code)]  # type: ignore[arg-type]


def test_that_the_reader_refuses_is_told_why(talk: PolicyConversation) -> None:
    def refuse(given: GivenFile) -> None:
        raise FileRefused("encrypted")

    assert talk.ports.policy is not None
    object.__setattr__(talk.ports.policy.life, "read", refuse)
    talk.say("", JAMES, files=(give(talk, "billet.docx"),), attachments=("file",))

    assert talk.messenger.views == [FileNotRead("encrypted")]


def test_that_slack_keeps_to_itself_is_told(talk: PolicyConversation) -> None:
    file = give(talk)
    talk.files.given.clear()
    talk.say("", JAMES, files=(file,), attachments=("file",))

    assert talk.messenger.views == [FileNotRead("gone")]


def test_that_slack_cannot_give_now_is_read_later(talk: PolicyConversation) -> None:
    fetch, file = talk.files.fetch, give(talk)

    def busy(file: FileRef) -> GivenFile:
        raise TryLater("http_500")

    talk.files.fetch = busy  # type: ignore[method-assign]
    talk.say("", JAMES, files=(file,), attachments=("file",))
    talk.files.fetch = fetch  # type: ignore[method-assign]
    talk.wait(10)

    assert talk.only_card.review.draft.text == PROMISE


def test_that_is_not_text_is_refused_as_any_such_draft(talk: PolicyConversation) -> None:
    talk.say("", JAMES, files=(give(talk, content=b"\x00\x01\x02" * 50),), attachments=("file",))

    assert talk.messenger.views == [NotReviewed("not-text")]


def test_stays_read_from_the_file_in_other_versions_and_not_once_it_is_edited(
    talk: PolicyConversation,
) -> None:
    message = talk.say("", JAMES, files=(give(talk),), attachments=("file",))
    talk.press("platform", talk.only_card.card, JAMES, "x")
    assert talk.only_card.from_file == "billet.txt"
    assert talk.only_card.review.not_reviewed == ()

    talk.happen("edit", message, JAMES, message, text="Lisez la ligne des frais.", attachments=("file",))
    talk.answer()
    assert (talk.only_card.review.draft.text, talk.only_card.from_file) == ("Lisez la ligne des frais.", "")


def test_in_the_thread_of_a_review_is_another_draft(talk: PolicyConversation) -> None:
    first = talk.say(PROMISE, JAMES)
    talk.say("", JAMES, first, files=(give(talk, content=b"Lisez votre contrat."),), attachments=("file",))

    assert [each.view.review.draft.text for each in talk.shown if isinstance(each.view, Reviewed)] == [
        PROMISE, "Lisez votre contrat.",
    ]  # fmt: skip


def test_that_failed_is_read_again_when_it_is_tried_again(talk: PolicyConversation) -> None:
    add = talk.archive.add

    def fail(*given: object, **more: object) -> None:
        raise ValueError

    talk.archive.add = fail  # type: ignore[method-assign, assignment]
    talk.say("", JAMES, files=(give(talk),), attachments=("file",))
    talk.wait(10)
    talk.wait(10)
    failed = talk.shown[0].view
    assert isinstance(failed, Failed)
    talk.archive.add = add  # type: ignore[method-assign]
    talk.press("retry", failed.card, JAMES)

    assert talk.only_card.review.draft.text == PROMISE


def test_where_no_files_can_be_read_the_text_is_asked_for() -> None:
    talk = Conversation()
    file = FileRef("F1", "billet.txt", 10)
    talk.say("", JAMES, files=(file,), attachments=("file",))
    talk.say("aide", JAMES)

    assert talk.messenger.views[0] == NotReviewed("only-files")
    assert isinstance(talk.messenger.views[1], Help)
