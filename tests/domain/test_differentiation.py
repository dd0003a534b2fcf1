"""What reads as a link with its title, and what is too little to be compared."""

import pytest

from bot.domain.differentiation import is_bare_share, is_comparable

TITLE = "Pourquoi les frais comptent plus que le rendement"


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE} https://example.org/a",
        f"https://example.org/a\n{TITLE}",
        f"À lire: {TITLE} https://example.org/a #finance",
        f"« {TITLE} »\n\nExcellent article! https://example.org/a @journal",
        f"So true! {TITLE} www.example.org/a",
        f"{TITLE} | La Presse lapresse.ca/affaires/1",
    ],
)
def test_a_link_with_its_title_and_a_word_is_a_bare_share(text: str) -> None:
    assert is_bare_share(text)


@pytest.mark.parametrize(
    "text",
    [
        TITLE,
        "https://example.org/a",
        f"{TITLE} https://example.org/a\nÀ mon comptoir, personne ne pose la question.",
        f"{TITLE}: je ne suis pas d'accord. https://example.org/a",
        "Inscrivez-vous dès maintenant à la conférence de jeudi: https://example.org/a",
        f"{TITLE}. En France, la règle a changé l'an dernier pour les petits porteurs. https://example.org/a",
        "À lire! https://example.org/a",
        "",
    ],
)
def test_whoever_says_something_of_their_own_shares_more_than_a_title(text: str) -> None:
    assert not is_bare_share(text)


@pytest.mark.parametrize(
    "text",
    [
        "Comparez les frais avant de signer.",
        "Joyeuses fêtes à tous nos clients et à leurs familles, que l'année vous soit douce et belle!",
        "Thank you to everyone who came to our branch on Saturday, it was a pleasure to meet you all.",
        "#un #deux #trois #quatre #cinq #six #sept #huit #neuf #dix #onze #douze #treize #quatorze #quinze",
        "",
    ],
)
def test_too_little_wishes_and_thanks_are_compared_with_nothing(text: str) -> None:
    assert not is_comparable(text)
