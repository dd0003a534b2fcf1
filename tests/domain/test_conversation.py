"""What a message means: a draft unless it plainly is something else."""

import pytest

from bot.domain.conversation import understand, understand_reply

DRAFT = (
    "La lettre de renouvellement arrive souvent quatre mois avant la fin du terme. Comparez la pénalité de "
    "chaque offre avant de signer. Chez nous, rendement garanti: écrivez-moi en privé!"
)


@pytest.mark.parametrize(
    "text",
    [
        DRAFT,
        "Et vous, avez-vous relu votre contrat cette année?",
        "Ready to retire early?",
        "Bonjour à tous, nous recrutons cet automne.",
        "Hello LinkedIn! New role, same values.",
        "Help your kids understand interest.",
        "Merci à toute l'équipe pour cette belle année!",
        "Thanks to our clients for a great year.",
        "Salut la gang, le CELI monte en janvier",
        "Read my post on renewals.",
        "Vérifiez votre relevé ce mois-ci.",
        "🚀🚀🚀",
        "policy rates moved today",
        "5 %?",
        "",
        "/policysomething",
    ],
)
def test_a_message_is_a_draft_even_when_it_ends_in_a_question_or_begins_with_a_greeting(text: str) -> None:
    assert (understand(text).meaning, understand(text).text) == ("draft", text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("? peut-on parler de rendement", "peut-on parler de rendement"),
        ("?Can I name a client?", "Can I name a client?"),
        ("  ？ stories", "stories"),
        ("¿ gifts", "gifts"),
        ("/policy gifts from clients", "gifts from clients"),
        ("/POLICY\nreels", "reels"),
        ("/politique cadeaux", "cadeaux"),
        ("??? rendement", "rendement"),
        (
            "? " + "peut-on promettre un rendement, " * 20 + "non",
            "peut-on promettre un rendement, " * 20 + "non",
        ),
    ],
)
def test_a_leading_question_mark_or_policy_makes_a_question(text: str, question: str) -> None:
    assert (understand(text).meaning, understand(text).text) == ("question", question)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour",
        "bonjour!",
        "Salut Vigie 👋",
        "allô",
        "Hi",
        "hello there",
        "HELP",
        "aide",
        "aide-moi svp",
        "help me please",
        "Good morning Vigie",
        "?",
        "/policy",
        "/politique  ",
        "Bonjour, comment ça marche?",
        "hi! how does this work?",
        "Ça va?",
        "Qui es-tu?",
        "who are you",
        "Are you a bot?",
        "Peux-tu relire mon post?",
        "Can you review my post please",
        "hello, could you check a draft for me?",
        "J'ai besoin de vérifier un texte svp",
    ],
)
def test_a_greeting_or_a_call_for_help_gets_help(text: str) -> None:
    assert understand(text).meaning == "help"


@pytest.mark.parametrize(
    "text", ["Merci!", "merci beaucoup Vigie", "Thanks 🙏", "thank you so much", "ok", "Parfait, merci"]
)
def test_a_word_of_thanks_is_no_draft(text: str) -> None:
    assert understand(text).meaning == "thanks"


@pytest.mark.parametrize(
    "text", ["encore", "Une autre version svp", "another version please", "another one", "Again!"]
)
def test_a_reply_can_ask_for_another_version(text: str) -> None:
    assert understand_reply(text, DRAFT).meaning == "another"


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("X", "x"),
        ("pour Instagram", "instagram"),
        ("et sur Facebook?", "facebook"),
        ("for twitter please", "x"),
        ("what about Bluesky", "bluesky"),
        ("en version LinkedIn", "linkedin"),
    ],
)
def test_a_reply_can_name_another_platform(text: str, platform: str) -> None:
    assert understand_reply(text, DRAFT).platform == platform


def test_a_reply_close_to_the_draft_is_its_new_version() -> None:
    corrected = DRAFT.replace(
        "Chez nous, rendement garanti: écrivez-moi en privé!", "Parlez-en autour de vous."
    )

    assert understand_reply(corrected, DRAFT).meaning == "draft"


@pytest.mark.parametrize(
    "text",
    [
        "is it ok if I drop the last sentence",
        "x marks the spot",
        "Facebook ou LinkedIn?",
        "Our new mortgage calculator is live: compare rates in two minutes, and share it today.",
    ],
)
def test_a_reply_that_may_be_anything_is_not_guessed(text: str) -> None:
    assert understand_reply(text, DRAFT).meaning == "unclear"


def test_a_reply_may_still_be_a_question_a_greeting_or_thanks() -> None:
    assert understand_reply("? rendement", DRAFT).meaning == "question"
    assert understand_reply("aide", DRAFT).meaning == "help"
    assert understand_reply("merci", DRAFT).meaning == "thanks"
