"""A conversation in the thread of a review at the shipped desk, with a scripted model or with none."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.contract import review_json
from bot.domain.draft import Language
from bot.domain.model_answers import Statement, ThreadReply
from bot.usecases.chat_ports import Card, Person
from bot.usecases.desk import DeskInForce
from bot.usecases.replay import made_again
from bot.usecases.review import Desk, ReviewPorts
from bot.usecases.views import Reviewed, View
from tests.fakes_model import Script, ScriptedModel
from tests.shipped_desk import ModelAtDesk, prompts, shipped
from tests.usecases.conversation import AMELIE, JAMES, Conversation

MIXED: dict[Language, str] = {
    "fr": "Le taux affiché d'une hypothèque n'est pas le vôtre. Demandez la formule de pénalité par écrit. "
    "Notez la date de renouvellement dans votre agenda. Écrivez-moi en privé! #hypotheque",
    "en": "The posted rate of a mortgage is not yours. Ask for the penalty formula in writing. "
    "Write the renewal date down in your calendar. DM me! #mortgage",
}
"""A post worth keeping, and one sentence of it that is not."""
WHO: dict[Language, Person] = {"fr": AMELIE, "en": JAMES}


class OpenDesk(DeskInForce):
    """The shipped desk, always in force."""

    def __init__(self, desk: Desk, ports: ReviewPorts) -> None:
        super().__init__(ports)
        self._open = replace(desk, ports=ports)

    def __call__(self) -> Desk:
        return self._open

    def under(self, library: str, on: date | None = None) -> Desk:
        assert library == self._open.policies.library
        return self._open


def at_the_sample_firm() -> Conversation:
    """A conversation at the desk of the sample firm."""
    talk = Conversation()
    ports = replace(shipped().desk.ports, archive=talk.archive)
    talk.ports = replace(talk.ports, desk=OpenDesk(shipped().desk, ports))
    return talk


@dataclass
class ThreadTalk(Conversation):
    """What an author and the bot say under the review of a draft; without `script` there is no model."""

    script: Sequence[Script] = ()
    draft: str = MIXED["fr"]
    person: Person = AMELIE
    thread: str = field(default="", init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.model = ScriptedModel(self.script)
        self.at_desk = ModelAtDesk(self.model)
        ports = replace(shipped().desk.ports, archive=self.archive)
        self.ports = replace(
            self.ports,
            desk=OpenDesk(shipped().desk, ports),
            prompts=prompts(),
            model=self.at_desk.ports if self.script else None,
        )
        self.thread = self.say(self.draft, self.person)

    def reply(self, text: str) -> View:
        """What the author says in the thread: what the bot answers there."""
        self.say(text, self.person, self.thread)
        return self.last

    def press_here(self, button: str) -> View:
        """A button of the card: what the bot answers in the thread."""
        self.press(button, self.card.id, self.person)  # type: ignore[arg-type]
        return self.last

    @property
    def last(self) -> View:
        """The newest message of the bot, as it is now."""
        return self.shown[-1].view

    @property
    def card_view(self) -> Reviewed:
        """The card as it is shown now."""
        view = self.shown[0].view
        assert isinstance(view, Reviewed)
        return view

    @property
    def card(self) -> Card:
        """The card as it is kept now."""
        card = self.cards.card(self.card_view.card)
        assert card is not None
        return card

    @property
    def text(self) -> str:
        """The text that the card offers."""
        rewrite = self.card_view.review.rewrite
        return rewrite.text if rewrite else ""

    def made_again(self, review: str) -> list[str]:
        """The keys of the archived review that differ when it is made again; the model is not asked."""
        asked = len(self.model.asked)
        body = json.loads(self.archive.record(review).body or "")
        now = review_json(made_again(body, self.ports.desk(), prompts()), review)
        assert len(self.model.asked) == asked
        return [key for key in body["review"] if body["review"][key] != json.loads(json.dumps(now))[key]]


def a_text(text: str) -> ThreadReply:
    """Another text, as a model gives it."""
    return ThreadReply(kind="rewrite", text=text, statements=())


def an_explanation(*said: tuple[str, str]) -> ThreadReply:
    """Sentences and the clauses that they name."""
    return ThreadReply(
        kind="explanation",
        text="",
        statements=tuple(Statement(text=text, clause=clause) for text, clause in said),
    )


NOT_COVERED = ThreadReply(kind="not-covered", text="", statements=())
