"""What a draft that answers somebody in public is, and what it needs."""

from dataclasses import replace

import pytest

from bot.domain.draft import Draft
from bot.domain.firm import BothLanguages, OfficialChannels
from bot.domain.public_replies import names_channel, public_reply, reply_to
from tests.evals.replies import cases, count_of, told

CHANNELS = OfficialChannels(
    phones=("1 800 555-0100",),
    portal=BothLanguages(fr="la messagerie sécurisée du portail", en="the secure portal"),
    email_domains=("firm.example",),
    sites=("firm.example",),
)
GOOD = "Bonjour, merci de nous l'avoir signalé. Passez par la messagerie sécurisée du portail."


def missing(text: str) -> tuple[str, ...]:
    """What that reply needs and has not."""
    found = public_reply(Draft(text), CHANNELS)
    assert found is not None
    return found.missing


def test_a_good_reply_to_a_complaint_misses_nothing() -> None:
    assert missing(GOOD) == ()
    assert missing("Hello, thank you for letting us know. Please use the secure portal.") == ()


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("Votre plainte sera lue. Appelez au 1-800-555-0100.", "acknowledge"),
        ("Désolé, c'est une erreur de notre part. Appelez au 1 (800) 555-0100.", "no-fault"),
        ("Sorry about that, it was our mistake. Call 1 800 555 0100.", "no-fault"),
        ("@luc Désolé, votre dossier a été refusé faute de paiement. ecrire@firm.example", "no-details"),
        ("@luc Sorry! Send us your policy number. help@firm.example", "no-details"),
        ("@luc Désolé de votre mauvaise expérience.", "channel"),
        (f"{GOOD} {'Nous relirons tout cela avec soin. ' * 9}", "shorter"),
    ],
)
def test_what_a_reply_to_a_complaint_has_not_is_named_alone(text: str, needs: str) -> None:
    assert missing(text) == (needs,)


def test_a_reply_to_a_question_that_speaks_of_their_case_says_so() -> None:
    text = "Merci pour la question, Luc. Dans votre cas, tout dépend de l'âge. Voir firm.example."

    assert missing(text) == ("no-details",)


def test_what_the_author_says_is_a_reply_is_one_and_a_profile_is_none() -> None:
    plain = Draft("La caisse ferme à 16 h.")

    assert public_reply(plain, CHANNELS) is None
    said = public_reply(replace(plain, genre="reply"), CHANNELS)
    assert said is not None
    assert said.to == "question"
    assert public_reply(replace(plain, text=GOOD, genre="profile"), CHANNELS) is None


@pytest.mark.parametrize(
    "text",
    [
        "Appelez 1.800.555.0100",
        "THE SECURE PORTAL",
        "écrivez à aide@firm.example",
        "voir https://firm.example/a",
    ],
)
def test_a_channel_is_known_however_it_is_written(text: str) -> None:
    assert names_channel(text, CHANNELS)
    assert not names_channel(text, OfficialChannels())


def test_of_replies_that_nobody_looked_at_nine_in_ten_complaints_are_known_and_no_post_is_one() -> None:
    found = told(cases("unseen"))

    known = {kind: found[kind, kind] / count_of(kind, found) for kind in ("complaint", "question", "post")}
    assert known["complaint"] >= 0.9
    assert known["question"] >= 0.75
    assert known["post"] == 1


def test_a_text_of_any_length_is_looked_at_in_no_time() -> None:
    assert reply_to("bonjour vous " * 3_000) is None
    assert reply_to("@" * 40_000) is None
