"""An author sees what they posted of late against the firm's aim, and is told when the next post tips it."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.usecases.coaching_views import BalanceRemark
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.matter_views import PostingKept
from bot.usecases.views import Reviewed
from tests.publications import link, pack, publication, rule
from tests.usecases.conversation import AMELIE, JAMES
from tests.usecases.watch_talk import WatchTalk

AIM: dict[str, Any] = {"resources": 4, "of": 5, "days": 30, "clause": "PMS-2"}
US = "Nous lançons un nouveau service de planification à Québec."
USEFUL = "Comparez les frais de deux fonds avant de signer quoi que ce soit, au contrat."
WISH = "Bonne année à tous!"


def talk_with(aim: dict[str, Any] | None) -> WatchTalk:
    content = json.loads(pack(rule()))
    content["firm"] |= {"balance": aim} if aim else {}
    talk = WatchTalk()
    talk.policies.publish(publication(content=json.dumps(content), links={"guaranteed-return": [link()]}))
    return talk


@pytest.fixture
def talk() -> WatchTalk:
    return talk_with(AIM)


def post(talk: WatchTalk, text: str, person: Any = AMELIE, days_ago: int = 0) -> PostingKept:
    card = talk.draft(text, person)
    day = (talk.clock.time - timedelta(days=days_ago)).date().isoformat()
    talk.send("posting", card.id, person, text, link="", day=day)
    return talk.views_of(PostingKept)[-1]


def remarks(talk: WatchTalk, text: str) -> list[BalanceRemark]:
    talk.draft(text)
    shown = talk.views_of(Reviewed)[-1]
    return [each for each in shown.remarks if isinstance(each, BalanceRemark)]


def numbers(talk: WatchTalk, person: Any = AMELIE) -> tuple[int, int] | None:
    balance = home_for(person, "T1", HomeWanted(), talk.ports).balance
    return (balance.resources, balance.promotions) if balance else None


def test_a_post_about_us_with_nothing_before_it_tips_and_the_clause_says_so(talk: WatchTalk) -> None:
    [remark] = remarks(talk, US)

    assert (remark.is_tipped, remark.after.resources, remark.after.promotions) == (True, 0, 1)
    assert remark.clause is not None
    assert (remark.clause.clause, remark.clause.text) == ("PMS-2", "Le « reste » compte aussi.")


def test_nothing_is_said_where_there_is_room(talk: WatchTalk) -> None:
    for number in range(4):
        post(talk, f"{USEFUL} ({number})")

    assert numbers(talk) == (4, 0)
    assert remarks(talk, US) == []


def test_the_second_of_five_tips_and_a_resource_brings_back(talk: WatchTalk) -> None:
    for number in range(4):
        post(talk, f"{USEFUL} ({number})")
    told = post(talk, US)
    assert told.balance is not None
    assert (told.balance.resources, told.balance.promotions) == (4, 1)

    [remark] = remarks(talk, f"{US} À Lévis aussi.")
    assert (remark.is_tipped, remark.after.posts, remark.after.promotions) == (True, 6, 2)

    post(talk, f"{US} Encore.")
    [back] = remarks(talk, f"{USEFUL} Relisez.")
    assert not back.is_tipped


def test_a_draft_that_was_posted_is_not_counted_twice(talk: WatchTalk) -> None:
    post(talk, US)
    post(talk, USEFUL)
    card = talk.draft(f"{USEFUL} Bis.")
    for _ in range(2):
        talk.send(
            "posting", card.id, AMELIE, f"{USEFUL} Bis.", link="", day=talk.clock.time.date().isoformat()
        )

    assert numbers(talk) == (2, 1)


def test_what_is_older_than_the_aim_looks_and_what_is_neither_does_not_count(talk: WatchTalk) -> None:
    post(talk, US, days_ago=31)
    post(talk, WISH)

    assert numbers(talk) == (0, 0)


def test_each_author_has_their_own(talk: WatchTalk) -> None:
    post(talk, US, JAMES)

    assert numbers(talk, JAMES) == (0, 1)
    assert numbers(talk) == (0, 0)


def test_a_firm_without_an_aim_has_no_balance() -> None:
    talk = talk_with(None)

    assert remarks(talk, US) == []
    assert numbers(talk) is None
    assert post(talk, US).balance is None


def test_a_clause_that_is_not_in_force_is_not_quoted() -> None:
    [remark] = remarks(talk_with(AIM | {"clause": "PMS-99"}), US)

    assert remark.clause is None
