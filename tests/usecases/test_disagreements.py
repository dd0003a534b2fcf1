"""An author says that a finding is wrong: it goes to the policy owners, who read no more than they may."""

import json

import pytest

from bot.usecases.chat_ports import Card, TryLater
from bot.usecases.form_views import CannotOpen, DisagreementForm, SettleForm
from bot.usecases.matter_views import DisagreementKept, DisagreementSettled, NotDone, OfficersOnly
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE, THOMAS
from tests.usecases.watch_talk import CLIENT, FINE, SECRETS, WatchTalk

RULE = "guaranteed-return"


@pytest.fixture
def talk() -> WatchTalk:
    """James and Thomas own the policies."""
    talk = WatchTalk()
    talk.roles.owners |= {JAMES.id, THOMAS.id}
    return talk


@pytest.fixture
def card(talk: WatchTalk) -> Card:
    return talk.draft(PROMISE)


def disagree(talk: WatchTalk, card: Card, rule: str = RULE, share: str = "", why: str = "C'est cité") -> None:
    talk.send("disagreement", card.id, AMELIE, rule=rule, why=why, share=share)


class TestSayingSo:
    """By the author, about something that was found."""

    def test_the_form_offers_the_rules_that_found_something(self, talk: WatchTalk, card: Card) -> None:
        form = talk.open("wrong", card.id, AMELIE, DisagreementForm)

        assert form == DisagreementForm(card.id, ((RULE, "Un texte."),))

    def test_it_is_kept_for_the_owners_and_the_author_is_told_in_the_thread(
        self, talk: WatchTalk, card: Card
    ) -> None:
        disagree(talk, card)
        matter = talk.only("disagreement")

        assert (matter.state, matter.rules, matter.review) == ("open", (RULE,), card.review)
        assert talk.views_of(DisagreementKept) == [DisagreementKept("Un texte.")]
        assert talk.shown[-1].place == card.place
        assert json.loads(talk.archived("W")[0])["words"] == {"rule": RULE, "why": "C'est cité"}
        assert talk.archive.verify("T1:UAMELIE") is None

    def test_no_word_of_the_draft_or_of_the_author_is_in_the_tables(
        self, talk: WatchTalk, card: Card
    ) -> None:
        disagree(talk, card, share="yes")

        assert "garanti" not in talk.everywhere_but_archive()
        assert "cité" not in talk.everywhere_but_archive()

    def test_of_a_finding_that_there_is_not_nothing_is_kept(self, talk: WatchTalk, card: Card) -> None:
        disagree(talk, card, rule="inside")
        fine = talk.draft(FINE)

        assert talk.of_kind("disagreement") == []
        assert talk.told(AMELIE) == [NotDone("gone", ask=talk.ports.firm.ask)]
        assert talk.open("wrong", fine.id, AMELIE, CannotOpen).why == "gone"

    def test_nobody_disagrees_for_somebody_else_and_that_they_tried_is_kept(
        self, talk: WatchTalk, card: Card
    ) -> None:
        assert talk.open("wrong", card.id, NADIA, CannotOpen).why == "role"
        talk.send("disagreement", card.id, NADIA, rule=RULE, why="Non", share="yes")

        assert talk.of_kind("disagreement") == []
        kept = [json.loads(each) for each in talk.archived("refusal.")]
        assert [(each["about"], each["deed"]) for each in kept] == [(card.id, "wrong")] * 2

    def test_what_cannot_be_told_now_is_told_later_and_kept_once(self, talk: WatchTalk, card: Card) -> None:
        talk.messenger.faults = [TryLater("ratelimited", 5)]
        disagree(talk, card)
        talk.wait(10)

        assert len(talk.of_kind("disagreement")) == 1
        assert len(talk.views_of(DisagreementKept)) == 1


class TestSettlingIt:
    """By a policy owner, once."""

    def test_an_owner_reads_why_and_the_words_only_where_the_author_shares_them(
        self, talk: WatchTalk, card: Card
    ) -> None:
        disagree(talk, card)
        disagree(talk, card, share="yes")
        alone, shared = talk.of_kind("disagreement")
        kept_back = talk.open("disagreement-settle", alone.id, JAMES, SettleForm)

        assert (kept_back.title, kept_back.why, kept_back.quote) == ("A text.", "C'est cité", "")
        assert "garanti" not in repr(kept_back)
        opened = talk.open("disagreement-settle", shared.id, JAMES, SettleForm)
        assert opened.quote == "rendement garanti"

    def test_words_in_which_another_rule_marks_client_data_are_not_shared(self, talk: WatchTalk) -> None:
        card = talk.draft(f"{PROMISE} {CLIENT}")
        body = json.loads(talk.archive.record(card.review).body or "")
        [promise] = [each for each in body["review"]["findings"] if each["rule"] == RULE]
        wide = promise | {"quote": f"{PROMISE} {CLIENT}", "start": 0, "end": len(f"{PROMISE} {CLIENT}")}
        body["review"]["findings"].append(wide)
        talk.archive._bodies[card.review] = json.dumps(body).encode()
        disagree(talk, card, share="yes")

        opened = talk.open("disagreement-settle", talk.only("disagreement").id, JAMES, SettleForm)
        assert opened.quote == "rendement garanti"

    def test_client_data_is_never_shared(self, talk: WatchTalk) -> None:
        disagree(talk, talk.draft(CLIENT), "client-data", share="yes")
        form = talk.open("disagreement-settle", talk.only("disagreement").id, JAMES, SettleForm)

        assert form.quote == ""
        assert not any(secret in each for secret in SECRETS for each in talk.archived("W"))

    @pytest.mark.parametrize("outcome", ["agreed", "kept"])
    def test_the_author_is_told_in_the_thread_what_was_made_of_it(
        self, talk: WatchTalk, card: Card, outcome: str
    ) -> None:
        disagree(talk, card)
        matter = talk.only("disagreement")
        talk.send("settle", matter.id, JAMES, outcome=outcome, note="Merci")

        settled = talk.only("disagreement")
        assert (settled.state, settled.closed_by) == (outcome, JAMES.id)
        told = DisagreementSettled(settled, "Un texte.", "James Whitaker", "Merci")
        assert talk.views_of(DisagreementSettled) == [told]
        assert (talk.shown[-1].place, talk.shown[-1].language) == (card.place, "fr")
        assert json.loads(talk.archived(f"{matter.id}.1")[0])["words"] == {"note": "Merci"}
        assert talk.open("disagreement-settle", matter.id, JAMES, CannotOpen).why == "decided"

    def test_of_two_owners_one_settles_it_and_the_other_is_told(self, talk: WatchTalk, card: Card) -> None:
        disagree(talk, card)
        matter = talk.only("disagreement")
        talk.fill("settle", matter.id, JAMES, outcome="agreed", note="")
        talk.fill("settle", matter.id, THOMAS, outcome="kept", note="")
        talk.answer()

        assert talk.only("disagreement").state == "agreed"
        assert talk.told(THOMAS) == [NotDone("decided", "James Whitaker")]
        assert len(talk.views_of(DisagreementSettled)) == 1

    def test_nobody_but_an_owner_reads_or_settles_it(self, talk: WatchTalk, card: Card) -> None:
        disagree(talk, card)
        matter = talk.only("disagreement")
        assert talk.open("disagreement-settle", matter.id, NADIA, CannotOpen).why == "role"
        talk.send("settle", matter.id, NADIA, outcome="agreed", note="")

        assert talk.only("disagreement").state == "open"
        assert talk.told(NADIA) == [OfficersOnly("settle", talk.ports.firm.ask)]
        kept = [json.loads(each) for each in talk.archived("refusal.")]
        assert [(each["about"], each["deed"]) for each in kept] == [(matter.id, "settle")] * 2

    def test_what_is_no_outcome_changes_nothing(self, talk: WatchTalk, card: Card) -> None:
        disagree(talk, card)
        talk.send("settle", talk.only("disagreement").id, JAMES, outcome="open", note="")

        assert talk.only("disagreement").state == "open"
        assert talk.open("disagreement-settle", "nothing", JAMES, CannotOpen).why == "gone"

    def test_what_cannot_be_told_now_is_told_later(self, talk: WatchTalk, card: Card) -> None:
        disagree(talk, card)
        talk.messenger.faults = [TryLater("ratelimited", 5)]
        talk.send("settle", talk.only("disagreement").id, JAMES, outcome="kept", note="Merci")
        talk.wait(10)

        assert len(talk.views_of(DisagreementSettled)) == 1
        assert talk.only("disagreement").revision == 1
