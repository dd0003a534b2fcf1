"""A conversation with requests to compliance: an author asks, officers decide, by forms as they are sent."""

from threading import Barrier, Thread
from typing import Any

from bot.domain.matters import Matter
from bot.usecases.chat_ports import Button, Person, Place, Received
from bot.usecases.do_job import do_job
from bot.usecases.form_views import FormView
from bot.usecases.matter_views import NotDone, RequestCard, RequestDecided
from bot.usecases.open_form import form_for
from bot.usecases.submit import submit_event
from bot.usecases.views import View
from tests.fakes_jobs import StraightSteps
from tests.usecases.conversation import AMELIE, NADIA, PROMISE, THOMAS, Conversation

CHANNEL = Place("T1", "CCOMPLIANCE", "")
MIXED = f"{PROMISE} Comparez les frais avant de signer. Lisez le contrat."
REWRITTEN = "Un texte. Comparez les frais avant de signer. Lisez le contrat."
"""A draft of which something is left, and its rewrite."""
WHY = "Le texte sort avec le rapport annuel."


class RequestTalk(Conversation):
    """As `Conversation`."""

    def draft(self, text: str = PROMISE, person: Person = AMELIE) -> str:
        """A draft that was reviewed: its card's id."""
        self.say(text, person)
        return next(each for each in reversed(self.cards._cards.values()) if each.author == person.id).id

    def opens(self, button: Button, about: str, person: Person = AMELIE) -> FormView | None:
        """What opens before them for a button."""
        number = next(self.numbers)
        place = Place("T1", "CANY", f"1.{number}")
        received = Received(
            f"press{number}", f"press{number}", "button", place, f"1.{number}", person.id, card=about,
            button=button,
        )  # fmt: skip
        return form_for(received, person, self.ports)

    def sends(self, form: str, about: str, person: Person, **fields: Any) -> str:
        """A form, kept and not answered yet: its event."""
        event = f"T1:form:V{next(self.numbers)}"
        text, files = fields.pop("text", ""), fields.pop("files", ())
        received = Received(
            event, event, "form", Place("T1", person.id, event), event, person.id, text, card=about,
            choice=form, files=files, form={"view": "V1", "revision": "0"} | fields,
        )  # fmt: skip
        assert submit_event(received, self.inbox, self.clock)
        return event

    def ask(self, card: str, text_of: str = "draft", person: Person = AMELIE, **fields: Any) -> Matter:
        """Compliance is asked: the newest request of that card."""
        self.sends("request", card, person, text_of=text_of, **({"why": WHY} | fields))
        self.answer()
        return self.request(card)

    def asked(self, text: str = PROMISE) -> Matter:
        """A request about a draft that was just written."""
        return self.ask(self.draft(text))

    def decide(self, matter: Matter, decision: str, person: Person = NADIA, **fields: Any) -> Matter:
        """An officer sends the form that they opened while the matter stood so: the request as it stands."""
        self.sends_decision(matter, decision, person, **fields)
        self.answer()
        return self.now(matter)

    def sends_decision(self, matter: Matter, decision: str, person: Person = NADIA, **fields: Any) -> str:
        """The same, not answered yet: its event."""
        seen = {"why": "C'est exact.", "revision": str(matter.revision)}
        return self.sends("decision", matter.id, person, decision=decision, **(seen | fields))

    def request(self, card: str) -> Matter:
        """The newest request of that card."""
        return next(each for each in self.matters.of_card(card) if each.kind == "request")

    def now(self, matter: Matter) -> Matter:
        """It, as it stands."""
        stands = self.matters.matter(matter.id)
        assert stands is not None
        return stands

    @property
    def channel_card(self) -> RequestCard:
        """The one request in the compliance channel, as officers see it now."""
        [view] = [each.view for each in self.shown if each.place == CHANNEL]
        assert isinstance(view, RequestCard)
        return view

    def told(self, kind: type[View], channel: str = "DUAMELIE") -> list[Any]:
        """What is shown of that kind in a conversation now, oldest first."""
        return [
            each.view for each in self.shown if each.place.channel == channel and isinstance(each.view, kind)
        ]

    def refusals(self) -> list[str]:
        """What was recorded of those who tried what is not theirs: the deeds."""
        found = [each for each in self.archive._records if each.kind == "refusal"]
        return [self.archive.record(each.record_id).body or "" for each in found]


def race_two_officers(talk: RequestTalk) -> None:
    """Two officers decide differently in the same instant: one is kept and told, the other is told so."""
    matter = talk.asked()
    events = [talk.sends_decision(matter, "approve", NADIA), talk.sends_decision(matter, "reject", THOMAS)]
    talk.inbox.begin(talk.clock.now(), 5)
    together = Barrier(len(events))

    def decide(event: str) -> None:
        together.wait()
        do_job(f"{event}.0", StraightSteps(), talk.ports)

    threads = [Thread(target=decide, args=(each,)) for each in events]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    now = talk.now(matter)
    loser = "DUTHOMAS" if now.closed_by == NADIA.id else "DUNADIA"
    assert now.revision == 1
    assert [each.why for each in talk.told(NotDone, loser)] == ["decided"]
    assert len(talk.told(RequestDecided)) == 1
    assert talk.channel_card.matter == now
