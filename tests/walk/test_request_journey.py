"""A request to compliance from asking to its end: the whole bot, over sockets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.people import COMPLIANCE_CHANNEL
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, find_action, text_of

pytestmark = pytest.mark.slow

DRAFT = "Le taux affiché n'est pas le vôtre. Demandez la formule de pénalité par écrit. Écrivez-moi en privé!"
OWN = "Le taux affiché n'est pas le vôtre. Demandez la formule de pénalité par écrit."
CHANNEL = COMPLIANCE_CHANNEL.id


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("request"), "formule de pénalité") as bot:
        yield bot


def request(bot: BotAtWork, says: str) -> dict[str, Any]:
    """The newest request in the compliance channel, once it says that."""

    def there() -> dict[str, Any] | None:
        posted = [each for each in bot.workspace.messages_in(COMPLIANCE_CHANNEL) if "bot_id" in each]
        return posted[-1] if posted and says in text_of(posted[-1]) else None

    found = bot.workspace.wait_for(there, PATIENCE)
    assert found is not None
    return found


def answer(bot: BotAtWork, thread: str, says: str) -> dict[str, Any]:
    """The bot's message in the author's thread that says that, once it is there."""

    def there() -> dict[str, Any] | None:
        return next((each for each in bot.answers(thread) if says in text_of(each)), None)

    found = bot.workspace.wait_for(there, PATIENCE)
    assert found is not None
    return found


def ask(bot: BotAtWork, text: str) -> str:
    """A draft about which compliance was asked: its `ts`."""
    ts = bot.say(text)
    form = bot.open(bot.card(ts, seconds=PATIENCE), ids.ASK_COMPLIANCE, "Demande de décision")
    [texts] = [each["element"] for each in form["blocks"] if each.get("block_id") == "text_of"]
    wrong = bot.workspace.submit(
        bot.person("Amélie"), {"text_of": "own", "why": "Pour le webinaire de jeudi."}
    )
    assert list(wrong.words) == ["text"]
    draft = texts["options"][0]["value"]
    bot.workspace.submit(bot.person("Amélie"), {"text_of": draft, "why": "Pour le webinaire de jeudi."})
    return ts


def test_a_question_an_answer_an_approval_and_an_edit_that_voids_it(bot: BotAtWork) -> None:
    ts = ask(bot, DRAFT)
    posted = request(bot, "Pour le webinaire de jeudi.")
    assert DRAFT in text_of(posted)
    answer(bot, ts, "La conformité a votre demande")

    assert bot.press(posted, ids.ASK_AUTHOR, "Nadia", channel=CHANNEL)
    bot.opened("Nadia", "Demander à l'auteur")
    bot.workspace.submit(bot.person("Nadia"), {"why": "Quelle est la source?"})
    question = answer(bot, ts, "Quelle est la source?")

    assert bot.press(question, ids.ANSWER_OFFICER)
    bot.opened("Amélie", "Répondre")
    bot.workspace.submit(bot.person("Amélie"), {"answer": "La page des taux."})
    posted = request(bot, "La page des taux.")

    assert bot.press(posted, ids.APPROVE_CHANGED, "Thomas", channel=CHANNEL)
    bot.opened("Thomas", "Approve with changes")
    fields = {"text": OWN, "why": "Sans message privé.", "days": "7"}
    bot.workspace.submit(bot.person("Thomas"), fields)
    posted = request(bot, "Thomas Reid approves with changes")
    assert OWN in text_of(answer(bot, ts, "approuve un texte changé"))
    with pytest.raises(LookupError):
        find_action(posted, ids.APPROVE)

    bot.workspace.edit(bot.person("Amélie"), ts, f"{DRAFT} Vraiment.")
    answer(bot, ts, "L'approbation ne compte plus")
    request(bot, "Request to compliance: void")


def test_an_employee_decides_nothing_and_an_author_takes_a_request_back(bot: BotAtWork) -> None:
    ts = ask(bot, f"{DRAFT} À bientôt.")
    posted = request(bot, "À bientôt.")
    bot.workspace.set_members(CHANNEL, [bot.person(each) for each in ("James", "Nadia", "Thomas")])
    assert bot.press(posted, ids.APPROVE, "James", channel=CHANNEL)
    assert "has been recorded" in str(bot.opened("James", "Nothing to open"))

    assert bot.press(answer(bot, ts, "La conformité a votre demande"), ids.WITHDRAW_REQUEST)
    answer(bot, ts, "est retirée")
    request(bot, "Request to compliance: void")
