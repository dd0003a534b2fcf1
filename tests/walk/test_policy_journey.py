"""A document's life in chat: the whole bot over real sockets, with the real library and its real files."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.forms import Wrong
from bot.workspace.people import POLICY_CHANNEL, POLICY_OWNERS
from bot.workspace.people_acts import GivenFile
from tests.slack.legal_payloads import objects_in
from tests.walk.bot_at_work import ROOT, BotAtWork, bot_in_thread, text_of
from tests.workspaces import local_workspace

pytestmark = pytest.mark.slow

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
WAS, NOW = "Nous ne promettons ni rendement", "Nous ne promettons jamais ni rendement"
SPANISH = b"""# Receta

## 1. Ingredientes

Los huevos y la leche se mezclan con la harina hasta que la masa quede lisa y sin grumos, y se deja reposar.
"""
PATIENCE = 90.0
"""Seconds: the first search waits until the embeddings are loaded, long on a busy machine."""


def new_version(was: str = WAS, now: str = NOW) -> GivenFile:
    """The shipped policy with a few words changed."""
    text = next((ROOT / "policies/documents/fr").glob("*medias*.md")).read_text(encoding="utf-8")
    assert was in text
    return GivenFile("politique v2.md", "text/markdown", text.replace(was, now).encode())


@pytest.fixture(scope="module")
def bot(data: Path, journal: io.StringIO, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    folder = tmp_path_factory.mktemp("workspace")
    owners, channel = [POLICY_OWNERS.id], POLICY_CHANNEL.id
    with (
        local_workspace(folder, scopes=ids.SCOPES, commands=ids.COMMANDS) as workspace,
        bot_in_thread(workspace, data, journal, owners, channel),
    ):
        yield BotAtWork(workspace)


def of_bot(bot: BotAtWork, person: str = "Élise") -> list[dict[str, Any]]:
    """What the bot wrote in a person's conversation."""
    return [each for each in bot.workspace.messages(bot.person(person)) if "bot_id" in each]


def saying(bot: BotAtWork, words: str, person: str = "Élise") -> dict[str, Any]:
    """The newest message of the bot that says so, once there is one."""

    def found() -> dict[str, Any] | None:
        return next((each for each in reversed(of_bot(bot, person)) if words in text_of(each)), None)

    message = bot.workspace.wait_for(found, PATIENCE)
    assert message is not None
    return message


def told(bot: BotAtWork, words: str) -> str:
    """What the policy channel is told, once that is part of it."""

    def found() -> str | None:
        said = map(text_of, bot.workspace.messages_in(POLICY_CHANNEL))
        return next((each for each in said if words in each), None)

    text = bot.workspace.wait_for(found, PATIENCE)
    assert text is not None
    return text


def given_by_form(bot: BotAtWork, file: GivenFile) -> dict[str, Any]:
    """What the owner is shown of the file."""
    elise = bot.person("Élise")
    bot.workspace.command(elise, "/policy téléverser")
    bot.workspace.wait_for(lambda: bot.workspace.view_of(elise))
    sent = bot.workspace.submit(elise, {"document": "auto", "language": "auto"}, {"file": [file]})
    assert sent == Wrong()
    return saying(bot, "Brouillon PMS/fr@")


def test_a_document_is_given_tried_published_told_and_taken_back(
    bot: BotAtWork, journal: io.StringIO
) -> None:
    thread = bot.say(PROMISE)
    assert WAS in text_of(bot.card(thread, seconds=PATIENCE))

    draft = given_by_form(bot, new_version())
    assert "1 modifiée" in text_of(draft)
    assert "PMS-5.1" in text_of(draft)
    assert "jamais" in "".join(each["text"] for each in objects_in(draft["blocks"]) if _is_bold(each))

    bot.press(draft, ids.PREVIEW_POLICY, "Élise")
    assert "cas de référence" in text_of(saying(bot, "Ce que PMS/fr@"))
    assert WAS in text_of(bot.card(thread))

    bot.press(draft, ids.PUBLISH_POLICY, "Élise")
    published = saying(bot, "les relectures se font maintenant")
    assert "policy_publish" not in str(of_bot(bot)[0]["blocks"])
    assert " jamais" in told(bot, "jamais")

    bot.say("pourquoi?", thread=thread)
    earlier = saying(bot, "autre version des politiques", "Amélie")
    bot.press(earlier, ids.REVIEW_AGAIN)
    bot.workspace.wait_for(lambda: NOW in text_of(bot.answers(thread)[0]), PATIENCE)

    bot.press(published, ids.ROLL_BACK, "Élise")
    saying(bot, "avant l'est de nouveau")
    told(bot, "earlier version")
    another = bot.say(PROMISE)
    assert WAS in text_of(bot.card(another, seconds=PATIENCE))
    assert "jamais ni rendement" not in journal.getvalue()


def test_a_file_in_a_message_of_an_owner_is_a_new_version(bot: BotAtWork) -> None:
    file = new_version(WAS, "Nous ne promettons, nulle part, ni rendement")
    ts = bot.say("Nouvelle version de la politique", "Élise", files=[file])
    answer = bot.workspace.wait_for(
        lambda: next((each for each in bot.answers(ts, "Élise") if "Brouillon" in text_of(each)), None),
        PATIENCE,
    )
    assert answer
    bot.press(answer, ids.WITHDRAW_POLICY, "Élise")
    bot.workspace.wait_for(lambda: "est mis de côté" in text_of(bot.answers(ts, "Élise")[0]), PATIENCE)


def test_somebody_who_is_no_owner_is_refused_and_no_form_opens(bot: BotAtWork) -> None:
    james = bot.person("James")
    before = len(bot.workspace.private(james))
    bot.workspace.command(james, "/policy upload")
    answer = bot.workspace.wait_for(lambda: bot.workspace.private(james)[before:], PATIENCE)[0]

    assert "Only the owners of the policies" in text_of(answer)
    assert bot.workspace.view_of(james) is None


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (GivenFile("vide.docx", "application/msword", b""), "Le fichier est vide"),
        (GivenFile("faux.pdf", "application/pdf", b"pas un PDF"), "ne s'ouvre pas"),
        (GivenFile("autre.md", "text/markdown", SPANISH), "ni en français ni en anglais"),
    ],
)
def test_a_file_that_cannot_be_a_policy_is_refused_in_a_sentence(
    bot: BotAtWork, file: GivenFile, says: str
) -> None:
    ts = bot.say("", "Élise", files=[file])
    bot.workspace.wait_for(lambda: any(says in text_of(each) for each in bot.answers(ts, "Élise")), PATIENCE)


def _is_bold(element: dict[str, Any]) -> bool:
    return element.get("style") == {"bold": True} and "text" in element
