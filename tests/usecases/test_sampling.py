"""A share of the reviews that found nothing is drawn, read and judged by officers: by nobody's choice."""

import json
from datetime import timedelta

import pytest

from bot.usecases.chat_ports import Card, TryLater
from bot.usecases.form_views import CannotOpen, DrawForm, OutcomeForm
from bot.usecases.matter_views import NotDone, OfficersOnly, SampleDrawn
from bot.usecases.sample_reviews import rank_in_draw
from tests.fakes_jobs import Crash
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE, THOMAS
from tests.usecases.watch_talk import FINE, WatchTalk


@pytest.fixture
def talk() -> WatchTalk:
    return WatchTalk()


@pytest.fixture
def cards(talk: WatchTalk) -> list[Card]:
    """Ten drafts in which nothing was found, one in which something was, and one of an officer's own."""
    found = [talk.draft(f"{FINE} ({number})") for number in range(10)]
    for card in found:
        talk.noted(card)
    talk.noted(talk.draft(PROMISE), "revise")
    talk.noted(talk.draft(FINE, NADIA))
    return found


def drawn(talk: WatchTalk) -> set[str]:
    """The reviews that were drawn."""
    return {each.review for each in talk.of_kind("sample")}


class TestDrawing:
    """How many are asked for; which ones is worked out."""

    def test_the_form_says_how_many_there_are_to_draw_from(self, talk: WatchTalk, cards: list[Card]) -> None:
        assert talk.open("sample-draw", "", NADIA, DrawForm).found == ((7, 10), (30, 10), (90, 10))
        assert talk.open("sample-draw", "", THOMAS, DrawForm).found == ((7, 11), (30, 11), (90, 11))
        talk.clock.time += timedelta(days=8)
        assert talk.open("sample-draw", "", NADIA, DrawForm).found == ((7, 0), (30, 10), (90, 10))

    @pytest.mark.parametrize(
        ("share", "number"), [("1", 1), ("10", 1), ("11", 2), ("50", 5), ("100", 10), (" 20 % ", 2)]
    )
    def test_a_share_is_drawn_and_one_at_least(
        self, talk: WatchTalk, cards: list[Card], share: str, number: int
    ) -> None:
        talk.send("draw", "", NADIA, share=share, days="30")

        assert len(drawn(talk)) == number
        assert talk.told(NADIA) == [SampleDrawn(number, 10, 30)]
        assert {each.state for each in talk.of_kind("sample")} == {"open"}

    def test_never_the_officer_s_own_nor_what_has_problems(self, talk: WatchTalk, cards: list[Card]) -> None:
        talk.send("draw", "", NADIA, share="100", days="30")

        assert drawn(talk) == {card.review for card in cards}
        assert {each.author for each in talk.of_kind("sample")} == {AMELIE.id}

    def test_which_ones_can_be_worked_out_from_what_is_archived(
        self, talk: WatchTalk, cards: list[Card]
    ) -> None:
        talk.send("draw", "", NADIA, share="30", days="30")
        kept = [json.loads(each) for each in talk.archived("S")]
        draw = kept[0]["words"]["draw"]

        assert all(
            each["words"] == {"draw": draw, "share": "30", "days": "30", "drawn": "3", "of": "10"}
            for each in kept
        )
        ranked = sorted((card.review for card in cards), key=lambda review: rank_in_draw(draw, review))
        assert drawn(talk) == set(ranked[:3])

    def test_what_was_drawn_is_not_drawn_again_by_anybody(self, talk: WatchTalk, cards: list[Card]) -> None:
        talk.send("draw", "", NADIA, share="30", days="30")
        first = drawn(talk)
        talk.send("draw", "", THOMAS, share="100", days="30")

        assert talk.told(THOMAS) == [SampleDrawn(8, 8, 30)]  # with the draft of the other officer
        assert {each.opened_by for each in talk.of_kind("sample") if each.review in first} == {NADIA.id}
        talk.send("draw", "", THOMAS, share="100", days="30")
        assert talk.told(THOMAS)[-1] == SampleDrawn(0, 0, 30)

    def test_a_draw_that_was_cut_off_draws_the_same_and_no_more(
        self, talk: WatchTalk, cards: list[Card], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []
        opens = talk.matters.open

        def open_two(matter, kept):  # type: ignore[no-untyped-def]
            if len(opened) == 2:
                raise Crash
            opened.append(matter.review)
            return opens(matter, kept)

        with monkeypatch.context() as patch:
            patch.setattr(talk.matters, "open", open_two)
            with pytest.raises(Crash):
                talk.send("draw", "", NADIA, share="50", days="30")
        talk.jobs.restart()
        talk.wait(10)

        assert len(drawn(talk)) == 5
        assert drawn(talk) > set(opened)
        assert talk.told(NADIA) == [SampleDrawn(5, 10, 30)]
        assert len(talk.archived("S")) == 5

    def test_a_draw_that_cannot_be_told_now_is_told_later(self, talk: WatchTalk, cards: list[Card]) -> None:
        talk.messenger.faults = [TryLater("ratelimited", 5)]
        talk.send("draw", "", NADIA, share="50", days="30")
        talk.wait(10)

        assert len(drawn(talk)) == 5
        assert talk.told(NADIA) == [SampleDrawn(5, 10, 30)]

    def test_what_was_erased_is_passed_over(self, talk: WatchTalk, cards: list[Card]) -> None:
        talk.archive.erase_body(cards[0].review)
        talk.send("draw", "", NADIA, share="100", days="30")

        assert drawn(talk) == {card.review for card in cards[1:]}

    @pytest.mark.parametrize(("share", "days"), [("0", "30"), ("101", "30"), ("x", "30"), ("10", "9999")])
    def test_what_is_no_share_draws_nothing(
        self, talk: WatchTalk, cards: list[Card], share: str, days: str
    ) -> None:
        talk.send("draw", "", NADIA, share=share, days=days)

        assert drawn(talk) == set()

    def test_nobody_but_an_officer_draws(self, talk: WatchTalk, cards: list[Card]) -> None:
        assert talk.open("sample-draw", "form", JAMES, CannotOpen).why == "role"
        talk.send("draw", "", JAMES, share="100", days="30")

        assert drawn(talk) == set()
        assert talk.told(JAMES) == [OfficersOnly("sample", talk.ports.firm.ask)]
        assert [json.loads(each)["about"] for each in talk.archived("refusal.")] == ["sample", "sample"]

    def test_no_word_of_a_draft_is_in_the_tables(self, talk: WatchTalk, cards: list[Card]) -> None:
        talk.send("draw", "", NADIA, share="100", days="30")

        assert "Comparez" not in talk.everywhere_but_archive()
        assert not any("Comparez" in each for each in talk.archived("S"))


class TestTheOutcome:
    """What an officer says of a review, once."""

    @pytest.fixture(autouse=True)
    def drawn_by_nadia(self, talk: WatchTalk, cards: list[Card]) -> None:
        talk.send("draw", "", NADIA, share="10", days="30")

    def test_the_officer_reads_the_review_as_it_was_and_that_is_kept(self, talk: WatchTalk) -> None:
        matter = talk.only("sample")
        form = talk.open("sample-read", matter.id, NADIA, OutcomeForm)

        assert form.review.draft.text.startswith(FINE)
        assert (form.review.verdict, form.author) == ("ok", "Amélie Tremblay")
        [kept] = talk.archived(f"{matter.id}.read")
        assert json.loads(kept)["why"] == "sample"

    @pytest.mark.parametrize("outcome", ["fine", "missed", "unclear"])
    def test_the_outcome_is_kept_with_the_note(self, talk: WatchTalk, outcome: str) -> None:
        matter = talk.only("sample")
        talk.send("outcome", matter.id, NADIA, outcome=outcome, rule="guaranteed-return", note="À revoir")

        closed = talk.only("sample")
        assert (closed.state, closed.closed_by) == (outcome, NADIA.id)
        assert closed.rules == (("guaranteed-return",) if outcome == "missed" else ())
        assert json.loads(talk.archived(f"{matter.id}.1")[0])["words"] == {"note": "À revoir"}
        assert "revoir" not in talk.everywhere_but_archive()
        assert talk.open("sample-read", matter.id, NADIA, CannotOpen).why == "decided"

    def test_a_miss_may_name_no_rule_and_names_none_that_there_is_not(self, talk: WatchTalk) -> None:
        matter = talk.only("sample")
        talk.send("outcome", matter.id, NADIA, outcome="missed", rule="made-up", note="")

        assert (talk.only("sample").state, talk.only("sample").rules) == ("missed", ())

    def test_of_two_officers_one_decides_and_the_other_is_told(self, talk: WatchTalk) -> None:
        matter = talk.only("sample")
        talk.fill("outcome", matter.id, NADIA, outcome="fine", note="")
        talk.fill("outcome", matter.id, THOMAS, outcome="missed", note="")
        talk.answer()

        assert talk.only("sample").state == "fine"
        assert talk.told(THOMAS) == [NotDone("decided", "Nadia Benali")]

    def test_an_outcome_that_nobody_offers_changes_nothing(self, talk: WatchTalk) -> None:
        talk.send("outcome", talk.only("sample").id, NADIA, outcome="handled", note="")

        assert talk.only("sample").state == "open"

    def test_nobody_reads_or_judges_it_but_officers_and_never_the_author(self, talk: WatchTalk) -> None:
        matter = talk.only("sample")
        assert talk.open("sample-read", matter.id, JAMES, CannotOpen).why == "role"
        talk.send("outcome", matter.id, JAMES, outcome="fine", note="")
        talk.roles.officers.add(AMELIE.id)
        assert talk.open("sample-read", matter.id, AMELIE, CannotOpen).why == "own"
        talk.send("outcome", matter.id, AMELIE, outcome="fine", note="")

        assert talk.only("sample").state == "open"
        assert talk.told(AMELIE) == [NotDone("own")]
        assert talk.archived(f"{matter.id}.read") == []

    def test_what_was_erased_since_cannot_be_read(self, talk: WatchTalk) -> None:
        matter = talk.only("sample")
        talk.archive.erase_body(matter.review)

        assert talk.open("sample-read", matter.id, NADIA, CannotOpen).why == "gone"
