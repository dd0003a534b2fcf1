"""What an author says was posted is archived and compared; where it is another text, it is reviewed."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter
from bot.usecases.chat_ports import Card, Place, TryLater
from bot.usecases.form_views import CannotOpen, PostingForm
from bot.usecases.matter_records import moved_on, open_matter
from bot.usecases.matter_views import IncidentAlert, NotDone, PostingKept
from tests.fakes_jobs import Crash
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE
from tests.usecases.watch_talk import CLIENT, FINE, WatchTalk

LINK = "https://www.linkedin.com/posts/1"
DAY = "2026-11-16"


@pytest.fixture
def talk() -> WatchTalk:
    return WatchTalk()


def approved(talk: WatchTalk, card: Card, text: str, days: float = 30) -> Matter:
    """An approval of that text, changed by the officer."""
    now = talk.clock.now()
    asked = Matter(
        "R1", "request", "T1", AMELIE.id, card.id, card.review, "open", now, AMELIE.id, "fr",
        text_of="draft", fingerprint=text_fingerprint(card.review),
    )  # fmt: skip
    stands = open_matter(asked, AMELIE, {"why": "Avant jeudi"}, talk.ports)
    good_until = now + timedelta(days=days)
    changed = replace(
        stands, state="changed", fingerprint=text_fingerprint(text), good_until=good_until, closed_by=NADIA.id
    )
    moved = moved_on(changed, NADIA, {"why": "Mieux", "text": text}, "E1", talk.ports)
    assert moved
    return moved


def posted(talk: WatchTalk, card: Card, text: str, link: str = LINK, day: str = DAY) -> PostingKept:
    """What the author is told once they have told what was posted."""
    talk.send("posting", card.id, AMELIE, text, link=link, day=day)
    return talk.views_of(PostingKept)[-1]


class TestTheForm:
    """Filled in with what was most likely posted."""

    def test_has_the_rewrite_that_is_shown_else_the_draft(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)

        assert talk.open("posted", card.id, AMELIE, PostingForm) == PostingForm(card.id, FINE, DAY)

    def test_has_the_text_that_is_approved_while_the_approval_counts(self, talk: WatchTalk) -> None:
        card = talk.draft(PROMISE)
        approved(talk, card, "Aucune promesse.", days=7)
        assert talk.open("posted", card.id, AMELIE, PostingForm).text == "Aucune promesse."

        talk.clock.time += timedelta(days=8)
        assert talk.open("posted", card.id, AMELIE, PostingForm).text == PROMISE

    def test_opens_for_the_author_alone_and_a_stolen_button_is_kept(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        assert talk.open("posted", card.id, JAMES, CannotOpen).why == "role"
        talk.send("posting", card.id, JAMES, FINE, link="", day=DAY)

        assert talk.of_kind("posting") == []
        assert talk.told(JAMES) == [NotDone("gone", ask=talk.ports.firm.ask)]
        kept = [json.loads(each) for each in talk.archived("refusal.")]
        assert [(each["about"], each["deed"]) for each in kept] == [(card.id, "posted")] * 2
        assert FINE not in str(kept)

    def test_does_not_open_for_what_is_gone(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        talk.archive.erase_body(card.review)

        assert talk.open("posted", card.id, AMELIE, CannotOpen).why == "gone"
        assert talk.open("posted", "nothing", AMELIE, CannotOpen).why == "gone"


class TestTheComparison:
    """With what was approved, then with what was reviewed."""

    def test_the_draft_in_which_nothing_was_found_is_as_reviewed(self, talk: WatchTalk) -> None:
        card = talk.draft(f"{FINE}\nPuis notez la date.")
        told = posted(talk, card, f"{FINE}  \nPuis notez la date.\n")

        assert (told.matter.state, told.verdict) == ("as-reviewed", None)
        assert told.matter.review == card.review

    def test_a_rewrite_that_was_shown_is_as_reviewed(self, talk: WatchTalk) -> None:
        card = talk.draft(PROMISE)
        body = json.loads(talk.archive.record(card.review).body or "")
        body["review"]["rewrite"] = {"text": "Rien n'est promis.", "verdict": "ok"}
        later = f"{card.id}.0.1"
        talk.archive.add("review", later, card.stream, talk.clock.now(), json.dumps(body))

        assert posted(talk, card, "Rien n'est promis.").matter.state == "as-reviewed"

    def test_a_draft_with_a_problem_is_another_text_and_its_verdict_is_told(self, talk: WatchTalk) -> None:
        card = talk.draft(PROMISE)
        told = posted(talk, card, PROMISE)

        assert (told.matter.state, told.verdict) == ("differs", "revise")

    def test_another_text_is_reviewed_archived_and_can_be_made_again(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        told = posted(talk, card, f"{FINE} {PROMISE}")

        assert (told.matter.state, told.verdict) == ("differs", "revise")
        body = json.loads(talk.archive.record(told.matter.review).body or "")
        assert body["draft"]["text"] == f"{FINE} {PROMISE}"
        assert body["wish"]["wants"] == "what-if"
        assert talk.cards.card(card.id) == card

    def test_the_approved_text_is_as_approved_to_the_letter(self, talk: WatchTalk) -> None:
        card = talk.draft(PROMISE)
        approved(talk, card, "Aucune promesse.")

        assert posted(talk, card, "Aucune promesse.").matter.state == "as-approved"
        assert posted(talk, card, "Aucune promesse!").matter.state == "differs"

    def test_an_approval_that_is_over_counts_no_more(self, talk: WatchTalk) -> None:
        card = talk.draft(PROMISE)
        approved(talk, card, PROMISE, days=7)
        talk.clock.time += timedelta(days=8)

        assert posted(talk, card, PROMISE).matter.state == "differs"

    def test_client_data_that_was_posted_is_an_incident_of_its_own(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        told = posted(talk, card, f"{FINE} {CLIENT}")

        incident = talk.only("incident")
        assert (incident.review, incident.text_of) == (told.matter.review, "own")
        assert [type(each) for each in talk.in_compliance()] == [IncidentAlert]

    def test_a_text_that_is_too_long_for_a_form_is_the_one_that_was_to_be_posted(
        self, talk: WatchTalk
    ) -> None:
        card = talk.draft(FINE * 200)
        told = posted(talk, card, "")

        assert told.matter.state == "as-reviewed"
        assert told.matter.fingerprint == text_fingerprint(FINE * 200)

    def test_what_cannot_be_read_at_all_differs_and_has_no_verdict(self, talk: WatchTalk) -> None:
        told = posted(talk, talk.draft(FINE), "\x01\x02\x03")

        assert (told.matter.state, told.verdict) == ("differs", None)


class TestWhatIsKept:
    """The text, the link and the day, in the archive and nowhere else."""

    def test_the_matter_is_closed_and_what_the_author_wrote_is_archived(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        matter = posted(talk, card, FINE).matter

        assert (matter.closed_by, matter.author, matter.revision) == (AMELIE.id, AMELIE.id, 0)
        assert json.loads(talk.archived(matter.id)[0])["words"] == {"text": FINE, "link": LINK, "day": DAY}
        assert "linkedin.com" not in talk.everywhere_but_archive()
        assert "Comparez" not in talk.everywhere_but_archive()
        assert talk.archive.verify("T1:UAMELIE") is None

    @pytest.mark.parametrize(
        ("link", "day"),
        [("http://x.example/1", "2026-12-24"), ("javascript:alert(1)", ""), ("https://a b", "hier")],
    )
    def test_a_link_that_is_none_and_a_day_to_come_are_not_kept(
        self, talk: WatchTalk, link: str, day: str
    ) -> None:
        matter = posted(talk, talk.draft(FINE), FINE, link, day).matter

        assert json.loads(talk.archived(matter.id)[0])["words"] == {"text": FINE, "link": "", "day": ""}

    def test_the_author_is_told_in_the_thread_in_their_language(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        posted(talk, card, FINE)

        assert (talk.shown[-1].place, talk.shown[-1].language) == (card.place, "fr")

    def test_of_a_card_that_only_its_author_saw_nothing_is_told_in_the_channel(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        aside = replace(card, place=Place("T1", "CTEAM", "x"), aside=True)
        talk.cards.keep(aside)
        posted(talk, aside, FINE)

        assert talk.shown[-1].place == Place("T1", "DUAMELIE", "")

    def test_two_places_in_which_it_was_posted_are_two_matters(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        posted(talk, card, FINE)
        posted(talk, card, FINE, "https://x.example/2")

        assert len(talk.of_kind("posting")) == 2

    def test_what_is_told_later_is_kept_once(self, talk: WatchTalk) -> None:
        card = talk.draft(FINE)
        talk.messenger.faults = [TryLater("ratelimited", 5)]
        talk.send("posting", card.id, AMELIE, f"{FINE} {PROMISE}", link=LINK, day=DAY)
        talk.wait(10)

        assert len(talk.views_of(PostingKept)) == 1
        assert len(talk.of_kind("posting")) == 1
        assert len([each for each in talk.archive._bodies if ".posted." in each]) == 1

    def test_what_counted_when_it_was_told_counts_though_the_answer_comes_later(
        self, talk: WatchTalk
    ) -> None:
        card = talk.draft(PROMISE)
        approved(talk, card, PROMISE, days=5 / 86_400)
        talk.messenger.faults = [TryLater("ratelimited", 60)]
        talk.send("posting", card.id, AMELIE, PROMISE, link=LINK, day=DAY)
        talk.wait(90)

        [told] = talk.views_of(PostingKept)
        assert told.matter.state == "as-approved"

    def test_a_crash_before_the_matter_is_there_leaves_one(
        self, talk: WatchTalk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def die(matter, kept):  # type: ignore[no-untyped-def]
            raise Crash

        card = talk.draft(FINE)
        with monkeypatch.context() as patch:
            patch.setattr(talk.matters, "open", die)
            with pytest.raises(Crash):
                talk.send("posting", card.id, AMELIE, PROMISE, link=LINK, day=DAY)
        talk.jobs.restart()
        talk.wait(10)

        [told] = talk.views_of(PostingKept)
        assert (told.matter.state, told.verdict) == ("differs", "revise")
        assert len(talk.archived("P")) == 1
