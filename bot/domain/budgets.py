"""What the language model may use of tokens, what it has used, and what that costs.

Three budgets, each in tokens in and out together: a review, a person's day, everybody's day. A day is a day
of UTC by the clock port.
"""

from dataclasses import dataclass

BYTES_A_TOKEN = 3
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Budgets:
    """The most tokens, in and out together, that may go; the most seconds of one review's calls together."""

    review_tokens: int
    review_seconds: float
    person_tokens_a_day: int
    tokens_a_day: int


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens that went in and came out."""

    tokens_in: int = 0
    tokens_out: int = 0

    @property
    def tokens(self) -> int:
        """In and out together: what budgets count."""
        return self.tokens_in + self.tokens_out

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out)


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in the currency of the operator's bill."""

    per_million_in: float
    per_million_out: float


def tokens_left(budgets: Budgets, spent_review: Spent, spent_person_today: Spent, spent_today: Spent) -> int:
    """How many tokens may still go before the first of the three budgets is spent; never below 0."""
    return max(
        0,
        min(
            budgets.review_tokens - spent_review.tokens,
            budgets.person_tokens_a_day - spent_person_today.tokens,
            budgets.tokens_a_day - spent_today.tokens,
        ),
    )


def may_ask(tokens: int, left: int) -> bool:
    """Whether a call that is expected to take that many tokens, in and out, fits into what is left."""
    return left > 0 and tokens <= left


def estimate_tokens(text: str) -> int:
    """More tokens than a model will count, in all likelihood: a third of the bytes of the text in UTF-8.

    A token is about four characters of English (https://help.openai.com/en/articles/4936856), fewer of other
    languages, and an emoji may be several tokens. So bytes are counted rather than characters: there are as
    many in plain English, and more in accents, emoji and other scripts.
    """
    return -(-len(text.encode("utf-8", "surrogatepass")) // BYTES_A_TOKEN)


def believable(spent: Spent) -> Spent:
    """What a server says a call took, as far as it is believed: no budget grows by a negative number, and no
    sum of a day outgrows what databases keep."""
    return Spent(max(0, min(spent.tokens_in, _MOST)), max(0, min(spent.tokens_out, _MOST)))


def cost(spent: Spent, price: Price) -> float:
    """What it costs, in the currency of the price."""
    return (spent.tokens_in * price.per_million_in + spent.tokens_out * price.per_million_out) / 1_000_000
