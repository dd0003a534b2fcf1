"""What is shown as a quote of the draft is in it to the letter; what is not there is dropped (promise 1)."""

import time

import pytest

from bot.domain.draft import Draft
from bot.domain.posts import lay_out
from bot.domain.quoting import places_of_quote
from tests.domain.test_judging import DRAFT, dropped, judged, models, verified


def quoted(quote: str, draft: str = DRAFT) -> str | None:
    """The words of the draft that a quote stands for."""
    found = models(verified(judged(quote), draft=draft))
    assert all(each.quote == draft[each.start : each.end] for each in found)
    return found[0].quote if found else None


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("votre épargne GRIMPE toujours", "Votre épargne grimpe toujours"),
        ("Votre epargne grimpe toujours", "Votre épargne grimpe toujours"),
        ("avec nous, c'est écrit", "avec nous, c’est écrit"),
        ("« Votre épargne grimpe toujours »", "Votre épargne grimpe toujours"),
        ("Votre épargne grimpe toujours…", "Votre épargne grimpe toujours"),
        ("Votre  épargne\ngrimpe toujours", "Votre épargne grimpe toujours"),
        ("Votre épargne grimpera toujours avec nous", "Votre épargne grimpe toujours avec nous"),
        ("épargn", "épargne"),
        ("dormir tranquille. Votre épargne grimpe", "dormir tranquille. Votre épargne grimpe"),
        ("c'est écrit. On en parle lundi?", "c’est écrit.\nOn en parle lundi?"),
    ],
)
def test_a_quote_is_aligned_and_then_given_as_the_draft_has_it(said: str, there: str) -> None:
    assert quoted(said) == there


@pytest.mark.parametrize(
    "said",
    [
        "Un rendement de 12 % promis à tous",
        "Aucun rendement n'est promis au public",
        "Mon équipe vous aide … Le meilleur service",
        "Mon équipe vous aide à dormir tranquille. Le meilleur service en ville.",
        "ou",
        "\u200b\u200b",
        "…",
        "\U000e0041\U000e0042",
        "?",
    ],
)
def test_a_quote_that_is_not_in_the_draft_is_dropped(said: str) -> None:
    assert dropped(judged(said)) == {"quote": 1}


def test_a_quote_of_nothing_that_shows_is_dropped_even_where_the_draft_has_it() -> None:
    assert dropped(judged("\u200b\u200b"), draft="Un \u200b\u200bmot.") == {"quote": 1}


@pytest.mark.parametrize(
    ("said", "draft"),
    [
        ("Le placement rapporte 8 % par année à tous", "Le placement rapporte 3 % par année à tous."),
        (
            "Ce placement est tout à fait sans danger pour vous",
            "Ce placement n'est pas tout à fait sans danger pour vous.",
        ),
        (
            "The plan is guaranteed by the whole team here",
            "The plan isn't guaranteed by the whole team here.",
        ),
    ],
)
def test_no_number_and_no_denial_is_lost_by_likeness(said: str, draft: str) -> None:
    assert quoted(said, draft) is None


def test_hidden_letters_are_looked_through_and_shown_as_they_are_in_the_draft() -> None:
    assert quoted("épargne grimpe", "Votre é\u200bpargne gr\u200bimpe.") == "é\u200bpargne gr\u200bimpe"


def test_an_emoji_may_be_what_is_wrong() -> None:
    assert quoted("🚀🚀", "Ça monte 🚀🚀 vite.") == "🚀🚀"


def test_whole_words_go_before_parts_of_words() -> None:
    (finding,) = models(verified(judged("grimpe"), draft="Ça grimpera. Ça grimpe."))

    assert (finding.quote, finding.start) == ("grimpe", 16)


def test_the_first_place_that_the_rule_has_not_is_the_one() -> None:
    draft = "Rendement garanti ici. Et là: rendement garanti."
    found = verified(
        judged("rendement garanti"),
        judged("jamais de perte"),
        draft=f"{draft} Soit jamais de perte, jamais de perte.",
    )

    assert [each.start for each in models(found)] == [54]
    assert dict(found.dropped) == {"known": 1}


def test_a_quote_is_found_in_a_very_long_draft() -> None:
    draft = "Un mot de plus, et un autre encore. " * 1_100 + "Votre épargne grimpe toujours avec nous."
    said = [judged(f"Votre épargne grimpera toujours avec nous{'!' * number}") for number in range(8)]

    assert len(models(verified(*said, draft=draft))) == 1


@pytest.mark.parametrize(
    ("draft", "quote"),
    [("ab" * 20_000, "ab" * 140 + "c" * 20), ("a " * 20_000, "a " * 140 + "b"), ("a" * 40_000, "a" * 9)],
)
def test_no_draft_is_searched_for_long(draft: str, quote: str) -> None:
    post = lay_out(Draft(draft))
    begin = time.process_time()
    list(places_of_quote(quote, post))

    assert time.process_time() - begin < 0.3
