"""Texts that colleagues learn from: offered by their author, accepted by an owner, read until taken back."""

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bot.usecases.chat_ports import Card, Place
from bot.usecases.form_views import CannotOpen
from bot.usecases.good_post_views import (
    GoodPostForm,
    GoodPostNews,
    GoodPostPage,
    GoodPostSettleForm,
    GoodPostsFound,
    GoodPostTold,
    NearExample,
)
from bot.usecases.home import home_for
from bot.usecases.home_views import Home, HomeWanted, Section
from bot.usecases.matter_views import NotDone, OfficersOnly
from bot.usecases.show_card import refresh_card
from bot.usecases.views import NotReviewed, Reviewed
from tests.publications import pack, publication, rule
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE, THOMAS, VISITOR
from tests.usecases.watch_talk import CLIENT, FINE, WatchTalk

FEES = (
    "Trois questions à poser sur les frais d'un fonds: combien par an, qui les touche, et que se passe-t-il "
    "si vous vendez plus tôt que prévu. Écrivez les réponses."
)
RENEWAL = (
    "Your mortgage renews this year? Ask your lender for the offer in writing, then compare the term, the "
    "payment and the penalty with two others before you sign."
)


@pytest.fixture
def talk() -> WatchTalk:
    """James and Thomas own the policies."""
    talk = WatchTalk()
    talk.roles.owners |= {JAMES.id, THOMAS.id}
    policy: Any = SimpleNamespace(channel=Place("T1", "CPOLICY", ""), language="fr")
    talk.ports = replace(talk.ports, policy=policy)
    return talk


def card_of(talk: WatchTalk, text: str = FEES) -> Card:
    return talk.draft(text)


def offer(talk: WatchTalk, card: Card, named: str = "no") -> str:
    """The offer that Amélie makes of her card's text, by the form that opens: the matter's id."""
    form = talk.open("good-post-offer", card.id, AMELIE, GoodPostForm)
    talk.send("good-post", card.id, AMELIE, agree=form.seen_as, named=named)
    return talk.of_kind("good-post")[-1].id


def accepted(talk: WatchTalk, text: str = FEES, named: str = "no") -> str:
    matter = offer(talk, card_of(talk, text), named)
    talk.send("good-post-settle", matter, JAMES, outcome="accepted", note="Concret.")
    return matter


def home(talk: WatchTalk, section: Section, person: Any = NADIA, page: int = 0) -> Home:
    return home_for(person, "T1", HomeWanted(section, page=page), talk.ports)


def found(talk: WatchTalk, words: str, person: Any = NADIA) -> GoodPostsFound:
    talk.command(words, "review", person)
    view = talk.messenger.private[-1][1]
    assert isinstance(view, GoodPostsFound)
    return view


def test_a_text_that_passed_is_offered_accepted_found_read_and_taken_back(talk: WatchTalk) -> None:
    card = card_of(talk)
    assert talk.views_of(Reviewed)[-1].can_offer
    matter = offer(talk, card)
    assert talk.views_of(GoodPostTold)[-1].matter.state == "open"
    assert found(talk, "exemples frais").items == ()
    assert talk.open("good-post-read", matter, NADIA, CannotOpen).why == "taken-back"

    talk.send("good-post-settle", matter, JAMES, outcome="accepted", note="Concret.")
    told = talk.views_of(GoodPostTold)[-1]
    assert (told.matter.state, told.by, told.note) == ("accepted", "James Whitaker", "Concret.")
    assert [each.matter for each in found(talk, "exemples frais").items] == [matter]
    assert talk.open("good-post-read", matter, NADIA, GoodPostPage).text == FEES
    assert [each.matter for each in home(talk, "examples").examples] == [matter]

    talk.press("good-post-back", matter)
    assert talk.only("good-post").state == "taken-back"
    assert {each.matter.state for each in talk.views_of(GoodPostTold)} == {"taken-back"}
    assert talk.open("good-post-read", matter, NADIA, CannotOpen).why == "taken-back"
    assert (found(talk, "exemples").items, home(talk, "examples").examples) == ((), ())


class TestOffering:
    """By the author of the card, of what passed."""

    @pytest.mark.parametrize("text", [PROMISE, CLIENT, "Bonne fête à toute l'équipe!", FINE])
    def test_what_did_not_pass_leaked_or_is_too_short_is_not_offered(
        self, talk: WatchTalk, text: str
    ) -> None:
        card = card_of(talk, text)

        assert not talk.views_of(Reviewed)[-1].can_offer
        assert talk.open("good-post-offer", card.id, AMELIE, CannotOpen).why == "not-offered"

    def test_nobody_offers_somebody_else_s_text_and_that_they_tried_is_kept(self, talk: WatchTalk) -> None:
        card = card_of(talk)
        seen = talk.open("good-post-offer", card.id, AMELIE, GoodPostForm).seen_as
        assert talk.open("good-post-offer", card.id, NADIA, CannotOpen).why == "role"
        talk.send("good-post", card.id, NADIA, agree=seen, named="yes")

        assert talk.of_kind("good-post") == []
        assert len(talk.archived("refusal.")) == 2

    def test_without_agreement_or_of_another_text_by_now_nothing_is_kept(self, talk: WatchTalk) -> None:
        card = card_of(talk)
        seen = talk.open("good-post-offer", card.id, AMELIE, GoodPostForm).seen_as
        talk.send("good-post", card.id, AMELIE, agree="", named="no")
        talk.happen("edit", card.message, AMELIE, card.message, text=f"{FEES} Comparez avant de signer.")
        talk.answer()
        talk.send("good-post", card.id, AMELIE, agree=seen, named="no")

        assert talk.of_kind("good-post") == []
        assert [each.why for each in talk.told(AMELIE) if isinstance(each, NotDone)] == ["changed"] * 2

    def test_one_text_is_offered_once_and_again_after_it_was_taken_back(self, talk: WatchTalk) -> None:
        card = card_of(talk)
        matter = offer(talk, card)
        assert not talk.views_of(Reviewed)[-1].can_offer
        assert talk.open("good-post-offer", card.id, AMELIE, CannotOpen).why == "not-offered"
        talk.press("good-post-back", matter)

        assert offer(talk, card) != matter

    def test_a_text_that_compliance_approved_can_be_offered(self, talk: WatchTalk) -> None:
        talk.policies.publish(publication(content=pack(rule(severity="approval"))))
        card = card_of(talk, f"{FEES} {PROMISE}")
        assert not talk.views_of(Reviewed)[-1].can_offer
        talk.send("request", card.id, AMELIE, text_of="draft", why="Exact")
        request = talk.only("request")
        talk.send("decision", request.id, NADIA, decision="approve", why="Exact", revision="0")

        assert talk.open("good-post-offer", card.id, AMELIE, GoodPostForm).text == f"{FEES} {PROMISE}"
        matter = offer(talk, card)
        talk.send("good-post-settle", matter, JAMES, outcome="accepted", note="")
        assert talk.only("good-post").state == "accepted"

    def test_the_text_is_in_the_archive_alone_and_the_owners_are_told_without_it(
        self, talk: WatchTalk
    ) -> None:
        offer(talk, card_of(talk))

        assert json.loads(talk.archived("G")[0])["words"]["text"] == FEES
        assert "frais" not in talk.everywhere_but_archive()
        [news] = [each.view for each in talk.shown if each.place.channel == "CPOLICY"]
        assert isinstance(news, GoodPostNews)
        assert (news.author, "frais" in repr(news)) == ("Amélie Tremblay", False)


class TestDeciding:
    """By a policy owner who is not its author, once."""

    def test_the_owner_reads_the_text_and_who_wrote_it(self, talk: WatchTalk) -> None:
        matter = offer(talk, card_of(talk), "yes")
        form = talk.open("good-post-settle", matter, JAMES, GoodPostSettleForm)

        assert (form.text, form.author, form.named, form.passes) == (FEES, "Amélie Tremblay", True, True)

    def test_it_is_declined_with_a_reason_which_its_author_reads(self, talk: WatchTalk) -> None:
        matter = offer(talk, card_of(talk))
        talk.send("good-post-settle", matter, JAMES, outcome="declined", note="Trop général.")

        told = talk.views_of(GoodPostTold)[-1]
        assert (told.matter.state, told.note) == ("declined", "Trop général.")
        assert talk.open("good-post-read", matter, NADIA, CannotOpen).why == "taken-back"
        assert talk.open("good-post-settle", matter, JAMES, CannotOpen).why == "decided"

    def test_nobody_else_reads_or_decides_and_that_they_tried_is_kept(self, talk: WatchTalk) -> None:
        matter = offer(talk, card_of(talk))
        assert talk.open("good-post-settle", matter, NADIA, CannotOpen).why == "role"
        talk.send("good-post-settle", matter, NADIA, outcome="accepted", note="")

        assert talk.only("good-post").state == "open"
        assert talk.told(NADIA) == [OfficersOnly("judge-example", talk.ports.firm.ask)]
        assert len(talk.archived("refusal.")) == 2

    def test_an_owner_does_not_accept_their_own(self, talk: WatchTalk) -> None:
        talk.roles.owners.add(AMELIE.id)
        matter = offer(talk, card_of(talk))
        assert talk.open("good-post-settle", matter, AMELIE, CannotOpen).why == "own-text"
        talk.send("good-post-settle", matter, AMELIE, outcome="accepted", note="")

        assert talk.only("good-post").state == "open"

    def test_of_two_owners_one_decides_and_the_other_is_told(self, talk: WatchTalk) -> None:
        matter = offer(talk, card_of(talk))
        talk.fill("good-post-settle", matter, JAMES, outcome="accepted", note="")
        talk.fill("good-post-settle", matter, THOMAS, outcome="declined", note="Non")
        talk.answer()

        assert talk.only("good-post").state == "accepted"
        assert talk.told(THOMAS) == [NotDone("decided", "James Whitaker")]

    def test_what_passes_no_more_is_not_accepted(self, talk: WatchTalk) -> None:
        matter = offer(talk, card_of(talk))
        forbid_fees(talk)
        form = talk.open("good-post-settle", matter, JAMES, GoodPostSettleForm)
        assert (form.passes, form.found) == (False, ("A text.",))
        talk.send("good-post-settle", matter, JAMES, outcome="accepted", note="")

        assert talk.only("good-post").state == "open"
        assert talk.told(JAMES) == [NotDone("fails")]

    def test_what_was_taken_back_meanwhile_is_not_accepted(self, talk: WatchTalk) -> None:
        matter = offer(talk, card_of(talk))
        talk.press("good-post-back", matter)
        talk.send("good-post-settle", matter, JAMES, outcome="accepted", note="")

        assert talk.only("good-post").state == "taken-back"


def forbid_fees(talk: WatchTalk) -> None:
    """The rules in force from now on find something in `FEES`."""
    forbidden = rule(
        "fees", detect=[{"kind": "phrase", "fr": ["écrivez les réponses"], "en": ["write the answers"]}]
    )
    talk.policies.publish(publication(content=pack(rule(), forbidden)))


class TestReading:
    """By everybody of the firm, as long as it may be read."""

    def test_a_name_is_shown_only_where_its_author_said_so(self, talk: WatchTalk) -> None:
        unnamed, named = accepted(talk), accepted(talk, RENEWAL, "yes")

        assert talk.open("good-post-read", unnamed, NADIA, GoodPostPage).author == ""
        assert talk.open("good-post-read", named, NADIA, GoodPostPage).author == "Amélie Tremblay"
        listed = {each.matter: each.author for each in home(talk, "examples").examples}
        assert listed == {unnamed: "", named: "Amélie Tremblay"}
        assert {each.author for each in found(talk, "exemples").items} == {"", "Amélie Tremblay"}

    def test_what_passes_no_more_under_the_rules_in_force_is_shown_to_nobody(self, talk: WatchTalk) -> None:
        matter = accepted(talk)
        forbid_fees(talk)

        assert talk.open("good-post-read", matter, NADIA, CannotOpen).why == "taken-back"
        assert (found(talk, "exemples").items, home(talk, "examples").examples) == ((), ())

    def test_what_was_erased_is_shown_to_nobody(self, talk: WatchTalk) -> None:
        matter = accepted(talk)
        del talk.archive._bodies[f"{matter}.0"]

        assert talk.open("good-post-read", matter, NADIA, CannotOpen).why == "taken-back"
        assert (found(talk, "exemples").items, home(talk, "examples").examples) == ((), ())

    def test_a_search_finds_by_words_in_any_form_and_says_when_it_finds_nothing(
        self, talk: WatchTalk
    ) -> None:
        fees, renewal = accepted(talk), accepted(talk, RENEWAL)

        assert [each.matter for each in found(talk, "exemples question").items] == [fees]
        assert [each.matter for each in found(talk, "Examples mortgages renewing").items] == [renewal]
        assert found(talk, "exemples cryptomonnaie") == GoodPostsFound("cryptomonnaie", ())

    def test_a_draft_that_begins_with_the_word_is_a_draft(self, talk: WatchTalk) -> None:
        talk.command(f"Exemples: {FEES}", "review")

        assert not isinstance(talk.messenger.private[-1][1], GoodPostsFound)

    def test_a_guest_is_refused(self, talk: WatchTalk) -> None:
        accepted(talk)
        talk.command("exemples", "review", VISITOR)

        assert isinstance(talk.messenger.private[-1][1], NotReviewed)
        assert home(talk, "examples", VISITOR).refused

    def test_its_author_alone_takes_it_back_also_from_their_own_page(self, talk: WatchTalk) -> None:
        matter = accepted(talk)
        talk.press("good-post-back", matter, NADIA)
        assert talk.only("good-post").state == "accepted"
        assert talk.messenger.alone[-1][2] == NotDone("gone", ask=talk.ports.firm.ask)

        assert [each.mine for each in home(talk, "examples", AMELIE).examples] == [True]
        assert [each.mine for each in home(talk, "examples").examples] == [False]
        talk.press("good-post-back", matter)
        talk.press("good-post-back", matter)
        assert talk.only("good-post").state == "taken-back"

    def test_the_page_goes_on_where_there_are_more(self, talk: WatchTalk) -> None:
        for number in range(9):
            accepted(talk, f"{FEES} {number}")

        assert (len(home(talk, "examples").examples), home(talk, "examples").more) == (8, True)
        assert (len(home(talk, "examples", page=1).examples), home(talk, "examples", page=1).more) == (
            1,
            False,
        )


def test_owners_see_what_waits_and_others_do_not(talk: WatchTalk) -> None:
    offer(talk, card_of(talk))

    page = home(talk, "offers", JAMES)
    assert [each.matter.state for each in page.matters] == ["open"]
    assert dict(page.counts)["offers"] == 1
    assert home(talk, "offers", NADIA).wanted.section == "mine"


class TestTheNearestExample:
    """Beside a rewrite, which one of a colleague's is close: that there is one, and nothing of it."""

    BESIDE = f"{FEES.removesuffix(' Écrivez les réponses.')} {PROMISE}"

    def near(self, talk: WatchTalk) -> list[str]:
        remarks = talk.views_of(Reviewed)[-1].remarks
        return [each.matter for each in remarks if isinstance(each, NearExample)]

    def test_a_colleague_is_shown_the_way_to_it_and_no_word_of_it(self, talk: WatchTalk) -> None:
        matter = accepted(talk, named="yes")
        talk.say(self.BESIDE, NADIA)

        assert self.near(talk) == [matter]
        [remark] = [each for each in talk.views_of(Reviewed)[-1].remarks if isinstance(each, NearExample)]
        assert not any(word in repr(remark) for word in (*FEES.split(), "Amélie", AMELIE.id))

    def test_its_author_is_not_sent_to_their_own(self, talk: WatchTalk) -> None:
        accepted(talk)
        talk.say(self.BESIDE, AMELIE)

        assert self.near(talk) == []

    @pytest.mark.parametrize("draft", [PROMISE, f"{RENEWAL} A guaranteed return.", FEES])
    def test_of_another_subject_or_language_or_where_nothing_is_rewritten_there_is_none(
        self, talk: WatchTalk, draft: str
    ) -> None:
        accepted(talk)
        talk.say(draft, NADIA)

        assert self.near(talk) == []

    @pytest.mark.parametrize(("example", "near"), [(FEES, False), (f"{RENEWAL} Ask twice.", True)])
    def test_one_in_the_other_language_is_none_however_near(
        self, talk: WatchTalk, example: str, near: bool
    ) -> None:
        matter = accepted(talk, example)
        talk.say(f"{RENEWAL} A guaranteed return.", NADIA)
        rewrite = talk.views_of(Reviewed)[-1].review.rewrite
        meaning = talk.meanings.of("good-posts", matter)
        assert rewrite
        assert meaning
        [same] = talk.ports.meanings.embedder.embed([rewrite.text])
        talk.meanings.keep(replace(meaning, vector=same))
        talk.say(f"{RENEWAL} A guaranteed return.", NADIA)

        assert self.near(talk) == ([matter] if near else [])

    @pytest.mark.parametrize("gone", ["taken back", "passes no more", "erased"])
    def test_what_may_be_read_no_more_is_near_to_nothing(self, talk: WatchTalk, gone: str) -> None:
        matter = accepted(talk)
        if gone == "taken back":
            talk.press("good-post-back", matter)
            assert talk.meanings.of("good-posts", matter) is None
        elif gone == "erased":
            del talk.archive._bodies[f"{matter}.0"]
        else:
            forbid_fees(talk)
        talk.say(self.BESIDE, NADIA)
        assert talk.views_of(Reviewed)[-1].review.rewrite

        assert self.near(talk) == []

    def test_what_is_offered_or_declined_is_near_to_nothing(self, talk: WatchTalk) -> None:
        matter = offer(talk, card_of(talk))
        assert talk.meanings.of("good-posts", matter) is None
        talk.send("good-post-settle", matter, JAMES, outcome="declined", note="Non")

        assert talk.meanings.of("good-posts", matter) is None

    def test_a_card_shown_again_is_not_told_of_what_was_accepted_since(self, talk: WatchTalk) -> None:
        talk.say(self.BESIDE, NADIA)
        card = talk.views_of(Reviewed)[-1].card
        accepted(talk)
        refresh_card(card, talk.ports)

        [shown] = [each for each in talk.views_of(Reviewed) if each.card == card]
        assert not any(isinstance(each, NearExample) for each in shown.remarks)
