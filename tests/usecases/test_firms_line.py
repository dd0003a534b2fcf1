"""Notices and positions, the account, the brand: from the owner who posts to the author who reads."""

import json
from typing import Any

import pytest

from bot.slack.ids import ACCOUNT_FIRM, END_NOTICE, OFFER_GOOD_POST, POST_NOTICE
from bot.slack.render import draw
from bot.slack.render.forms import draw_form, form_errors
from bot.slack.render.home import draw_home
from bot.texts import say
from bot.usecases.chat_ports import Person, Place, Received
from bot.usecases.form_views import CannotOpen, NoticeForm
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.line_views import AgainstLine, OffBrand, WrongAccount
from bot.usecases.matter_views import OfficersOnly
from bot.usecases.notices import notices_of
from bot.usecases.open_form import form_for
from bot.usecases.views import Reviewed
from tests.fakes import InMemoryPolicyStore
from tests.fakes_policy import InMemoryRoles
from tests.publications import MONDAY, pack, publication, rule
from tests.slack.legal_payloads import actions_of
from tests.usecases.conversation import AMELIE, JAMES, NADIA, Conversation
from tests.usecases.policy_conversation import PolicyConversation
from tests.usecases.thread_talk import at_the_sample_firm
from tests.usecases.watch_talk import WatchTalk

OWNER = JAMES
SECRET = "La fusion avec AssurLac me réjouit."
TODAY, TOMORROW = MONDAY.date().isoformat(), "2026-12-24"
NOTICE = {
    "kind": "silence", "title": "Période de silence", "words": "fusion*, AssurLac", "since": TODAY,
    "until": TOMORROW,
}  # fmt: skip
ASKED = "On ne publie rien sur ce sujet avant l'annonce."


def _policies() -> InMemoryPolicyStore:
    content = json.loads(pack(rule()))
    content["firm"]["brand"] = {"spellings": [{"write": "Rivière-Nord", "instead_of": ["Riviere-Nord"]}]}
    says = {"fr": "Nous appuyons le relevé du coût total.", "en": "We support the total cost statement."}
    title = {"fr": "Coût total", "en": "Total cost"}
    content["firm"]["positions"] = [{"title": title, "says": says, "words": ["coût total", "total cost"]}]
    store = InMemoryPolicyStore()
    store.publish(publication(content=json.dumps(content)))
    return store


class LineTalk(WatchTalk):
    """With an owner, and a profile that has a brand and a position."""

    def __init__(self) -> None:
        roles = InMemoryRoles(OWNER.id, officers=(NADIA.id,))
        Conversation.__init__(self, policies=_policies(), roles=roles)

    def post(self, person: Person = OWNER, text: str = ASKED, **fields: str) -> None:
        self.send("notice", "", person, text, **(NOTICE | fields))

    def review(self, text: str, person: Person = AMELIE) -> Reviewed:
        """The card of a draft."""
        return self.now(self.draft(text, person).id)

    def now(self, card: str) -> Reviewed:
        [view] = [
            each.view for each in self.shown if isinstance(each.view, Reviewed) and each.view.card == card
        ]
        assert isinstance(view, Reviewed)
        return view


@pytest.fixture
def talk() -> LineTalk:
    return LineTalk()


def said(view: Reviewed) -> Any:
    """What the card says of the firm's line; None where it says nothing."""
    return next((each for each in view.remarks if isinstance(each, AgainstLine)), None)


def test_the_whole_way_posted_shown_with_both_texts_ended(talk: LineTalk) -> None:
    assert said(talk.review(SECRET)) is None
    talk.post()

    view = talk.review(f"Bonjour. {SECRET}")
    [found] = said(view).found
    assert (found.title, found.asked, found.sentence) == ("Période de silence", ASKED, SECRET)
    message = draw(view, "fr")
    assert say("line.next", "fr") in message.text
    assert say("slack.next.ok", "fr") not in str(message.blocks)
    assert str(message.blocks).index(ASKED) < str(message.blocks).index("réjouit")

    [notice] = notices_of("T1", talk.ports)
    talk.press("notice-end", notice.id, OWNER)
    assert notices_of("T1", talk.ports) == ()
    assert said(talk.review(f"Bonsoir. {SECRET}")) is None
    records = [talk.archive.record(f"T1:notices.{number}") for number in (1, 2)]
    assert [json.loads(each.body or "")["deed"] for each in records] == ["posted", "ended"]
    assert talk.archive.verify("T1:notices") is None


def test_a_review_made_before_a_notice_is_not_held_against_it_later(talk: LineTalk) -> None:
    before = talk.review(SECRET)
    talk.post()
    talk.press("again", before.card)

    assert said(talk.now(before.card)) is not None
    other = LineTalk()
    card = other.review(SECRET).card
    other.post()
    other.send("disagreement", card, AMELIE, rule="guaranteed-return", why="x")
    assert said(other.now(card)) is None


def test_a_notice_that_is_over_is_shown_to_nobody(talk: LineTalk) -> None:
    talk.post(until=TODAY)
    assert said(talk.review(SECRET))
    talk.wait(86_400 * 2)

    assert said(talk.review(f"Encore. {SECRET}")) is None
    assert notices_of("T1", talk.ports) == ()


def test_a_notice_to_come_waits_for_its_day(talk: LineTalk) -> None:
    talk.post(since="2026-12-01")
    assert said(talk.review(SECRET)) is None
    talk.wait(86_400 * 16)

    assert said(talk.review(f"Encore. {SECRET}"))


def test_only_owners_post_and_end_and_whoever_tries_is_on_record(talk: LineTalk) -> None:
    pressed = Received(
        "e", "e", "button", Place("T1", "C", ""), "e", NADIA.id, card="new", button="notice-post"
    )
    assert form_for(pressed, NADIA, talk.ports) == CannotOpen("role")
    talk.post(NADIA)
    assert notices_of("T1", talk.ports) == ()
    talk.post()
    [notice] = notices_of("T1", talk.ports)
    talk.press("notice-end", notice.id, AMELIE)

    assert notices_of("T1", talk.ports) == (notice,)
    told = [each.view for each in talk.shown if isinstance(each.view, OfficersOnly)]
    assert {each.deed for each in told} == {"notice"}
    assert talk.archive.newest("T1:refusals") is not None


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "  "}, {"title"}),
        ({"words": "a, le*"}, {"words"}),
        ({"until": "2026-11-01"}, {"until"}),
        ({"until": ""}, {"until"}),
        ({"until": "9999-12-31"}, {"until"}),
        ({"since": "0001-01-01"}, {"until"}),
        ({"since": "2026-12-31"}, {"until"}),
    ],
)
def test_what_is_wrong_with_a_notice_is_said_beside_its_field(
    fields: dict[str, str], wrong: set[str], talk: LineTalk
) -> None:
    sent = Received(
        "f",
        "f",
        "form",
        Place("T1", OWNER.id, "f"),
        "f",
        OWNER.id,
        ASKED,
        choice="notice",
        form=NOTICE | fields,
    )
    assert set(form_errors(sent, "fr", MONDAY)) == wrong


def test_two_owners_at_once_lose_no_notice_and_the_same_form_posts_one(talk: LineTalk) -> None:
    event = talk.fill("notice", "", OWNER, ASKED, **NOTICE)
    talk.fill("notice", "", OWNER, "Autre.", **(NOTICE | {"title": "Deux"}))
    talk.answer()

    assert sorted(each.title for each in notices_of("T1", talk.ports)) == ["Deux", "Période de silence"]
    assert event


@pytest.mark.parametrize("language", ["fr", "en"])
def test_owners_see_the_notices_on_their_page_and_nobody_else_does(language: Any, talk: LineTalk) -> None:
    board = PolicyConversation(archive=talk.archive).ports
    page = str(draw_home(home_for(AMELIE, "T1", HomeWanted("library"), board), language))

    assert POST_NOTICE in page
    assert END_NOTICE not in page
    talk.post()
    page = str(draw_home(home_for(AMELIE, "T1", HomeWanted("library"), board), language))
    assert "Période de silence" in page
    assert END_NOTICE in page
    assert POST_NOTICE not in str(draw_home(home_for(OWNER, "T1", HomeWanted("library"), board), language))
    assert "since" in str(draw_form(NoticeForm(TODAY), language))


def test_a_position_of_the_firms_is_shown_beside_what_says_the_opposite(talk: LineTalk) -> None:
    view = talk.review("Le relevé du coût total est inutile.")
    [found] = said(view).found
    assert (found.kind, found.asked) == ("position", "Nous appuyons le relevé du coût total.")
    assert said(talk.review("Le relevé du coût total est enfin là, et il est utile.")) is None


def test_a_text_for_the_other_account_says_so_and_is_a_button_away(talk: LineTalk) -> None:
    view = talk.review("Nous recrutons trois personnes. Postulez avant vendredi.")
    assert WrongAccount("as-firm") in view.remarks
    assert ACCOUNT_FIRM in actions_of(draw(view, "fr"))
    assert "votre propre compte LinkedIn" in str(draw(view, "fr").blocks)

    talk.press("account-firm", view.card)

    again = talk.now(view.card)
    assert again.review.draft.author.role == "firm"
    assert not [each for each in again.remarks if isinstance(each, WrongAccount)]
    assert "compte LinkedIn de la firme" in str(draw(again, "fr").blocks)
    talk.press("account-own", view.card)
    assert talk.now(view.card).review.draft.author.role == "employee"


def test_the_name_of_the_firm_written_otherwise_is_told(talk: LineTalk) -> None:
    view = talk.review("Merci à Riviere-Nord pour la soirée.")
    [found] = [each for each in view.remarks if isinstance(each, OffBrand)]
    assert [(each.found, each.write) for each in found.found] == [("Riviere-Nord", "Rivière-Nord")]
    assert say("line.brand", "en") in str(draw(view, "en").blocks)


def test_what_goes_against_the_firms_line_is_not_offered_as_an_example() -> None:
    talk = at_the_sample_firm()
    talk.say("Nos comptoirs en région ne servent plus à rien, il faut les fermer et tout passer en ligne.")

    view = talk.only_card
    assert (view.goes_against_line, view.can_offer, view.offers_example) == (True, True, False)
    assert OFFER_GOOD_POST not in str(draw(view, "fr").blocks)
