"""What `Files` promises: the very bytes that a person gave, or why there are none."""

from collections.abc import Callable, Iterator

import pytest

from bot.slack.calls import open_client
from bot.slack.files import SlackFiles
from bot.slack.ids import SCOPES
from bot.usecases.chat_ports import CannotShow, FileRef
from bot.usecases.library_ports import FileRefused, GivenFile
from bot.usecases.policy_ports import Files
from bot.workspace import people_acts
from tests.fakes_policy import InMemoryFiles
from tests.workspaces import local_workspace

MOST = 1_000_000
Given = tuple[Files, Callable[[GivenFile], FileRef]]


@pytest.fixture(scope="module", params=["in memory", "in Slack"])
def given(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    """The files under test, and how a person gives one."""
    if request.param == "in memory":
        kept = InMemoryFiles(MOST)
        yield kept, kept.give
        return
    with local_workspace(tmp_path_factory.mktemp("workspace"), scopes=SCOPES) as workspace:
        person = workspace.person("Élise")

        def give(file: GivenFile) -> FileRef:
            attached = people_acts.GivenFile(file.name, file.media_type, file.content)
            workspace.say(person, "", files=[attached])
            shown = workspace.messages(person)[-1]["files"][0]
            return FileRef(shown["id"], shown["name"], shown["size"], shown["mimetype"])

        yield SlackFiles(open_client(workspace.bot_token, workspace.api_url), MOST), give


@pytest.mark.parametrize(
    "file",
    [
        GivenFile("politique.md", b"## PMS-1 Promesses\n\nRien.", "text/markdown"),
        GivenFile("politique d'été é.docx", bytes(range(256)) * 300, "application/octet-stream"),
        GivenFile("page.html", b"<html><p>Rien.</p></html>", "text/html"),
        GivenFile("vide.txt", b"", "text/plain"),
    ],
    ids=lambda file: file.name,
)
def test_a_file_comes_as_it_was_given(given: Given, file: GivenFile) -> None:
    files, give = given
    fetched = files.fetch(give(file))

    assert (fetched.name, fetched.content) == (file.name, file.content)


def test_a_file_that_is_too_large_is_refused(given: Given) -> None:
    files, give = given
    with pytest.raises(FileRefused) as refused:
        files.fetch(give(GivenFile("gros.txt", b"a" * (MOST + 1), "text/plain")))

    assert (refused.value.code, refused.value.detail) == ("too-large", "1")


def test_a_file_that_is_not_there_cannot_be_had(given: Given) -> None:
    files, _ = given
    with pytest.raises(CannotShow):
        files.fetch(FileRef("F0NOBODY00", "rien.md", 3))
