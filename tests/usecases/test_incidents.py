"""Client data and inside information: the author is told what to do, compliance which rules and whose."""

from dataclasses import replace

import pytest

from bot.domain.matters import Matter
from bot.usecases.chat_ports import CannotShow, TryLater
from bot.usecases.form_views import FormName
from bot.usecases.home import home_for
from bot.usecases.home_views import HomeWanted
from bot.usecases.matter_ports import Kept
from bot.usecases.matter_views import IncidentAlert, IncidentNotice
from bot.usecases.remind_compliance import Reminders
from bot.usecases.report_incident import notice_for
from bot.usecases.views import Reviewed, Withdrawn, YourDraft
from tests.fakes_jobs import Crash
from tests.usecases.conversation import AMELIE, NADIA, PROMISE
from tests.usecases.watch_talk import CLIENT, FINE, INSIDE, SECRETS, WatchTalk


@pytest.fixture
def talk() -> WatchTalk:
    return WatchTalk()


class TestTheAlert:
    """What is known of a leak, and to whom."""

    @pytest.mark.parametrize(("draft", "rule"), [(CLIENT, "client-data"), (INSIDE, "inside")])
    def test_a_leak_opens_an_entry_and_alerts_compliance_by_rule_and_author(
        self, talk: WatchTalk, draft: str, rule: str
    ) -> None:
        card = talk.draft(draft)
        matter = talk.only("incident")

        assert (matter.state, matter.rules, matter.author) == ("open", (rule,), AMELIE.id)
        assert (matter.review, matter.card) == (card.review, card.id)
        [alert] = talk.in_compliance()
        title = "Client reconnaissable" if rule == "client-data" else "Information interne"
        assert isinstance(alert, IncidentAlert)
        assert (alert.author, alert.titles) == ("Amélie Tremblay", (title,))

    @pytest.mark.parametrize("draft", [CLIENT, INSIDE])
    def test_no_word_of_the_draft_is_in_the_alert_the_tables_or_the_notes(
        self, talk: WatchTalk, draft: str
    ) -> None:
        talk.draft(draft)
        [kept] = talk.archived("I")

        for secret in SECRETS:
            assert secret not in repr(talk.in_compliance())
            assert secret not in talk.everywhere_but_archive()
            assert secret not in kept

    def test_whom_to_tell_stays_when_the_author_deletes_the_message_as_told(self, talk: WatchTalk) -> None:
        card = talk.draft(CLIENT)
        talk.happen("deletion", card.message, AMELIE, card.message)
        talk.answer()

        [withdrawn] = [each for each in talk.messenger.views if isinstance(each, Withdrawn)]
        assert withdrawn.incident == IncidentNotice("client", talk.ports.firm.ask, alerted=True)

    def test_its_author_s_own_page_does_not_hold_the_text_nor_that_of_a_draft_that_was_removed(
        self, talk: WatchTalk
    ) -> None:
        talk.draft(CLIENT)
        removed = talk.draft(FINE)
        talk.draft(f"{FINE} Vraiment.")
        talk.happen("deletion", removed.message, AMELIE, removed.message)
        talk.answer()

        shown = home_for(AMELIE, "T1", HomeWanted("mine"), talk.ports).mine
        assert [(each.beginning, each.not_shown) for each in reversed(shown)] == [
            ("", "protected"), ("", "removed"), (f"{FINE} Vraiment.", None),
        ]  # fmt: skip

    def test_where_the_bot_itself_shows_the_draft_it_takes_it_away(self, talk: WatchTalk) -> None:
        fields = {"platform": "linkedin", "language": "auto", "account": "own", "genre": "post"}
        talk.send("review", "", AMELIE, CLIENT, **fields)

        assert isinstance(talk.shown[1].view, Reviewed)
        assert talk.shown[0].view == YourDraft("", protected=True)
        assert talk.archive.record(talk.only("incident").review).body

    @pytest.mark.parametrize("draft", [FINE, PROMISE])
    def test_any_other_draft_is_no_incident(self, talk: WatchTalk, draft: str) -> None:
        talk.draft(draft)

        assert talk.of_kind("incident") == []
        assert talk.in_compliance() == []

    def test_the_author_is_told_what_kind_it_is_whom_to_tell_and_that_compliance_knows(
        self, talk: WatchTalk
    ) -> None:
        talk.draft(f"{INSIDE} {CLIENT}")
        shown, ask = talk.views_of(Reviewed)[0], talk.ports.firm.ask

        assert notice_for(shown.review, shown.policies, talk.ports) == IncidentNotice("client", ask, True)
        alone = replace(talk.ports, compliance=None)
        assert notice_for(shown.review, shown.policies, alone) == IncidentNotice("client", ask, False)

    def test_the_author_sees_the_review_before_anybody_is_alerted(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)

        assert [type(each) for each in talk.messenger.views] == [Reviewed, IncidentAlert]

    def test_a_leak_given_by_a_command_in_a_channel_is_one_too(self, talk: WatchTalk) -> None:
        talk.command(CLIENT, "review")

        assert talk.only("incident").rules == ("client-data",)
        assert [type(each) for each in talk.in_compliance()] == [IncidentAlert]

    def test_where_compliance_is_not_set_up_the_entry_is_opened_all_the_same(self, talk: WatchTalk) -> None:
        talk.ports = replace(talk.ports, compliance=None)
        talk.draft(CLIENT)

        assert talk.only("incident").state == "open"
        assert [type(each) for each in talk.messenger.views] == [Reviewed]

    def test_a_rule_that_was_lowered_alerts_nobody(self, talk: WatchTalk) -> None:
        talk.draft(CLIENT)
        shown = talk.views_of(Reviewed)[0]
        lower = [replace(each, severity=each.severity.REVISE) for each in shown.review.findings]

        assert notice_for(replace(shown.review, findings=tuple(lower)), shown.policies, talk.ports) is None


class TestOnce:
    """One entry and one alert, whatever happens in between."""

    def test_the_same_leak_for_another_platform_is_entered_once(self, talk: WatchTalk) -> None:
        card = talk.draft(CLIENT)
        talk.press("platform", card.id, choice="x")

        assert len(talk.of_kind("incident")) == 1
        assert len(talk.in_compliance()) == 1

    def test_an_edit_that_takes_the_data_out_leaves_the_entry_open(self, talk: WatchTalk) -> None:
        card = talk.draft(CLIENT)
        talk.happen("edit", card.message, AMELIE, card.message, text=FINE)
        talk.answer()

        assert talk.only("incident").state == "open"
        assert len(talk.in_compliance()) == 1

    def test_an_edit_that_leaks_something_else_is_another_entry(self, talk: WatchTalk) -> None:
        card = talk.draft(CLIENT)
        talk.happen("edit", card.message, AMELIE, card.message, text=INSIDE)
        talk.answer()

        assert [each.rules for each in talk.of_kind("incident")] == [("client-data",), ("inside",)]
        assert len(talk.in_compliance()) == 2

    def test_once_it_is_handled_another_text_with_such_data_is_another_entry(self, talk: WatchTalk) -> None:
        card = talk.draft(CLIENT)
        talk.send("handling", talk.only("incident").id, NADIA, done="Effacé.")
        talk.press("platform", card.id, choice="x")
        assert len(talk.of_kind("incident")) == 1

        talk.happen("edit", card.message, AMELIE, card.message, text=f"{CLIENT} Bravo!")
        talk.answer()
        assert len(talk.of_kind("incident")) == 2

    def test_an_alert_that_cannot_be_posted_now_is_posted_later_and_once(self, talk: WatchTalk) -> None:
        talk.messenger.faults = [None, None, TryLater("ratelimited", 5)]
        talk.draft(CLIENT)
        assert talk.in_compliance() == []

        talk.wait(10)
        assert len(talk.in_compliance()) == 1
        assert len(talk.views_of(Reviewed)) == 1

    def test_a_channel_that_is_gone_keeps_no_author_waiting_and_is_noted(self, talk: WatchTalk) -> None:
        talk.messenger.faults = [None, None, CannotShow("channel_not_found")]
        talk.draft(CLIENT)

        assert len(talk.views_of(Reviewed)) == 1
        [(_, ids)] = [each for each in talk.notes if each[0] == "incident.not-alerted"]
        assert ids == {"matter": talk.only("incident").id, "why": "channel_not_found"}

    def test_a_channel_that_comes_back_has_the_alert_then_and_once(self, talk: WatchTalk) -> None:
        talk.messenger.faults = [None, None, CannotShow("channel_not_found")]
        talk.draft(CLIENT)
        remind = Reminders(talk.ports)
        remind()
        assert talk.in_compliance() == []

        talk.wait(600)
        remind()
        remind()
        assert [type(each) for each in talk.in_compliance()] == [IncidentAlert]

    def test_a_leak_whose_author_removes_it_before_they_are_answered_is_alerted(
        self, talk: WatchTalk
    ) -> None:
        talk.messenger.faults = [None, CannotShow("thread_not_found")]
        talk.say(CLIENT)
        assert talk.in_compliance() == []

        talk.wait(600)
        Reminders(talk.ports)()
        assert [type(each) for each in talk.in_compliance()] == [IncidentAlert]

    def test_a_crash_while_the_alert_is_posted_leaves_one(self, talk: WatchTalk) -> None:
        def die_at_the_alert() -> None:
            if talk.in_compliance():
                talk.messenger.after_posting = lambda: None
                raise Crash

        talk.messenger.after_posting = die_at_the_alert
        with pytest.raises(Crash):
            talk.say(CLIENT)
        talk.jobs.restart()
        talk.wait(10)

        assert len(talk.in_compliance()) == 1
        assert len(talk.of_kind("incident")) == 1
        assert talk.archive.verify("T1:UAMELIE") is None

    @pytest.mark.parametrize(
        ("form", "said"), [("posting", {"text": CLIENT}), ("alt-text", {"shows": CLIENT})]
    )
    def test_a_crash_before_the_entry_of_what_was_posted_or_said_of_an_image_loses_none(
        self, form: FormName, said: dict[str, str], talk: WatchTalk
    ) -> None:
        card = talk.draft(FINE)
        opening, crashes = talk.matters.open, [Crash()]

        def die_once(matter: Matter, kept: Kept) -> Matter:
            if matter.kind == "incident" and crashes:
                raise crashes.pop()
            return opening(matter, kept)

        talk.matters.open = die_once  # type: ignore[method-assign]
        with pytest.raises(Crash):
            talk.send(form, card.id, AMELIE, **said)
        talk.jobs.restart()

        assert [each.rules for each in talk.of_kind("incident")] == [("client-data",)]
        assert len(talk.in_compliance()) == 1
