"""A conversation in which drafts leak, reviews are drawn, and what was posted is told: with forms."""

from typing import Any, TypeVar

from bot.domain.chain import body_text
from bot.domain.findings import Verdict
from bot.domain.matters import Matter, MatterKind
from bot.usecases.chat_ports import Button, Card, Person, Place, Received
from bot.usecases.form_views import FormName, FormView
from bot.usecases.matter_ports import ReviewNote
from bot.usecases.open_form import form_for
from bot.usecases.submit import submit_event
from bot.usecases.views import Reviewed, View
from tests.fakes import InMemoryPolicyStore
from tests.publications import pack, publication, rule
from tests.usecases.conversation import AMELIE, Conversation

CLIENT = "Notre cliente madame Roy a enfin sa maison."
INSIDE = "Le projet Orignal sera annoncé jeudi."
FINE = "Comparez les frais avant de signer."
SECRETS = ("madame", "Roy", "Orignal", "maison", "jeudi")
"""Words of those drafts, of which none may be seen by anybody but their author."""
_VARIANTS = {"fr": {"vous": ["Un texte."], "tu": ["Un texte."]}, "en": ["A text."]}
_LEAKS = (
    rule(
        "client-data", severity="block", incident="client",
        title={"fr": "Client reconnaissable", "en": "Identifiable client"},
        detect=[{"kind": "phrase", "fr": ["madame roy"], "en": ["mrs roy"]}],
    ),
    rule(
        "inside", severity="block", fix={"instead": _VARIANTS, "topic": "confidential"},
        title={"fr": "Information interne", "en": "Inside information"},
        detect=[{"kind": "phrase", "fr": ["projet orignal"], "en": ["project moose"]}],
    ),
)  # fmt: skip
Page = TypeVar("Page")


def policies() -> InMemoryPolicyStore:
    """Policies in force whose rules find promises, client data and inside information."""
    store = InMemoryPolicyStore()
    store.publish(publication(content=pack(rule(), *_LEAKS)))
    return store


class WatchTalk(Conversation):
    """What people do with buttons that open forms, and with the forms."""

    def __init__(self, **more: Any) -> None:
        super().__init__(policies=policies(), **more)

    def open(self, button: Button, about: str, person: Person, expected: type[Page]) -> Page:
        """The form or page that opens when they press that button."""
        number = next(self.numbers)
        event = f"T1:press:{number}"
        place = Place("T1", "CCOMPLIANCE", "")
        pressed = Received(event, event, "button", place, "1", person.id, card=about, button=button)
        view: FormView | None = form_for(pressed, person, self.ports)
        assert isinstance(view, expected)
        return view

    def send(self, name: FormName, about: str, person: Person, text: str = "", **fields: str) -> str:
        """A form, sent and answered: its event."""
        event = self.fill(name, about, person, text, **fields)
        self.answer()
        return event

    def fill(self, name: FormName, about: str, person: Person, text: str = "", **fields: str) -> str:
        """A form, sent and not answered yet: its event."""
        event = f"T1:form:V{next(self.numbers)}"
        place = Place("T1", person.id, event)
        form = {"view": "V1", "revision": "0"} | fields
        received = Received(
            event, event, "form", place, event, person.id, text, card=about, choice=name, form=form
        )
        assert submit_event(received, self.inbox, self.clock)
        return event

    def draft(self, text: str, person: Person = AMELIE) -> Card:
        """A draft, reviewed: its card."""
        self.say(text, person)
        card = self.cards.card(self.views_of(Reviewed)[-1].card)
        assert card is not None
        return card

    def noted(self, card: Card, verdict: Verdict = "ok") -> ReviewNote:
        """The card's review, in the list of reviews."""
        note = ReviewNote(
            card.review, card.id, "T1", card.author, self.clock.now(), verdict, card.platform, "fr", "f"
        )
        self.reviews.note(note)
        return note

    def views_of(self, kind: type[Page]) -> list[Page]:
        """What is shown of that kind now, oldest first."""
        return [each for each in self.messenger.views if isinstance(each, kind)]

    def told(self, person: Person) -> list[View]:
        """What stands in that person's own conversation with the bot, outside threads."""
        place = Place("T1", f"D{person.id}", "")
        return [each.view for each in self.shown if each.place == place]

    def in_compliance(self) -> list[View]:
        """What stands in the compliance channel."""
        return [each.view for each in self.shown if each.place.channel == "CCOMPLIANCE"]

    def of_kind(self, kind: MatterKind) -> list[Matter]:
        """The matters of that kind, oldest first."""
        return [each for each in self.matters.all.values() if each.kind == kind]

    def only(self, kind: MatterKind) -> Matter:
        """The one matter of that kind."""
        [matter] = self.of_kind(kind)
        return matter

    def archived(self, prefix: str) -> list[str]:
        """The bodies of the records whose id begins like that."""
        known = self.archive._bodies.items()
        return [body_text(body) for record, body in known if record.startswith(prefix)]

    def everywhere_but_archive(self) -> str:
        """All that is kept of matters, cards, reviews, messages' keys and notes, as one text."""
        kept = [self.matters.all, self.cards._cards, self.reviews.all, self.notes]
        kept += [self.ports.outbox.__dict__, [each.key for each in self.shown]]
        return repr(kept)
